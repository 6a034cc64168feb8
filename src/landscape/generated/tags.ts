// Generated from spec/landscape/tags.yaml by `npm run generate`. Do not edit.

import { Operations, type RestOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { List } from '../../core/list.js'

const table = {
  list: { id: 'tags.list', method: 'GET', path: 'tags', idempotent: true, expects: 'json', pages: 'offset', items: 'results', schema: async () => (await import('./tags.schemas.js')).listReply },
} satisfies Record<string, RestOperation>

/** The tags in use. Computers get and lose theirs with computers.addTags and computers.removeTags. */
export class TagsOperations extends Operations<RestOperation> {
  /**
   * Lists the tags of all computers.
   *
   * `GET tags`. Facts: rest-endpoints GET /tags.
   */
  list(options?: RequestOptions): List<string> {
    return this.caller.list(table.list, {}, {}, options)
  }
}
