import { extendResource } from '../../core/operations.js'
import type { Redactor } from '../../core/redact.js'
import type { NetworkDescription } from '../network/description.js'
import type { NetworkResources } from '../network/state.js'
import type { MaasPlan, PlanOptions } from '../plan/plan.js'
import { readReplies } from '../read-replies.js'

/** The network of machines, by description. */
export interface MaasNetwork {
  /**
   * Compares the network of a machine with a description of its interfaces, bonds, bridges, VLANs and addresses, and returns the steps
   * between them. Changes nothing until the plan is applied. Interfaces that the description does not mention stay as they are.
   *
   * @param systemId the machine: New, Ready, Failed testing, Allocated or Broken
   * @param options `replace: true` to remove what is in the way, such as the links of an interface that becomes a part of a bond
   * @throws ConfigurationError with everything that stands against the description, such as unknown interfaces or subnets, or removals
   * that were not asked for
   *
   * @example
   * const plan = await maas.network.plan('4y3h7n', {
   *   bonds: [{ name: 'bond0', parents: ['eth0', 'eth1'], bond_mode: '802.3ad', links: [{ subnet: '10.0.0.0/24' }] }],
   * }, { replace: true })
   * console.log(plan.describe())
   * await plan.apply()
   */
  plan(systemId: string, description: NetworkDescription, options?: PlanOptions): Promise<MaasPlan>
}

/** The planner loads on first use. */
export const createNetwork = (resources: NetworkResources, redactor: Redactor): MaasNetwork =>
  extendResource(
    'network',
    {},
    {
      plan: async (systemId: string, description: NetworkDescription, options: PlanOptions = {}) => {
        const { createNetworkPlan } = await import('../network/create-plan.js')
        return readReplies('network.plan', () =>
          createNetworkPlan(resources, redactor, systemId, description, options),
        )
      },
    },
  )
