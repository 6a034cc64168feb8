import { inspect } from 'node:util'
import { checkMinimum, type Form } from '../../core/arguments.js'
import { describeMethods } from '../../core/inspect.js'
import { constraintsValue, type JujuConstraints } from '../syntax/constraints.js'
import { beginVerb, type VerbOptions } from '../connection/verb.js'
import type { AddMachineParams, MachineManagerFacade } from '../generated/facades/machine-manager.js'
import type { FacadeCaller } from '../connection/caller.js'
import type { JujuCallOptions } from '../options.js'
import { entityOf, machineTag } from '../syntax/tags.js'
import { baseValue } from '../syntax/base.js'
import { namesOf } from '../syntax/names.js'
import { inModel, readPlacement } from '../syntax/placement.js'

export interface JujuMachineAddParams {
  /** @default 1 */
  count?: number
  /** Such as `mem=8G cores=4 tags=compute`. */
  constraints?: string | JujuConstraints
  /** Such as `ubuntu@22.04`. */
  base?: string
  /** What the cloud accepts, such as `zone=a` or `system-id=4y3h7n`, or a container: `lxd`, `lxd:3`. */
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

/** Looks up the UUID of the model. */
export type ModelUuid = (verb: VerbOptions) => Promise<string>

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
  /** Adds machines or containers, and returns their ids. */
  add(params?: JujuMachineAddParams, options?: JujuCallOptions): Promise<string[]>
  /** Removes machines. One that has units or containers is an `RpcError` with reason `conflict`, unless forced. */
  remove(
    machines: string | readonly string[],
    params?: JujuMachineRemoveParams,
    options?: JujuCallOptions,
  ): Promise<RemovedMachines>
  /** Tries again to start machines that could not be started. */
  retryProvisioning(machines: string | readonly string[], options?: JujuCallOptions): Promise<void>
}

export class MachinesOfModel implements JujuMachines {
  readonly #facade: MachineManagerFacade
  readonly #uuid: ModelUuid

  constructor(caller: FacadeCaller, uuid: ModelUuid) {
    this.#facade = caller.facade('MachineManager')
    this.#uuid = uuid
  }

  async add(params: JujuMachineAddParams = {}, options?: JujuCallOptions): Promise<string[]> {
    const verb = beginVerb('machines.add', options, addForm, params)
    const { count = 1, parent } = params
    checkMinimum('juju', 'machines.add', 'count', count, 1)
    const placement = params.placement === undefined ? undefined : readPlacement(params.placement)
    const machine: AddMachineParams = {
      constraints: constraintsValue(params.constraints),
      jobs: ['JobHostUnits'],
      'parent-id': parent ?? '',
      'container-type': params.container ?? (parent === undefined ? '' : 'lxd'),
      ...(params.base === undefined ? {} : { base: baseValue(params.base) }),
    }
    if (placement !== undefined) machine.placement = inModel(placement, await this.#uuid(verb))
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
