import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { UnreadableBody } from './transport.js'

const DECODERS: Record<string, () => ReturnType<typeof createGunzip>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/** The client requests no compression; a server or a proxy may compress anyway. */
export function decompress(body: Readable, coding: string): Readable {
  const decoder = DECODERS[coding.trim().toLowerCase()]
  if (decoder === undefined) {
    body.on('error', () => {}).destroy()
    throw new UnreadableBody(
      `the reply has an unknown content encoding: ${coding}`,
      'Turn compression off in the server or in the proxy before it',
    )
  }
  // The returned stream emits the errors.
  return pipeline(body, decoder(), () => {})
}
