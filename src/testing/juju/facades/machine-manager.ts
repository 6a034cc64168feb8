import { withRisk } from '../charm.js'
import { bulk, JujuError, notFound } from '../errors.js'
import { type Facade, method } from '../facade.js'
import { anything, bool, type Decoded, int, list, optional, str, struct } from '../go-json.js'
import { addMachine, defaultBase, existingMachine, mergedConstraints } from '../machines.js'
import { BaseParam, ConstraintsParam, PlacementParam } from '../params.js'
import { destroyMachine } from '../removal.js'
import type { Machine, Model } from '../state.js'
import { parseTagOf, tagOf } from '../tags.js'
import type { World } from '../world.js'

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

const write = { access: 'write', changes: 'change' } as const

export const machineManager: Facade = {
  AddMachines: method(write, struct('AddMachines', { params: list(AddMachineParam) }), ({ world, model }, { params }) => ({
    machines: params.map((param) => {
      const [result] = bulk([param], (one) => ({ machine: add(world, model, one).id }))
      return result !== undefined && 'error' in result ? { machine: '', ...result } : result
    }),
  })),

  DestroyMachineWithParams: method(
    { access: 'write', changes: 'remove' },
    struct('DestroyMachinesParams', { 'machine-tags': list(str), force: bool, keep: bool, 'dry-run': bool, 'max-wait': optional(int) }),
    ({ world, model }, params) => ({
      results: bulk(params['machine-tags'], (tag) => {
        const machine = machineByTag(model, tag)
        const destroyed = params['dry-run'] ? [] : destroyMachine(world, model, machine, params.force)
        const units = destroyed.map((unit) => ({ tag: tagOf('unit', unit.name) }))
        return { info: { 'machine-id': machine.id, ...(units.length === 0 ? {} : { 'destroyed-units': units }) } }
      }),
    }),
  ),

  RetryProvisioning: method(write, struct('RetryProvisioningArgs', { machines: list(str), all: bool }), ({ world, model }, params) => {
    const wanted = params.all
      ? [...model.machines.values()].filter(failedToProvision).map((machine) => tagOf('machine', machine.id))
      : params.machines
    return {
      results: bulk(wanted, (tag) => {
        const machine = machineByTag(model, tag)
        if (!failedToProvision(machine))
          throw new JujuError(`machine ${machine.id} is not in an error state (${machine.instanceStatus.status})`)
        world.life.provisioningRetried(model, machine)
        return {}
      }),
    }
  }),

  ProvisioningScript: method(
    write,
    struct('ProvisioningScriptParams', { 'machine-id': str, nonce: str, 'data-dir': str, 'disable-package-commands': bool }),
    ({ model }, params) => {
      const machine = existingMachine(model, params['machine-id'])
      if (machine.hardware === '') throw new JujuError(`getting instance config: arch is not set for "${machine.id}"`)
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

function add(world: World, model: Model, param: Decoded<typeof AddMachineParam>): Machine {
  const base = param.base === undefined || param.base.name === '' ? defaultBase(model) : withRisk(param.base)
  const constraints = mergedConstraints(model, param.constraints)
  const { placement } = param
  if (
    placement !== undefined &&
    placement.scope !== '' &&
    placement.scope !== '#' &&
    placement.scope !== model.uuid &&
    placement.scope !== 'model-uuid'
  ) {
    return addMachine(world, model, { base, constraints, containerType: placement.scope, parentId: placement.directive })
  }
  if (param['container-type'] !== '') {
    return addMachine(world, model, { base, constraints, containerType: param['container-type'], parentId: param['parent-id'] })
  }
  return addMachine(world, model, { base, constraints, ...(placement === undefined ? {} : { placement: placement.directive }) })
}

function machineByTag(model: Model, tag: string): Machine {
  const id = parseTagOf('machine', tag)
  const machine = model.machines.get(id)
  if (machine === undefined) throw notFound(`machine ${id} not found`)
  return machine
}

function failedToProvision(machine: Machine): boolean {
  return machine.instanceStatus.status === 'provisioning error' || machine.instanceStatus.status === 'error'
}
