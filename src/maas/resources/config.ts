import type { RequestOptions } from '../../core/options.js'
import type { Pending } from '../../core/reply.js'
import type { GeneratedMaasConfig } from '../generated/api2/config.js'
import type { maasSettings } from '../generated/settings.js'

/** A setting, with its type and the first release that has it. */
export type ConfigSetting = (typeof maasSettings)[number]

/** The names of settings. */
export type ConfigName = ConfigSetting['name']

/** The types of settings, as the table of settings names them. */
export interface ConfigTypes {
  int: number
  'int | null': number | null
  bool: boolean
  'string | null': string | null
  'string | string[] | null': string | string[] | null
}

/** The value of a setting; unknown for the settings of newer releases. */
export type ConfigValue<Name extends string> = Name extends ConfigName
  ? ConfigTypes[Extract<ConfigSetting, { name: Name }>['type']]
  : unknown

/** The settings of a region. */
export interface MaasConfig extends Omit<GeneratedMaasConfig, 'get' | 'set'> {
  /**
   * Returns the value of a setting.
   *
   * @throws BadRequestError for a name that the region does not know
   *
   * API: `GET maas/?op=get_config`.
   *
   * @example
   * const servers = await maas.config.get({ name: 'ntp_servers' })
   */
  get<Name extends ConfigName | (string & {})>(
    params: { name: Name },
    options?: RequestOptions,
  ): Pending<ConfigValue<Name>>
  /**
   * Changes a setting. MAAS checks few of the values. Administrators only.
   *
   * @param params `value`: a list is sent with spaces between its items; null clears the setting
   * @throws BadRequestError for a name that the region does not know
   *
   * API: `POST maas/?op=set_config`.
   *
   * @example
   * await maas.config.set({ name: 'upstream_dns', value: ['10.0.0.2', '10.0.0.3'] })
   */
  set<Name extends ConfigName | (string & {})>(
    params: {
      name: Name
      value: Name extends ConfigName ? ConfigValue<Name> : string | number | boolean | string[] | null
    },
    options?: RequestOptions,
  ): Pending<string>
}
