/** The key pair of a person, for one account. */
export interface AccessKey {
  accessKey: string
  secretKey: string
}

/** Encodes as in RFC 3986: all characters but letters, digits and `-_.~`; `encodeURIComponent` skips five more. */
const percent = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** Compares names by their bytes: `ids.10` comes before `ids.2`. */
const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number =>
  Buffer.compare(Buffer.from(a), Buffer.from(b))

/**
 * Returns the text to sign, and the encoded parameters to send. The host is that of the `Host` header: lower case, with the port unless
 * it is the default of the scheme.
 */
export function canonicalRequest(
  method: string,
  url: URL,
  params: readonly (readonly [string, string])[],
): { text: string; pairs: string } {
  const pairs = params
    .toSorted(byName)
    .map(([name, value]) => `${percent(name)}=${percent(value)}`)
    .join('&')
  return { text: `${method}\n${url.host}\n${url.pathname}\n${pairs}`, pairs }
}

export async function hmac(secretKey: string, text: string): Promise<string> {
  const { createHmac } = await import('node:crypto')
  return createHmac('sha256', secretKey).update(text).digest('base64')
}

/** The body of a signed POST. */
export async function signedForm(
  url: URL,
  key: AccessKey,
  action: string,
  params: readonly (readonly [string, string])[],
  at: Date,
): Promise<string> {
  const { text, pairs } = canonicalRequest('POST', url, [
    ...params,
    ['action', action],
    ['access_key_id', key.accessKey],
    ['signature_method', 'HmacSHA256'],
    ['signature_version', '2'],
    ['timestamp', isoSeconds(at)],
    ['version', API_VERSION],
  ])
  return `${pairs}&signature=${percent(await hmac(key.secretKey, text))}`
}

/** The body of a call with a token: the same encoding, without a signature. */
export const plainForm = (params: readonly (readonly [string, string])[]): string =>
  params.map(([name, value]) => `${percent(name)}=${percent(value)}`).join('&')

/** The version of the signed API that spec/landscape describes; the server accepts any that is registered. */
export const API_VERSION = '2011-08-01'

/** Landscape's timestamps have no milliseconds. */
export const isoSeconds = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`
