// Generated from spec/maas/api2/commissioning-scripts.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { ScriptSettings } from './scripts.js'

/** A commissioning script. */
export interface CommissioningScript {
  name: string
  /** In base64. */
  content: string
  deprecated: string
  resource_uri: string
}

/** Parameters of `commissioningScripts.create`. */
export interface CommissioningScriptCreateParams extends ScriptSettings {
  /** Text of the script. */
  content: string | Uint8Array
  name: string
}

/** Parameters of `commissioningScripts.update`. */
export interface CommissioningScriptUpdateParams extends ScriptSettings {
  /** Text of the script. */
  content: string | Uint8Array
}

/** Commissioning scripts in the format of old releases; use scripts instead. */
export interface MaasCommissioningScripts {
  /**
   * Lists the names of all commissioning scripts. Administrators only.
   *
   * API: `GET commissioning-scripts/`.
   *
   * @example
   * for await (const item of maas.commissioningScripts.list()) console.log(item)
   */
  list(options?: RequestOptions): List<string>

  /**
   * Returns the text of a commissioning script. Administrators only.
   *
   * API: `GET commissioning-scripts/{name}`.
   *
   * @example
   * await maas.commissioningScripts.get('openstack')
   */
  get(name: string, options?: RequestOptions): Pending<Uint8Array>

  /**
   * Creates a commissioning script. Administrators only.
   *
   * API: `POST commissioning-scripts/`.
   *
   * @example
   * await maas.commissioningScripts.create({ name: 'check-bios', content: '#!/bin/sh\n' })
   */
  create(params: CommissioningScriptCreateParams, options?: RequestOptions): Pending<CommissioningScript>

  /**
   * Updates a commissioning script. Absent parameters keep their value; an empty string clears it. Administrators only.
   *
   * API: `PUT commissioning-scripts/{name}`.
   *
   * @example
   * await maas.commissioningScripts.update('openstack', { content: '#!/bin/sh\n' })
   */
  update(name: string, params: CommissioningScriptUpdateParams, options?: RequestOptions): Pending<string>

  /**
   * Deletes a commissioning script. Administrators only.
   *
   * API: `DELETE commissioning-scripts/{name}`.
   *
   * @example
   * await maas.commissioningScripts.delete('openstack')
   */
  delete(name: string, options?: RequestOptions): Pending<null>
}

export const commissioningScripts: Operations<RestOperation> = {
  list: { id: 'commissioningScripts.list', method: 'GET', path: 'commissioning-scripts/', reply: 'string[]', list: 'default' },
  get: { id: 'commissioningScripts.get', method: 'GET', path: 'commissioning-scripts/{name}', expects: 'bytes' },
  create: {
    id: 'commissioningScripts.create',
    method: 'POST',
    path: 'commissioning-scripts/',
    params: 'CommissioningScriptCreateParams',
    reply: 'CommissioningScript',
  },
  update: {
    id: 'commissioningScripts.update',
    method: 'PUT',
    path: 'commissioning-scripts/{name}',
    params: 'CommissioningScriptUpdateParams',
    expects: 'text',
  },
  delete: { id: 'commissioningScripts.delete', method: 'DELETE', path: 'commissioning-scripts/{name}' },
}
