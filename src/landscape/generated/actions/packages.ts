// Generated from spec/landscape/actions/packages.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, ActionOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { ActivityGroup } from '../entities/activities.js'
import type { Package } from '../entities/packages.js'

/** Parameters of `packages.list`. */
export interface PackageListFilters {
  /** Such as tag:web; empty for all computers. */
  query: string
  search?: string
  names?: readonly string[]
  installed?: boolean
  available?: boolean
  upgrade?: boolean
  held?: boolean
  /** Items of a page; default 1000. */
  limit?: number
  /** Items to skip. */
  offset?: number
}

/** Parameters of `packages.upgrade`. */
export interface PackageUpgradeParams {
  query: string
  /** Package names. */
  packages?: readonly string[]
  security_only?: boolean
  deliver_after?: Date | string
  /** Period over which deliveries are spread, in minutes. */
  deliver_delay_window?: number
}

/** Parameters of `packages.install`. */
export interface PackageInstallParams {
  query: string
  /** Package names. */
  packages: readonly string[]
  deliver_after?: Date | string
  /** Period over which deliveries are spread, in minutes. */
  deliver_delay_window?: number
}

/** Parameters of `packages.remove`. */
export interface PackageRemoveParams {
  query: string
  /** Package names. */
  packages: readonly string[]
  deliver_after?: Date | string
  /** Period over which deliveries are spread, in minutes. */
  deliver_delay_window?: number
}

/** Packages of the computers. Operations with a query act on every computer that matches it. */
export interface LandscapePackages {
  /**
   * Lists the packages that are known for the computers that match a query.
   *
   * API: `action GetPackages`.
   *
   * @example
   * for await (const item of landscape.packages.list({ query: 'tag:openstack' })) console.log(item)
   */
  list(params: PackageListFilters, options?: RequestOptions): List<Package>

  /**
   * Upgrades packages on the computers that match a query. Without package names, upgrades all packages that can be upgraded.
   *
   * API: `action UpgradePackages`.
   *
   * @example
   * await landscape.packages.upgrade({ query: 'tag:openstack' })
   */
  upgrade(params: PackageUpgradeParams, options?: RequestOptions): Pending<ActivityGroup>

  /**
   * Installs packages on the computers that match a query.
   *
   * API: `action InstallPackages`.
   *
   * @example
   * await landscape.packages.install({ query: 'tag:openstack', packages: ['openssl'] })
   */
  install(params: PackageInstallParams, options?: RequestOptions): Pending<ActivityGroup>

  /**
   * Removes packages from the computers that match a query.
   *
   * API: `action RemovePackages`.
   *
   * @example
   * await landscape.packages.remove({ query: 'tag:openstack', packages: ['openssl'] })
   */
  remove(params: PackageRemoveParams, options?: RequestOptions): Pending<ActivityGroup>
}

export const packages: Operations<ActionOperation> = {
  list: { id: 'packages.list', action: 'GetPackages', params: 'PackageListFilters', reply: 'Package[]', list: 'default' },
  upgrade: { id: 'packages.upgrade', action: 'UpgradePackages', params: 'PackageUpgradeParams', reply: 'ActivityGroup' },
  install: { id: 'packages.install', action: 'InstallPackages', params: 'PackageInstallParams', reply: 'ActivityGroup' },
  remove: { id: 'packages.remove', action: 'RemovePackages', params: 'PackageRemoveParams', reply: 'ActivityGroup' },
}
