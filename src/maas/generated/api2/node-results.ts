// Generated from spec/maas/api2/node-results.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'

/** The result of a commissioning or installation script in the format of old releases. */
export interface NodeResult {
  id?: number
  name: string
  /** Exit status. */
  script_result: number | null
  /** 0 commissioning, 1 installation, 2 testing. */
  result_type: number
  created: string
  updated: string
  node: NodeResultNode
  /** Output, in base64. */
  data: string
  resource_uri?: string
}

export interface NodeResultNode {
  system_id: string
}

/** Parameters of `commissioningResults.list`. */
export interface CommissioningResultListFilters {
  system_id?: readonly string[]
  name?: readonly string[]
  result_type?: number
}

/** Results of commissioning scripts in the format of old releases; use results instead. */
export interface MaasCommissioningResults {
  /**
   * Lists results of commissioning scripts.
   *
   * API: `GET commissioning-results/`.
   *
   * @example
   * for await (const item of maas.commissioningResults.list({ system_id: ['4y3h7n'] })) console.log(item)
   */
  list(params?: CommissioningResultListFilters, options?: RequestOptions): List<NodeResult>
}

export const commissioningResults: Operations<RestOperation> = {
  list: {
    id: 'commissioningResults.list',
    method: 'GET',
    path: 'commissioning-results/',
    params: 'CommissioningResultListFilters',
    reply: 'NodeResult[]',
    list: 'default',
  },
}
