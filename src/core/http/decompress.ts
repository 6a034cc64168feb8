import { pipeline, Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { UnreadableBody } from './transport.js'

const DECODERS = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
])
/** More codings than any server applies. */
const MAX_CODINGS = 3

/**
 * Decompresses a body. The client requests no compression; a server or a proxy may compress anyway.
 *
 * @param codings the value of `Content-Encoding`: codings in the order in which they were applied
 * @throws UnreadableBody for a coding that is unknown, and for a body that is not compressed with it
 */
export async function* decompress(
  body: AsyncIterable<Uint8Array>,
  codings: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const names = codings
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity')
  const decoders = names.map((name) => DECODERS.get(name)).toReversed()
  if (decoders.length > MAX_CODINGS || decoders.includes(undefined))
    throw new UnreadableBody(
      `the reply has an unknown content encoding: ${codings.slice(0, 100)}`,
      'Turn compression off in the server or in the proxy before it',
    )
  if (decoders.length === 0) return yield* body
  let lost: { cause: unknown } | undefined
  let size = 0
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of body) {
        size += chunk.byteLength
        yield chunk
      }
    } catch (cause) {
      lost = { cause }
      throw cause
    }
  }
  try {
    const streams = [Readable.from(source()), ...decoders.map((create) => (create as () => Transform)())]
    // The last stream emits the errors of all.
    yield* pipeline(streams, () => {}) as unknown as AsyncIterable<Uint8Array>
  } catch (cause) {
    // oxlint-disable-next-line typescript/only-throw-error -- as the transport threw it
    if (lost !== undefined) throw lost.cause
    // A reply without a body, as to HEAD, may have the header too.
    if (size === 0) return
    throw new UnreadableBody(
      (cause as { code?: unknown }).code === 'Z_BUF_ERROR'
        ? `the reply ends before its ${names.join(', ')} data does`
        : `the reply is not compressed with ${names.join(', ')}, as its headers say`,
      'Check the server, and any proxy in between',
    )
  }
}
