import { ConfigurationError } from '../core/errors.js'
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
  const addresses = options.addresses ?? (options.address === undefined ? [] : [options.address])
  if (addresses.length === 0 || addresses.includes('')) throw bad('no address of a controller was given', 'Set addresses to HOST:PORT of the controller: juju show-controller lists them')
  if (!options.username) throw bad('username is empty', 'Set it to a user of the controller, such as admin')
  if (!/^[a-zA-Z0-9][a-zA-Z0-9.+-]*(@[a-zA-Z0-9.-]+)?$/.test(options.username)) throw bad(`username ${JSON.stringify(options.username)} is no user name of Juju`, 'Give the name alone, such as admin, without user-')
  if (!options.password) throw bad('password is empty', "Set it to the user's password: juju change-user-password sets one")
  const { caCert } = options
  if (caCert !== undefined && !caCert.includes('-----BEGIN CERTIFICATE-----')) throw bad('caCert is not a PEM certificate', 'Give its text, which begins with -----BEGIN CERTIFICATE-----')
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

const bad = (summary: string, hint: string): ConfigurationError => new ConfigurationError({ system: 'juju', summary: `The Juju client cannot be made: ${summary}`, hint })

/** A controller may live below a path (JAAS), and an address may say ws:// or wss:// itself. */
function endpointOf(address: string): string {
  const text = /^wss?:\/\//.test(address) ? address : `wss://${address}`
  const url = /^wss?:\/\/[^/]/.test(text) && !/^\w+:\/\//.test(address.replace(/^wss?:\/\//, '')) && URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || url.username !== '' || url.search !== '' || url.hash !== '')
    throw bad(`${JSON.stringify(address.replace(/\/\/[^/@]*@/, '//[redacted]@'))} is no address of a controller`, 'Write HOST:PORT, such as 10.0.0.5:17070')
  if (url.port === '' && !/:443(\/|$)/.test(text)) url.port = '17070'
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/$/, '')}`
}
