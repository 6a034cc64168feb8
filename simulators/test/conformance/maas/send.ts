import { createHmac, randomUUID } from 'node:crypto'
import { plaintext, raw, type RawReply } from '../../maas/client.js'
import type { Names } from './names.js'
import type { Recorded } from './recording.js'
import { uploaded } from './uploads.js'

export interface Keys {
  admin: string
  bob: string
  /** The key that the recording creates. */
  other?: string
}

/** Sends a recorded request; status 0 for a connection that closes without a reply. */
export async function send(
  base: string,
  recorded: Recorded,
  names: Names,
  keys: Keys,
  nonces: Map<string, string>,
): Promise<RawReply> {
  const { request } = recorded
  const query = request.query === undefined ? '' : `?${translateQuery(request.query, names)}`
  const path = names.translate(request.path).replaceAll(/[^\u0021-\u007e]+/g, encodeURIComponent) + query
  const { contentType, body } = bodyOf(recorded, names)
  const headers: Record<string, string> = {}
  if (contentType !== undefined) headers['content-type'] = contentType
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (value !== null)
      headers[name] = value === '<long>' ? 'x'.repeat(Number(/\d+/.exec(recorded.name)?.[0])) : value
  }
  const authorization = authorizationOf(recorded, keys, `${base.replace('/MAAS', '')}${path}`, nonces)
  if (authorization !== undefined) headers['authorization'] = authorization
  try {
    return await raw(base, { method: request.method, path, headers, ...(body !== undefined && { body }) })
  } catch {
    return { status: 0, headers: {}, text: '', json: undefined }
  }
}

function translateQuery(query: string, names: Names): string {
  return names
    .translate(
      query.replaceAll(/<(\d+) times the letter (\w)>/g, (_all, count: string, letter: string) =>
        letter.repeat(Number(count)),
      ),
    )
    .replaceAll(/[^\u0021-\u007e]+/g, encodeURIComponent)
}

function bodyOf(
  { name: exchange, request }: Recorded,
  names: Names,
): { contentType: string | undefined; body: string | Buffer | undefined } {
  const { contentType, fields } = request
  if (fields && contentType?.startsWith('multipart')) return multipart(exchange, fields, names)
  if (fields && fields.length > 0) {
    const pairs = fields.map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? names.field(name, value) : contentOf(exchange, value).toString(),
    ])
    return { contentType, body: new URLSearchParams(pairs).toString() }
  }
  const { body } = request
  if (typeof body === 'object') return { contentType, body: 'x'.repeat(body.bytes) }
  return { contentType, body: body === undefined ? undefined : names.translate(body) }
}

type FieldValue = NonNullable<Recorded['request']['fields']>[number][1]

function contentOf(exchange: string, value: Exclude<FieldValue, string>): Buffer {
  if ('length' in value) return Buffer.from((value.text[0] ?? '').repeat(value.length))
  return uploaded(exchange, value.bytes)
}

function multipart(
  exchange: string,
  fields: NonNullable<Recorded['request']['fields']>,
  names: Names,
): { contentType: string; body: Buffer } {
  const boundary = `----${randomUUID()}`
  const parts = fields.flatMap(([name, value]) => {
    const file = typeof value === 'object' && 'file' in value ? `; filename="${value.file}"` : ''
    const content = typeof value === 'string' ? names.translate(value) : contentOf(exchange, value)
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`
    return [Buffer.from(head), Buffer.from(content), Buffer.from('\r\n')]
  })
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
  }
}

/** The header that the recording describes. */
function authorizationOf(
  { name, request }: Recorded,
  keys: Keys,
  url: string,
  nonces: Map<string, string>,
): string | undefined {
  if (request.as === 'nobody' || name === 'malformed header: empty value') return undefined
  const key = request.as === undefined ? keys.admin : (keys[request.as] ?? keys.admin)
  const how = request.auth
  if (how === undefined || how === 'PLAINTEXT header, all fields') return plaintext(key)
  const without = /^without (\w+)$/.exec(how)?.[1]
  if (without) return plaintext(key, { [without]: undefined })
  const stamp = (seconds: number) =>
    plaintext(key, { oauth_timestamp: String(Math.floor(Date.now() / 1000) + seconds) })
  const age = /^timestamp (\d+) s (old|ahead)$/.exec(how)
  if (age) return stamp(age[2] === 'old' ? -Number(age[1]) : Number(age[1]))
  const word = /^(oauth_(?:signature_method|version)) (\S+)$/.exec(how)
  if (word) return plaintext(key, { [word[1]!]: word[2] })
  const nonce = /^nonce (\w)/.exec(how)?.[1]
  if (nonce) {
    const value = nonces.get(nonce) ?? randomUUID()
    nonces.set(nonce, value)
    return plaintext(how.includes('another consumer') ? keys.bob : key, { oauth_nonce: value })
  }
  const secret = key.split(':')[2]
  const odd: Record<string, () => string> = {
    'wrong signature': () => plaintext(key, { oauth_signature: '%26wrong' }),
    'unknown consumer key': () => plaintext(key, { oauth_consumer_key: 'unknownunknownunkn' }),
    'unknown token': () => plaintext(key, { oauth_token: 'unknownunknownunkn' }),
    'signature %26<wrong secret>': () => plaintext(key, { oauth_signature: '%26wrong' }),
    'oauth_signature=""': () => plaintext(key, { oauth_signature: '' }),
    '%2526<token_secret>': () => plaintext(key, { oauth_signature: `%2526${secret}` }),
    'timestamp one day ahead': () => stamp(86_400),
    'timestamp zero': () => plaintext(key, { oauth_timestamp: '0' }),
    'oauth_timestamp="abc"': () => plaintext(key, { oauth_timestamp: 'abc' }),
    'oauth_nonce=""': () => plaintext(key, { oauth_nonce: '' }),
    'oauth_nonce of 300 characters': () => plaintext(key, { oauth_nonce: 'n'.repeat(300) }),
    'separators "," only': () => plaintext(key).replaceAll(', ', ','),
    'scheme oauth': () => plaintext(key).replace('OAuth', 'oauth'),
    'no quotes': () => plaintext(key).replaceAll('"', ''),
    'HMAC-SHA1 over base string with query': () => hmac(key, request.method, url, false),
    'HMAC-SHA1 wrong': () => hmac(key, request.method, url, true),
  }
  return odd[how]?.() ?? how
}

function hmac(key: string, method: string, url: string, wrong: boolean): string {
  const [consumer = '', token = '', secret = ''] = key.split(':')
  const [address = '', query = ''] = url.split('?')
  const fields: Record<string, string> = {
    oauth_consumer_key: consumer,
    oauth_nonce: randomUUID(),
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(Math.floor(Date.now() / 1000)),
    oauth_token: token,
    oauth_version: '1.0',
  }
  const pairs = [...Object.entries(fields), ...new URLSearchParams(query)].map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  )
  const base = [method, address, pairs.toSorted().join('&')].map(encodeURIComponent).join('&')
  const signature = createHmac('sha1', `&${secret}`).update(base).digest('base64')
  return plaintext(key, { ...fields, oauth_signature: encodeURIComponent(wrong ? 'wrong' : signature) })
}
