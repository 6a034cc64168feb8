// Generated from spec/maas/api2/boot-source-selections.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A selection of boot images. */
export interface BootSourceSelection {
  id: number
  boot_source_id: number
  os: string
  release: string
  arches: string[]
  subarches: string[]
  labels: string[]
  resource_uri: string
}

/** Parameters of `bootSourceSelections.create`. */
export interface BootSourceSelectionCreateParams {
  /** Such as ubuntu. */
  os: string
  /** Such as jammy. */
  release: string
  /** Such as amd64, or * for all. */
  arches?: readonly string[]
  /** Such as generic, or * for all. */
  subarches?: readonly string[]
  /** Such as stable, or * for all. */
  labels?: readonly string[]
}

/** Parameters of `bootSourceSelections.update`. */
export interface BootSourceSelectionUpdateParams {
  /** Such as ubuntu. */
  os?: string
  /** Such as jammy. */
  release?: string
  /** Such as amd64, or * for all. */
  arches?: readonly string[]
  /** Such as generic, or * for all. */
  subarches?: readonly string[]
  /** Such as stable, or * for all. */
  labels?: readonly string[]
}

/** Selections of boot images of a boot source. */
export interface MaasBootSourceSelections {
  /**
   * Lists all selections of a boot source.
   *
   * API: `GET boot-sources/{boot_source_id}/selections/`.
   *
   * @example
   * for await (const item of maas.bootSourceSelections.list(1)) console.log(item)
   */
  list(bootSourceId: string | number, options?: RequestOptions): List<BootSourceSelection>

  /**
   * Returns a selection.
   *
   * API: `GET boot-sources/{boot_source_id}/selections/{id}/`.
   *
   * @example
   * await maas.bootSourceSelections.get(1, 1)
   */
  get(bootSourceId: string | number, id: string | number, options?: RequestOptions): Pending<BootSourceSelection>

  /**
   * Creates a selection. Administrators only.
   *
   * API: `POST boot-sources/{boot_source_id}/selections/`.
   *
   * @example
   * await maas.bootSourceSelections.create(1, { os: 'ubuntu', release: 'jammy', arches: ['amd64'], subarches: ['*'], labels: ['*'] })
   */
  create(bootSourceId: string | number, params: BootSourceSelectionCreateParams, options?: RequestOptions): Pending<BootSourceSelection>

  /**
   * Updates a selection. Absent parameters keep their value; an empty string clears it. Administrators only.
   *
   * API: `PUT boot-sources/{boot_source_id}/selections/{id}/`.
   *
   * @example
   * await maas.bootSourceSelections.update(1, 1, { arches: ['amd64', 'arm64'] })
   */
  update(bootSourceId: string | number, id: string | number, params?: BootSourceSelectionUpdateParams, options?: RequestOptions): Pending<BootSourceSelection>

  /**
   * Deletes a selection. Administrators only.
   *
   * API: `DELETE boot-sources/{boot_source_id}/selections/{id}/`.
   *
   * @example
   * await maas.bootSourceSelections.delete(1, 1)
   */
  delete(bootSourceId: string | number, id: string | number, options?: RequestOptions): Pending<null>
}

export const bootSourceSelections: Operations<RestOperation> = {
  list: {
    id: 'bootSourceSelections.list',
    method: 'GET',
    path: 'boot-sources/{boot_source_id}/selections/',
    reply: 'BootSourceSelection[]',
    list: 'default',
  },
  get: { id: 'bootSourceSelections.get', method: 'GET', path: 'boot-sources/{boot_source_id}/selections/{id}/', reply: 'BootSourceSelection' },
  create: {
    id: 'bootSourceSelections.create',
    method: 'POST',
    path: 'boot-sources/{boot_source_id}/selections/',
    params: 'BootSourceSelectionCreateParams',
    reply: 'BootSourceSelection',
  },
  update: {
    id: 'bootSourceSelections.update',
    method: 'PUT',
    path: 'boot-sources/{boot_source_id}/selections/{id}/',
    params: 'BootSourceSelectionUpdateParams',
    reply: 'BootSourceSelection',
  },
  delete: { id: 'bootSourceSelections.delete', method: 'DELETE', path: 'boot-sources/{boot_source_id}/selections/{id}/' },
}
