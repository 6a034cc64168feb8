/** A text as UTF-8 bytes, one character each, with one more layer of escapes removed than the view before. */
export class View {
  #folded: string | undefined

  /** @param origin the position in the original text of each byte and of the end; undefined if they are the same */
  constructor(
    readonly text: string,
    readonly origin?: Uint32Array,
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

/** The part of the original text that a part of a view stands for. */
export function spanOf({ origin }: View, start: number, end: number): Span {
  if (origin === undefined) return { start, end }
  // Behind the whole escape that the last byte is a part of.
  let to = end
  while (to < origin.length - 1 && origin[to] === origin[to - 1]) to++
  return { start: origin[start] ?? 0, end: origin[to] ?? 0 }
}

/** The kinds of escapes, each of which is removed as a whole layer, and what one of them stands for, as bytes. None is matched twice from within. */
const KINDS: readonly [RegExp, (escape: string) => string][] = [
  [/%[\da-f]{2}/gi, (escape) => byte(escape.slice(1))],
  // JSON, JavaScript, Python, Go.
  [
    /\\(?:ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|u[\da-f]{4}|u\{[\da-f]{1,6}\}|x[\da-f]{2}|[0-3][0-7]{2}|["'`\\/bfnrtv])/gi,
    ofBackslash,
  ],
  [/&(?:#\d{1,7}|#x[\da-f]{1,6}|quot|apos|amp|lt|gt|nbsp|sol|plus|equals|colon|commat);/gi, ofEntity],
  // Lines of base64.
  [/\r?\n(?<=[a-z\d+/]{20}\r?\n)(?=[a-z\d+/=])/gi, () => ''],
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
  const first = NOT_ASCII.test(text) ? replaced(text, undefined, NOT_ASCII_POINTS, utf8) : new View(text)
  yield first
  if (!MAY_ESCAPE.test(text)) return
  const views = [first]
  const seen = new Set([first.text])
  let left = MOST + 4 * text.length
  for (const view of views)
    for (const [pattern, replacement] of KINDS) {
      if (left < view.text.length) return
      if (view.text.search(pattern) < 0) continue
      const next = replaced(view.text, view.origin, pattern, replacement)
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

/** The text with all matches replaced by bytes. */
function replaced(
  text: string,
  origin: Uint32Array | undefined,
  pattern: RegExp,
  replacement: (match: string) => string,
): View {
  const at = new Uint32Array(text.length * (pattern === NOT_ASCII_POINTS ? 3 : 1) + 1)
  const parts: string[] = []
  let read = 0
  let written = 0
  const keep = (end: number): void => {
    if (end > read) parts.push(text.slice(read, end))
    for (; read < end; read++) at[written++] = origin === undefined ? read : (origin[read] as number)
  }
  for (const match of text.matchAll(pattern)) {
    keep(match.index)
    const bytes = replacement(match[0])
    parts.push(bytes)
    const start = origin === undefined ? read : (origin[read] as number)
    for (let index = 0; index < bytes.length; index++) at[written++] = start
    read = match.index + match[0].length
  }
  keep(text.length)
  at[written++] = origin === undefined ? text.length : (origin[text.length] as number)
  return new View(parts.join(''), at.subarray(0, written))
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
