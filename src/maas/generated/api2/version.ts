// Generated from spec/maas/api2/version.yaml by `npm run generate`. Do not edit.

import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** The version of MAAS. */
export interface Version {
  /** Such as 3.4.10; builds from source may report other formats, so parse it leniently. */
  version: string
  subversion: string
  /** The same nine values since MAAS 2.x, so they do not identify a release. */
  capabilities: string[]
}

/** The version of the region controller. */
export interface MaasVersion {
  /**
   * Returns the version of MAAS. No credentials are needed.
   *
   * API: `GET version/`.
   */
  version(options?: RequestOptions): Pending<Version>
}

export const version: Operations<RestOperation> = {
  version: { id: 'version', method: 'GET', path: 'version/', reply: 'Version', anonymous: true },
}
