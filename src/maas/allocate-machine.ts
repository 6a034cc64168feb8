import { checkType, copyOf } from '../core/arguments.js'
import { ConfigurationError, ConflictError } from '../core/errors.js'
import { checkMs, type RequestOptions } from '../core/options.js'
import type { Reply } from '../core/reply.js'
import { sleep } from '../core/sleep.js'
import type { GeneratedMaasMachines, Machine, MachineAllocateParams } from './generated/api2/machines.js'

/** Parameters of `machines.allocate`. */
export interface MachineAllocation extends MachineAllocateParams {
  /**
   * Accept any Ready machine where there is no constraint.
   * @default false
   */
  anyMachine?: boolean
  /**
   * Milliseconds to wait for a machine that meets the constraints, if none does now; it is tried again every five seconds.
   * @default 0
   */
  waitMs?: number
}

/** Parameters of allocate that do not select a machine. */
const NOT_CONSTRAINTS = new Set<string>([
  'agent_name',
  'verbose',
  'ephemeral_deploy',
  'enable_hw_sync',
  'install_kvm',
  'register_vmhost',
  'install_rackd',
  'bridge_all',
  'bridge_type',
  'bridge_stp',
  'bridge_fd',
  'comment',
] satisfies (keyof MachineAllocateParams)[])

const ALLOCATE_EVERY_MS = 5000

/** Allocates a machine; waits for one if `waitMs` says so. */
export async function allocateMachine(
  machines: GeneratedMaasMachines,
  params: MachineAllocation,
  options: RequestOptions | undefined,
): Promise<Reply<Machine>> {
  const { anyMachine = false, waitMs, ...constraints } = copyOf('maas', 'machines.allocate', params)
  checkType('maas', 'machines.allocate', 'anyMachine', 'bool', anyMachine)
  const endMs = performance.now() + checkMs('maas', 'waitMs', waitMs, 0)
  if (!anyMachine && !selects(constraints) && !selects(options?.extra ?? {}))
    throw new ConfigurationError({
      system: 'maas',
      operation: 'machines.allocate',
      summary: 'MAAS machines.allocate was not sent: without a constraint, MAAS allocates any Ready machine',
      hint: 'Pass a constraint such as system_id, tags or mem, or anyMachine: true',
    })
  for (;;) {
    try {
      return await machines.allocate(constraints, options).withResponse()
    } catch (error) {
      const leftMs = endMs - performance.now()
      if (!(error instanceof ConflictError) || leftMs <= 0) throw error
      if (await sleep(Math.min(leftMs, ALLOCATE_EVERY_MS), [options?.signal])) throw error
    }
  }
}

/** Whether parameters of allocate select machines, or allocate none. */
const selects = (params: object): boolean =>
  Object.entries(params).some(
    ([name, value]) =>
      !NOT_CONSTRAINTS.has(name) &&
      [value].flat().some((one) => one !== undefined && one !== '' && one !== false),
  )
