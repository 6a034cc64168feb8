// Generated from spec/landscape/rest/server.yaml by `npm run generate`. Do not edit.

import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { About } from '../entities/server.js'

/** The Landscape server. */
export interface LandscapeAbout {
  /**
   * Returns the version of the server. No credentials are needed.
   *
   * API: `GET about`.
   */
  about(options?: RequestOptions): Pending<About>
}

export const about: Operations<RestOperation> = {
  about: { id: 'about', method: 'GET', path: 'about', reply: 'About', anonymous: true },
}
