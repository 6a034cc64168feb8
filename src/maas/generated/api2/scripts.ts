// Generated from spec/maas/api2/scripts.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A script. */
export interface Script {
  id: number
  name: string
  title: string
  description: string
  tags: string[]
  /** 0 commissioning, 2 testing, 3 release. */
  type: number
  type_name: string
  /** 0 node, 1 CPU, 2 memory, 3 storage, 4 network, 5 GPU. */
  hardware_type: number
  hardware_type_name: string
  /** 0 disabled, 1 instance, 2 any. */
  parallel: number
  parallel_name: string
  /** Descriptions of what the script reports, by name. */
  results: Record<string, unknown> | unknown[]
  /** Descriptions of its parameters, by name. */
  parameters: Record<string, unknown>
  packages: Record<string, unknown>
  /** Such as 0:05:00. */
  timeout: string
  destructive: boolean
  for_hardware: string[]
  may_reboot: boolean
  recommission: boolean
  apply_configured_networking: boolean
  /** Whether it comes with MAAS. */
  default: boolean
  history: ScriptVersion[]
  resource_uri: string
}

/** A version of a script. */
export interface ScriptVersion {
  id: number
  created: string
  comment: string | null
  /** Text, in base64; only with include_script. */
  data?: string
}

export interface ScriptSettings {
  title?: string
  description?: string
  tags?: readonly string[]
  /** The same as type. */
  script_type?: string
  hardware_type?: 'node' | 'cpu' | 'memory' | 'storage' | 'network' | 'gpu' | (string & {})
  parallel?: 'disabled' | 'instance' | 'any' | (string & {})
  /** To install, by package manager, such as { apt: ["fio"] }. */
  packages?: Readonly<Record<string, readonly string[]>>
  /** In seconds, or HH:MM:SS; 0 for none. */
  timeout?: number | string
  /** Whether it destroys data. */
  destructive?: boolean
  /** Identifiers of hardware that it is for, such as pci:8086:1918. */
  for_hardware?: readonly string[]
  may_reboot?: boolean
  /** Commission the machine again afterwards. */
  recommission?: boolean
  /** Use the network configuration of the machine instead of DHCP. */
  apply_configured_networking?: boolean
  /** Comment for the history of the script. */
  comment?: string
}

/** Parameters of `scripts.list`. */
export interface ScriptListFilters {
  type?: 'commissioning' | 'testing' | 'release' | 'deployment' | (string & {})
  hardware_type?: string
  /** Include the text of the scripts, in base64. */
  include_script?: boolean
  /** Names or tags of scripts. */
  filters?: readonly string[]
}

/** Parameters of `scripts.get`. */
export interface ScriptGetParams {
  /** Include the text of the script, in base64. */
  include_script?: boolean
}

/** Parameters of `scripts.create`. */
export interface ScriptCreateParams extends ScriptSettings {
  /** Text of the script, with its metadata in a comment. */
  script: string | Uint8Array
  /** Required when the metadata of the script has no name. */
  name?: string
  /** Default: testing. */
  type?: 'commissioning' | 'testing' | 'release' | 'deployment' | (string & {})
}

/** Parameters of `scripts.update`. */
export interface ScriptUpdateParams extends ScriptSettings {
  /** Another name. */
  name?: string
  /** Text of the script, with its metadata in a comment. */
  script?: string | Uint8Array
  type?: 'commissioning' | 'testing' | 'release' | 'deployment' | (string & {})
}

/** Parameters of `scripts.download`. */
export interface ScriptDownloadParams {
  /** Id in the history; default: the newest. */
  revision?: number
  /** The same as revision. */
  rev?: number
}

/** Parameters of `scripts.addTag`. */
export interface ScriptAddTagParams {
  tag: string
}

/** Parameters of `scripts.removeTag`. */
export interface ScriptRemoveTagParams {
  tag: string
}

/** Parameters of `scripts.revert`. */
export interface ScriptRevertParams {
  /** Id in the history, or a negative number of steps back. */
  to: number
}

/** Scripts that commission, test and release machines. */
export interface MaasScripts {
  /**
   * Lists the scripts that match every filter.
   *
   * API: `GET scripts/`.
   *
   * @example
   * for await (const item of maas.scripts.list({ type: 'testing' })) console.log(item)
   */
  list(params?: ScriptListFilters, options?: RequestOptions): List<Script>

  /**
   * Returns a script.
   *
   * API: `GET scripts/{name}`.
   *
   * @example
   * await maas.scripts.get('openstack')
   */
  get(name: string, params?: ScriptGetParams, options?: RequestOptions): Pending<Script>

  /**
   * Creates a script. Parameters replace its metadata. Administrators only.
   *
   * API: `POST scripts/`.
   *
   * @example
   * await maas.scripts.create({ name: 'check-bios', script: '#!/bin/sh\n', type: 'testing' })
   */
  create(params: ScriptCreateParams, options?: RequestOptions): Pending<Script>

  /**
   * Updates a script. Absent parameters keep their value; an empty string clears it. Administrators only.
   *
   * API: `PUT scripts/{name}`.
   *
   * @example
   * await maas.scripts.update('openstack', { tags: ['bios'] })
   */
  update(name: string, params?: ScriptUpdateParams, options?: RequestOptions): Pending<Script>

  /**
   * Deletes a script. Administrators only.
   *
   * API: `DELETE scripts/{name}`.
   *
   * @example
   * await maas.scripts.delete('openstack')
   */
  delete(name: string, options?: RequestOptions): Pending<null>

  /**
   * Returns the text of a script.
   *
   * API: `GET scripts/{name}?op=download`.
   *
   * @example
   * await maas.scripts.download('openstack')
   */
  download(name: string, params?: ScriptDownloadParams, options?: RequestOptions): Pending<Uint8Array>

  /**
   * Adds a tag to a script. Administrators only.
   *
   * API: `POST scripts/{name}?op=add_tag`.
   *
   * @example
   * await maas.scripts.addTag('openstack', { tag: 'bios' })
   */
  addTag(name: string, params: ScriptAddTagParams, options?: RequestOptions): Pending<Script>

  /**
   * Removes a tag from a script. Administrators only.
   *
   * API: `POST scripts/{name}?op=remove_tag`.
   *
   * @example
   * await maas.scripts.removeTag('openstack', { tag: 'bios' })
   */
  removeTag(name: string, params: ScriptRemoveTagParams, options?: RequestOptions): Pending<Script>

  /**
   * Restores an older version of a script. Administrators only.
   *
   * API: `POST scripts/{name}?op=revert`.
   *
   * @example
   * await maas.scripts.revert('openstack', { to: -1 })
   */
  revert(name: string, params: ScriptRevertParams, options?: RequestOptions): Pending<Script>
}

export const scripts: Operations<RestOperation> = {
  list: { id: 'scripts.list', method: 'GET', path: 'scripts/', params: 'ScriptListFilters', reply: 'Script[]', list: 'default' },
  get: { id: 'scripts.get', method: 'GET', path: 'scripts/{name}', params: 'ScriptGetParams', reply: 'Script' },
  create: { id: 'scripts.create', method: 'POST', path: 'scripts/', params: 'ScriptCreateParams', reply: 'Script' },
  update: { id: 'scripts.update', method: 'PUT', path: 'scripts/{name}', params: 'ScriptUpdateParams', reply: 'Script' },
  delete: { id: 'scripts.delete', method: 'DELETE', path: 'scripts/{name}' },
  download: { id: 'scripts.download', method: 'GET', path: 'scripts/{name}?op=download', params: 'ScriptDownloadParams', expects: 'bytes' },
  addTag: {
    id: 'scripts.addTag',
    method: 'POST',
    path: 'scripts/{name}?op=add_tag',
    params: 'ScriptAddTagParams',
    reply: 'Script',
    idempotent: true,
  },
  removeTag: {
    id: 'scripts.removeTag',
    method: 'POST',
    path: 'scripts/{name}?op=remove_tag',
    params: 'ScriptRemoveTagParams',
    reply: 'Script',
    idempotent: true,
  },
  revert: { id: 'scripts.revert', method: 'POST', path: 'scripts/{name}?op=revert', params: 'ScriptRevertParams', reply: 'Script' },
}
