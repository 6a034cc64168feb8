import type { RequestOptions } from '../../core/options.js'
import type { Constraints } from '../syntax/constraints.js'
import { checkCount } from '../checks.js'
import { checkItems } from '../errors.js'
import { type AddMachineParams, MachineManagerOperations } from '../generated/machine-manager.js'
import type { Link } from '../connection/endpoint.js'
import { entityOf, machineTag } from '../syntax/tags.js'
import { baseValue, constraintsValue, placementValue } from '../syntax/values.js'

export interface MachineAddParams {
  /** @default 1 */
  count?: number
  /** Such as `mem=8G cores=4 tags=compute`. */
  constraints?: string | Constraints
  /** Such as `ubuntu@22.04`. */
  base?: string
  /** What the cloud understands, such as `zone=a` or `system-id=4y3h7n`, or a container: `lxd`, `lxd:3`. */
  placement?: string
  /** Makes a container of this kind, on `parent` or on a new machine. */
  container?: string
  /** The machine that the container goes on. */
  parent?: string
}

export interface MachineRemoveParams {
  /** Removes it although units or containers are on it. */
  force?: boolean
  /** Leaves the instance running in the cloud. */
  keep?: boolean
  maxWaitMs?: number
  /** Tells what would go, and removes nothing. */
  dryRun?: boolean
}

/** The machines of a model. */
export class Machines {
  readonly #link: Link
  readonly #facade: MachineManagerOperations
  readonly #uuid: () => Promise<string>

  constructor(link: Link, uuid: () => Promise<string>) {
    this.#link = link
    this.#facade = new MachineManagerOperations(link)
    this.#uuid = uuid
  }

  /** Adds machines or containers, and gives their ids. */
  async add(params: MachineAddParams = {}, options?: RequestOptions): Promise<string[]> {
    const count = checkCount('count', params.count ?? 1, 1)
    const machine: AddMachineParams = {
      constraints: constraintsValue(params.constraints),
      jobs: ['JobHostUnits'],
      'parent-id': params.parent ?? '',
      'container-type': params.container ?? (params.parent === undefined ? '' : 'lxd'),
      ...(params.base === undefined ? {} : { base: baseValue(params.base) }),
      ...(params.placement === undefined
        ? {}
        : { placement: placementValue(params.placement, await this.#uuid()) }),
    }
    const { machines } = await this.#facade.addMachines(
      { params: Array.from({ length: count }, () => machine) },
      options,
    )
    const names = machines.map((_, index) => `machine ${index + 1} of ${count}`)
    return checkItems(this.#link.factsOf('MachineManager', 'AddMachines'), names, machines).map(
      (result) => result.machine,
    )
  }

  /** Removes machines. One that has units or containers is an `RpcError` with reason `conflict`, unless forced. */
  async remove(
    machines: string | readonly string[],
    params: MachineRemoveParams = {},
    options?: RequestOptions,
  ): Promise<{ machines: string[]; units: string[] }> {
    const ids = typeof machines === 'string' ? [machines] : machines
    const { force, keep, maxWaitMs, dryRun } = params
    const { results } = await this.#facade.destroyMachineWithParams(
      {
        'machine-tags': ids.map(machineTag),
        ...(force === undefined ? {} : { force }),
        ...(keep === undefined ? {} : { keep }),
        ...(maxWaitMs === undefined ? {} : { 'max-wait': maxWaitMs * 1e6 }),
        ...(dryRun === undefined ? {} : { 'dry-run': dryRun }),
      },
      options,
    )
    const infos = checkItems(
      this.#link.factsOf('MachineManager', 'DestroyMachineWithParams'),
      ids,
      results,
    ).flatMap(({ info }) => (info === undefined ? [] : [info]))
    const containers = infos
      .flatMap((info) => info['destroyed-containers'] ?? [])
      .flatMap(({ info }) => (info === undefined ? [] : [info]))
    const all = [...infos, ...containers]
    return {
      machines: all.map((info) => info['machine-id']),
      units: all.flatMap((info) => info['destroyed-units'] ?? []).map(({ tag }) => entityOf(tag)),
    }
  }

  /** Tells the controller to try again to start machines whose start failed. */
  async retryProvisioning(machines: string | readonly string[], options?: RequestOptions): Promise<void> {
    const ids = typeof machines === 'string' ? [machines] : machines
    const { results } = await this.#facade.retryProvisioning(
      { machines: ids.map(machineTag), all: false },
      options,
    )
    checkItems(this.#link.factsOf('MachineManager', 'RetryProvisioning'), ids, results)
  }
}
