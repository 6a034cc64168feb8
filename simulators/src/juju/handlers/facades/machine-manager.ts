import { type Facade, method } from '../../server/facade.js'
import { anything, bool, type Decoded, int, list, optional, str, struct } from '../../server/go-json.js'
import { BaseParam, ConstraintsParam, PlacementParam } from '../../server/params.js'
import { bulk, errorResult, Refusal } from '../../server/refusal.js'
import { withRisk } from '../../state/charms/charm.js'
import {
  addMachine,
  containersOf,
  defaultBase,
  existingMachine,
  mergedConstraints,
  unitsOn,
} from '../../state/machines.js'
import { destroyMachine } from '../../state/removal.js'
import type { JujuState } from '../../state/state.js'
import { parseTagOf, tagOf } from '../../state/tags.js'
import type { Machine, Model } from '../../state/types.js'

const AddMachineParam = struct('AddMachineParams', {
  base: optional(BaseParam),
  constraints: ConstraintsParam,
  jobs: list(str),
  disks: list(anything),
  placement: optional(PlacementParam),
  'parent-id': str,
  'container-type': str,
  'instance-id': str,
  nonce: str,
  'hardware-characteristics': anything,
  addresses: list(anything),
})

/** Juju 4 does not support KVM. */
const CONTAINERS = ['lxd']

const write = { access: 'write', changes: 'change' } as const

export const machineManager: Facade = {
  AddMachines: method(
    write,
    struct('AddMachines', { params: list(AddMachineParam) }),
    ({ state, model }, { params }) => ({
      machines: params.map((param) => {
        const [result] = bulk([param], (one) => ({ machine: add(state, model, one).id }))
        return result !== undefined && 'error' in result ? { machine: '', ...result } : result
      }),
    }),
  ),

  DestroyMachineWithParams: method(
    { access: 'write', changes: 'remove' },
    struct('DestroyMachinesParams', {
      'machine-tags': list(str),
      force: bool,
      keep: bool,
      'dry-run': bool,
      'max-wait': optional(int),
    }),
    ({ state, model }, params) => ({
      results: bulk(params['machine-tags'], (tag) => {
        const machine = machineByTag(model, tag)
        const info = destruction(model, machine, params.force || params['dry-run'])
        if (!params['dry-run']) destroyMachine(state, model, machine, params.force)
        return { info }
      }),
    }),
  ),

  // Only failures have a result; missing machines are skipped.
  RetryProvisioning: method(
    write,
    struct('RetryProvisioningArgs', { machines: list(str), all: bool }),
    ({ state, model }, { machines, all }) => {
      const failures = bulk(machines, (tag) => ({ id: parseTagOf('machine', tag) })).filter(
        (each) => 'error' in each,
      )
      const wanted = new Set(machines.map((tag) => tag.replace(/^machine-/, '').replaceAll('-', '/')))
      for (const machine of model.machines.values()) {
        if (failedToProvision(machine) && (all || wanted.has(machine.id)))
          state.lifecycle.provisioningRetried(model, machine)
        else if (!all && wanted.has(machine.id)) {
          failures.push(
            errorResult(
              new Refusal(
                `machine ${machine.id} is not in an error state (${machine.instanceStatus.status})`,
              ),
            ),
          )
        }
      }
      return { results: failures.length === 0 ? null : failures }
    },
  ),

  ProvisioningScript: method(
    write,
    struct('ProvisioningScriptParams', {
      'machine-id': str,
      nonce: str,
      'data-dir': str,
      'disable-package-commands': bool,
    }),
    ({ model }, params) => {
      const machine = existingMachine(model, params['machine-id'])
      if (machine.hardware === '')
        throw new Refusal(`getting instance config: arch is not set for "${machine.id}"`)
      return { script: `#!/bin/bash\n# provisions machine ${machine.id}\n` }
    },
  ),

  InstanceTypes: method(
    { access: 'read' },
    struct('ModelInstanceTypesConstraints', { constraints: list(anything) }),
    (_call, { constraints }) => ({
      results: constraints.map(() => ({})),
    }),
  ),
}

function add(state: JujuState, model: Model, param: Decoded<typeof AddMachineParam>): Machine {
  const base = param.base === undefined || param.base.name === '' ? defaultBase(model) : withRisk(param.base)
  const constraints = mergedConstraints(model, param.constraints)
  const { placement } = param
  if (placement !== undefined && CONTAINERS.includes(placement.scope)) {
    return addMachine(state, model, {
      base,
      constraints,
      containerType: placement.scope,
      parentId: placement.directive,
    })
  }
  // The real one compares the directive instead of the scope, and so refuses every directive for the provider.
  if (placement !== undefined && placement.directive !== model.uuid)
    throw new Refusal(`invalid model id "${placement.directive}"`)
  if (param['container-type'] !== '') {
    return addMachine(state, model, {
      base,
      constraints,
      containerType: param['container-type'],
      parentId: param['parent-id'],
    })
  }
  return addMachine(state, model, { base, constraints })
}

/** What is removed with a machine: its units, and with force its containers and their units. */
function destruction(model: Model, machine: Machine, deep: boolean): Record<string, unknown> {
  const units = unitsOn(model, machine.id).map((unit) => ({ tag: tagOf('unit', unit.name) }))
  const containers = deep
    ? containersOf(model, machine.id).map((container) => ({ info: destruction(model, container, true) }))
    : []
  return {
    'machine-id': machine.id,
    ...(containers.length === 0 ? {} : { 'destroyed-containers': containers }),
    ...(units.length === 0 ? {} : { 'destroyed-units': units }),
  }
}

function machineByTag(model: Model, tag: string): Machine {
  const id = parseTagOf('machine', tag)
  const machine = model.machines.get(id)
  if (machine === undefined) {
    throw new Refusal(
      `getting machine UUID: getting UUID for machine "${id}": machine "${id}": machine not found`,
    )
  }
  return machine
}

function failedToProvision(machine: Machine): boolean {
  return machine.instanceStatus.status === 'provisioning error' || machine.instanceStatus.status === 'error'
}
