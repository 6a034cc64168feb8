// Generated from spec/landscape/server.yaml by `npm run generate`. Do not edit.

import { Operations, type RestOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { Pending } from '../../core/reply.js'

/** What the server is. */
export interface About {
  self_hosted: boolean
  package_version: string
  revision: string
  display_disa_stig_banner: boolean
}

const table = {
  about: { id: 'server.about', method: 'GET', path: 'about', idempotent: true, anonymous: true, expects: 'json', schema: async () => (await import('./server.schemas.js')).aboutReply },
} satisfies Record<string, RestOperation>

/** The server itself. */
export class ServerOperations extends Operations<RestOperation> {
  /**
   * Tells the release of the server; needs no credentials.
   *
   * `GET about`. Facts: rest-endpoints GET /about.
   */
  about(options?: RequestOptions): Pending<About> {
    return this.caller.call(table.about, {}, {}, options)
  }
}
