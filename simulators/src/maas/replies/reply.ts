/** What an operation answers with, before the server adds the headers that every reply of its kind carries. */
export interface Reply {
  status: number
  body: string | Uint8Array
  contentType: string
  /**
   * `piston`: the API layer made the reply (Vary on both, API hash); `middleware`: an exception handler did;
   * `open`: an endpoint without authentication; `bare`: no API at all.
   */
  origin: 'piston' | 'middleware' | 'open' | 'bare'
  headers?: Record<string, string>
}

const json = 'application/json; charset=utf-8'
const text = 'text/plain; charset=utf-8'

/** MAAS indents its JSON by 4 and leaves UTF-8 as it is. */
export function emit(value: unknown): Reply {
  return { status: 200, body: JSON.stringify(value ?? null, null, 4), contentType: json, origin: 'piston' }
}

/** A reply that the API layer's own constants make: `OK`, `Accepted`, deleted, not found. */
export function pistonText(status: number, body: string): Reply {
  return { status, body, contentType: 'text/plain', origin: 'piston' }
}

/** A reply that an operation builds by itself. */
export function handlerReply(status: number, body: string | Uint8Array, contentType = text): Reply {
  return { status, body, contentType, origin: 'piston' }
}

/** Settings and a few older operations answer without a charset and without indentation. */
export function bareJson(value: unknown, status = 200): Reply {
  return { status, body: JSON.stringify(value ?? null), contentType: 'application/json', origin: 'piston' }
}

export const deleted = (): Reply => pistonText(204, '')
