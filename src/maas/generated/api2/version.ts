// Generated from spec/maas/api2/version.yaml by `npm run generate`. Do not edit.

import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** The release of MAAS. */
export interface Version {
  /** Such as 3.4.10; source builds answer odd words, so parse it leniently. */
  version: string
  subversion: string
  /** The same nine words since 2.x, so they tell nothing about a release. */
  capabilities: string[]
}

/** What the region says about itself. */
export interface MaasVersion {
  /**
   * Tells the release of MAAS, whoever asks.
   *
   * API: `GET version/`.
   */
  read(options?: RequestOptions): Pending<Version>
}

export const version: Operations<RestOperation> = {
  read: { id: 'version.read', method: 'GET', path: 'version/', reply: 'Version', anonymous: true },
}
