// Generated from spec/landscape/rest/tags.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'

/** Parameters of `tags.list`. */
export interface TagListFilters {
  /** Items of a page; default 1000. */
  limit?: number
  /** Items to skip. */
  offset?: number
}

export interface TagListPage {
  results: string[]
  count?: number
  next?: string | null
  previous?: string | null
}

/** Tags in use. computers.addTags and computers.removeTags change the tags of computers. */
export interface LandscapeTags {
  /**
   * Lists the tags of all computers.
   *
   * API: `GET tags`.
   *
   * @example
   * for await (const item of landscape.tags.list()) console.log(item)
   */
  list(params?: TagListFilters, options?: RequestOptions): List<string>
}

export const tags: Operations<RestOperation> = {
  list: { id: 'tags.list', method: 'GET', path: 'tags', params: 'TagListFilters', reply: 'TagListPage', list: 'default' },
}
