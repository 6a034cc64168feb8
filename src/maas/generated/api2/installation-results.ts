// Generated from spec/maas/api2/installation-results.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { NodeResult } from './node-results.js'

/** Parameters of `installationResults.list`. */
export interface InstallationResultListFilters {
  system_id?: readonly string[]
  name?: readonly string[]
  result_type?: number
}

/** Results of installations in the format of old releases; use results instead. */
export interface MaasInstallationResults {
  /**
   * Lists results of installations.
   *
   * API: `GET installation-results/`.
   *
   * @example
   * for await (const item of maas.installationResults.list({ system_id: ['4y3h7n'] })) console.log(item)
   */
  list(params?: InstallationResultListFilters, options?: RequestOptions): List<NodeResult>
}

export const installationResults: Operations<RestOperation> = {
  list: {
    id: 'installationResults.list',
    method: 'GET',
    path: 'installation-results/',
    params: 'InstallationResultListFilters',
    reply: 'NodeResult[]',
    list: 'default',
  },
}
