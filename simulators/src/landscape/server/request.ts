import type { IncomingMessage } from 'node:http'

/** An HTTP request with its body. */
export interface WireRequest {
  method: string
  /** The Host header. */
  host: string
  path: string
  query: [string, string][]
  /** The pairs of an urlencoded body; empty for any other body. */
  form: [string, string][]
  contentType: string
  authorization: string
  body: string
}

/** Reads a request to its end. */
export async function readRequest(message: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks).toString()
  const [path = '/', query = ''] = (message.url ?? '/').split(/\?(.*)/s)
  const contentType = message.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  return {
    method: message.method ?? 'GET',
    host: message.headers.host ?? '',
    path,
    query: [...new URLSearchParams(query)],
    form: contentType === 'application/x-www-form-urlencoded' ? [...new URLSearchParams(body)] : [],
    contentType,
    authorization: message.headers.authorization ?? '',
    body,
  }
}

/** The token of an `Authorization: Bearer` header. */
export const bearer = ({ authorization }: WireRequest): string | undefined =>
  /^Bearer\s+(\S+)$/i.exec(authorization)?.[1]
