import { checkFields, checkRetryOptions, type Form, requestForm } from '../core/arguments.js'
import { ConfigurationError } from '../core/errors.js'
import {
  checkMs,
  checkRetries,
  type RequestOptions,
  type RetryOptions,
  type TlsOptions,
  type ValidateMode,
} from '../core/options.js'
import { describeValue } from '../core/shape/explain.js'
import { type JujuLoginOptions, type Login, readLogin } from './connection/login.js'

/** Options of one call. Absent options keep the client's value. */
export type JujuCallOptions = Omit<RequestOptions, 'headers' | 'extra'>

/** Options of one call by facade and method. */
export type FacadeCallOptions = Omit<RequestOptions, 'headers'>

const { headers: _headers, ...facadeCallForm } = requestForm
const { extra: _extra, ...callForm } = facadeCallForm

/** Checks the options of a verb. Throws `ConfigurationError`. */
export function checkCallOptions(operation: string, options: JujuCallOptions | undefined): void {
  if (typeof options === 'object' && (options as RequestOptions | null)?.extra !== undefined)
    throw new ConfigurationError({
      system: 'juju',
      operation,
      summary: `${operation}: unknown option extra`,
      hint: 'Use facade(name).call(method, params, { extra }): one method may make several calls',
    })
  checkOptions(operation, callForm, options)
}

/** Checks the options of a call by facade and method. Throws `ConfigurationError`. */
export const checkFacadeCallOptions = (operation: string, options: FacadeCallOptions | undefined): void =>
  checkOptions(operation, facadeCallForm, options)

function checkOptions<T extends JujuCallOptions>(
  operation: string,
  form: Form<T>,
  options: T | undefined,
): void {
  if (options === undefined) return
  checkFields('juju', operation, form, options)
  checkRetryOptions('juju', operation, options.retries)
}

/** Options of a Juju client. */
export interface JujuClientOptions extends JujuLoginOptions {
  /** `HOST:PORT` of the controller; the port defaults to 17070. Give this or `addresses`. */
  address?: string
  /** All addresses of the controller. They are dialled in parallel, and the first connection is used. */
  addresses?: readonly string[]
  /** PEM of the controller's CA. Without it, the controller's certificate must be signed by a CA that the system trusts. */
  caCert?: string
  /**
   * Name that the controller's certificate must have.
   * @default 'juju-apiserver' with a caCert, else the host of the address
   */
  serverName?: string
  /**
   * Accept any certificate. For test environments only: others on the network can read and change all traffic.
   * @default false
   */
  insecure?: boolean
  /**
   * Milliseconds that a call may take with all its tries; 0 for no limit, since some calls take minutes. Lost connections are also detected without a
   * limit, by a ping every minute.
   * @default 0
   */
  timeoutMs?: number
  /**
   * Milliseconds for connecting and logging in.
   * @default 10000
   */
  connectTimeoutMs?: number
  /** Retries of calls that may safely be repeated. */
  retries?: number | RetryOptions
  /** Ends every call of this client. */
  signal?: AbortSignal
  /**
   * What to do with a reply that differs from its schema.
   * @default 'report'
   */
  validate?: ValidateMode
  /**
   * Maximum size of a reply in bytes; the status of a large model has many MB.
   * @default 268435456
   */
  maxReplyBytes?: number
}

/** Options with the type `any` are checked by {@link readOptions}. */
const clientForm: Form<JujuClientOptions> = {
  address: 'any',
  addresses: 'any',
  username: 'any',
  password: 'any',
  caCert: 'any',
  serverName: 'string',
  insecure: 'bool',
  timeoutMs: 'number',
  connectTimeoutMs: 'number',
  retries: 'number | object',
  signal: 'signal',
  validate: 'enum(report|strict|off)',
  maxReplyBytes: 'int',
}

/** A change of any other option needs no new connection. */
const CONNECTION_OPTIONS: ReadonlySet<string> = new Set<keyof JujuClientOptions>([
  'address',
  'addresses',
  'username',
  'password',
  'caCert',
  'serverName',
  'insecure',
  'connectTimeoutMs',
  'maxReplyBytes',
])

/** Settings of connections. */
export interface ConnectionSettings {
  /** Base URL of API paths: `wss://host:port`, optionally with a path. */
  endpoints: readonly string[]
  login: Login
  tls: TlsOptions
  connectTimeoutMs: number
  maxReplyBytes: number
}

/** The checked options, with their defaults. */
export interface JujuSettings extends ConnectionSettings {
  timeoutMs: number
}

/** Whether a client with these changed options needs separate connections. */
export const changesConnections = (changes: Partial<JujuClientOptions>): boolean =>
  Object.keys(changes).some((name) => CONNECTION_OPTIONS.has(name))

/** The options with some of them changed; an option that is `undefined` keeps its value. Throws `ConfigurationError`. */
export function changeOptions(
  operation: string,
  options: JujuClientOptions,
  given: Partial<JujuClientOptions>,
): { options: JujuClientOptions; changes: Partial<JujuClientOptions> } {
  checkFields<JujuClientOptions>('juju', operation, clientForm, given)
  const changes: Partial<JujuClientOptions> = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  )
  const { addresses: _addresses, ...others } = options
  const base = changes.address !== undefined && changes.addresses === undefined ? others : options
  return { options: { ...base, ...changes }, changes }
}

export function readOptions(options: JujuClientOptions): JujuSettings {
  if (typeof (options as JujuClientOptions | null | undefined) !== 'object' || options === null)
    throw invalidOptions(
      'options are missing',
      "Pass { addresses: ['HOST:PORT'], username, password, caCert }, or use createJujuClient.fromEnv()",
    )
  checkFields('juju', 'createJujuClient', clientForm, options)
  checkRetryOptions('juju', 'createJujuClient', options.retries)
  checkRetries('juju', options.retries)
  if (options.addresses !== undefined && !Array.isArray(options.addresses))
    throw invalidOptions(
      `addresses must be a list, got ${describeValue(options.addresses)}`,
      "Write addresses: ['HOST:PORT'], or pass one as address: 'HOST:PORT'",
    )
  const addresses: readonly string[] =
    options.addresses ?? (options.address === undefined ? [] : [options.address])
  if (addresses.length === 0 || addresses.includes(''))
    throw invalidOptions(
      'addresses are missing',
      'Set addresses to HOST:PORT of the controller: juju show-controller lists them',
    )
  const login = readLogin(options)
  // A Buffer, as from readFileSync without an encoding, is also accepted.
  const caCert = (options.caCert as string | Buffer | undefined)?.toString()
  if (caCert !== undefined && !caCert.includes('-----BEGIN CERTIFICATE-----'))
    throw invalidOptions(...caHint(caCert))
  const serverName = options.serverName ?? (caCert === undefined ? undefined : 'juju-apiserver')
  return {
    endpoints: addresses.map((address, index) =>
      endpointOf(address, options.addresses === undefined ? 'the address' : `addresses[${index}]`),
    ),
    login,
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

const invalidOptions = (problem: string, hint: string): ConfigurationError =>
  new ConfigurationError({
    system: 'juju',
    operation: 'createJujuClient',
    summary: `The Juju client cannot be created: ${problem}`,
    hint,
  })

/** Detects a path; only fromEnv reads files. */
const caHint = (caCert: string): [string, string] =>
  /^[./~]|\.(pem|crt|cer)$/.test(caCert)
    ? [
        'caCert is a path, not a PEM certificate',
        "Pass the text of the file: readFileSync(path, 'utf8'); only JUJU_CA_CERT of createJujuClient.fromEnv() may be a path",
      ]
    : ['caCert is not a PEM certificate', 'Pass its text, which begins with -----BEGIN CERTIFICATE-----']

/**
 * A controller may be below a path (JAAS), and an address may begin with ws:// or wss://.
 *
 * @param name what errors call the address
 */
function endpointOf(address: string, name: string): string {
  if (typeof address !== 'string')
    throw invalidOptions(
      `an address must be a string, got ${describeValue(address)}`,
      'Write HOST:PORT, such as 10.0.0.5:17070',
    )
  const text = /^wss?:\/\//.test(address) ? address : `wss://${address}`
  const url =
    /^wss?:\/\/[^/]/.test(text) && !/^\w+:\/\//.test(address.replace(/^wss?:\/\//, '')) && URL.canParse(text)
      ? new URL(text)
      : undefined
  if (url === undefined || /[@"'`]/.test(address) || url.search !== '' || url.hash !== '')
    // Not quoted: it may contain a password.
    throw invalidOptions(
      `${name} is not the address of a controller`,
      /^https?:/.test(address)
        ? 'Write HOST:PORT without a scheme, such as 10.0.0.5:17070: the API is a websocket'
        : 'Write HOST:PORT, such as 10.0.0.5:17070',
    )
  if (url.port === '' && !/:443(\/|$)/.test(text)) url.port = '17070'
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/$/, '')}`
}
