import { randomUUID } from 'node:crypto'
import { request } from 'node:http'

export interface RawReply {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  json: unknown
}

/** A PLAINTEXT header for a key of the form `consumer:token:secret`. */
export function plaintext(key: string, change: Record<string, string | undefined> = {}): string {
  const [consumer, token, secret] = key.split(':')
  const fields: Record<string, string | undefined> = {
    oauth_version: '1.0',
    oauth_signature_method: 'PLAINTEXT',
    oauth_consumer_key: consumer,
    oauth_token: token,
    oauth_signature: `%26${secret}`,
    oauth_timestamp: String(Math.floor(Date.now() / 1000)),
    oauth_nonce: randomUUID(),
    ...change,
  }
  const sent = Object.entries(fields).filter(([, value]) => value !== undefined)
  return `OAuth ${sent.map(([name, value]) => `${name}="${value}"`).join(', ')}`
}

export interface RawRequest {
  method?: string
  path: string
  headers?: Record<string, string>
  body?: string | Buffer
}

/** Sends one HTTP request unchanged, on a new connection. */
export async function raw(
  base: string,
  { method = 'GET', path, headers = {}, body }: RawRequest,
): Promise<RawReply> {
  const { hostname, port } = new URL(base)
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { hostname, port, method, path, headers: { ...length, ...headers }, agent: false },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: parse(text) })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Calls the API as a user of the simulator, forms urlencoded. */
export function caller(base: string, key: string) {
  return async (method: string, path: string, fields?: [string, string][]): Promise<RawReply> =>
    raw(base, {
      method,
      path: `/MAAS/api/2.0/${path}`,
      headers: {
        authorization: plaintext(key),
        ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(fields && { body: new URLSearchParams(fields).toString() }),
    })
}
