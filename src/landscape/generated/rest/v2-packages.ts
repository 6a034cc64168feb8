// Generated from spec/landscape/rest/v2-packages.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { PackageV2 } from '../entities/packages.js'

/** Parameters of `v2.packages.list`. */
export interface V2PackageListFilters {
  query?: string
  search?: string
  names?: readonly string[]
  installed?: boolean
  available?: boolean
  upgrade?: boolean
  held?: boolean
  security?: boolean
  /** Items of a page; default 1000. */
  limit?: number
  /** Items to skip. */
  offset?: number
}

export interface V2PackageListPage {
  results: PackageV2[]
  count?: number
  next?: string | null
  previous?: string | null
}

/** Packages of the computers. Operations with a query act on every computer that matches it. */
export interface LandscapeV2Packages {
  /**
   * Lists packages through REST v2, with their status on each computer.
   *
   * API: `GET packages`.
   *
   * @example
   * for await (const item of landscape.v2.packages.list()) console.log(item)
   */
  list(params?: V2PackageListFilters, options?: RequestOptions): List<PackageV2>
}

export const v2Packages: Operations<RestOperation> = {
  list: { id: 'v2.packages.list', method: 'GET', path: 'packages', params: 'V2PackageListFilters', reply: 'V2PackageListPage', list: 'default' },
}
