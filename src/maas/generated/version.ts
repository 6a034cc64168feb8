// Generated from spec/maas/version.yaml by `npm run generate`. Do not edit.

import { Operations, type RestOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { Pending } from '../../core/reply.js'

/** The release of MAAS. */
export interface Version {
  /** such as 3.4.10; source builds answer odd words, so parse it leniently */
  version: string
  subversion: string
  /** the same nine words since 2.x, so they tell nothing about a release */
  capabilities: string[]
}

const table = {
  read: { id: 'version.read', method: 'GET', path: 'version/', idempotent: true, anonymous: true, expects: 'json', schema: async () => (await import('./version.schemas.js')).readReply },
} satisfies Record<string, RestOperation>

/** What the region says about itself. */
export class VersionOperations extends Operations<RestOperation> {
  /**
   * Tells the release of MAAS, whoever asks.
   *
   * `GET version/`. Facts: recorded-3.4.10/version, exchanges auth.
   */
  read(options?: RequestOptions): Pending<Version> {
    return this.caller.call(table.read, {}, {}, options)
  }
}
