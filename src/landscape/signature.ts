/** The key pair of a person, for one account. */
export interface AccessKey {
  accessKey: string
  secretKey: string
}

/** RFC 3986: all but letters, digits and `-_.~` is encoded; `encodeURIComponent` leaves five more alone. */
const percent = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** By the bytes of the name, so that `ids.10` comes before `ids.2`. */
const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number =>
  Buffer.compare(Buffer.from(a), Buffer.from(b))

/**
 * What is signed, and the parameters as they are sent: both from one encoding (protocol.md section 3). The host is the one of the
 * `Host` header: lower case, with a port that is not the scheme's own.
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

/** The form of a call that a token authenticates: no signature, the same encoding. */
export const plainForm = (params: readonly (readonly [string, string])[]): string =>
  params.map(([name, value]) => `${percent(name)}=${percent(value)}`).join('&')

/** Any registered date works; this is the one whose parameters spec/landscape has. */
export const API_VERSION = '2011-08-01'

/** Landscape's timestamps have no milliseconds. */
export const isoSeconds = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`
