import { extendResource } from '../../core/operations.js'
import type { Redactor } from '../../core/redact.js'
import type { MaasPlan, PlanOptions } from '../plan/plan.js'
import type { StorageDescription } from '../storage/description.js'
import type { StorageResources } from '../storage/state.js'
import { readReplies } from '../read-replies.js'

/** The storage of machines, by description. */
export interface MaasStorage {
  /**
   * Compares the storage of a machine with a description of partitions, arrays, volume groups, bcache devices, filesystems and mounts, and
   * returns the steps between them. Changes nothing until the plan is applied. What the description does not mention stays as it is.
   *
   * @param systemId the machine, Ready; filesystems and mounts also while it is Allocated
   * @param description sizes in bytes, or with a unit such as `20G`
   * @param options `replace: true` to remove what is in the way
   * @throws ConfigurationError with everything that stands against the description, such as unknown disks, sizes that do not fit, or
   * removals that were not asked for
   *
   * @example
   * const plan = await maas.storage.plan('4y3h7n', {
   *   raids: [{ name: 'md0', level: 'raid-1', members: ['sdb', 'sdc'], fstype: 'xfs', mount_point: '/srv' }],
   * })
   * console.log(plan.describe())
   * await plan.apply()
   */
  plan(systemId: string, description: StorageDescription, options?: PlanOptions): Promise<MaasPlan>
}

/** The planner loads on first use. */
export const createStorage = (resources: StorageResources, redactor: Redactor): MaasStorage =>
  extendResource(
    'storage',
    {},
    {
      plan: async (systemId: string, description: StorageDescription, options: PlanOptions = {}) => {
        const { createStoragePlan } = await import('../storage/create-plan.js')
        return readReplies('storage.plan', () =>
          createStoragePlan(resources, redactor, systemId, description, options),
        )
      },
    },
  )
