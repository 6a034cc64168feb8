import { createHmac, randomBytes } from 'node:crypto'

export const TIME_BEFORE = 'time-before '
const DAY_MS = 24 * 3600 * 1000

/** A macaroon: a chain of HMAC-SHA256 over its id and its caveats, as in libmacaroons and Juju's bakery. */
export interface Macaroon {
  location: string
  id: Buffer
  caveats: Caveat[]
  signature: Buffer
}

/** A first-party caveat has only an id; a third-party caveat also has the sealed key and the location of its discharge. */
export interface Caveat {
  id: Buffer
  sealedKey?: Buffer
  location?: string
}

export function mint(rootKey: Buffer, id: Buffer, location: string, caveats: Caveat[]): Macaroon {
  return { location, id, caveats, signature: signatureOf(rootKey, id, caveats) }
}

/** The signature of a macaroon with this root key, id and caveats. */
export function signatureOf(rootKey: Buffer, id: Buffer, caveats: readonly Caveat[]): Buffer {
  const key = hmac(Buffer.from('macaroons-key-generator'), rootKey)
  return caveats.reduce(
    (signature, caveat) =>
      caveat.sealedKey === undefined
        ? hmac(signature, caveat.id)
        : hmac(signature, Buffer.concat([hmac(signature, caveat.sealedKey), hmac(signature, caveat.id)])),
    hmac(key, id),
  )
}

/** The signature of a discharge once it is bound to the macaroon that it belongs to. */
export function boundSignature(root: Buffer, discharge: Buffer): Buffer {
  const zero = Buffer.alloc(32)
  return hmac(zero, Buffer.concat([hmac(zero, root), hmac(zero, discharge)]))
}

/** The controller's macaroons are valid for a day unless told otherwise, in wall-clock time. */
export function timeBefore(validMs = DAY_MS): Caveat {
  return { id: Buffer.from(`${TIME_BEFORE}${new Date(Date.now() + validMs).toISOString()}`) }
}

/** A bakery id of version 3 in protocol buffers: a nonce, the root key's id, and one action on one entity. */
export function bakeryId(entity: string, action: string): Buffer {
  const operation = Buffer.concat([field(1, Buffer.from(entity)), field(2, Buffer.from(action))])
  const storageId = Buffer.from(randomBytes(16).toString('hex'))
  return Buffer.concat([
    Buffer.from([3]),
    field(1, randomBytes(16)),
    field(2, storageId),
    field(3, operation),
  ])
}

function field(number: number, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([number * 8 + 2, data.length]), data])
}

/** The second JSON format, used by bakery versions 2 and 3. */
export function toJson({ location, id, caveats, signature }: Macaroon): Record<string, unknown> {
  const shown = caveats.map((caveat) => ({
    ...textOrBase64(caveat.id),
    ...(caveat.sealedKey === undefined ? {} : { v64: caveat.sealedKey.toString('base64url') }),
    ...(caveat.location === undefined ? {} : { l: caveat.location }),
  }))
  return {
    c: shown,
    ...(location === '' ? {} : { l: location }),
    i64: id.toString('base64url'),
    s64: signature.toString('base64url'),
  }
}

/** The first JSON format, for clients that send no bakery version; its ids are text. */
export function toOldJson({ location, id, caveats, signature }: Macaroon): Record<string, unknown> {
  const shown = caveats.map((caveat) => ({
    cid: caveat.id.toString('utf8'),
    ...(caveat.sealedKey === undefined ? {} : { vid: caveat.sealedKey.toString('base64url') }),
    ...(caveat.location === undefined ? {} : { cl: caveat.location }),
  }))
  return { caveats: shown, location, identifier: id.toString('utf8'), signature: signature.toString('hex') }
}

/** The cookie of a bakery client that carries only this macaroon. */
export function toCookie(macaroon: Macaroon): { name: string; value: string } {
  const value = Buffer.from(JSON.stringify([toJson(macaroon)])).toString('base64')
  return { name: `macaroon-${macaroon.signature.toString('hex')}`, value }
}

/** Reads either JSON format; `undefined` for anything else. */
export function fromJson(value: unknown): Macaroon | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { l, c, location, caveats, identifier, signature, ...rest } = value as Record<string, unknown>
  if (typeof identifier === 'string' && typeof signature === 'string') {
    const read = list(caveats).map(({ cid, vid, cl }) => caveat(Buffer.from(String(cid)), vid, cl))
    return {
      location: typeof location === 'string' ? location : '',
      id: Buffer.from(identifier),
      caveats: read,
      signature: Buffer.from(signature, 'hex'),
    }
  }
  const id = bytes(rest, 'i')
  const sealed = bytes(rest, 's')
  if (id === undefined || sealed === undefined) return undefined
  const read = list(c).map((each) => caveat(bytes(each, 'i') ?? Buffer.alloc(0), each['v64'], each['l']))
  return { location: typeof l === 'string' ? l : '', id, caveats: read, signature: sealed }
}

function caveat(id: Buffer, sealedKey: unknown, location: unknown): Caveat {
  return {
    id,
    ...(typeof sealedKey === 'string' ? { sealedKey: Buffer.from(sealedKey, 'base64url') } : {}),
    ...(typeof location === 'string' ? { location } : {}),
  }
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : []
}

/** `i` is text, `i64` base64; clients may send either. */
function bytes(from: Record<string, unknown>, key: string): Buffer | undefined {
  const [text, encoded] = [from[key], from[`${key}64`]]
  if (typeof encoded === 'string') return Buffer.from(encoded, 'base64url')
  return typeof text === 'string' ? Buffer.from(text) : undefined
}

/** Go's encoder writes an id as text only when it starts with text: bakery ids begin with the byte 2 or 3. */
function textOrBase64(id: Buffer): Record<string, string> {
  return (id[0] ?? 0) < 0x20 ? { i64: id.toString('base64url') } : { i: id.toString('utf8') }
}

function hmac(key: Buffer, data: Buffer): Buffer {
  return createHmac('sha256', key).update(data).digest()
}
