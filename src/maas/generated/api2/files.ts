// Generated from spec/maas/api2/files.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A file that is stored in the region. */
export interface StoredFile {
  filename: string
  /** Path from which anybody can download it. */
  anon_resource_uri: string
  /** In base64; absent in lists. */
  content?: string
  resource_uri: string
}

/** Parameters of `files.list`. */
export interface FileListFilters {
  /** Only files whose names begin with it. */
  prefix?: string
}

/** Parameters of `files.create`. */
export interface FileCreateParams {
  /** Name of the file, which may contain slashes. */
  filename: string
  /** The content. */
  file: string | Uint8Array
}

/** Parameters of `files.download`. */
export interface FileDownloadParams {
  /** Name of the file, which may contain slashes. */
  filename: string
}

/** Parameters of `files.downloadByKey`. */
export interface FileDownloadByKeyParams {
  /** Key from the anon_resource_uri of the file. */
  key: string
}

/** Parameters of `files.deleteByName`. */
export interface FileDeleteByNameParams {
  /** Name of the file, which may contain slashes. */
  filename: string
}

/** Files that are stored in the region for its users. */
export interface MaasFiles {
  /**
   * Lists the files of the user.
   *
   * API: `GET files/`.
   *
   * @example
   * for await (const item of maas.files.list()) console.log(item)
   */
  list(params?: FileListFilters, options?: RequestOptions): List<StoredFile>

  /**
   * Returns a file with its content in base64.
   *
   * API: `GET files/{filename+}/`.
   *
   * @example
   * await maas.files.get('filename')
   */
  get(filename: string, options?: RequestOptions): Pending<StoredFile>

  /**
   * Stores a file. One with the same name is replaced.
   *
   * API: `POST files/`.
   *
   * @example
   * await maas.files.create({ filename: 'notes.txt', file: 'rack 12' })
   */
  create(params: FileCreateParams, options?: RequestOptions): Pending<null>

  /**
   * Deletes a file.
   *
   * API: `DELETE files/{filename+}/`.
   *
   * @example
   * await maas.files.delete('filename')
   */
  delete(filename: string, options?: RequestOptions): Pending<null>

  /**
   * Returns the content of a file.
   *
   * API: `GET files/?op=get`.
   *
   * @example
   * await maas.files.download({ filename: 'notes.txt' })
   */
  download(params: FileDownloadParams, options?: RequestOptions): Pending<Uint8Array>

  /**
   * Returns the content of a file by its key, without credentials.
   *
   * API: `GET files/?op=get_by_key`.
   *
   * @example
   * await maas.files.downloadByKey({ key: 'af06b6da-6e1d-11e8-8d4c-00163e9c0f7d' })
   */
  downloadByKey(params: FileDownloadByKeyParams, options?: RequestOptions): Pending<Uint8Array>

  /**
   * Deletes a file.
   *
   * API: `DELETE files/`.
   *
   * @example
   * await maas.files.deleteByName({ filename: 'notes.txt' })
   */
  deleteByName(params: FileDeleteByNameParams, options?: RequestOptions): Pending<null>
}

export const files: Operations<RestOperation> = {
  list: { id: 'files.list', method: 'GET', path: 'files/', params: 'FileListFilters', reply: 'StoredFile[]', list: 'default' },
  get: { id: 'files.get', method: 'GET', path: 'files/{filename+}/', reply: 'StoredFile' },
  create: { id: 'files.create', method: 'POST', path: 'files/', params: 'FileCreateParams' },
  delete: { id: 'files.delete', method: 'DELETE', path: 'files/{filename+}/' },
  download: { id: 'files.download', method: 'GET', path: 'files/?op=get', params: 'FileDownloadParams', expects: 'bytes' },
  downloadByKey: {
    id: 'files.downloadByKey',
    method: 'GET',
    path: 'files/?op=get_by_key',
    params: 'FileDownloadByKeyParams',
    expects: 'bytes',
    anonymous: true,
  },
  deleteByName: { id: 'files.deleteByName', method: 'DELETE', path: 'files/', params: 'FileDeleteByNameParams' },
}
