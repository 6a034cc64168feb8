import type { HttpClientOptions } from './options.js'
import { LONGEST } from './secret-finder.js'
import { isSecretName } from './secret-names.js'

/** Names of arguments whose values may be secrets of the user, although the name is too common to mask what follows it in a text. */
const SECRET_ARGUMENT =
  /^(code|commands?|options|parameters|script_parameters|attrs|attributes|content|key|.*[-_]key|(.*[-_])?(script|config|settings)|.*yaml|model-?config|user-?data)$/i
/** Shorter values of such arguments are ordinary words and numbers. */
const SHORTEST = 8
const DEEPEST = 10

/** Headers that say nothing secret. */
const PLAIN_HEADER =
  /^(accept.*|content-.*|user-agent|x-request-id|x-forwarded-.*|host|connection|cache-control)$/i

/** The texts in arguments that may be secrets: by the name of the argument, or of one that contains it. */
export function secretArguments(params: unknown): string[] {
  const found: string[] = []
  collect(params, 0, 0, found)
  return found
}

/** @param atLeast the length from which a text is a secret; 0 for none */
function collect(value: unknown, atLeast: number, depth: number, found: string[]): void {
  if (depth > DEEPEST) return
  if (typeof value === 'string') {
    if (atLeast > 0 && value.length >= atLeast) found.push(value, ...partsOfKey(value))
  } else if (typeof value === 'number' || typeof value === 'bigint') {
    if (atLeast === 1) found.push(String(value))
  } else if (value instanceof Uint8Array) {
    if (atLeast > 0) found.push(Buffer.from(value.subarray(0, LONGEST)).toString())
  } else if (Array.isArray(value)) for (const item of value) collect(item, atLeast, depth + 1, found)
  else if (typeof value === 'object' && value !== null)
    for (const [name, item] of Object.entries(value)) {
      // { name: 'rpc_shared_secret', value: '...' }
      const named = name === 'value' && 'name' in value ? String(value.name) : name
      const own = isSecretName(named) ? 1 : SECRET_ARGUMENT.test(named) ? SHORTEST : atLeast
      collect(item, atLeast === 0 ? own : Math.min(own, atLeast), depth + 1, found)
    }
}

/** The parts of an OAuth key, consumer:token:secret, which servers name alone. */
const partsOfKey = (text: string): string[] =>
  /^[^:\s]{8,}:[^:\s]{8,}:[^:\s]{8,}$/.test(text.trim()) ? text.trim().split(':') : []

/** The texts in headers that may be secrets: whole values, and tokens, cookies and passwords in them. */
export function secretHeaders(headers: Readonly<Record<string, string>> | undefined): string[] {
  return Object.entries(headers ?? {}).flatMap(([name, value]) => {
    if (typeof value !== 'string' || (PLAIN_HEADER.test(name) && !isSecretName(name))) return []
    const parts = value.split(/[\s;,"]+|=(?=[^=])/).filter((part) => part.length >= SHORTEST)
    const basic = /^basic\s+(\S+)$/i.exec(value)?.[1]
    const user = basic === undefined ? '' : Buffer.from(basic, 'base64').toString()
    return [value, ...parts, user, user.slice(user.indexOf(':') + 1)]
  })
}

/** The secrets in the options that all HTTP clients have: headers, the key of the client, and the password of the proxy. */
export function secretsOfOptions({ headers, tls, proxy }: HttpClientOptions): string[] {
  const proxies = proxy === undefined ? PROXIES.map((name) => process.env[name]) : [proxy]
  return [...secretHeaders(headers), tls?.key ?? '', ...proxies.flatMap(secretsInUrl)]
}

const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy']

/** The password in a URL, alone and with the user. */
function secretsInUrl(url: unknown): string[] {
  if (typeof url !== 'string' || !url.includes('@')) return []
  const user = url.slice(0, url.lastIndexOf('@')).replace(/^[a-z]*:?\/\//i, '')
  return [user, user.slice(user.indexOf(':') + 1)]
}
