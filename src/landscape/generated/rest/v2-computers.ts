// Generated from spec/landscape/rest/v2-computers.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Computer } from '../entities/computers.js'

/** Parameters of `v2.computers.list`. */
export interface V2ComputerListFilters {
  /** Such as tag:web. */
  query?: string
  with_alerts?: boolean
  with_upgrades?: boolean
  /** Landscape 26.04 and later. */
  with_release_upgrades?: boolean
  with_reboot_packages?: boolean
  with_network?: boolean
  with_all_network?: boolean
  with_hardware?: boolean
  with_annotations?: boolean
  with_grouped_hardware?: boolean
  with_wsl_profiles?: boolean
  archived_only?: boolean
  /** Default: true. */
  root_only?: boolean
  wsl_parents?: boolean
  /** Requires root_only to be false. */
  wsl_children?: boolean
  /** Items of a page; default 1000. */
  limit?: number
  /** Items to skip. */
  offset?: number
}

export interface V2ComputerListPage {
  results: Computer[]
  count?: number
  next?: string | null
  previous?: string | null
}

/** Registered computers. Operations with a query act on every computer that matches it. */
export interface LandscapeV2Computers {
  /**
   * Lists computers through REST v2, which supports more filters and details than GetComputers. WSL child instances are hidden unless root_only is false.
   *
   * API: `GET computers`.
   *
   * @example
   * for await (const item of landscape.v2.computers.list()) console.log(item)
   */
  list(params?: V2ComputerListFilters, options?: RequestOptions): List<Computer>
}

export const v2Computers: Operations<RestOperation> = {
  list: {
    id: 'v2.computers.list',
    method: 'GET',
    path: 'computers',
    params: 'V2ComputerListFilters',
    reply: 'V2ComputerListPage',
    list: 'default',
  },
}
