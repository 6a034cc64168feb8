import type { RestOperation } from '../operations.js'
import { fieldFacts } from '../shape/arguments.js'
import type { Shapes } from '../shape/shape.js'

/** The parameters of a request by their location. */
export interface PlacedParams {
  query: Record<string, unknown>
  headers: Record<string, string>
  /** Absent without a body; a list if the parameters are a list; bytes if the operation's body is bytes. */
  body?: Record<string, unknown> | readonly unknown[] | Uint8Array
}

/** Places each parameter by its `in` fact. Default: the query of GET and DELETE, the body of other methods. */
export function placeParams(
  { method, params: type, body: form }: Pick<RestOperation, 'method' | 'params' | 'body'>,
  params: object,
  shapes: Shapes,
): PlacedParams {
  if (Array.isArray(params)) return { query: {}, headers: {}, body: params as readonly unknown[] }
  const usual = method === 'GET' || method === 'DELETE' ? 'query' : 'body'
  const placed = { query: {}, header: {}, body: {} } as Record<
    'query' | 'header' | 'body',
    Record<string, unknown>
  >
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue
    const place = (type === undefined ? undefined : fieldFacts(shapes, type, name)?.in) ?? usual
    placed[place][name] = value
  }
  const headers = Object.fromEntries(
    Object.entries(placed.header).map(([name, value]) => [name, String(value)]),
  )
  const inBody = Object.values(placed.body)
  return {
    query: placed.query,
    headers,
    ...(inBody.length === 0 ? {} : { body: form === 'bytes' ? (inBody[0] as Uint8Array) : placed.body }),
  }
}
