// Generated from spec/maas/tags.yaml by `npm run generate`. Do not edit.

import { Operations, type RestOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { List } from '../../core/list.js'
import type { Pending } from '../../core/reply.js'
import type { Machine } from './machines.js'

/** A tag. */
export interface Tag {
  name: string
  /** XPath over what lshw and LLDP found; empty for a tag that is set by hand */
  definition: string
  comment: string
  kernel_opts: string
  resource_uri: string
}

/** How many nodes a tag was added to and removed from. */
export interface TagUpdate {
  /** counts nodes that had it already */
  added: number
  removed: number
}

/** Parameters of `tags.create`. */
export interface TagCreateParams {
  /** letters, digits, - and _ */
  name: string
  comment?: string
  /** XPath, such as //node[@id="display"]/vendor */
  definition?: string
  /** added to the kernel's command line of machines with this tag */
  kernel_opts?: string
}

/** Parameters of `tags.update`. */
export interface TagUpdateParams {
  /** its new name */
  name?: string
  comment?: string
  definition?: string
  kernel_opts?: string
}

/** Parameters of `tags.updateNodes`. */
export interface TagUpdateNodesParams {
  /** system ids */
  add?: readonly string[]
  /** system ids */
  remove?: readonly string[]
  /** refused when it is not the tag's own */
  definition?: string
}

const table = {
  list: { id: 'tags.list', method: 'GET', path: 'tags/', idempotent: true, expects: 'json', schema: async () => (await import('./tags.schemas.js')).listReply },
  get: { id: 'tags.get', method: 'GET', path: 'tags/{name}/', idempotent: true, expects: 'json', schema: async () => (await import('./tags.schemas.js')).getReply },
  create: { id: 'tags.create', method: 'POST', path: 'tags/', idempotent: false, expects: 'json', schema: async () => (await import('./tags.schemas.js')).createReply },
  update: { id: 'tags.update', method: 'PUT', path: 'tags/{name}/', idempotent: true, expects: 'json', schema: async () => (await import('./tags.schemas.js')).updateReply },
  delete: { id: 'tags.delete', method: 'DELETE', path: 'tags/{name}/', idempotent: true, expects: 'json' },
  machines: { id: 'tags.machines', method: 'GET', path: 'tags/{name}/', op: 'machines', idempotent: true, expects: 'json', schema: async () => (await import('./tags.schemas.js')).machinesReply },
  updateNodes: { id: 'tags.updateNodes', method: 'POST', path: 'tags/{name}/', op: 'update_nodes', idempotent: true, expects: 'json', schema: async () => (await import('./tags.schemas.js')).updateNodesReply },
} satisfies Record<string, RestOperation>

/** Tags, which a person sets or an XPath expression over the hardware finds. */
export class TagsOperations extends Operations<RestOperation> {
  /**
   * Lists all tags.
   *
   * `GET tags/`. Facts: recorded-3.4.10/tags.
   */
  list(options?: RequestOptions): List<Tag> {
    return this.caller.list(table.list, {}, {}, options)
  }

  /**
   * Reads one tag.
   *
   * `GET tags/{name}/`. Facts: exchanges events-and-rest.
   */
  get(name: string, options?: RequestOptions): Pending<Tag> {
    return this.caller.call(table.get, { name }, {}, options)
  }

  /**
   * Makes a tag. With a definition MAAS then looks for machines that match, without saying when it is done. For admins.
   *
   * `POST tags/`. Facts: operations.json, exchanges events-and-rest.
   */
  create(params: TagCreateParams, options?: RequestOptions): Pending<Tag> {
    return this.caller.call(table.create, {}, params, options)
  }

  /**
   * Changes a tag; what is absent stays, an empty string clears. For admins.
   *
   * `PUT tags/{name}/`. Facts: operations.json, exchanges events-and-rest.
   */
  update(name: string, params: TagUpdateParams = {}, options?: RequestOptions): Pending<Tag> {
    return this.caller.call(table.update, { name }, params, options)
  }

  /**
   * Deletes a tag. For admins.
   *
   * `DELETE tags/{name}/`. Facts: exchanges events-and-rest.
   */
  delete(name: string, options?: RequestOptions): Pending<null> {
    return this.caller.call(table.delete, { name }, {}, options)
  }

  /**
   * Lists the machines that have a tag.
   *
   * `GET tags/{name}/?op=machines`. Facts: exchanges events-and-rest.
   */
  machines(name: string, options?: RequestOptions): List<Machine> {
    return this.caller.list(table.machines, { name }, {}, options)
  }

  /**
   * Adds a tag to nodes and removes it from others, in one request. Unknown nodes are passed over in silence. For admins.
   *
   * `POST tags/{name}/?op=update_nodes`. Facts: operations.json, exchanges events-and-rest (fact 55).
   */
  updateNodes(name: string, params: TagUpdateNodesParams = {}, options?: RequestOptions): Pending<TagUpdate> {
    return this.caller.call(table.updateNodes, { name }, params, options)
  }
}
