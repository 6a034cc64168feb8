import type { IncomingMessage } from 'node:http'

/** The macaroons of a request, each with its discharges: from the cookies `macaroon-*` and from the header `Macaroons`, in base64. */
export function macaroonsOf({ cookie, macaroons }: IncomingMessage['headers']): unknown[] {
  const cookies = (cookie ?? '')
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each.startsWith('macaroon-'))
    .map((each) => each.slice(each.indexOf('=') + 1))
  const header = [macaroons ?? ''].flat().join(',').split(',')
  return [...cookies, ...header].map(read).filter((slice) => slice !== undefined)
}

function read(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded.trim(), 'base64').toString('utf8'))
  } catch {
    return undefined
  }
}
