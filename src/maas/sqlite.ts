/*
 * Reads a table of an SQLite database (https://www.sqlite.org/fileformat.html), of which Node 20 has no reader. Only what a table of a few
 * rows needs: no indexes, no write-ahead log.
 */

export type SqliteValue = string | number | Buffer | null

const MAGIC = 'SQLite format 3\0'
const LEAF = 13
const INTERIOR = 5
const ENCODINGS = ['utf-8', 'utf-8', 'utf-16le', 'utf-16be']
/** Bytes of a number, by its serial type. */
const NUMBER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

/**
 * Returns the rows of a table; undefined if the database has no such table. The column of an INTEGER PRIMARY KEY is null.
 *
 * @throws Error if the bytes are not a database, or are damaged
 */
export function readTable(file: Buffer, table: string): SqliteValue[][] | undefined {
  const database = new Database(file)
  const root = database
    .rows(1)
    .find(([type, name]) => type === 'table' && name === table)
    ?.at(3)
  return typeof root === 'number' ? database.rows(root) : undefined
}

class Database {
  readonly #file: Buffer
  readonly #pageSize: number
  /** Bytes of a page without those that are reserved for extensions. */
  readonly #usable: number
  readonly #text: InstanceType<typeof TextDecoder>

  constructor(file: Buffer) {
    if (file.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Error('not an SQLite database')
    const size = file.readUInt16BE(16)
    this.#file = file
    this.#pageSize = size === 1 ? 65_536 : size
    this.#usable = this.#pageSize - file.readUInt8(20)
    this.#text = new TextDecoder(ENCODINGS[file.readUInt32BE(56)] ?? 'utf-8')
    if (this.#usable < 480) throw new Error('the size of its pages is wrong')
  }

  /** The rows of the table whose tree begins at a page. */
  rows(root: number): SqliteValue[][] {
    const rows: SqliteValue[][] = []
    const seen = new Set<number>()
    const visit = (number: number): void => {
      if (seen.has(number)) throw new Error('a page contains itself')
      seen.add(number)
      const page = this.#page(number)
      // The first page begins with the header of the file.
      const head = number === 1 ? 100 : 0
      const type = page.readUInt8(head)
      if (type !== LEAF && type !== INTERIOR) throw new Error('a page is not of a table')
      const cells = head + (type === LEAF ? 8 : 12)
      for (let index = 0; index < page.readUInt16BE(head + 3); index++) {
        const at = page.readUInt16BE(cells + 2 * index)
        if (type === LEAF) rows.push(this.#record(this.#payload(page, at)))
        else visit(page.readUInt32BE(at))
      }
      if (type === INTERIOR) visit(page.readUInt32BE(head + 8))
    }
    visit(root)
    return rows
  }

  #page(number: number): Buffer {
    const start = (number - 1) * this.#pageSize
    const page = this.#file.subarray(start, start + this.#pageSize)
    if (number < 1 || page.length < this.#pageSize) throw new Error('a page is missing')
    return page
  }

  /** The bytes of a row, a part of which may be in overflow pages. */
  #payload(page: Buffer, at: number): Buffer {
    const [length, afterLength] = varint(page, at)
    const [, start] = varint(page, afterLength)
    if (length > this.#file.length) throw new Error('a row is longer than the file')
    const usable = this.#usable
    const most = usable - 35
    if (length <= most) return page.subarray(start, start + length)
    const least = Math.floor(((usable - 12) * 32) / 255) - 23
    const fitting = least + ((length - least) % (usable - 4))
    const local = fitting <= most ? fitting : least
    const parts = [page.subarray(start, start + local)]
    let next = page.readUInt32BE(start + local)
    for (let missing = length - local; missing > 0; missing -= usable - 4) {
      const overflow = this.#page(next)
      parts.push(overflow.subarray(4, 4 + Math.min(missing, usable - 4)))
      next = overflow.readUInt32BE(0)
    }
    return Buffer.concat(parts)
  }

  #record(payload: Buffer): SqliteValue[] {
    const [headLength, first] = varint(payload, 0)
    const row: SqliteValue[] = []
    let value = headLength
    for (let at = first; at < headLength;) {
      const [type, next] = varint(payload, at)
      at = next
      const length = type < 12 ? (NUMBER_BYTES[type] ?? 0) : Math.floor((type - 12) / 2)
      row.push(this.#value(type, payload.subarray(value, value + length)))
      value += length
    }
    return row
  }

  #value(type: number, bytes: Buffer): SqliteValue {
    if (type === 0) return null
    if (type === 8 || type === 9) return type - 8
    if (type === 7) return bytes.readDoubleBE()
    if (type === 6) return Number(bytes.readBigInt64BE())
    if (type < 6) return bytes.readIntBE(0, bytes.length)
    return type % 2 === 1 ? this.#text.decode(bytes) : bytes
  }
}

/** A number of one to nine bytes, seven bits in each but the ninth, and the place after it. */
function varint(bytes: Buffer, at: number): [value: number, next: number] {
  let value = 0
  for (let index = 0; index < 8; index++) {
    const byte = bytes.readUInt8(at + index)
    value = value * 128 + (byte & 127)
    if (byte < 128) return [value, at + index + 1]
  }
  return [value * 256 + bytes.readUInt8(at + 8), at + 9]
}
