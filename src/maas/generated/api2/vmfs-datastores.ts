// Generated from spec/maas/api2/vmfs-datastores.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { BlockDevice, Partition } from './blockdevices.js'

/** A VMFS datastore. */
export interface VmfsDatastore {
  id: number
  system_id: string
  uuid: string
  name: string
  devices: (BlockDevice | Partition)[]
  /** In bytes. */
  size: number
  human_size: string
  filesystem: VmfsFilesystem
  resource_uri: string
}

export interface VmfsFilesystem {
  fstype: string
  mount_point: string
}

/** Parameters of `vmfsDatastores.create`. */
export interface VmfsDatastoreCreateParams {
  name: string
  /** UUID; default: a new one. */
  uuid?: string
  /** Ids of block devices. */
  block_devices?: readonly (number | string)[]
  /** Ids of partitions. */
  partitions?: readonly (number | string)[]
}

/** Parameters of `vmfsDatastores.update`. */
export interface VmfsDatastoreUpdateParams {
  name?: string
  /** UUID; default: a new one. */
  uuid?: string
  /** Ids of block devices to add. */
  add_block_devices?: readonly (number | string)[]
  /** Ids of block devices to remove. */
  remove_block_devices?: readonly (number | string)[]
  /** Ids of partitions to add. */
  add_partitions?: readonly (number | string)[]
  /** Ids of partitions to remove. */
  remove_partitions?: readonly (number | string)[]
}

/** VMFS datastores of a machine that runs VMware ESXi. */
export interface MaasVmfsDatastores {
  /**
   * Lists all VMFS datastores of a machine.
   *
   * API: `GET nodes/{system_id}/vmfs-datastores/`.
   *
   * @example
   * for await (const item of maas.vmfsDatastores.list('4y3h7n')) console.log(item)
   */
  list(systemId: string, options?: RequestOptions): List<VmfsDatastore>

  /**
   * Returns a VMFS datastore.
   *
   * API: `GET nodes/{system_id}/vmfs-datastore/{id}/`.
   *
   * @example
   * await maas.vmfsDatastores.get('4y3h7n', 1)
   */
  get(systemId: string, id: string | number, options?: RequestOptions): Pending<VmfsDatastore>

  /**
   * Creates a VMFS datastore.
   *
   * API: `POST nodes/{system_id}/vmfs-datastores/`.
   *
   * @example
   * await maas.vmfsDatastores.create('4y3h7n', { name: 'datastore1', block_devices: [1] })
   */
  create(systemId: string, params: VmfsDatastoreCreateParams, options?: RequestOptions): Pending<VmfsDatastore>

  /**
   * Updates a VMFS datastore. Absent parameters keep their value; an empty string clears it.
   *
   * API: `PUT nodes/{system_id}/vmfs-datastore/{id}/`.
   *
   * @example
   * await maas.vmfsDatastores.update('4y3h7n', 1, { add_block_devices: [2] })
   */
  update(systemId: string, id: string | number, params?: VmfsDatastoreUpdateParams, options?: RequestOptions): Pending<VmfsDatastore>

  /**
   * Deletes a VMFS datastore.
   *
   * API: `DELETE nodes/{system_id}/vmfs-datastore/{id}/`.
   *
   * @example
   * await maas.vmfsDatastores.delete('4y3h7n', 1)
   */
  delete(systemId: string, id: string | number, options?: RequestOptions): Pending<null>
}

export const vmfsDatastores: Operations<RestOperation> = {
  list: { id: 'vmfsDatastores.list', method: 'GET', path: 'nodes/{system_id}/vmfs-datastores/', reply: 'VmfsDatastore[]', list: 'default' },
  get: { id: 'vmfsDatastores.get', method: 'GET', path: 'nodes/{system_id}/vmfs-datastore/{id}/', reply: 'VmfsDatastore' },
  create: {
    id: 'vmfsDatastores.create',
    method: 'POST',
    path: 'nodes/{system_id}/vmfs-datastores/',
    params: 'VmfsDatastoreCreateParams',
    reply: 'VmfsDatastore',
  },
  update: {
    id: 'vmfsDatastores.update',
    method: 'PUT',
    path: 'nodes/{system_id}/vmfs-datastore/{id}/',
    params: 'VmfsDatastoreUpdateParams',
    reply: 'VmfsDatastore',
  },
  delete: { id: 'vmfsDatastores.delete', method: 'DELETE', path: 'nodes/{system_id}/vmfs-datastore/{id}/' },
}
