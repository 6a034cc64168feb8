import { createHmac } from 'node:crypto'
import { equalSecrets } from './secrets.js'

/** What a signature version 2 covers. */
export interface SignedRequest {
  method: string
  /** The Host header, with its port when it has one. */
  host: string
  path: string
  /** All parameters, decoded, without `signature`. */
  params: Iterable<readonly [string, string]>
}

/** Encodes as RFC 3986: all but `A-Z a-z 0-9 - _ . ~`; `encodeURIComponent` leaves five more characters. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

/** The canonical text: method, host, path and the encoded parameters in byte order of their names (protocol.md section 3). */
export function stringToSign(request: SignedRequest): string {
  const sorted = [...request.params].toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const joined = sorted.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
  return [request.method.toUpperCase(), request.host.toLowerCase(), request.path || '/', joined].join('\n')
}

/** Whether `signature` is the base64 HmacSHA256 of the request, compared in constant time. */
export function signatureMatches(request: SignedRequest, secretKey: string, signature: string): boolean {
  return equalSecrets(
    signature,
    createHmac('sha256', secretKey).update(stringToSign(request)).digest('base64'),
  )
}
