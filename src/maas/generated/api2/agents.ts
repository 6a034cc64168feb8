// Generated from spec/maas/api2/agents.yaml by `npm run generate`. Do not edit.

import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** Configuration of the agents on rack controllers, as they read it. */
export interface MaasAgents {
  /**
   * Returns the configuration of a service of an agent. For agents.
   *
   * API: `GET agents/{system_id}/services/{service_name}/config/`. MAAS 3.6 and later.
   *
   * @example
   * await maas.agents.config('4y3h7n', 'serviceName')
   */
  config(systemId: string, serviceName: string, options?: RequestOptions): Pending<unknown>
}

export const agents: Operations<RestOperation> = {
  config: { id: 'agents.config', method: 'GET', path: 'agents/{system_id}/services/{service_name}/config/', expects: 'any', since: '3.6' },
}
