import { withFloats } from './float.js'

/** The reply of an operation, before the server adds the headers of its kind of reply. */
export interface Reply {
  status: number
  body: string | Uint8Array
  /** Whether MAAS's emitter makes the body, which wraps it for `callback`. */
  isEmitted?: true
  /** Instead of the body: a text in parts that are made while it is sent, without a `Content-Length`. */
  parts?: Iterable<string>
  contentType: string
  /**
   * Which layer of MAAS makes the reply. `piston`: the API layer (Vary headers, API hash); `middleware`: an exception handler;
   * `open`: an endpoint without authentication; `bare`: no API at all.
   */
  origin: 'piston' | 'middleware' | 'open' | 'bare'
  headers?: Record<string, string>
}

const json = 'application/json; charset=utf-8'
const text = 'text/plain; charset=utf-8'

/** JSON as MAAS writes it: indented by 4, UTF-8 not escaped. */
export function emit(value: unknown): Reply {
  const body = withFloats(JSON.stringify(value ?? null, null, 4))
  return { status: 200, body, contentType: json, origin: 'piston', isEmitted: true }
}

/** From this length on a list is sent as it is made: 10,000 machines are 250 MB of JSON. */
const longList = 500

/** A list as JSON; a long one item by item, so that it is never in memory as a whole. */
export function emitList<T>(items: readonly T[], show: (item: T) => object): Reply {
  if (items.length < longList) return emit(items.map((item) => show(item)))
  return { ...emit([]), parts: partsOf(items, show) }
}

function* partsOf<T>(items: readonly T[], show: (item: T) => object): Generator<string> {
  for (const [index, item] of items.entries()) {
    // The item indented as in a list, without the brackets of the list.
    const text = withFloats(JSON.stringify([show(item)], null, 4)).slice(2, -2)
    yield `${index === 0 ? '[\n' : ',\n'}${text}`
  }
  yield '\n]'
}

/** A constant reply of the API layer: `OK`, `Accepted`, deleted, not found. */
export function pistonText(status: number, body: string): Reply {
  return { status, body, contentType: 'text/plain', origin: 'piston' }
}

/** A reply that an operation builds by itself. */
export function handlerReply(status: number, body: string | Uint8Array, contentType = text): Reply {
  return { status, body, contentType, origin: 'piston' }
}

/** JSON without charset and indentation, as settings and a few older operations reply. */
export function bareJson(value: unknown, status = 200): Reply {
  return { status, body: JSON.stringify(value ?? null), contentType: 'application/json', origin: 'piston' }
}

export const deleted = (): Reply => pistonText(204, '')

/** BSON with two keys, both null before the node is commissioned. */
export function noDetails(): Reply {
  const bytes = Buffer.concat([
    Buffer.from([17, 0, 0, 0, 10]),
    Buffer.from('lshw\0'),
    Buffer.from([10]),
    Buffer.from('lldp\0'),
    Buffer.from([0]),
  ])
  return handlerReply(200, bytes, 'application/bson')
}
