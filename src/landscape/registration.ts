import { ConfigurationError } from '../core/errors.js'

/** How a computer is to register itself with Landscape. */
export interface LandscapeCloudInitOptions {
  /**
   * Host name or URL of a server of your own, for `url` and `pingUrl`.
   * @default landscape.canonical.com
   */
  server?: string
  /** Where computers exchange messages; `https://SERVER/message-system` unless given. */
  url?: string
  /** Where computers ask whether there is news; `http://SERVER/ping` unless given. */
  pingUrl?: string
  /** Name of the account; `standalone` on servers of your own. */
  accountName: string
  /** Title of this one computer. */
  computerTitle: string
  /** The account's registration key. With it, a server that is set to may accept the computer by itself. */
  registrationKey?: string
  /** Only asked for at registration, like the access group. */
  tags?: readonly string[]
  /** Name of the access group. */
  accessGroup?: string
  /** The certificate or CA of the server: its PEM, which is then written to the computer, or the path where the computer has it. */
  sslPublicKey?: string
  httpProxy?: string
  httpsProxy?: string
  logLevel?: 'debug' | 'info' | 'warning' | 'error' | 'critical'
  /** Plugins that are off unless they are named, such as `ScriptExecution`. */
  includeManagerPlugins?: readonly string[]
  /** Users whom scripts may run as; `ALL` for everybody. */
  scriptUsers?: readonly string[]
}

const CERTIFICATE_PATH = '/etc/landscape/server.pem'

/**
 * cloud-init user data that registers a computer when it first boots: a `#cloud-config` with the `landscape` module's settings.
 *
 * @throws ConfigurationError for what Landscape or cloud-init would refuse: it says which option, and why.
 */
export function landscapeCloudInit(options: LandscapeCloudInitOptions): string {
  const { server, sslPublicKey, tags = [], includeManagerPlugins = [], scriptUsers = [] } = options
  const host = server === undefined ? undefined : hostOf(server)
  const pem = sslPublicKey?.includes('-----BEGIN') === true ? sslPublicKey : undefined
  if (pem !== undefined && !/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(pem))
    throw bad('sslPublicKey', 'is a PEM without a certificate', 'Give the certificate, not a key')
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
    script_users: list('scriptUsers', scriptUsers, /^[a-zA-Z_][-.\w]*\$?$/, 'what user names may have'),
  }
  // JSON's strings are YAML's too, and cannot be taken for a number or a word of YAML's.
  const lines = Object.entries(client).flatMap(([key, value]) =>
    value === undefined ? [] : [`    ${key}: ${JSON.stringify(value)}`],
  )
  const files =
    pem === undefined
      ? []
      : ['write_files:', `  - path: ${CERTIFICATE_PATH}`, `    content: ${JSON.stringify(`${pem.trim()}\n`)}`]
  return ['#cloud-config', ...files, 'landscape:', '  client:', ...lines, ''].join('\n')
}

function text(option: string, value: string): string {
  if (value.trim() === '')
    throw bad(
      option,
      'is empty',
      option === 'accountName' ? "Servers of your own call it 'standalone'" : 'Give one',
    )
  if (value !== value.trim() || /\p{Cc}/u.test(value))
    throw bad(
      option,
      'has spaces around it, or a line break or another control character in it',
      'Take them out',
    )
  return value
}

/** As the server checks it (protocol.md section 6). The message does not show it: it is a secret. */
function registrationKey(key: string): string {
  if (key.length < 3 || key.length > 50 || /[;#\p{Cc}]|\s$/u.test(key))
    throw bad(
      'registrationKey',
      'is no registration key',
      'It has 3 to 50 characters, none of them ; or #, and no space at its end',
    )
  return key
}

function list(
  option: string,
  items: readonly string[],
  pattern: RegExp,
  allowed: string,
): string | undefined {
  const odd = items.find((item) => !pattern.test(item))
  if (odd !== undefined) throw bad(option, `has ${JSON.stringify(odd)} in it`, `Each has ${allowed} only`)
  return items.length === 0 ? undefined : items.join(',')
}

function url(option: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  if (!/^https?:\/\/\S+$/.test(value) || !URL.canParse(value))
    throw bad(option, `${JSON.stringify(value)} is not a URL`, 'Write it with http:// or https://')
  return value
}

function hostOf(server: string): string {
  const full = /^https?:\/\//.test(server) ? server : `https://${server}`
  if (!URL.canParse(full) || /\s/.test(server))
    throw bad('server', `${JSON.stringify(server)} is no host name`, 'Write it like landscape.example.com')
  return new URL(full).host
}

const bad = (option: string, problem: string, hint: string): ConfigurationError =>
  new ConfigurationError({
    system: 'landscape',
    operation: 'landscapeCloudInit',
    summary: `${option} ${problem}`,
    hint,
  })
