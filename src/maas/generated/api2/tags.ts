// Generated from spec/maas/api2/tags.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Device } from './devices.js'
import type { Machine } from './machines.js'
import type { RackController } from './rack-controllers.js'
import type { RegionController } from './region-controllers.js'

/** A tag. */
export interface Tag {
  name: string
  /** XPath expression over the lshw and LLDP data; empty for a tag that is assigned manually. */
  definition: string
  comment: string
  kernel_opts: string
  resource_uri: string
}

/** The numbers of nodes that a tag was added to and removed from. */
export interface TagUpdate {
  /** Includes nodes that already had the tag. */
  added: number
  removed: number
}

export interface TagRebuild {
  /** Name of the tag. */
  rebuilding: string
}

/** Parameters of `tags.create`. */
export interface TagCreateParams {
  /** Letters, digits, - and _. */
  name: string
  comment?: string
  /** XPath expression, such as //node[@id="display"]/vendor. */
  definition?: string
  /** Added to the kernel command line of machines with this tag. */
  kernel_opts?: string
}

/** Parameters of `tags.update`. */
export interface TagUpdateParams {
  /** New name. */
  name?: string
  comment?: string
  definition?: string
  kernel_opts?: string
}

/** Parameters of `tags.updateNodes`. */
export interface TagUpdateNodesParams {
  /** System ids. */
  add?: readonly string[]
  /** System ids. */
  remove?: readonly string[]
  /** Refused when it differs from the definition of the tag. */
  definition?: string
  /** System id of the rack controller that evaluates the tag; lets it do so without being an administrator. */
  rack_controller?: string
}

/** Tags, which are assigned manually or by an XPath expression over the hardware description. */
export interface MaasTags {
  /**
   * Lists all tags.
   *
   * API: `GET tags/`.
   *
   * @example
   * for await (const item of maas.tags.list()) console.log(item)
   */
  list(options?: RequestOptions): List<Tag>

  /**
   * Returns a tag.
   *
   * API: `GET tags/{name}/`.
   *
   * @example
   * await maas.tags.get('openstack')
   */
  get(name: string, options?: RequestOptions): Pending<Tag>

  /**
   * Creates a tag. With a definition, MAAS then searches for matching machines in the background and does not report when the search has finished. Administrators only.
   *
   * API: `POST tags/`.
   *
   * @example
   * await maas.tags.create({ name: 'openstack' })
   */
  create(params: TagCreateParams, options?: RequestOptions): Pending<Tag>

  /**
   * Updates a tag. Absent parameters keep their value; an empty string clears it. Administrators only.
   *
   * API: `PUT tags/{name}/`.
   *
   * @example
   * await maas.tags.update('openstack', { comment: 'hosts of OpenStack' })
   */
  update(name: string, params?: TagUpdateParams, options?: RequestOptions): Pending<Tag>

  /**
   * Deletes a tag. Administrators only.
   *
   * API: `DELETE tags/{name}/`.
   *
   * @example
   * await maas.tags.delete('openstack')
   */
  delete(name: string, options?: RequestOptions): Pending<null>

  /**
   * Lists the machines that have a tag.
   *
   * API: `GET tags/{name}/?op=machines`.
   *
   * @example
   * for await (const item of maas.tags.machines('openstack')) console.log(item)
   */
  machines(name: string, options?: RequestOptions): List<Machine>

  /**
   * Adds a tag to nodes and removes it from other nodes in one request. Unknown nodes are silently ignored. Administrators only.
   *
   * API: `POST tags/{name}/?op=update_nodes`.
   *
   * @example
   * await maas.tags.updateNodes('openstack', { add: ['4y3h7n'] })
   */
  updateNodes(name: string, params?: TagUpdateNodesParams, options?: RequestOptions): Pending<TagUpdate>

  /**
   * Lists the devices that have a tag.
   *
   * API: `GET tags/{name}/?op=devices`.
   *
   * @example
   * for await (const item of maas.tags.devices('openstack')) console.log(item)
   */
  devices(name: string, options?: RequestOptions): List<Device>

  /**
   * Lists the nodes of any kind that have a tag.
   *
   * API: `GET tags/{name}/?op=nodes`.
   *
   * @example
   * for await (const item of maas.tags.nodes('openstack')) console.log(item)
   */
  nodes(name: string, options?: RequestOptions): List<Machine | Device | RackController | RegionController>

  /**
   * Lists the rack controllers that have a tag.
   *
   * API: `GET tags/{name}/?op=rack_controllers`.
   *
   * @example
   * for await (const item of maas.tags.rackControllers('openstack')) console.log(item)
   */
  rackControllers(name: string, options?: RequestOptions): List<RackController>

  /**
   * Lists the region controllers that have a tag.
   *
   * API: `GET tags/{name}/?op=region_controllers`.
   *
   * @example
   * for await (const item of maas.tags.regionControllers('openstack')) console.log(item)
   */
  regionControllers(name: string, options?: RequestOptions): List<RegionController>

  /**
   * Evaluates the definition of a tag again, in the background. Administrators only.
   *
   * API: `POST tags/{name}/?op=rebuild`.
   *
   * @example
   * await maas.tags.rebuild('openstack')
   */
  rebuild(name: string, options?: RequestOptions): Pending<TagRebuild>
}

export const tags: Operations<RestOperation> = {
  list: { id: 'tags.list', method: 'GET', path: 'tags/', reply: 'Tag[]', list: 'default' },
  get: { id: 'tags.get', method: 'GET', path: 'tags/{name}/', reply: 'Tag' },
  create: { id: 'tags.create', method: 'POST', path: 'tags/', params: 'TagCreateParams', reply: 'Tag' },
  update: { id: 'tags.update', method: 'PUT', path: 'tags/{name}/', params: 'TagUpdateParams', reply: 'Tag' },
  delete: { id: 'tags.delete', method: 'DELETE', path: 'tags/{name}/' },
  machines: { id: 'tags.machines', method: 'GET', path: 'tags/{name}/?op=machines', reply: 'Machine[]', list: 'default' },
  updateNodes: {
    id: 'tags.updateNodes',
    method: 'POST',
    path: 'tags/{name}/?op=update_nodes',
    params: 'TagUpdateNodesParams',
    reply: 'TagUpdate',
    idempotent: true,
  },
  devices: { id: 'tags.devices', method: 'GET', path: 'tags/{name}/?op=devices', reply: 'Device[]', list: 'default' },
  nodes: {
    id: 'tags.nodes',
    method: 'GET',
    path: 'tags/{name}/?op=nodes',
    reply: '(Machine | Device | RackController | RegionController)[]',
    list: 'default',
  },
  rackControllers: { id: 'tags.rackControllers', method: 'GET', path: 'tags/{name}/?op=rack_controllers', reply: 'RackController[]', list: 'default' },
  regionControllers: { id: 'tags.regionControllers', method: 'GET', path: 'tags/{name}/?op=region_controllers', reply: 'RegionController[]', list: 'default' },
  rebuild: { id: 'tags.rebuild', method: 'POST', path: 'tags/{name}/?op=rebuild', reply: 'TagRebuild', idempotent: true },
}
