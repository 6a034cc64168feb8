/** A text as UTF-8 bytes, one character each, with one more layer of escapes removed than the view before. */
export class View {
  #folded: string | undefined

  constructor(
    readonly text: string,
    readonly removed?: { from: View | undefined; escapes: Escapes },
  ) {}

  /** The text as patterns are compared. */
  get folded(): string {
    return (this.#folded ??= fold(this.text))
  }
}

/** Lower case; `-`, `+` and space are the same, as are `_` and `/`: base64 has two alphabets, and forms write a space as `+`. */
export const FOLDED = Uint8Array.from({ length: 256 }, (_, code) =>
  String.fromCharCode(code).toLowerCase().replace(/[ -]/, '+').replace('_', '/').charCodeAt(0),
)

/** A part of a text that is replaced. */
export interface Span {
  start: number
  end: number
  /** The replacement, where it is not the mask. */
  text?: string
}

/** For each escape that was removed four positions: of its bytes in the text without it, from and to; and of itself before. */
type Escapes = readonly number[]

/** The part of the original text that a part of a view stands for, with whole escapes. */
export function spanOf({ removed }: View, start: number, end: number): Span {
  if (removed === undefined) return { start, end }
  const { from, escapes } = removed
  const span = { start: before(escapes, start)[0], end: before(escapes, end - 1)[1] }
  return from === undefined ? span : spanOf(from, span.start, span.end)
}

/** Where a byte comes from, or the escape that it is a part of. */
function before(escapes: Escapes, position: number): [start: number, end: number] {
  let [low, high] = [0, escapes.length / 4]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((escapes[4 * middle] as number) <= position) low = middle + 1
    else high = middle
  }
  if (low === 0) return [position, position + 1]
  const [, to, start, end] = escapes.slice(4 * (low - 1), 4 * low) as [number, number, number, number]
  return position < to ? [start, end] : [end + position - to, end + position - to + 1]
}

/** The kinds of escapes, each of which is removed as a whole layer, with a character that each has, and what one of them stands for, as bytes. None is matched twice from within. */
const KINDS: readonly [sign: string, RegExp, (escape: string) => string][] = [
  ['%', /%[\da-f]{2}/gi, (escape) => byte(escape.slice(1))],
  // JSON, JavaScript, Python, Go.
  [
    '\\',
    /\\(?:ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|u[\da-f]{4}|u\{[\da-f]{1,6}\}|x[\da-f]{2}|[0-3][0-7]{2}|["'`\\/bfnrtv])/gi,
    ofBackslash,
  ],
  ['&', /&(?:#\d{1,7}|#x[\da-f]{1,6}|quot|apos|amp|lt|gt|nbsp|sol|plus|equals|colon|commat);/gi, ofEntity],
  // Lines of base64.
  ['\n', /\r?\n(?<=[a-z\d+/]{20}\r?\n)(?=[a-z\d+/=])/gi, () => ''],
]
const MAY_ESCAPE = /[%\\&\n]/
/** How many characters all views of a short text may have; those of a long one may have four times its own. */
const MOST = 100_000
const NOT_ASCII = /[^\0-\x7f]/
const NOT_ASCII_POINTS = /[^\0-\x7f]/gu

const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }
const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  sol: '/',
  plus: '+',
  equals: '=',
  colon: ':',
  commat: '@',
}

/**
 * The text itself, and what it says after layers of escapes are removed, of each kind in any order: JSON in JSON in a form, and more. The
 * number of views is limited, so that the time is linear in the size of the text.
 */
export function* viewsOf(text: string): Generator<View, void, undefined> {
  const first = replaced(text, undefined, NOT_ASCII_POINTS, utf8) ?? new View(text)
  yield first
  if (!MAY_ESCAPE.test(text)) return
  const views = [first]
  const seen = new Set([first.text])
  let left = MOST + 4 * text.length
  for (const view of views)
    for (const [sign, pattern, replacement] of KINDS) {
      if (left < view.text.length) return
      const next = view.text.includes(sign) ? replaced(view.text, view, pattern, replacement) : undefined
      if (next === undefined) continue
      left -= view.text.length
      if (seen.has(next.text)) continue
      seen.add(next.text)
      views.push(next)
      yield next
    }
}

export const isAscii = (text: string): boolean => !NOT_ASCII.test(text)

/** UTF-8, one character for each byte. */
export const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

/** The bytes as patterns are compared. */
export function fold(text: string): string {
  const bytes = Buffer.from(text, 'latin1')
  for (let at = 0; at < bytes.length; at++) bytes[at] = FOLDED[bytes[at] as number] as number
  return bytes.toString('latin1')
}

/** The text with all matches replaced by bytes; undefined if there are none. */
function replaced(
  text: string,
  from: View | undefined,
  pattern: RegExp,
  replacement: (match: string) => string,
): View | undefined {
  const escapes: number[] = []
  let grown = 0
  const plain = text.replace(pattern, (escape, index: number) => {
    const bytes = replacement(escape)
    const start = index + grown
    grown += bytes.length - escape.length
    escapes.push(start, start + bytes.length, index, index + escape.length)
    return bytes
  })
  return escapes.length === 0 ? undefined : new View(plain, { from, escapes })
}

function ofEntity(escape: string): string {
  const name = escape.slice(1, -1).toLowerCase()
  return ENTITIES[name] ?? point(name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : +name.slice(1))
}

function ofBackslash(escape: string): string {
  const kind = (escape[1] as string).toLowerCase()
  if (escape.length === 2) return LETTERS[kind] ?? kind
  if (kind === 'x') return byte(escape.slice(2))
  if (kind !== 'u') return String.fromCharCode(Number.parseInt(escape.slice(1), 8))
  if (escape.length === 12)
    return utf8(
      String.fromCharCode(Number.parseInt(escape.slice(2, 6), 16), Number.parseInt(escape.slice(8), 16)),
    )
  return point(Number.parseInt(escape.replaceAll(/[^\da-f]/gi, ''), 16))
}

const byte = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16))

const point = (code: number): string => (code > 0x10ffff ? '?' : utf8(String.fromCodePoint(code)))
