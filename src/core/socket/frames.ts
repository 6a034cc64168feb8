import { randomFillSync } from 'node:crypto'

const random = Buffer.alloc(8192)
let used = random.length

/** Texts as masked, unfragmented client frames of RFC 6455 (5.2), in one buffer. */
export function textFrames(texts: readonly string[]): Buffer {
  const sizes = texts.map((text) => Buffer.byteLength(text))
  const frames = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + headerOf(size) + 4 + size, 0))
  let at = 0
  for (let index = 0; index < texts.length; index++) {
    const size = sizes[index] ?? 0
    frames[at] = 0x81
    if (size < 126) frames[at + 1] = 0x80 | size
    else if (size < 65_536) {
      frames[at + 1] = 0x80 | 126
      frames.writeUInt16BE(size, at + 2)
    } else {
      frames[at + 1] = 0x80 | 127
      frames.writeBigUInt64BE(BigInt(size), at + 2)
    }
    at += headerOf(size)
    // Each frame has an unpredictable key of its own.
    if (used === random.length) {
      randomFillSync(random)
      used = 0
    }
    random.copy(frames, at, used, used + 4)
    frames.write(texts[index] ?? '', at + 4, size, 'utf8')
    mask(frames, at + 4, size, random.subarray(used, used + 4))
    used += 4
    at += 4
    at += size
  }
  return frames
}

function mask(bytes: Buffer, start: number, size: number, key: Uint8Array): void {
  for (let index = 0; index < size; index++)
    bytes[start + index] = (bytes[start + index] as number) ^ (key[index & 3] as number)
}

const headerOf = (size: number): number => (size < 126 ? 2 : size < 65_536 ? 4 : 10)
