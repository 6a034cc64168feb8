// Generated from spec/maas/api2/virtual-machines.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A virtual machine of a VM host. */
export interface VirtualMachine {
  id: number
  identifier: string
  project: string
  pinned_cores: number[]
  unpinned_cores: number
  /** In MiB. */
  memory: number
  hugepages_backed: boolean
  machine_id: number | null
  bmc_id: number
  resource_uri: string
}

/** Virtual machines of VM hosts. MAAS up to 3.8. */
export interface MaasVirtualMachines {
  /**
   * Lists all virtual machines of VM hosts.
   *
   * API: `GET virtual-machines/`. MAAS up to 3.8.
   *
   * @example
   * for await (const item of maas.virtualMachines.list()) console.log(item)
   */
  list(options?: RequestOptions): List<VirtualMachine>

  /**
   * Returns a virtual machine.
   *
   * API: `GET virtual-machines/{id}`. MAAS up to 3.8.
   *
   * @example
   * await maas.virtualMachines.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<VirtualMachine>

  /**
   * Creates a virtual machine. MAAS documents no parameters: use vmHosts.compose.
   *
   * API: `POST virtual-machines/`. MAAS up to 3.8.
   *
   * @example
   * await maas.virtualMachines.create()
   */
  create(options?: RequestOptions): Pending<VirtualMachine>
}

export const virtualMachines: Operations<RestOperation> = {
  list: { id: 'virtualMachines.list', method: 'GET', path: 'virtual-machines/', reply: 'VirtualMachine[]', list: 'default', until: '3.8' },
  get: { id: 'virtualMachines.get', method: 'GET', path: 'virtual-machines/{id}', reply: 'VirtualMachine', until: '3.8' },
  create: { id: 'virtualMachines.create', method: 'POST', path: 'virtual-machines/', reply: 'VirtualMachine', until: '3.8' },
}
