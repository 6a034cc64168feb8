import { ConfigurationError } from '../errors.js'

/** An HTTP proxy. */
export interface Proxy {
  /** Without user and password. */
  url: URL
  /** Its origin, for messages. */
  name: string
  /** Value of `Proxy-Authorization`. */
  authorization: string | undefined
}

/** The proxy failed or refused; nothing was sent to the server behind it. */
export class ProxyFailure extends Error {
  /**
   * @param proxy its name
   * @param status its reply, if it refused
   */
  constructor(
    readonly proxy: string,
    readonly status: number | undefined,
    options?: ErrorOptions,
  ) {
    super(
      status === undefined ? `the proxy ${proxy} failed` : `the proxy ${proxy} replied ${status}`,
      options,
    )
  }
}

/**
 * The proxy for an origin: the given one, or that of the environment, unless `NO_PROXY` excludes the host.
 *
 * @param option `false` for none
 * @throws ConfigurationError for a URL that is not one of an HTTP proxy
 */
export function proxyFor(origin: URL, option: string | false | undefined): Proxy | undefined {
  if (option === false) return undefined
  if (option !== undefined) return parseProxy('proxy', option)
  const http = variable('http_proxy')
  const name = origin.protocol === 'https:' && variable('https_proxy') !== '' ? 'https_proxy' : 'http_proxy'
  const text = name === 'http_proxy' ? http : variable(name)
  return text === '' || isExcluded(origin) ? undefined : parseProxy(name.toUpperCase(), text)
}

const variable = (name: string): string => process.env[name] ?? process.env[name.toUpperCase()] ?? ''

function parseProxy(name: string, text: string): Proxy {
  const full = text.includes('://') ? text : `http://${text}`
  const url = URL.canParse(full) ? new URL(full) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    // The text may contain a password.
    throw new ConfigurationError({
      summary: `${name} is not the URL of an HTTP proxy`,
      hint: 'Write it as http://proxy.example.com:3128; special characters of a password are percent-encoded',
    })
  const { username, password } = url
  return {
    url,
    name: url.origin,
    authorization:
      username === '' && password === ''
        ? undefined
        : `Basic ${Buffer.from(`${decode(username)}:${decode(password)}`).toString('base64')}`,
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Entries are separated by commas or blanks: `*`, `host`, `host:port`; each includes its subdomains. */
function isExcluded({ protocol, hostname, port }: URL): boolean {
  const portOf = port === '' ? (protocol === 'https:' ? '443' : '80') : port
  return variable('no_proxy')
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true
      const [, name = '', only] = /^(.+?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? []
      const host = name.replace(/^\*?\./, '')
      return (only === undefined || only === portOf) && (hostname === host || hostname.endsWith(`.${host}`))
    })
}
