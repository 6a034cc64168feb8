// Generated from spec/maas/api2/image-sync.yaml by `npm run generate`. Do not edit.

import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** Parameters of `imageSync.list`. */
export interface ImageSyncListParams {
  sources?: boolean | string
}

/** Parameters of `imageSync.update`. */
export interface ImageSyncUpdateParams {
  /** In bytes. */
  size?: number | string
}

/** Parameters of `imageSync.report`. */
export interface ImageSyncReportParams {
  /** In bytes. */
  size?: number | string
  /** Ids of files. */
  ids?: readonly string[]
  /** Of a controller. */
  system_id?: string
}

/** Progress of image downloads, as the controllers of MAAS report it among themselves. */
export interface MaasImageSync {
  /**
   * Returns the progress of all image downloads. For controllers.
   *
   * API: `GET images-sync-progress/`. MAAS 3.5 and later.
   *
   * @example
   * await maas.imageSync.list()
   */
  list(params?: ImageSyncListParams, options?: RequestOptions): Pending<unknown>

  /**
   * Returns the progress of the download of one file by one controller. For controllers.
   *
   * API: `GET images-sync-progress/{file_id}/{system_id}/`. MAAS 3.5 and later.
   *
   * @example
   * await maas.imageSync.get(1, '4y3h7n')
   */
  get(fileId: string | number, systemId: string, options?: RequestOptions): Pending<unknown>

  /**
   * Reports the progress of the download of one file. For controllers.
   *
   * API: `PUT images-sync-progress/{file_id}/{system_id}/`. MAAS 3.5 and later.
   *
   * @example
   * await maas.imageSync.update(1, '4y3h7n', { size: 1024 })
   */
  update(fileId: string | number, systemId: string, params?: ImageSyncUpdateParams, options?: RequestOptions): Pending<null>

  /**
   * Reports the progress of image downloads. For controllers.
   *
   * API: `POST images-sync-progress/`. MAAS 3.5 and later.
   *
   * @example
   * await maas.imageSync.report({ system_id: '4y3h7n', ids: ['1'], size: 1024 })
   */
  report(params?: ImageSyncReportParams, options?: RequestOptions): Pending<null>
}

export const imageSync: Operations<RestOperation> = {
  list: { id: 'imageSync.list', method: 'GET', path: 'images-sync-progress/', params: 'ImageSyncListParams', expects: 'any', since: '3.5' },
  get: { id: 'imageSync.get', method: 'GET', path: 'images-sync-progress/{file_id}/{system_id}/', expects: 'any', since: '3.5' },
  update: {
    id: 'imageSync.update',
    method: 'PUT',
    path: 'images-sync-progress/{file_id}/{system_id}/',
    params: 'ImageSyncUpdateParams',
    since: '3.5',
  },
  report: { id: 'imageSync.report', method: 'POST', path: 'images-sync-progress/', params: 'ImageSyncReportParams', since: '3.5' },
}
