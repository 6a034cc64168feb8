import { isIP } from 'node:net'
import { lookup } from '../../lookup.js'
import { choice, flag, isUrl, text, whole, words } from '../forms/fields.js'
import { type Field, Invalid, readForm } from '../forms/form.js'
import { hostnameProblem } from '../forms/hostnames.js'
import { messages } from '../forms/messages.js'
import { Params } from '../server/params.js'
import { type FieldErrors, invalidModel } from '../server/refusal.js'

/** A setting as a field of a form: its fallback is the value of a new region. */
type Setting = Field<unknown> | ((current: (name: string) => unknown) => Field<unknown>)

/** One of several choices; the error message lists them. */
const oneOf = (fallback: string, listedAs: string, choices: string[]): Field<string> =>
  choice({ fallback, listedAs, choices })

/** Empty clears a number. */
const number = (fallback: number, limits: { min?: number; max?: number } = {}): Field<number | null> =>
  whole({ fallback, clears: true, min: -Infinity, max: Infinity, ...limits })

const refusedPort = (reason: string): string => `Unable to change port number. Port number is ${reason}`

/** A port that neither the system nor MAAS uses; some of MAAS's own are allowed for themselves. */
const port = (fallback: number, ...allowed: number[]): Field<number | null> =>
  whole({
    fallback,
    clears: true,
    min: -Infinity,
    max: Infinity,
    check: (value) => {
      if (allowed.includes(value)) return undefined
      if (value > 65_535 || value <= 0) return refusedPort('not between 0 - 65535.')
      if (value <= 1023) return refusedPort('reserved for system services.')
      return value >= 5240 && value <= 5270 ? refusedPort('reserved for MAAS services.') : undefined
    },
  })

/** A list of words, separated by commas or spaces: stored with spaces. */
const wordList = (fallback: string, problem: (word: string) => string | undefined): Field<string> => ({
  fallback,
  read: (sent) => {
    const all = words((sent.at(-1) ?? '').split(/[\s,]+/))
    for (const word of all) {
      const message = problem(word)
      if (message !== undefined) throw new Invalid(message)
    }
    return all.join(' ')
  },
})

function hostProblem(word: string): string | undefined {
  const problem = isIP(word) === 0 ? hostnameProblem(word) : undefined
  return problem === undefined ? undefined : `Invalid hostname: ${problem}`
}

const isNetwork = (word: string): boolean => {
  const [address = '', prefix, ...rest] = word.split('/')
  const most = isIP(address) === 4 ? 32 : 128
  return isIP(address) > 0 && rest.length === 0 && /^\d+$/.test(prefix ?? '') && Number(prefix) <= most
}

const domain = text({
  fallback: 'maas-internal',
  check: (name) => {
    const labels = name.split('.')
    const isName = labels.every((label) => /^[a-zA-Z\d_]([a-zA-Z\d_-]{0,61}[a-zA-Z\d])?$/.test(label))
    return isName ? undefined : `Invalid domain name: ${name}.`
  },
})

/** A host of a syslog server and its port; any text is taken for one (README, fact 56). */
const remoteSyslog: Field<string | null> = {
  fallback: null,
  read: (sent) => {
    const value = sent.at(-1)?.trim() ?? ''
    if (value === '') return null
    return /:\d+$/.test(value) ? value : `${value}:514`
  },
}

const interval = text({
  fallback: '15m',
  pattern: /^\d+\s*(h|hr|hours?|m|min|minutes?|s|sec|seconds?)$/,
  complaint: (value) =>
    `value is not a valid interval: ${value}, only 'h|hr|hour|hours, m|min|minute|minutes, s|sec|second|seconds' are valid units`,
})

const bmcKey = text({
  check: (value) =>
    value.length === 20 || /^0x[0-9a-f]{40}$/i.test(value)
      ? undefined
      : `Error: K_g must either be 20 characters in length, or 40 hexadecimal characters prefixed with "0x" (current length is ${value.length}).`,
})

const seriesNames = ['focal', 'jammy', 'noble']
const kernelsOf: Record<string, string[]> = {
  focal: ['', 'ga-20.04', 'hwe-20.04'],
  jammy: ['', 'ga-22.04', 'hwe-22.04'],
  noble: ['', 'ga-24.04', 'hwe-24.04'],
}

// In the order in which 3.4.10 lists the known names.
const settings: Record<string, Setting> = {
  maas_name: text({ fallback: 'region-a', required: true }),
  theme: text(),
  kernel_opts: text(),
  enable_http_proxy: flag(true),
  maas_proxy_port: port(8000),
  use_peer_proxy: flag(false),
  prefer_v4_proxy: flag(false),
  http_proxy: text({ check: (value) => (isUrl(value) ? undefined : messages.url) }),
  default_dns_ttl: number(30),
  upstream_dns: wordList('', (word) =>
    isIP(word) > 0
      ? undefined
      : `Invalid IP address: ${word}; provide a list of space-separated IP addresses`,
  ),
  dnssec_validation: oneOf('auto', 'dnssec_validation', ['auto', 'yes', 'no']),
  maas_internal_domain: domain,
  dns_trusted_acl: wordList('', (word) => (isNetwork(word) ? undefined : hostProblem(word))),
  ntp_servers: wordList('ntp.ubuntu.com', hostProblem),
  ntp_external_only: flag(false),
  remote_syslog: remoteSyslog,
  maas_syslog_port: port(5247, 5247),
  network_discovery: oneOf('enabled', 'network_discovery', ['enabled', 'disabled']),
  active_discovery_interval: oneOf(
    '10800',
    'active_discovery_interval',
    '0 604800 86400 43200 21600 10800 3600 1800 600'.split(' '),
  ),
  default_osystem: oneOf('ubuntu', 'osystem', ['custom', 'ubuntu']),
  default_distro_series: oneOf('focal', 'release', seriesNames),
  default_min_hwe_kernel: (current) =>
    oneOf(
      '',
      'default_min_hwe_kernel',
      lookup(kernelsOf, String(current('commissioning_distro_series'))) ?? [''],
    ),
  default_storage_layout: choice({
    fallback: 'flat',
    required: true,
    choices: ['flat', 'lvm', 'bcache', 'vmfs6', 'vmfs7', 'custom', 'blank'],
  }),
  commissioning_distro_series: oneOf('focal', 'commissioning_distro_series', seriesNames),
  enable_third_party_drivers: flag(true),
  windows_kms_host: text(),
  enable_disk_erasing_on_release: flag(false),
  disk_erase_with_secure_erase: flag(true),
  disk_erase_with_quick_erase: flag(false),
  boot_images_auto_import: flag(true),
  boot_images_no_proxy: flag(false),
  curtin_verbose: flag(true),
  force_v1_network_yaml: flag(false),
  enable_analytics: flag(true),
  completed_intro: flag(true),
  max_node_commissioning_results: number(10, { min: 1 }),
  max_node_testing_results: number(10, { min: 1 }),
  max_node_installation_results: number(3, { min: 1 }),
  subnet_ip_exhaustion_threshold_count: number(16, { min: 1 }),
  release_notifications: flag(true),
  use_rack_proxy: flag(true),
  node_timeout: number(30, { min: 1 }),
  prometheus_enabled: flag(false),
  prometheus_push_gateway: text(),
  prometheus_push_interval: number(60),
  promtail_enabled: flag(false),
  promtail_port: port(5238),
  enlist_commissioning: flag(true),
  maas_auto_ipmi_user: text({ fallback: 'maas', max: 20 }),
  maas_auto_ipmi_user_privilege_level: choice({
    fallback: 'ADMIN',
    choices: ['ADMIN', 'OPERATOR', 'USER'],
    complaint: 'Valid choices are ADMIN, OPERATOR, or USER',
  }),
  maas_auto_ipmi_k_g_bmc_key: bmcKey,
  maas_auto_ipmi_cipher_suite_id: choice({ fallback: '3', choices: ['', '3', '17', '8', '12'] }),
  maas_auto_ipmi_workaround_flags: { fallback: null, read: (sent) => sent.at(-1) },
  vcenter_server: text(),
  vcenter_username: text(),
  vcenter_password: text(),
  vcenter_datacenter: text(),
  hardware_sync_interval: interval,
  tls_cert_expiration_notification_enabled: flag(false),
  tls_cert_expiration_notification_interval: number(30, { min: 1, max: 90 }),
  session_length: number(1_209_600, { min: 10 }),
  auto_vlan_creation: flag(true),
}

/** The settings of a region. */
export class RegionSettings {
  readonly #values = new Map<string, unknown>()

  /** @throws Refusal 400 for an unknown name. */
  get(name: string): unknown {
    const { fallback } = this.#field(name)
    return this.#values.has(name) ? this.#values.get(name) : fallback
  }

  /** @throws Refusal 400 for an unknown name or an invalid value. */
  set(name: string, value: string): void {
    const values = readForm(new Params([[name, value]]), { [name]: this.#field(name) })
    this.#values.set(name, values[name])
  }

  #field(name: string): Field<unknown> {
    const setting = lookup(settings, name)
    if (setting) return typeof setting === 'function' ? setting((other) => this.get(other)) : setting
    const errors: FieldErrors = {
      [name]: [
        `${name} is not a valid config setting (valid settings are: ${Object.keys(settings).join(', ')}).`,
      ],
    }
    throw invalidModel(errors)
  }
}
