// Generated from spec/maas/api2/pods.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { ComposeSettings, ComposedMachine, VmHost, VmHostSettings } from './vm-hosts.js'

/** Parameters of `pods.create`. */
export interface PodCreateParams extends VmHostSettings {
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

/** Parameters of `pods.update`. */
export interface PodUpdateParams extends VmHostSettings {
  type?: string
  /** Such as qemu+ssh://user@host/system, or the URL of LXD. */
  power_address?: string
  /** Password of libvirt, or of LXD. */
  power_pass?: string
}

/** Parameters of `pods.delete`. */
export interface PodDeleteParams {
  /** Also delete the machines that were composed on it. */
  decompose?: boolean
}

/** Parameters of `pods.addTag`. */
export interface PodAddTagParams {
  tag: string
}

/** Parameters of `pods.compose`. */
export interface PodComposeParams extends ComposeSettings {
}

/** Parameters of `pods.removeTag`. */
export interface PodRemoveTagParams {
  tag: string
}

/** VM hosts by their old name: the same as vmHosts. MAAS up to 3.8. */
export interface MaasPods {
  /**
   * Deprecated: use vmHosts.list.
   *
   * API: `GET pods/`. MAAS up to 3.8.
   *
   * @example
   * for await (const item of maas.pods.list()) console.log(item)
   */
  list(options?: RequestOptions): List<VmHost>

  /**
   * Deprecated: use vmHosts.get.
   *
   * API: `GET pods/{id}/`. MAAS up to 3.8.
   *
   * @example
   * await maas.pods.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<VmHost>

  /**
   * Deprecated: use vmHosts.create.
   *
   * API: `POST pods/`. MAAS up to 3.8.
   *
   * @example
   * await maas.pods.create({ type: 'virsh', power_address: 'qemu+ssh://ubuntu@10.0.0.3/system' })
   */
  create(params: PodCreateParams, options?: RequestOptions): Pending<VmHost>

  /**
   * Deprecated: use vmHosts.update.
   *
   * API: `PUT pods/{id}/`. MAAS up to 3.8.
   *
   * @example
   * await maas.pods.update(1, { cpu_over_commit_ratio: 2 })
   */
  update(id: string | number, params?: PodUpdateParams, options?: RequestOptions): Pending<VmHost>

  /**
   * Deprecated: use vmHosts.delete.
   *
   * API: `DELETE pods/{id}/`. MAAS up to 3.8.
   *
   * @example
   * await maas.pods.delete(1)
   */
  delete(id: string | number, params?: PodDeleteParams, options?: RequestOptions): Pending<null>

  /**
   * Deprecated: use vmHosts.parameters.
   *
   * API: `GET pods/{id}/?op=parameters`. MAAS up to 3.8.
   *
   * @example
   * await maas.pods.parameters(1)
   */
  parameters(id: string | number, options?: RequestOptions): Pending<Record<string, string | number | boolean | string[] | null>>

  /**
   * Deprecated: use vmHosts.addTag.
   *
   * API: `POST pods/{id}/?op=add_tag`. MAAS up to 3.8.
   *
   * @example
   * await maas.pods.addTag(1, { tag: 'virtual' })
   */
  addTag(id: string | number, params: PodAddTagParams, options?: RequestOptions): Pending<VmHost>

  /**
   * Deprecated: use vmHosts.compose.
   *
   * API: `POST pods/{id}/?op=compose`. MAAS up to 3.8.
   *
   * @example
   * await maas.pods.compose(1, { cores: 4, memory: 8192 })
   */
  compose(id: string | number, params?: PodComposeParams, options?: RequestOptions): Pending<ComposedMachine>

  /**
   * Deprecated: use vmHosts.refresh.
   *
   * API: `POST pods/{id}/?op=refresh`. MAAS up to 3.8.
   *
   * @example
   * await maas.pods.refresh(1)
   */
  refresh(id: string | number, options?: RequestOptions): Pending<VmHost>

  /**
   * Deprecated: use vmHosts.removeTag.
   *
   * API: `POST pods/{id}/?op=remove_tag`. MAAS up to 3.8.
   *
   * @example
   * await maas.pods.removeTag(1, { tag: 'virtual' })
   */
  removeTag(id: string | number, params: PodRemoveTagParams, options?: RequestOptions): Pending<VmHost>
}

export const pods: Operations<RestOperation> = {
  list: { id: 'pods.list', method: 'GET', path: 'pods/', reply: 'VmHost[]', list: 'default', until: '3.8' },
  get: { id: 'pods.get', method: 'GET', path: 'pods/{id}/', reply: 'VmHost', until: '3.8' },
  create: { id: 'pods.create', method: 'POST', path: 'pods/', params: 'PodCreateParams', reply: 'VmHost', until: '3.8' },
  update: { id: 'pods.update', method: 'PUT', path: 'pods/{id}/', params: 'PodUpdateParams', reply: 'VmHost', until: '3.8' },
  delete: { id: 'pods.delete', method: 'DELETE', path: 'pods/{id}/', params: 'PodDeleteParams', until: '3.8' },
  parameters: {
    id: 'pods.parameters',
    method: 'GET',
    path: 'pods/{id}/?op=parameters',
    reply: 'map<string | number | bool | string[] | null>',
    until: '3.8',
  },
  addTag: {
    id: 'pods.addTag',
    method: 'POST',
    path: 'pods/{id}/?op=add_tag',
    params: 'PodAddTagParams',
    reply: 'VmHost',
    idempotent: true,
    until: '3.8',
  },
  compose: { id: 'pods.compose', method: 'POST', path: 'pods/{id}/?op=compose', params: 'PodComposeParams', reply: 'ComposedMachine', until: '3.8' },
  refresh: { id: 'pods.refresh', method: 'POST', path: 'pods/{id}/?op=refresh', reply: 'VmHost', until: '3.8' },
  removeTag: {
    id: 'pods.removeTag',
    method: 'POST',
    path: 'pods/{id}/?op=remove_tag',
    params: 'PodRemoveTagParams',
    reply: 'VmHost',
    idempotent: true,
    until: '3.8',
  },
}
