import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { UnreadableBody } from './transport.js'

const DECODERS: Record<string, () => ReturnType<typeof createGunzip>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/** We ask for no compression, which lets a server or a proxy choose any all the same. */
export function decompress(body: Readable, coding: string): Readable {
  const decoder = DECODERS[coding.trim().toLowerCase()]
  if (decoder === undefined) {
    body.on('error', () => {}).destroy()
    throw new UnreadableBody(
      `its reply is compressed in a way that is not known here: ${coding}`,
      'Tell the server or the proxy before it not to compress',
    )
  }
  // What goes wrong comes out of the stream that is returned.
  return pipeline(body, decoder(), () => {})
}
