// Generated from spec/maas/api2/resource-pools.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A resource pool, which groups machines. */
export interface ResourcePool {
  id: number
  name: string
  description: string
  resource_uri: string
}

/** Parameters of `resourcePools.create`. */
export interface ResourcePoolCreateParams {
  name: string
  description?: string
}

/** Parameters of `resourcePools.update`. */
export interface ResourcePoolUpdateParams {
  name?: string
  description?: string
}

/** Resource pools. */
export interface MaasResourcePools {
  /**
   * Lists all resource pools.
   *
   * API: `GET resourcepools/`.
   *
   * @example
   * for await (const item of maas.resourcePools.list()) console.log(item)
   */
  list(options?: RequestOptions): List<ResourcePool>

  /**
   * Returns a resource pool.
   *
   * API: `GET resourcepool/{id}/`.
   *
   * @example
   * await maas.resourcePools.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<ResourcePool>

  /**
   * Creates a resource pool.
   *
   * API: `POST resourcepools/`.
   *
   * @example
   * await maas.resourcePools.create({ name: 'production' })
   */
  create(params: ResourcePoolCreateParams, options?: RequestOptions): Pending<ResourcePool>

  /**
   * Updates a resource pool. Absent parameters keep their value; an empty string clears it.
   *
   * API: `PUT resourcepool/{id}/`.
   *
   * @example
   * await maas.resourcePools.update(1, { description: 'production' })
   */
  update(id: string | number, params?: ResourcePoolUpdateParams, options?: RequestOptions): Pending<ResourcePool>

  /**
   * Deletes a resource pool.
   *
   * API: `DELETE resourcepool/{id}/`.
   *
   * @example
   * await maas.resourcePools.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>
}

export const resourcePools: Operations<RestOperation> = {
  list: { id: 'resourcePools.list', method: 'GET', path: 'resourcepools/', reply: 'ResourcePool[]', list: 'default' },
  get: { id: 'resourcePools.get', method: 'GET', path: 'resourcepool/{id}/', reply: 'ResourcePool' },
  create: { id: 'resourcePools.create', method: 'POST', path: 'resourcepools/', params: 'ResourcePoolCreateParams', reply: 'ResourcePool' },
  update: { id: 'resourcePools.update', method: 'PUT', path: 'resourcepool/{id}/', params: 'ResourcePoolUpdateParams', reply: 'ResourcePool' },
  delete: { id: 'resourcePools.delete', method: 'DELETE', path: 'resourcepool/{id}/' },
}
