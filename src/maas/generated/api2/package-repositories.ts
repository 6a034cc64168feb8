// Generated from spec/maas/api2/package-repositories.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A package repository. */
export interface PackageRepository {
  id: number
  name: string
  url: string
  distributions: string[] | null
  disabled_pockets: string[] | null
  disabled_components: string[] | null
  disable_sources: boolean
  components: string[] | null
  arches: string[] | null
  key: string
  enabled: boolean
  resource_uri: string
}

/** Parameters of `packageRepositories.create`. */
export interface PackageRepositoryCreateParams {
  name: string
  /** Such as http://archive.example.com/ubuntu or ppa:TEAM/NAME. */
  url: string
  distributions?: readonly string[]
  /** Of the Ubuntu archive: updates, security, backports. */
  disabled_pockets?: readonly string[]
  /** Of the Ubuntu archive: restricted, universe, multiverse. */
  disabled_components?: readonly string[]
  disable_sources?: boolean
  components?: readonly string[]
  /** Such as amd64. */
  arches?: readonly string[]
  /** Public GPG key. */
  key?: string
  enabled?: boolean
}

/** Parameters of `packageRepositories.update`. */
export interface PackageRepositoryUpdateParams {
  name?: string
  /** Such as http://archive.example.com/ubuntu or ppa:TEAM/NAME. */
  url?: string
  distributions?: readonly string[]
  /** Of the Ubuntu archive: updates, security, backports. */
  disabled_pockets?: readonly string[]
  /** Of the Ubuntu archive: restricted, universe, multiverse. */
  disabled_components?: readonly string[]
  disable_sources?: boolean
  components?: readonly string[]
  /** Such as amd64. */
  arches?: readonly string[]
  /** Public GPG key. */
  key?: string
  enabled?: boolean
}

/** Package repositories of deployed machines. */
export interface MaasPackageRepositories {
  /**
   * Lists all package repositories.
   *
   * API: `GET package-repositories/`.
   *
   * @example
   * for await (const item of maas.packageRepositories.list()) console.log(item)
   */
  list(options?: RequestOptions): List<PackageRepository>

  /**
   * Returns a package repository.
   *
   * API: `GET package-repositories/{id}/`.
   *
   * @example
   * await maas.packageRepositories.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<PackageRepository>

  /**
   * Creates a package repository. Administrators only.
   *
   * API: `POST package-repositories/`.
   *
   * @example
   * await maas.packageRepositories.create({ name: 'mirror', url: 'http://archive.example.com/ubuntu' })
   */
  create(params: PackageRepositoryCreateParams, options?: RequestOptions): Pending<PackageRepository>

  /**
   * Updates a package repository. Absent parameters keep their value; an empty string clears it. Administrators only.
   *
   * API: `PUT package-repositories/{id}/`.
   *
   * @example
   * await maas.packageRepositories.update(1, { enabled: false })
   */
  update(id: string | number, params?: PackageRepositoryUpdateParams, options?: RequestOptions): Pending<PackageRepository>

  /**
   * Deletes a package repository. Administrators only.
   *
   * API: `DELETE package-repositories/{id}/`.
   *
   * @example
   * await maas.packageRepositories.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>
}

export const packageRepositories: Operations<RestOperation> = {
  list: { id: 'packageRepositories.list', method: 'GET', path: 'package-repositories/', reply: 'PackageRepository[]', list: 'default' },
  get: { id: 'packageRepositories.get', method: 'GET', path: 'package-repositories/{id}/', reply: 'PackageRepository' },
  create: {
    id: 'packageRepositories.create',
    method: 'POST',
    path: 'package-repositories/',
    params: 'PackageRepositoryCreateParams',
    reply: 'PackageRepository',
  },
  update: {
    id: 'packageRepositories.update',
    method: 'PUT',
    path: 'package-repositories/{id}/',
    params: 'PackageRepositoryUpdateParams',
    reply: 'PackageRepository',
  },
  delete: { id: 'packageRepositories.delete', method: 'DELETE', path: 'package-repositories/{id}/' },
}
