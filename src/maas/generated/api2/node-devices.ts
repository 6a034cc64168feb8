// Generated from spec/maas/api2/node-devices.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { BlockDevice } from './blockdevices.js'
import type { Interface } from './interfaces.js'

/** A PCI or USB device of a node. */
export interface NodeDevice {
  id: number
  system_id: string
  /** 1 PCIE, 2 USB. */
  bus: number
  bus_name: string
  /** 0 node, 1 CPU, 2 memory, 3 storage, 4 network, 5 GPU. */
  hardware_type: number
  hardware_type_name: string
  numa_node: number
  physical_blockdevice: BlockDevice | null
  physical_interface: Interface | null
  vendor_id: string
  product_id: string
  vendor_name: string
  product_name: string
  commissioning_driver: string
  bus_number: number
  device_number: number
  pci_address: string | null
  resource_uri: string
}

/** Parameters of `nodeDevices.list`. */
export interface NodeDeviceListFilters {
  bus?: 'pcie' | 'usb' | (string & {})
  hardware_type?: 'node' | 'cpu' | 'memory' | 'storage' | 'network' | 'gpu' | (string & {})
  vendor_id?: string
  product_id?: string
  vendor_name?: string
  product_name?: string
  commissioning_driver?: string
}

/** PCI and USB devices of a node. */
export interface MaasNodeDevices {
  /**
   * Lists all PCI and USB devices of a node.
   *
   * API: `GET nodes/{system_id}/devices/`.
   *
   * @example
   * for await (const item of maas.nodeDevices.list('4y3h7n', { bus: 'pcie', hardware_type: 'gpu' })) console.log(item)
   */
  list(systemId: string, params?: NodeDeviceListFilters, options?: RequestOptions): List<NodeDevice>

  /**
   * Returns a PCI or USB device.
   *
   * API: `GET nodes/{system_id}/devices/{id}/`.
   *
   * @example
   * await maas.nodeDevices.get('4y3h7n', 1)
   */
  get(systemId: string, id: string | number, options?: RequestOptions): Pending<NodeDevice>

  /**
   * Deletes a PCI or USB device. Administrators only.
   *
   * API: `DELETE nodes/{system_id}/devices/{id}/`.
   *
   * @example
   * await maas.nodeDevices.delete('4y3h7n', 1)
   */
  delete(systemId: string, id: string | number, options?: RequestOptions): Pending<null>
}

export const nodeDevices: Operations<RestOperation> = {
  list: {
    id: 'nodeDevices.list',
    method: 'GET',
    path: 'nodes/{system_id}/devices/',
    params: 'NodeDeviceListFilters',
    reply: 'NodeDevice[]',
    list: 'default',
  },
  get: { id: 'nodeDevices.get', method: 'GET', path: 'nodes/{system_id}/devices/{id}/', reply: 'NodeDevice' },
  delete: { id: 'nodeDevices.delete', method: 'DELETE', path: 'nodes/{system_id}/devices/{id}/' },
}
