/** A scalar that is not a text: its value, and its text in the file, since `channel: 8.0` is a track and not the number 8. */
export class Literal {
  constructor(
    readonly value: number | bigint | boolean,
    readonly text: string,
    /** Whether it was written as a whole number; `3.0` was not. */
    readonly isWhole = false,
  ) {}
}

/** The value of a scalar; null for `~` and the like. */
export type ScalarValue = string | Literal | null

/** A scalar whose explicit tag does not allow it, such as `!!int yes`. */
export class TagMistake extends Error {}

const WORDS = new Map<string, boolean | number | null>([
  ...words(true, 'y Y yes Yes YES true True TRUE on On ON'),
  ...words(false, 'n N no No NO false False FALSE off Off OFF'),
  ...words(null, '~ null Null NULL'),
  ['', null],
  ...words(NaN, '.nan .NaN .NAN'),
  ...words(Infinity, '.inf .Inf .INF +.inf +.Inf +.INF'),
  ...words(-Infinity, '-.inf -.Inf -.INF'),
])

function words<T>(value: T, texts: string): [string, T][] {
  return texts.split(' ').map((text) => [text, value])
}

const TAG = 'tag:yaml.org,2002:'

/** What a value of a tag must be. */
const KINDS: Record<string, (value: ScalarValue) => boolean> = {
  null: (value) => value === null,
  bool: (value) => value instanceof Literal && typeof value.value === 'boolean',
  int: (value) => value instanceof Literal && value.isWhole,
  float: (value) => value instanceof Literal && typeof value.value !== 'boolean',
  timestamp: (value) => typeof value === 'string',
}

/**
 * Resolves a scalar by the rules of Juju's YAML reader, an edition of go-yaml 2: `yes` and `y` are booleans, 0644 and 0o644 are
 * octal, 1_000 is 1000; 099, 12e3, 1. and dates are texts.
 *
 * Throws {@link TagMistake} for a value that an explicit tag does not allow.
 */
export function resolveScalar(text: string, isPlain: boolean, tag: string | undefined): ScalarValue {
  if (tag === undefined) return isPlain ? plainValue(text) : text
  const kind = tag.startsWith(TAG) ? tag.slice(TAG.length) : ''
  if (kind === 'binary') return binary(text)
  const isOfKind = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined
  if (isOfKind === undefined) return text
  const value = plainValue(text)
  if (!isOfKind(value)) throw new TagMistake(`the value is not one of its tag !!${kind}`)
  return value
}

function plainValue(text: string): ScalarValue {
  const word = WORDS.get(text)
  if (word !== undefined) return word === null ? null : new Literal(word, text)
  if (!/^[-+.\d]/.test(text)) return text
  const plain = text.replaceAll(text.startsWith('.') ? /(?<=\d)_(?=\d)/g : '_', '')
  const [integer, decimal] = [wholeValue(plain), decimalValue(plain)]
  if (integer !== undefined) return new Literal(integer, text, true)
  return decimal === undefined ? text : new Literal(decimal, text)
}

/** More than any number of 64 bits has. */
const MAX_DIGITS = 100
const [INT64_MIN, INT64_MAX, UINT64_MAX] = [-(2n ** 63n), 2n ** 63n - 1n, 2n ** 64n - 1n]

function wholeValue(text: string): number | bigint | undefined {
  const [, sign, digits = ''] =
    /^([-+]?)(0|[1-9]\d*|0[0-7]+|0[oO][0-7]+|0[xX][\da-fA-F]+|0[bB][01]+)$/.exec(text) ?? []
  if (sign === undefined || digits.length > MAX_DIGITS) return undefined
  const magnitude = BigInt(/^0\d/.test(digits) ? `0o${digits}` : digits.toLowerCase())
  const value = sign === '-' ? -magnitude : magnitude
  // A number with a sign has 63 bits.
  if (value < INT64_MIN || value > (sign === '' ? UINT64_MAX : INT64_MAX)) return undefined
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

/** An exponent needs its sign (12e+3), unless the number begins with its point. */
function decimalValue(text: string): number | undefined {
  const isDecimal =
    /^\.\d+([eE][-+]?\d+)?$/.test(text) || /^[-+]?((0|[1-9]\d*)(\.\d+)?|\.\d+)([eE][-+]\d+)?$/.test(text)
  const value = isDecimal ? Number(text) : NaN
  return Number.isFinite(value) ? value : undefined
}

function binary(text: string): string {
  const bytes = text.replaceAll(/[\r\n]/g, '')
  if (bytes.length % 4 !== 0 || !/^[A-Za-z\d+/]*={0,2}$/.test(bytes))
    throw new TagMistake('a value of the tag !!binary is not base64')
  return Buffer.from(bytes, 'base64').toString()
}
