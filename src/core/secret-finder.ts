import { fold, FOLDED, isAscii, type Span, spanOf, utf8, type View } from './secret-spellings.js'

/** Shorter secrets are not masked: they match parts of ordinary words. */
const SHORTEST = 4
/** Shorter secrets are masked only in their own case. */
const ANY_CASE_FROM = 8
/** Lines of a longer secret are not masked if they are shorter: they are ordinary words. */
const SHORTEST_LINE = 8
/** Only the beginning of a longer one is searched for, such as that of an image: else an error would take seconds. */
export const LONGEST = 65_536
/** Long secrets are searched in pieces of this size, so that a part of one is also found. */
const PIECE = 48
/** Patterns are found by a hash of their first characters. */
const GRAM = SHORTEST

interface Pattern {
  /** Set if the case matters. */
  exact?: string
  /** How many characters before and after it contain bits of the secret. */
  before: number
  after: number
}

/**
 * Finds secrets in every spelling: with any escapes (see `viewsOf`), in hex, and in base64 at any position of what was encoded. The time
 * is linear in the size of the text, and does not depend on the number of secrets.
 */
export class SecretFinder {
  /** Patterns by their folded text. */
  readonly #patterns = new Map<string, Pattern[]>()
  /** The lengths of the patterns that begin with a gram, longest first. */
  readonly #lengths = new Map<string, number[]>()
  readonly #hashes = new Uint8Array(1 << 12)

  constructor(secrets: Iterable<string>) {
    this.add(secrets)
  }

  add(secrets: Iterable<string>): void {
    for (const secret of secrets) for (const piece of piecesOf(secret.slice(0, LONGEST))) this.#add(piece)
  }

  get isEmpty(): boolean {
    return this.#patterns.size === 0
  }

  /** Adds what it finds in a view of a text to `spans`, as positions in the text. */
  find(view: View, spans: Span[]): void {
    const { text } = view
    const hashes = this.#hashes
    let hash = 0
    for (let end = 0; end < text.length; end++) {
      hash = next(hash, FOLDED[text.charCodeAt(end)] as number)
      if (hashes[hash] === 0 || end < GRAM - 1) continue
      const start = end - GRAM + 1
      const found = this.#match(text, view.folded, start)
      if (found === undefined) continue
      spans.push(
        spanOf(
          view,
          Math.max(0, start - found.before),
          Math.min(text.length, start + found.size + found.after),
        ),
      )
    }
  }

  /** The longest pattern that begins here. */
  #match(
    text: string,
    folded: string,
    start: number,
  ): { size: number; before: number; after: number } | undefined {
    for (const size of this.#lengths.get(folded.slice(start, start + GRAM)) ?? [])
      for (const { exact, before, after } of this.#patterns.get(folded.slice(start, start + size)) ?? [])
        if (exact === undefined || text.startsWith(exact, start)) return { size, before, after }
    return undefined
  }

  #add(piece: string): void {
    const bytes = utf8(piece)
    const anyCase = bytes.length >= ANY_CASE_FROM && bytes.replaceAll(/[-+ _/]/g, '').length >= GRAM
    // Letters outside ASCII are folded before they become bytes. A header with such letters is read byte by byte.
    for (const spelling of isAscii(piece)
      ? [piece]
      : [piece, piece.toLowerCase(), piece.toUpperCase(), bytes]) {
      const plain = utf8(spelling)
      this.#put(plain, anyCase ? {} : { exact: plain })
      if (!anyCase) this.#put(plain.replaceAll(' ', '+'), { exact: plain.replaceAll(' ', '+') })
    }
    this.#put(Buffer.from(bytes, 'latin1').toString('hex'), {})
    for (const prefix of [0, 1, 2]) {
      const length = prefix + bytes.length
      const encoded = Buffer.from('\0'.repeat(prefix) + bytes, 'latin1').toString('base64')
      // The characters that consist of bits of the secret only.
      const core = encoded.slice(Math.ceil((prefix * 4) / 3), Math.floor((length * 4) / 3))
      const around = { before: prefix === 0 ? 0 : 1, after: length % 3 === 0 ? 0 : 1 }
      for (const exact of new Set([core, core.replaceAll('+', '-').replaceAll('/', '_')]))
        this.#put(exact, { exact, ...around })
    }
  }

  #put(text: string, pattern: Partial<Pattern>): void {
    if (text.trim().length < GRAM) return
    const folded = fold(text)
    const known = this.#patterns.get(folded)
    if (known?.some(({ exact }) => exact === pattern.exact) === true) return
    const made: Pattern = { before: 0, after: 0, ...pattern }
    if (known === undefined) this.#patterns.set(folded, [made])
    else known.push(made)
    const gram = folded.slice(0, GRAM)
    const lengths = this.#lengths.get(gram)
    if (lengths === undefined) this.#lengths.set(gram, [folded.length])
    else if (!lengths.includes(folded.length)) {
      lengths.push(folded.length)
      lengths.sort((a, b) => b - a)
    }
    let hash = 0
    for (let at = 0; at < GRAM; at++) hash = next(hash, gram.charCodeAt(at))
    this.#hashes[hash] = 1
  }
}

/** A hash of the last four characters: what came before is shifted out. */
const next = (hash: number, code: number): number => ((hash << 3) ^ code) & 0xfff

/** A value after a colon or an equals sign: quoted, or up to the end of the line. */
const VALUE = /[:=]\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^"'{}]+))/g

/** A secret of one line, in pieces; of a longer one its lines and their values, which a server may quote alone. */
function* piecesOf(secret: string): Generator<string, void, undefined> {
  if (secret.trim().length < SHORTEST) return
  if (!/[\r\n]/.test(secret)) return yield* cut(secret)
  for (const line of secret.split(/[\r\n]+/)) {
    const text = line.trim()
    if (text.startsWith('-----')) continue
    const values = [...text.matchAll(VALUE)].map((match) => (match[1] ?? match[2] ?? match[3] ?? '').trim())
    for (const part of [text, ...values]) if (part.length >= SHORTEST_LINE) yield* cut(part)
  }
}

/** The last piece is never short: it overlaps with the one before. */
function* cut(text: string): Generator<string, void, undefined> {
  if (text.length <= PIECE) return yield text
  for (let start = 0; start < text.length - PIECE; start += PIECE) yield text.slice(start, start + PIECE)
  yield text.slice(-PIECE)
}
