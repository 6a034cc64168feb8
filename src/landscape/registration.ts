import { checkFields, type Form } from '../core/arguments.js'
import { ConfigurationError } from '../core/errors.js'

/** How a computer registers with Landscape. */
export interface LandscapeCloudInitOptions {
  /**
   * Host name or URL of a self-hosted server, for `url` and `pingUrl`.
   * @default landscape.canonical.com
   */
  server?: string
  /**
   * URL of the message exchange.
   * @default `https://SERVER/message-system`
   */
  url?: string
  /**
   * URL that computers poll for new messages.
   * @default `http://SERVER/ping`
   */
  pingUrl?: string
  /** Name of the account; `standalone` on self-hosted servers. */
  accountName: string
  /** Title of the computer. */
  computerTitle: string
  /** The account's registration key, with which a server may accept the computer automatically. */
  registrationKey?: string
  /** Tags; like the access group, they are only used at registration. */
  tags?: readonly string[]
  /** Name of the access group. */
  accessGroup?: string
  /** The certificate or CA of the server: a PEM, which is written to the computer, or a path on the computer. */
  sslPublicKey?: string
  httpProxy?: string
  httpsProxy?: string
  logLevel?: 'debug' | 'info' | 'warning' | 'error' | 'critical'
  /** Plugins to enable, such as `ScriptExecution`. */
  includeManagerPlugins?: readonly string[]
  /** Users as whom scripts may run; `ALL` for any. */
  scriptUsers?: readonly string[]
}

const cloudInitForm: Form<LandscapeCloudInitOptions> = {
  server: 'string',
  url: 'string',
  pingUrl: 'string',
  accountName: 'string',
  computerTitle: 'string',
  registrationKey: 'string',
  tags: 'string[]',
  accessGroup: 'string',
  sslPublicKey: 'string',
  httpProxy: 'string',
  httpsProxy: 'string',
  logLevel: 'enum(debug|info|warning|error|critical)',
  includeManagerPlugins: 'string[]',
  scriptUsers: 'string[]',
}

const CERTIFICATE_PATH = '/etc/landscape/server.pem'

/**
 * Returns cloud-init user data that registers a computer on its first boot: a `#cloud-config` for the `landscape` module.
 *
 * @throws ConfigurationError for values that Landscape or cloud-init reject; it names the option
 *
 * @example
 * const user_data = landscapeCloudInit({ computerTitle: 'node-1', accountName: 'standalone', server: 'landscape.example.com', tags: ['openstack'] })
 * await maas.machines.deploy('4y3h7n', { user_data })
 */
export function landscapeCloudInit(options: LandscapeCloudInitOptions): string {
  checkFields('landscape', 'landscapeCloudInit', cloudInitForm, options)
  const { server, sslPublicKey, tags = [], includeManagerPlugins = [], scriptUsers = [] } = options
  const host = server === undefined ? undefined : hostOf(server)
  const pem = sslPublicKey?.includes('-----BEGIN') === true ? sslPublicKey : undefined
  if (pem !== undefined && !hasCertificate(pem))
    throw invalid('sslPublicKey', 'is a PEM without a certificate', 'Pass the certificate, not a key')
  const client = {
    account_name: text('accountName', options.accountName),
    computer_title: text('computerTitle', options.computerTitle),
    url: url('url', options.url ?? (host === undefined ? undefined : `https://${host}/message-system`)),
    ping_url: url('pingUrl', options.pingUrl ?? (host === undefined ? undefined : `http://${host}/ping`)),
    registration_key:
      options.registrationKey === undefined ? undefined : registrationKey(options.registrationKey),
    tags: list('tags', tags, /^[-_0-9a-zA-Z]+$/, 'letters, digits, - and _'),
    access_group: options.accessGroup === undefined ? undefined : text('accessGroup', options.accessGroup),
    ssl_public_key: pem === undefined ? sslPublicKey && text('sslPublicKey', sslPublicKey) : CERTIFICATE_PATH,
    http_proxy: url('httpProxy', options.httpProxy),
    https_proxy: url('httpsProxy', options.httpsProxy),
    log_level: options.logLevel,
    include_manager_plugins: list('includeManagerPlugins', includeManagerPlugins, /^\w+$/, 'letters'),
    script_users: list(
      'scriptUsers',
      scriptUsers,
      /^[a-zA-Z_][-.\w]*\$?$/,
      'characters allowed in user names',
    ),
  }
  // A JSON string is always a YAML string, never a number or keyword.
  const lines = Object.entries(client).flatMap(([key, value]) =>
    value === undefined ? [] : [`    ${key}: ${JSON.stringify(value)}`],
  )
  const files =
    pem === undefined
      ? []
      : ['write_files:', `  - path: ${CERTIFICATE_PATH}`, `    content: ${JSON.stringify(`${pem.trim()}\n`)}`]
  return ['#cloud-config', ...files, 'landscape:', '  client:', ...lines, ''].join('\n')
}

function hasCertificate(pem: string): boolean {
  const from = pem.indexOf('-----BEGIN CERTIFICATE-----')
  return from >= 0 && pem.includes('-----END CERTIFICATE-----', from)
}

function text(option: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '')
    throw invalid(
      option,
      value === undefined ? 'is missing' : 'is empty',
      option === 'accountName' ? "It is 'standalone' on self-hosted servers" : 'Pass a value',
    )
  if (value !== value.trim() || /\p{Cc}/u.test(value))
    throw invalid(
      option,
      'has leading or trailing spaces, or contains a control character such as a line break',
      'Remove them',
    )
  return value
}

/** Checks the server's rules. The error does not contain the key, which is a secret. */
function registrationKey(key: string): string {
  if (key.length < 3 || key.length > 50 || /[;#\p{Cc}]|\s$/u.test(key))
    throw invalid(
      'registrationKey',
      'is not a valid registration key',
      'A key has 3 to 50 characters, without ; and #, and does not end in a space',
    )
  return key
}

function list(
  option: string,
  items: readonly string[],
  pattern: RegExp,
  allowed: string,
): string | undefined {
  const unusable = items.find((item) => !pattern.test(item))
  if (unusable !== undefined)
    throw invalid(option, `contains ${JSON.stringify(unusable)}`, `Each may only have ${allowed}`)
  return items.length === 0 ? undefined : items.join(',')
}

function url(option: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  if (!/^https?:\/\/\S+$/.test(value) || !URL.canParse(value))
    throw invalid(option, 'is not a URL', 'Write it with http:// or https://')
  return value
}

function hostOf(server: string): string {
  const full = /^https?:\/\//.test(server) ? server : `https://${server}`
  if (!URL.canParse(full) || /\s/.test(server))
    throw invalid('server', 'is not a host name', 'Pass one such as landscape.example.com')
  return new URL(full).host
}

const invalid = (option: string, problem: string, hint: string): ConfigurationError =>
  new ConfigurationError({
    system: 'landscape',
    operation: 'landscapeCloudInit',
    summary: `${option} ${problem}`,
    hint,
  })
