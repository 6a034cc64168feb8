import { ConfigurationError } from '../core/errors.js'
import { checkSignal, shown } from './checks.js'
import { checkMs, type RetryOptions, type TlsOptions, type ValidateMode } from '../core/options.js'

/** Options of a Juju client. */
export interface JujuClientOptions {
  /** `HOST:PORT` of the controller; the port is 17070 unless it is given. Give this or `addresses`. */
  address?: string
  /** All addresses of the controller: they are dialled in a race, and the first that answers is used. */
  addresses?: readonly string[]
  username: string
  password: string
  /** PEM of the controller's CA. Without it the system's authorities must know the controller's certificate. */
  caCert?: string
  /**
   * Name that the controller's certificate must carry.
   * @default 'juju-apiserver' with a caCert, else the host of the address
   */
  serverName?: string
  /**
   * Accept any certificate. Only for a laboratory: anybody between can read and change everything.
   * @default false
   */
  insecure?: boolean
  /**
   * Milliseconds that a call may take; 0 for no limit, since some calls take minutes by right. A connection that is dead is noticed
   * all the same: it is pinged every minute.
   * @default 0
   */
  timeoutMs?: number
  /**
   * Milliseconds for connecting and logging in.
   * @default 10000
   */
  connectTimeoutMs?: number
  /** Tries of calls that may safely be repeated. */
  retries?: number | RetryOptions
  /** Ends every call of this client. */
  signal?: AbortSignal
  /**
   * What to do with a reply that differs from its schema.
   * @default 'report'
   */
  validate?: ValidateMode
  /**
   * Bytes of the largest reply that is accepted; a status of a large model has many MB.
   * @default 268435456
   */
  maxReplyBytes?: number
}

/** The options with everything filled in and checked. */
export interface JujuSettings {
  /** `wss://host:port`, perhaps with a path: what API paths are appended to. */
  endpoints: readonly string[]
  username: string
  password: string
  tls: TlsOptions
  timeoutMs: number
  connectTimeoutMs: number
  maxReplyBytes: number
}

export function readOptions(options: JujuClientOptions): JujuSettings {
  if (typeof (options as JujuClientOptions | null | undefined) !== 'object' || options === null)
    throw bad(
      'it was given no options',
      "Pass { addresses: ['HOST:PORT'], username, password, caCert }, or use createJujuClient.fromEnv()",
    )
  if (options.addresses !== undefined && !Array.isArray(options.addresses))
    throw bad(
      `addresses is ${shown(options.addresses)}, which is no list`,
      "Write addresses: ['HOST:PORT'], or give one as address: 'HOST:PORT'",
    )
  const addresses: readonly string[] =
    options.addresses ?? (options.address === undefined ? [] : [options.address])
  if (addresses.length === 0 || addresses.includes(''))
    throw bad(
      'no address of a controller was given',
      'Set addresses to HOST:PORT of the controller: juju show-controller lists them',
    )
  if (typeof options.username !== 'string' || options.username === '')
    throw bad('username is empty', 'Set it to a user of the controller, such as admin')
  if (!/^[a-zA-Z0-9][a-zA-Z0-9.+-]*(@[a-zA-Z0-9.-]+)?$/.test(options.username))
    throw bad(
      `username ${JSON.stringify(options.username)} is no user name of Juju`,
      'Give the name alone, such as admin, without user-',
    )
  if (typeof options.password !== 'string' || options.password === '')
    throw bad('password is empty', "Set it to the user's password: juju change-user-password sets one")
  // A file that was read without an encoding is as good as its text.
  const caCert = (options.caCert as string | Buffer | undefined)?.toString()
  if (caCert !== undefined && !caCert.includes('-----BEGIN CERTIFICATE-----')) throw bad(...caHint(caCert))
  checkSignal(options.signal)
  const serverName = options.serverName ?? (caCert === undefined ? undefined : 'juju-apiserver')
  return {
    endpoints: addresses.map(endpointOf),
    username: options.username,
    password: options.password,
    tls: {
      ...(caCert === undefined ? {} : { ca: caCert }),
      ...(serverName === undefined ? {} : { serverName }),
      ...(options.insecure === true ? { insecure: true } : {}),
    },
    timeoutMs: checkMs('juju', 'timeoutMs', options.timeoutMs, 0),
    connectTimeoutMs: checkMs('juju', 'connectTimeoutMs', options.connectTimeoutMs, 10_000),
    maxReplyBytes: options.maxReplyBytes ?? 256 * 1024 * 1024,
  }
}

const bad = (summary: string, hint: string): ConfigurationError =>
  new ConfigurationError({ system: 'juju', summary: `The Juju client cannot be made: ${summary}`, hint })

/** What looks like a path is one: only fromEnv reads files. */
const caHint = (caCert: string): [string, string] =>
  /^[./~]|\.(pem|crt|cer)$/.test(caCert)
    ? [
        `caCert is the path ${JSON.stringify(caCert)}, not a PEM certificate`,
        "Pass the text of the file: readFileSync(path, 'utf8'); only JUJU_CA_CERT of createJujuClient.fromEnv() may be a path",
      ]
    : ['caCert is not a PEM certificate', 'Give its text, which begins with -----BEGIN CERTIFICATE-----']

/** A controller may live below a path (JAAS), and an address may say ws:// or wss:// itself. */
function endpointOf(address: string): string {
  if (typeof address !== 'string')
    throw bad(`the address ${shown(address)} is no text`, 'Write HOST:PORT, such as 10.0.0.5:17070')
  const text = /^wss?:\/\//.test(address) ? address : `wss://${address}`
  const url =
    /^wss?:\/\/[^/]/.test(text) && !/^\w+:\/\//.test(address.replace(/^wss?:\/\//, '')) && URL.canParse(text)
      ? new URL(text)
      : undefined
  if (url === undefined || url.username !== '' || url.search !== '' || url.hash !== '')
    throw bad(
      `${JSON.stringify(address.replace(/\/\/[^/@]*@/, '//[redacted]@'))} is no address of a controller`,
      /^https?:/.test(address)
        ? 'Write HOST:PORT without a scheme, such as 10.0.0.5:17070: the API is a websocket'
        : 'Write HOST:PORT, such as 10.0.0.5:17070',
    )
  if (url.port === '' && !/:443(\/|$)/.test(text)) url.port = '17070'
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/$/, '')}`
}
