// Generated from spec/maas/api2/vm-hosts.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { InterfaceConstraint, StorageConstraint } from './machines.js'
import type { ResourcePool } from './resource-pools.js'
import type { Zone } from './zones.js'

/** A VM host. */
export interface VmHost {
  id: number
  name: string
  tags: string[]
  type: 'lxd' | 'virsh' | (string & {})
  architectures: string[]
  capabilities: string[]
  total: VmHostResources
  used: VmHostResources
  available: VmHostResources
  zone: Zone
  pool: ResourcePool
  cpu_over_commit_ratio: number
  memory_over_commit_ratio: number
  storage_pools: VmHostStoragePool[]
  host: VmHostNode
  default_macvlan_mode: string | null
  version: string
  resource_uri: string
}

export interface VmHostResources {
  cores: number
  /** In MiB. */
  memory: number
  /** In bytes. */
  local_storage: number
}

export interface VmHostStoragePool {
  id: string
  name: string
  type: string
  path: string
  /** In bytes. */
  total: number
  /** In bytes. */
  used: number
  /** In bytes. */
  available: number
  default: boolean
}

/** The machine that a VM host runs on. */
export interface VmHostNode {
  system_id: string | null
  __incomplete__: boolean
}

/** The machine that was composed. */
export interface ComposedMachine {
  system_id: string
  resource_uri: string
}

export interface VmHostSettings {
  name?: string
  tags?: readonly string[]
  /** Name of a zone. */
  zone?: string
  /** Name of a resource pool. */
  pool?: string
  /** From 0 to 10; default: 1. */
  cpu_over_commit_ratio?: number
  /** From 0 to 10; default: 1. */
  memory_over_commit_ratio?: number
  default_storage_pool?: string
  /** Such as bridge, passthru, private or vepa. */
  default_macvlan_mode?: string
}

export interface ComposeSettings {
  /** Number of cores; default: 1. */
  cores?: number
  /** Cores of the host to use, instead of cores. */
  pinned_cores?: readonly number[]
  /** In MHz, at least 300. */
  cpu_speed?: number
  /** In MiB, at least 1024; default: 2048. */
  memory?: number
  hugepages_backed?: boolean
  /** Such as amd64/generic. */
  architecture?: string
  hostname?: string
  /** Name or id of a domain. */
  domain?: number | string
  /** Name of a zone. */
  zone?: string
  /** Name of a resource pool. */
  pool?: string
  /** The tags of each begin with its storage pool; or as text: "label:size(pool,tag),...", with sizes in GB; default: root:8(local). */
  storage?: string | readonly StorageConstraint[]
  /** By label, or as text: "label:key=value,key=value;label:...". */
  interfaces?: string | Readonly<Record<string, InterfaceConstraint>>
  skip_commissioning?: boolean
}

/** Parameters of `vmHosts.create`. */
export interface VmHostCreateParams extends VmHostSettings {
  type: 'lxd' | 'virsh'
  /** Such as qemu+ssh://user@host/system, or the URL of LXD. */
  power_address: string
  power_user?: string
  /** Password of libvirt, or of LXD. */
  power_pass?: string
  /** Project of LXD. */
  project?: string
  /** Client certificate for LXD, in PEM format. MAAS 3.5 to 3.8. */
  certificate?: string
  /** Private key of the certificate, in PEM format. MAAS 3.5 to 3.8. */
  key?: string
}

/** Parameters of `vmHosts.update`. */
export interface VmHostUpdateParams extends VmHostSettings {
  type?: string
  /** Such as qemu+ssh://user@host/system, or the URL of LXD. */
  power_address?: string
  /** Password of libvirt, or of LXD. */
  power_pass?: string
}

/** Parameters of `vmHosts.delete`. */
export interface VmHostDeleteParams {
  /** Also delete the machines that were composed on it. */
  decompose?: boolean
}

/** Parameters of `vmHosts.addTag`. */
export interface VmHostAddTagParams {
  tag: string
}

/** Parameters of `vmHosts.compose`. */
export interface VmHostComposeParams extends ComposeSettings {
}

/** Parameters of `vmHosts.removeTag`. */
export interface VmHostRemoveTagParams {
  tag: string
}

/** VM hosts: LXD or libvirt hosts on which MAAS composes virtual machines. MAAS up to 3.8. */
export interface MaasVmHosts {
  /**
   * Lists all VM hosts.
   *
   * API: `GET vm-hosts/`. MAAS up to 3.8.
   *
   * @example
   * for await (const item of maas.vmHosts.list()) console.log(item)
   */
  list(options?: RequestOptions): List<VmHost>

  /**
   * Returns a VM host.
   *
   * API: `GET vm-hosts/{id}/`. MAAS up to 3.8.
   *
   * @example
   * await maas.vmHosts.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<VmHost>

  /**
   * Adds a VM host. MAAS connects to it before it replies.
   *
   * API: `POST vm-hosts/`. MAAS up to 3.8.
   *
   * @example
   * await maas.vmHosts.create({ type: 'lxd', power_address: 'https://10.0.0.3:8443', project: 'maas' })
   */
  create(params: VmHostCreateParams, options?: RequestOptions): Pending<VmHost>

  /**
   * Updates a VM host. Absent parameters keep their value; an empty string clears it.
   *
   * API: `PUT vm-hosts/{id}/`. MAAS up to 3.8.
   *
   * @example
   * await maas.vmHosts.update(1, { cpu_over_commit_ratio: 2 })
   */
  update(id: string | number, params?: VmHostUpdateParams, options?: RequestOptions): Pending<VmHost>

  /**
   * Deletes a VM host.
   *
   * API: `DELETE vm-hosts/{id}/`. MAAS up to 3.8.
   *
   * @example
   * await maas.vmHosts.delete(1)
   */
  delete(id: string | number, params?: VmHostDeleteParams, options?: RequestOptions): Pending<null>

  /**
   * Returns the connection parameters of a VM host, with passwords.
   *
   * API: `GET vm-hosts/{id}/?op=parameters`. MAAS up to 3.8.
   *
   * @example
   * await maas.vmHosts.parameters(1)
   */
  parameters(id: string | number, options?: RequestOptions): Pending<Record<string, string | number | boolean | string[] | null>>

  /**
   * Adds a tag to a VM host.
   *
   * API: `POST vm-hosts/{id}/?op=add_tag`. MAAS up to 3.8.
   *
   * @example
   * await maas.vmHosts.addTag(1, { tag: 'virtual' })
   */
  addTag(id: string | number, params: VmHostAddTagParams, options?: RequestOptions): Pending<VmHost>

  /**
   * Creates a virtual machine on a VM host, and commissions it. Returns its system id.
   *
   * API: `POST vm-hosts/{id}/?op=compose`. MAAS up to 3.8.
   *
   * @example
   * await maas.vmHosts.compose(1, { cores: 4, memory: 8192 })
   */
  compose(id: string | number, params?: VmHostComposeParams, options?: RequestOptions): Pending<ComposedMachine>

  /**
   * Reads the resources and virtual machines of a VM host again.
   *
   * API: `POST vm-hosts/{id}/?op=refresh`. MAAS up to 3.8.
   *
   * @example
   * await maas.vmHosts.refresh(1)
   */
  refresh(id: string | number, options?: RequestOptions): Pending<VmHost>

  /**
   * Removes a tag from a VM host.
   *
   * API: `POST vm-hosts/{id}/?op=remove_tag`. MAAS up to 3.8.
   *
   * @example
   * await maas.vmHosts.removeTag(1, { tag: 'virtual' })
   */
  removeTag(id: string | number, params: VmHostRemoveTagParams, options?: RequestOptions): Pending<VmHost>
}

export const vmHosts: Operations<RestOperation> = {
  list: { id: 'vmHosts.list', method: 'GET', path: 'vm-hosts/', reply: 'VmHost[]', list: 'default', until: '3.8' },
  get: { id: 'vmHosts.get', method: 'GET', path: 'vm-hosts/{id}/', reply: 'VmHost', until: '3.8' },
  create: { id: 'vmHosts.create', method: 'POST', path: 'vm-hosts/', params: 'VmHostCreateParams', reply: 'VmHost', until: '3.8' },
  update: { id: 'vmHosts.update', method: 'PUT', path: 'vm-hosts/{id}/', params: 'VmHostUpdateParams', reply: 'VmHost', until: '3.8' },
  delete: { id: 'vmHosts.delete', method: 'DELETE', path: 'vm-hosts/{id}/', params: 'VmHostDeleteParams', until: '3.8' },
  parameters: {
    id: 'vmHosts.parameters',
    method: 'GET',
    path: 'vm-hosts/{id}/?op=parameters',
    reply: 'map<string | number | bool | string[] | null>',
    until: '3.8',
  },
  addTag: {
    id: 'vmHosts.addTag',
    method: 'POST',
    path: 'vm-hosts/{id}/?op=add_tag',
    params: 'VmHostAddTagParams',
    reply: 'VmHost',
    idempotent: true,
    until: '3.8',
  },
  compose: {
    id: 'vmHosts.compose',
    method: 'POST',
    path: 'vm-hosts/{id}/?op=compose',
    params: 'VmHostComposeParams',
    reply: 'ComposedMachine',
    until: '3.8',
  },
  refresh: { id: 'vmHosts.refresh', method: 'POST', path: 'vm-hosts/{id}/?op=refresh', reply: 'VmHost', until: '3.8' },
  removeTag: {
    id: 'vmHosts.removeTag',
    method: 'POST',
    path: 'vm-hosts/{id}/?op=remove_tag',
    params: 'VmHostRemoveTagParams',
    reply: 'VmHost',
    idempotent: true,
    until: '3.8',
  },
}
