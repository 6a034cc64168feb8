// Generated from spec/maas/api2/vm-clusters.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { VmHostResources } from './vm-hosts.js'

/** A cluster of VM hosts. */
export interface VmCluster {
  id: number
  name: string
  project: string
  vmhost_count: number
  vm_count: number
  version: string
  total: VmHostResources
  used: VmHostResources
  available: VmHostResources
  /** By name. */
  storage_pools: Record<string, VmClusterPool>
  resource_uri: string
}

export interface VmClusterPool {
  /** In bytes. */
  free: number
  /** In bytes. */
  total: number
  /** In bytes. */
  allocated_tracked: number
  /** In bytes. */
  allocated_other: number
  path: string
  backend: string
}

/** Parameters of `vmClusters.update`. */
export interface VmClusterUpdateParams {
  name?: string
  /** Name of a zone. */
  zone?: string
  /** Name of a resource pool. */
  pool?: string
}

/** Parameters of `vmClusters.delete`. */
export interface VmClusterDeleteParams {
  /** Also delete the machines that were composed on its VM hosts. */
  decompose?: boolean
}

/** LXD clusters of VM hosts. MAAS up to 3.8. */
export interface MaasVmClusters {
  /**
   * Lists all clusters of VM hosts.
   *
   * API: `GET vm-clusters/`. MAAS up to 3.8.
   *
   * @example
   * for await (const item of maas.vmClusters.list()) console.log(item)
   */
  list(options?: RequestOptions): List<VmCluster>

  /**
   * Returns a cluster of VM hosts.
   *
   * API: `GET vm-clusters/{id}`. MAAS up to 3.8.
   *
   * @example
   * await maas.vmClusters.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<VmCluster>

  /**
   * Updates a cluster of VM hosts. Absent parameters keep their value; an empty string clears it.
   *
   * API: `PUT vm-clusters/{id}`. MAAS up to 3.8.
   *
   * @example
   * await maas.vmClusters.update(1, { zone: 'default' })
   */
  update(id: string | number, params?: VmClusterUpdateParams, options?: RequestOptions): Pending<VmCluster>

  /**
   * Deletes a cluster of VM hosts.
   *
   * API: `DELETE vm-clusters/{id}`. MAAS up to 3.8.
   *
   * @example
   * await maas.vmClusters.delete(1)
   */
  delete(id: string | number, params?: VmClusterDeleteParams, options?: RequestOptions): Pending<null>
}

export const vmClusters: Operations<RestOperation> = {
  list: { id: 'vmClusters.list', method: 'GET', path: 'vm-clusters/', reply: 'VmCluster[]', list: 'default', until: '3.8' },
  get: { id: 'vmClusters.get', method: 'GET', path: 'vm-clusters/{id}', reply: 'VmCluster', until: '3.8' },
  update: { id: 'vmClusters.update', method: 'PUT', path: 'vm-clusters/{id}', params: 'VmClusterUpdateParams', reply: 'VmCluster', until: '3.8' },
  delete: { id: 'vmClusters.delete', method: 'DELETE', path: 'vm-clusters/{id}', params: 'VmClusterDeleteParams', until: '3.8' },
}
