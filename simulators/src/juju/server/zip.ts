import { inflateRawSync } from 'node:zlib'

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL_HEADER_BYTES = 30

/** The most bytes of one unpacked file: a small archive may unpack to any size. */
const MAX_FILE_BYTES = 64 * 1024 * 1024

/**
 * Readers of the files of a zip archive, stored or deflated (PKWARE APPNOTE 4.3).
 *
 * @throws Error when the bytes are not a zip archive; the readers throw when the file is damaged or too large.
 */
export function readZip(archive: Buffer): Map<string, () => Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'))
  if (end < 0 || end + 22 > archive.length || archive.readUInt32LE(end) !== END)
    throw new Error('zip: not a valid zip file')
  const files = new Map<string, () => Buffer>()
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== ENTRY)
      throw new Error('zip: not a valid zip file')
    const nameLength = archive.readUInt16LE(at + 28)
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
    if (!name.endsWith('/')) {
      const entry = at
      files.set(name, () => content(archive, entry))
    }
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return files
}

function content(archive: Buffer, entry: number): Buffer {
  const local = archive.readUInt32LE(entry + 42)
  const start =
    local + LOCAL_HEADER_BYTES + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  const packed = archive.subarray(start, start + archive.readUInt32LE(entry + 20))
  return archive.readUInt16LE(entry + 10) === 0
    ? packed
    : inflateRawSync(packed, { maxOutputLength: MAX_FILE_BYTES })
}
