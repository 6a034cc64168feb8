import { createHmac } from 'node:crypto'
import type { Params } from './params.js'
import { Refusal, refuse } from './refusal.js'

export interface ApiToken {
  name: string
  consumerKey: string
  tokenKey: string
  tokenSecret: string
  username: string
}

/** What the signature covers. HMAC-SHA1 needs all of it, PLAINTEXT a part. */
export interface SignedRequest {
  method: string
  /** The URL without its query, as the client sent it. */
  url: string
  query: Params
  form: Params
  authorization: string | undefined
}

const thresholdSeconds = 300
// MAAS looks for these words anywhere in the header: `oauth_signature` is found inside `oauth_signature_method`.
const wanted = [
  'oauth_consumer_key',
  'oauth_token',
  'oauth_signature',
  'oauth_signature_method',
  'oauth_timestamp',
  'oauth_nonce',
]

/** The OAuth 1.0 provider of a region: keys, nonces, and its error messages. */
export class OAuthProvider {
  readonly tokens: ApiToken[] = []
  readonly #nonces = new Map<string, number>()

  /**
   * The token that signed the request, or undefined where the request carries no OAuth at all.
   *
   * @throws Refusal 401 with the reason, 500 where 3.4.10 crashes.
   */
  authenticate(request: SignedRequest): ApiToken | undefined {
    const header = request.authorization
    if (!header || !wanted.every((word) => header.includes(word))) return undefined
    const oauth = header.startsWith('OAuth ') ? parseHeader(header.slice(6)) : new Map<string, string>()
    const version = oauth.get('oauth_version') ?? '1.0'
    if (oauth.size > 0 && version !== '1.0') throw unauthorized(`'OAuth version ${version} not supported.'`)
    const consumer = parameter(oauth, 'oauth_consumer_key')
    const owned = this.tokens.filter((token) => token.consumerKey === consumer)
    if (owned.length === 0) throw unauthorized('Invalid API key.')
    const key = parameter(oauth, 'oauth_token')
    const token = owned.find((candidate) => candidate.tokenKey === key)
    if (!token) throw unauthorized(`'Invalid access token: ${key}'`)
    this.#checkFreshness(oauth, token)
    checkSignature(request, oauth, token)
    return token
  }

  #checkFreshness(oauth: Map<string, string>, token: ApiToken): void {
    const stamp = parameter(oauth, 'oauth_timestamp')
    const nonce = parameter(oauth, 'oauth_nonce')
    if (!/^\s*[-+]?\d+\s*$/.test(stamp))
      throw refuse(500, `invalid literal for int() with base 10: '${stamp}'`)
    // Wall-clock time, not simulated time: the clients under test use it.
    const now = Math.floor(Date.now() / 1000)
    const given = Number(stamp)
    if (now - given > thresholdSeconds) {
      throw unauthorized(
        `'Expired timestamp: given ${given} and now ${now} has a greater difference than threshold ${thresholdSeconds}'`,
      )
    }
    if (nonce.length > 255) throw refuse(500, 'value too long for type character varying(255)\n')
    const used = `${token.consumerKey} ${token.tokenKey} ${nonce}`
    if (this.#nonces.has(used)) throw unauthorized(`'Nonce already used: ${nonce}'`)
    for (const [old, at] of this.#nonces) {
      if (now - at <= thresholdSeconds) break
      this.#nonces.delete(old)
    }
    this.#nonces.set(used, now)
  }
}

function unauthorized(reason: string): Refusal {
  return new Refusal({
    status: 401,
    body: `Authorization Error: ${reason}`,
    contentType: 'text/html; charset=utf-8',
    origin: 'middleware',
    headers: { 'WWW-Authenticate': 'OAuth realm="OAuth"' },
  })
}

function parameter(oauth: Map<string, string>, name: string): string {
  const value = oauth.get(name)
  if (value === undefined) throw unauthorized(`'Parameter not found: ${name}'`)
  return value
}

function parseHeader(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const part of text.split(',')) {
    const split = part.indexOf('=')
    if (split === -1) continue
    const name = part.slice(0, split).trim()
    if (name === 'realm') continue
    found.set(
      name,
      decode(
        part
          .slice(split + 1)
          .trim()
          .replaceAll(/^"|"$/g, ''),
      ),
    )
  }
  return found
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function checkSignature(request: SignedRequest, oauth: Map<string, string>, token: ApiToken): void {
  const method = oauth.get('oauth_signature_method') ?? 'PLAINTEXT'
  if (method !== 'PLAINTEXT' && method !== 'HMAC-SHA1') {
    throw unauthorized(
      `'Signature method ${method} not supported try one of the following: PLAINTEXT, HMAC-SHA1'`,
    )
  }
  const given = oauth.get('oauth_signature')
  if (given === undefined) throw unauthorized("'Missing signature.'")
  const key = `&${escape(token.tokenSecret)}`
  const base = method === 'PLAINTEXT' ? key : baseString(request, oauth)
  const expected = method === 'PLAINTEXT' ? key : createHmac('sha1', key).update(base).digest('base64')
  // 3.4.10 does show the base string, which for PLAINTEXT is the token's secret.
  if (given !== expected) throw unauthorized(`'Invalid signature. Expected signature base string: ${base}'`)
}

function baseString(request: SignedRequest, oauth: Map<string, string>): string {
  const pairs: [string, string][] = [...oauth].filter(([name]) => name !== 'oauth_signature')
  for (const source of [request.query, request.form]) {
    for (const [name, values] of source.entries()) for (const value of values) pairs.push([name, value])
  }
  const normalised = pairs
    .map(([name, value]): [string, string] => [escape(name), escape(value)])
    .toSorted(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  return [request.method, request.url, normalised].map(escape).join('&')
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function escape(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
