// Generated from spec/maas/api2/boot-resources.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A boot image. Its other fields depend on the server that it came from. */
export interface BootResource {
  id: number
  type: 'Synced' | 'Uploaded' | 'Generated' | (string & {})
  /** Such as ubuntu/jammy; of a custom image without custom/. */
  name: string
  architecture: string
  last_deployed?: string | null
  title?: string
  /** Separated by commas. */
  subarches?: string
  base_image?: string
  /** By version; absent in lists. */
  sets?: Record<string, BootResourceSet>
  resource_uri: string
  [name: string]: unknown
}

/** A version of a boot image. */
export interface BootResourceSet {
  version: string
  label: string
  /** In bytes. */
  size: number
  complete: boolean
  /** Share that has arrived, in percent; absent when it is complete. */
  progress?: number
  /** By name. */
  files: Record<string, BootResourceFile>
}

/** A file of a boot image. */
export interface BootResourceFile {
  filename: string
  filetype: string
  sha256: string
  /** In bytes. */
  size: number
  complete: boolean
  /** MAAS 3.5 and later. */
  filename_on_disk?: string
  /** Share that has arrived, in percent; absent when it is complete. */
  progress?: number
  /** Where chunks go; absent when it is complete. */
  upload_uri?: string
}

/** Parameters of `bootResources.list`. */
export interface BootResourceListFilters {
  type?: 'synced' | 'uploaded' | 'generated' | (string & {})
}

/** Parameters of `bootResources.create`. */
export interface BootResourceCreateParams {
  /** Custom/NAME, or OS/RELEASE of an operating system that MAAS knows. */
  name: string
  /** Such as amd64/generic. */
  architecture: string
  title?: string
  /** Default: tgz. */
  filetype?: 'tgz' | 'tbz' | 'txz' | 'ddtgz' | 'ddtbz' | 'ddtxz' | 'ddtar' | 'ddbz2' | 'ddgz' | 'ddxz' | 'ddraw'
  /** Of the whole file, in hexadecimal. */
  sha256?: string
  /** Of the whole file, in bytes. */
  size?: number
  /** The Ubuntu release that a custom image is made from, such as ubuntu/jammy. */
  base_image?: string
  /** Keep older versions of the image. */
  keep_old?: boolean
  /** The whole file, instead of chunks. MAAS up to 3.7. */
  content?: string | Uint8Array
}

/** Parameters of `bootResources.uploadChunk`. */
export interface BootResourceUploadChunkParams {
  content: string | Uint8Array
}

/** Boot images: those that MAAS synchronizes, and those that were uploaded. */
export interface GeneratedMaasBootResources {
  /**
   * Lists all boot images.
   *
   * API: `GET boot-resources/`.
   *
   * @example
   * for await (const item of maas.bootResources.list()) console.log(item)
   */
  list(params?: BootResourceListFilters, options?: RequestOptions): List<BootResource>

  /**
   * Returns a boot image with its files.
   *
   * API: `GET boot-resources/{id}/`.
   *
   * @example
   * await maas.bootResources.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<BootResource>

  /**
   * Creates a boot image to upload: the reply says where its chunks go, or that MAAS has the file already. Administrators only.
   *
   * API: `POST boot-resources/`.
   *
   * @example
   * await maas.bootResources.create({ name: 'custom/golden', architecture: 'amd64/generic', sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', size: 4 })
   */
  create(params: BootResourceCreateParams, options?: RequestOptions): Pending<BootResource>

  /**
   * Deletes a boot image. One that is synchronized comes back unless it is no longer selected. Administrators only.
   *
   * API: `DELETE boot-resources/{id}/`.
   *
   * @example
   * await maas.bootResources.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>

  /**
   * Returns whether boot images are being imported.
   *
   * API: `GET boot-resources/?op=is_importing`.
   *
   * @example
   * await maas.bootResources.isImporting()
   */
  isImporting(options?: RequestOptions): Pending<boolean>

  /**
   * Starts the import of the selected boot images. Administrators only.
   *
   * API: `POST boot-resources/?op=import`.
   *
   * @example
   * await maas.bootResources.import()
   */
  import(options?: RequestOptions): Pending<string>

  /**
   * Stops the import of boot images. Administrators only.
   *
   * API: `POST boot-resources/?op=stop_import`.
   *
   * @example
   * await maas.bootResources.stopImport()
   */
  stopImport(options?: RequestOptions): Pending<string>

  /**
   * Appends a chunk to a file of a boot image. Chunks are sent in order, and none twice. Administrators only.
   *
   * API: `PUT boot-resources/{resource_id}/upload/{id}/`.
   *
   * @example
   * await maas.bootResources.uploadChunk(1, 1, { content: new TextEncoder().encode('text') })
   */
  uploadChunk(resourceId: string | number, id: string | number, params: BootResourceUploadChunkParams, options?: RequestOptions): Pending<string>
}

export const bootResources: Operations<RestOperation> = {
  list: {
    id: 'bootResources.list',
    method: 'GET',
    path: 'boot-resources/',
    params: 'BootResourceListFilters',
    reply: 'BootResource[]',
    list: 'default',
  },
  get: { id: 'bootResources.get', method: 'GET', path: 'boot-resources/{id}/', reply: 'BootResource' },
  create: { id: 'bootResources.create', method: 'POST', path: 'boot-resources/', params: 'BootResourceCreateParams', reply: 'BootResource' },
  delete: { id: 'bootResources.delete', method: 'DELETE', path: 'boot-resources/{id}/' },
  isImporting: { id: 'bootResources.isImporting', method: 'GET', path: 'boot-resources/?op=is_importing', reply: 'bool' },
  import: { id: 'bootResources.import', method: 'POST', path: 'boot-resources/?op=import', expects: 'text' },
  stopImport: { id: 'bootResources.stopImport', method: 'POST', path: 'boot-resources/?op=stop_import', expects: 'text' },
  uploadChunk: {
    id: 'bootResources.uploadChunk',
    method: 'PUT',
    path: 'boot-resources/{resource_id}/upload/{id}/',
    params: 'BootResourceUploadChunkParams',
    expects: 'text',
    idempotent: false,
    body: 'bytes',
  },
}
