import { inspect } from 'node:util'
import { checkMinimum, type Form } from '../../core/arguments.js'
import { ConfigurationError } from '../../core/errors.js'
import { describeMethods } from '../../core/inspect.js'
import { constraintsValue, type JujuConstraints } from '../syntax/constraints.js'
import { beginVerb } from '../connection/verb.js'
import type { Placement } from '../generated/facades/common.js'
import type { AddMachineParams, MachineManagerFacade } from '../generated/facades/machine-manager.js'
import type { FacadeCaller } from '../connection/caller.js'
import type { JujuCallOptions } from '../options.js'
import { entityOf, machineTag } from '../syntax/tags.js'
import { baseValue } from '../syntax/base.js'
import { namesOf } from '../syntax/names.js'
import { isContainer, readPlacement } from '../syntax/placement.js'

export interface JujuMachineAddParams {
  /** @default 1 */
  count?: number
  /** Such as `mem=8G cores=4 tags=compute`. */
  constraints?: string | JujuConstraints
  /** Such as `ubuntu@22.04`. */
  base?: string
  /**
   * A container: `lxd` on a new machine, or `lxd:3`. Juju 4 refuses all others for a machine, such as `zone=a`: write `zones=a` as a
   * constraint, or place units with `applications.deploy` and `applications.addUnit`.
   */
  placement?: string
  /** Adds a container of this kind, on `parent` or on a new machine. */
  container?: string
  /** The machine for the container. */
  parent?: string
}

export interface JujuMachineRemoveParams {
  /** Removes a machine although it has units or containers. */
  force?: boolean
  /** Keeps the instance running in the cloud. */
  keep?: boolean
  /** Milliseconds for each step of a forced removal. */
  maxWaitMs?: number
  /** Returns what would be removed, and removes nothing. */
  dryRun?: boolean
}

/** The ids and names of what was removed, or would be with `dryRun`. */
export interface RemovedMachines {
  /** Containers among them. */
  machines: string[]
  units: string[]
}

const addForm: Form<JujuMachineAddParams> = {
  count: 'int',
  constraints: 'string | object',
  base: 'string',
  placement: 'string',
  container: 'string',
  parent: 'string',
}

const removeForm: Form<JujuMachineRemoveParams> = {
  force: 'bool',
  keep: 'bool',
  maxWaitMs: 'number',
  dryRun: 'bool',
}

/** The machines of a model. */
export interface JujuMachines {
  /**
   * Adds machines or containers, and returns their ids.
   *
   * @example
   * const [machine] = await model.machines.add({ constraints: { mem: 16384 } })
   */
  add(params?: JujuMachineAddParams, options?: JujuCallOptions): Promise<string[]>
  /**
   * Removes machines. One that has units or containers is an `RpcError` with reason `conflict`, unless forced.
   *
   * @example
   * await model.machines.remove('3')
   */
  remove(
    machines: string | readonly string[],
    params?: JujuMachineRemoveParams,
    options?: JujuCallOptions,
  ): Promise<RemovedMachines>
  /**
   * Tries again to start machines that could not be started.
   *
   * @example
   * await model.machines.retryProvisioning('3')
   */
  retryProvisioning(machines: string | readonly string[], options?: JujuCallOptions): Promise<void>
}

export class MachinesOfModel implements JujuMachines {
  readonly #facade: MachineManagerFacade

  constructor(caller: FacadeCaller) {
    this.#facade = caller.facade('MachineManager')
  }

  async add(params: JujuMachineAddParams = {}, options?: JujuCallOptions): Promise<string[]> {
    const verb = beginVerb('machines.add', options, addForm, params)
    const { count = 1, parent } = params
    checkMinimum('juju', 'machines.add', 'count', count, 1)
    const { placement } = params
    const machine: AddMachineParams = {
      constraints: constraintsValue(params.constraints),
      jobs: ['JobHostUnits'],
      'parent-id': parent ?? '',
      'container-type': params.container ?? (parent === undefined ? '' : 'lxd'),
      ...(params.base === undefined ? {} : { base: baseValue(params.base) }),
      ...(placement === undefined ? {} : { placement: containerPlacement(placement) }),
    }
    const machines = await this.#facade.addMachines(
      { params: Array.from({ length: count }, () => machine) },
      verb,
    )
    return machines.map((result) => result.machine)
  }

  async remove(
    machines: string | readonly string[],
    params: JujuMachineRemoveParams = {},
    options?: JujuCallOptions,
  ): Promise<RemovedMachines> {
    const verb = beginVerb('machines.remove', options, removeForm, params)
    const ids = namesOf('machines.remove', 'machines', machines)
    const { force, keep, maxWaitMs, dryRun } = params
    const results = await this.#facade.destroyMachineWithParams(
      {
        'machine-tags': ids.map(machineTag),
        ...(force === undefined ? {} : { force }),
        ...(keep === undefined ? {} : { keep }),
        ...(maxWaitMs === undefined ? {} : { 'max-wait': maxWaitMs * 1e6 }),
        ...(dryRun === undefined ? {} : { 'dry-run': dryRun }),
      },
      verb,
    )
    const infos = results.flatMap(({ info }) => (info === undefined ? [] : [info]))
    const containers = infos
      .flatMap((info) => info['destroyed-containers'] ?? [])
      .flatMap(({ info }) => (info === undefined ? [] : [info]))
    const all = [...infos, ...containers]
    return {
      machines: all.map((info) => info['machine-id']),
      units: all.flatMap((info) => info['destroyed-units'] ?? []).map(({ tag }) => entityOf(tag)),
    }
  }

  async retryProvisioning(machines: string | readonly string[], options?: JujuCallOptions): Promise<void> {
    const verb = beginVerb('machines.retryProvisioning', options)
    const ids = namesOf('machines.retryProvisioning', 'machines', machines)
    await this.#facade.retryProvisioning({ machines: ids.map(machineTag), all: false }, verb)
  }

  [inspect.custom](): string {
    return describeMethods('machines', this)
  }
}

/** A 4.0 compares any other placement of a machine with the model's UUID, and refuses it (recorded: raw-calls, n 106). */
function containerPlacement(text: string): Placement {
  const placement = readPlacement(text)
  if (isContainer(placement)) return placement
  const zone = /^zone=(.+)$/.exec(text)?.[1]
  throw new ConfigurationError({
    system: 'juju',
    operation: 'machines.add',
    summary: `machines.add: Juju 4 accepts only containers as the placement of a machine, got ${JSON.stringify(text)}`,
    hint:
      zone === undefined
        ? 'Place the units instead: to in applications.deploy and applications.addUnit; or use constraints'
        : `Pass constraints: 'zones=${zone}', or place the units: to in applications.deploy and applications.addUnit`,
  })
}
