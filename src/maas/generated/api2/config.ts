// Generated from spec/maas/api2/config.yaml by `npm run generate`. Do not edit.

import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** Parameters of `config.get`. */
export interface ConfigGetParams {
  /** Name of the setting. */
  name: string
}

/** Parameters of `config.set`. */
export interface ConfigSetParams {
  /** Name of the setting. */
  name: string
  /** A list is sent with spaces between its items; null clears the setting. */
  value?: string | number | boolean | readonly string[] | null
}

/** Settings of the region. */
export interface GeneratedMaasConfig {
  /**
   * Returns the value of a setting.
   *
   * API: `GET maas/?op=get_config`.
   *
   * @example
   * await maas.config.get({ name: 'upstream_dns' })
   */
  get(params: ConfigGetParams, options?: RequestOptions): Pending<unknown>

  /**
   * Sets a setting. An unknown name is refused; many values are not checked. Administrators only.
   *
   * API: `POST maas/?op=set_config`.
   *
   * @example
   * await maas.config.set({ name: 'upstream_dns', value: '8.8.8.8' })
   */
  set(params: ConfigSetParams, options?: RequestOptions): Pending<string>
}

export const config: Operations<RestOperation> = {
  get: { id: 'config.get', method: 'GET', path: 'maas/?op=get_config', params: 'ConfigGetParams', expects: 'any' },
  set: { id: 'config.set', method: 'POST', path: 'maas/?op=set_config', params: 'ConfigSetParams', expects: 'text', idempotent: true },
}
