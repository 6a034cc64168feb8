import { isIP } from 'node:net'
import { lookup } from '../../lookup.js'
import { formBoolean } from '../server/param-values.js'
import { type FieldErrors, invalid, invalidModel } from '../server/refusal.js'

/** Converts a sent value into the stored one, or throws a SettingError. */
type Reader = (value: string, current: (name: string) => unknown) => unknown

class SettingError extends Error {
  override readonly name = 'SettingError'
}

interface Setting {
  fallback: unknown
  read: Reader
}

const flag = (fallback: boolean): Setting => ({ fallback, read: formBoolean })

const text = (fallback: string, { max = Infinity, required = false } = {}): Setting => ({
  fallback,
  read: (value) => {
    if (required && value === '') throw new SettingError('This field is required.')
    if (value.length > max)
      throw new SettingError(`Ensure this value has at most ${max} characters (it has ${value.length}).`)
    return value
  },
})

const whole = (fallback: number, { min = -Infinity, max = Infinity } = {}): Setting => ({
  fallback,
  read: (value) => {
    if (!/^\s*[-+]?\d+\s*$/.test(value)) throw new SettingError('Enter a whole number.')
    const number = Number(value)
    if (number < min) throw new SettingError(`Ensure this value is greater than or equal to ${min}.`)
    if (number > max) throw new SettingError(`Ensure this value is less than or equal to ${max}.`)
    return number
  },
})

/** One of several choices; the error message lists them. */
const oneOf = (
  fallback: string,
  what: string,
  choices: string[] | ((current: (name: string) => unknown) => string[]),
): Setting => ({
  fallback,
  read: (value, current) => {
    const known = typeof choices === 'function' ? choices(current) : choices
    if (known.includes(value)) return value
    throw new SettingError(
      `'${value}' is not a valid ${what}.  It should be one of: ${known.map((choice) => `'${choice}'`).join(', ')}.`,
    )
  },
})

const selection = (
  fallback: string,
  choices: string[],
  message = (value: string) => `Select a valid choice. ${value} is not one of the available choices.`,
): Setting => ({
  fallback,
  read: (value) => {
    if (!choices.includes(value)) throw new SettingError(message(value))
    return value
  },
})

const words = (value: string): string[] => value.split(/[\s,]+/).filter(Boolean)

const hosts = (fallback: string): Setting => ({
  fallback,
  read: (value) => {
    for (const word of words(value)) {
      if (!/^[a-zA-Z0-9.:/-]+$/.test(word))
        throw new SettingError(`Invalid hostname: Label contains disallowed characters: '${word}'.`)
    }
    return words(value).join(' ')
  },
})

const addresses: Setting = {
  fallback: '',
  read: (value) => {
    for (const word of words(value)) {
      if (isIP(word) === 0)
        throw new SettingError(`Invalid IP address: ${word}; provide a list of space-separated IP addresses`)
    }
    return words(value).join(' ')
  },
}

const url: Setting = {
  fallback: '',
  read: (value) => {
    if (value !== '' && !URL.canParse(value)) throw new SettingError('Enter a valid URL.')
    return value
  },
}

const interval: Setting = {
  fallback: '15m',
  read: (value) => {
    if (/^\d+\s*(h|hr|hours?|m|min|minutes?|s|sec|seconds?)$/.test(value)) return value
    throw new SettingError(
      `value is not a valid interval: ${value}, only 'h|hr|hour|hours, m|min|minute|minutes, s|sec|second|seconds' are valid units`,
    )
  },
}

const domain: Setting = {
  fallback: 'maas-internal',
  read: (value) => {
    if (!/^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?$/.test(value))
      throw new SettingError(`Invalid domain name: ${value}.`)
    return value
  },
}

const bmcKey: Setting = {
  fallback: '',
  read: (value) => {
    if (value === '' || value.length === 20 || /^0x[0-9a-f]{40}$/i.test(value)) return value
    throw new SettingError(
      `Error: K_g must either be 20 characters in length, or 40 hexadecimal characters prefixed with "0x" (current length is ${value.length}).`,
    )
  },
}

const seriesNames = ['focal', 'jammy', 'noble']
const kernelsOf: Record<string, string[]> = {
  focal: ['', 'ga-20.04', 'hwe-20.04'],
  jammy: ['', 'ga-22.04', 'hwe-22.04'],
  noble: ['', 'ga-24.04', 'hwe-24.04'],
}

// In the order in which 3.4.10 lists the known names.
const definitions: Record<string, Setting> = {
  maas_name: text('region-a', { required: true }),
  theme: text(''),
  kernel_opts: text(''),
  enable_http_proxy: flag(true),
  maas_proxy_port: whole(8000, { min: 1, max: 65_535 }),
  use_peer_proxy: flag(false),
  prefer_v4_proxy: flag(false),
  http_proxy: url,
  default_dns_ttl: whole(30),
  upstream_dns: addresses,
  dnssec_validation: oneOf('auto', 'dnssec_validation', ['auto', 'yes', 'no']),
  maas_internal_domain: domain,
  dns_trusted_acl: hosts(''),
  ntp_servers: hosts('ntp.ubuntu.com'),
  ntp_external_only: flag(false),
  // Any text is accepted as remote syslog (README, fact 56).
  remote_syslog: { fallback: null, read: (value) => value },
  maas_syslog_port: whole(5247, { min: 1, max: 65_535 }),
  network_discovery: oneOf('enabled', 'network_discovery', ['enabled', 'disabled']),
  active_discovery_interval: oneOf(
    '10800',
    'active_discovery_interval',
    '0 604800 86400 43200 21600 10800 3600 1800 600'.split(' '),
  ),
  default_osystem: oneOf('ubuntu', 'osystem', ['custom', 'ubuntu']),
  default_distro_series: oneOf('focal', 'release', seriesNames),
  default_min_hwe_kernel: oneOf(
    '',
    'default_min_hwe_kernel',
    (current) => lookup(kernelsOf, String(current('default_distro_series'))) ?? [''],
  ),
  default_storage_layout: selection('flat', ['flat', 'lvm', 'bcache', 'vmfs6', 'vmfs7', 'custom', 'blank']),
  commissioning_distro_series: oneOf('focal', 'commissioning_distro_series', seriesNames),
  enable_third_party_drivers: flag(true),
  windows_kms_host: text(''),
  enable_disk_erasing_on_release: flag(false),
  disk_erase_with_secure_erase: flag(true),
  disk_erase_with_quick_erase: flag(false),
  boot_images_auto_import: flag(true),
  boot_images_no_proxy: flag(false),
  curtin_verbose: flag(true),
  force_v1_network_yaml: flag(false),
  enable_analytics: flag(true),
  completed_intro: flag(true),
  max_node_commissioning_results: whole(10, { min: 1 }),
  max_node_testing_results: whole(10, { min: 1 }),
  max_node_installation_results: whole(3, { min: 1 }),
  subnet_ip_exhaustion_threshold_count: whole(16, { min: 1 }),
  release_notifications: flag(true),
  use_rack_proxy: flag(true),
  node_timeout: whole(30, { min: 1 }),
  prometheus_enabled: flag(false),
  prometheus_push_gateway: text(''),
  prometheus_push_interval: whole(60),
  promtail_enabled: flag(false),
  promtail_port: whole(5238, { min: 1, max: 65_535 }),
  enlist_commissioning: flag(true),
  maas_auto_ipmi_user: text('maas', { max: 20 }),
  maas_auto_ipmi_user_privilege_level: selection(
    'ADMIN',
    ['ADMIN', 'OPERATOR', 'USER'],
    () => 'Valid choices are ADMIN, OPERATOR, or USER',
  ),
  maas_auto_ipmi_k_g_bmc_key: bmcKey,
  maas_auto_ipmi_cipher_suite_id: selection('3', ['', '3', '17', '8', '12']),
  maas_auto_ipmi_workaround_flags: { fallback: null, read: (value) => value },
  vcenter_server: text(''),
  vcenter_username: text(''),
  vcenter_password: text(''),
  vcenter_datacenter: text(''),
  hardware_sync_interval: interval,
  tls_cert_expiration_notification_enabled: flag(false),
  tls_cert_expiration_notification_interval: whole(30, { min: 1, max: 90 }),
  session_length: whole(1_209_600, { min: 10 }),
  auto_vlan_creation: flag(true),
}

/** The settings of a region. */
export class RegionSettings {
  readonly #values = new Map<string, unknown>()

  /** @throws Refusal 400 for an unknown name. */
  get(name: string): unknown {
    const { fallback } = definitionOf(name)
    return this.#values.has(name) ? this.#values.get(name) : fallback
  }

  /** @throws Refusal 400 for an unknown name or an invalid value. */
  set(name: string, value: string): void {
    const { read } = definitionOf(name)
    try {
      this.#values.set(
        name,
        read(value, (other) => this.get(other)),
      )
    } catch (error) {
      if (error instanceof SettingError) throw invalid({ [name]: [error.message] })
      throw error
    }
  }
}

function definitionOf(name: string): Setting {
  const definition = lookup(definitions, name)
  if (definition) return definition
  const errors: FieldErrors = {
    [name]: [
      `${name} is not a valid config setting (valid settings are: ${Object.keys(definitions).join(', ')}).`,
    ],
  }
  throw invalidModel(errors)
}
