// Generated from spec/landscape/packages.yaml by `npm run generate`. Do not edit.

import { Operations, type ActionOperation, type RestOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { List } from '../../core/list.js'
import type { Pending } from '../../core/reply.js'
import type { ActivityGroup } from './activities.js'

/** A version of a package, with the ids of the computers that it matters to. */
export interface Package {
  name: string
  summary: string
  version: string
  computers: PackageComputers
}

export interface PackageComputers {
  available: number[]
  installed: number[]
  upgrades: number[]
  held: number[]
}

/** A package with its status on each computer. */
export interface PackageV2 {
  id: number
  name: string
  summary: string
  computers: PackageOnComputer[]
}

export interface PackageOnComputer {
  id: number
  status: 'available' | 'installed' | 'held' | 'security' | (string & {})
  available_version: string | null
  current_version: string | null
}

/** Parameters of `packages.list`. */
export interface PackageListFilters {
  query: string
  search?: string
  names?: readonly string[]
  installed?: boolean
  available?: boolean
  upgrade?: boolean
  held?: boolean
  /** of one page; 1000 unless given */
  limit?: number
  /** of the first one */
  offset?: number
}

/** Parameters of `packages.listV2`. */
export interface PackageListV2Filters {
  query?: string
  search?: string
  names?: readonly string[]
  installed?: boolean
  available?: boolean
  upgrade?: boolean
  held?: boolean
  security?: boolean
  /** of one page; 1000 unless given */
  limit?: number
  /** of the first one */
  offset?: number
}

/** Parameters of `packages.upgrade`. */
export interface PackageUpgradeParams {
  query: string
  /** names */
  packages?: readonly string[]
  security_only?: boolean
  deliver_after?: Date | string
  /** minutes over which the deliveries are spread */
  deliver_delay_window?: number
}

/** Parameters of `packages.install`. */
export interface PackageInstallParams {
  query: string
  /** names */
  packages: readonly string[]
  deliver_after?: Date | string
  /** minutes over which the deliveries are spread */
  deliver_delay_window?: number
}

/** Parameters of `packages.remove`. */
export interface PackageRemoveParams {
  query: string
  /** names */
  packages: readonly string[]
  deliver_after?: Date | string
  /** minutes over which the deliveries are spread */
  deliver_delay_window?: number
}

const table = {
  list: { id: 'packages.list', action: 'GetPackages', reads: true, idempotent: true, expects: 'json', pages: 'offset', schema: async () => (await import('./packages.schemas.js')).listReply },
  listV2: { id: 'packages.listV2', method: 'GET', path: 'packages', idempotent: true, expects: 'json', pages: 'offset', items: 'results', schema: async () => (await import('./packages.schemas.js')).listV2Reply },
  upgrade: { id: 'packages.upgrade', action: 'UpgradePackages', reads: false, idempotent: false, expects: 'json', schema: async () => (await import('./packages.schemas.js')).upgradeReply },
  install: { id: 'packages.install', action: 'InstallPackages', reads: false, idempotent: false, expects: 'json', schema: async () => (await import('./packages.schemas.js')).installReply },
  remove: { id: 'packages.remove', action: 'RemovePackages', reads: false, idempotent: false, expects: 'json', schema: async () => (await import('./packages.schemas.js')).removeReply },
} satisfies Record<string, ActionOperation | RestOperation>

/** The packages of the computers. Verbs that take a query work on every computer that matches it. */
export class PackagesOperations extends Operations<ActionOperation | RestOperation> {
  /**
   * Lists packages that are known for the computers that match a query.
   *
   * `action GetPackages`. Facts: legacy-actions GetPackages.
   */
  list(params: PackageListFilters, options?: RequestOptions): List<Package> {
    return this.caller.list(table.list, {}, params, options)
  }

  /**
   * Lists packages by REST v2, with the status on each computer.
   *
   * `GET packages`. Facts: rest-endpoints GET /packages.
   */
  listV2(params: PackageListV2Filters = {}, options?: RequestOptions): List<PackageV2> {
    return this.caller.list(table.listV2, {}, params, options)
  }

  /**
   * Upgrades packages on the computers that match a query, all that can be unless it says which.
   *
   * `action UpgradePackages`. Facts: legacy-actions UpgradePackages.
   */
  upgrade(params: PackageUpgradeParams, options?: RequestOptions): Pending<ActivityGroup> {
    return this.caller.call(table.upgrade, {}, params, options)
  }

  /**
   * Installs packages on the computers that match a query.
   *
   * `action InstallPackages`. Facts: legacy-actions InstallPackages.
   */
  install(params: PackageInstallParams, options?: RequestOptions): Pending<ActivityGroup> {
    return this.caller.call(table.install, {}, params, options)
  }

  /**
   * Removes packages from the computers that match a query.
   *
   * `action RemovePackages`. Facts: legacy-actions RemovePackages.
   */
  remove(params: PackageRemoveParams, options?: RequestOptions): Pending<ActivityGroup> {
    return this.caller.call(table.remove, {}, params, options)
  }
}
