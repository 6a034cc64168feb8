import { inspect } from 'node:util'
import fc from 'fast-check'

/** Spells a text as a server, a proxy or a library may. */
type Spell = (text: string) => string

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0')

/** Encodes each part of a text that must be encoded, and of the others those that `pick` picks. */
const each = (
  must: RegExp,
  encode: (char: string, choice: number) => string,
  choices: readonly number[],
  text: string,
): string =>
  [...text]
    .map((char, index) => {
      const choice = choices[index % choices.length] as number
      return must.test(char) || choice % 2 === 1 ? encode(char, choice >> 1) : char
    })
    .join('')

const NAMED: Record<string, string> = { '"': '&quot;', '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&apos;' }

const percent =
  (choices: number[]): Spell =>
  (text) =>
    each(
      /[^\w.~-]/,
      (char, choice) => {
        const bytes = [...Buffer.from(char)].map((byte) => `%${hex(byte, 2)}`).join('')
        return choice % 2 === 0 ? bytes : bytes.toUpperCase()
      },
      choices,
      text,
    )

const json =
  (choices: number[]): Spell =>
  (text) =>
    each(
      /["\\\p{Cc}]/u,
      (char, choice) => {
        const code = (unit: number): string => `\\u${hex(char.charCodeAt(unit), 4)}`
        if (char.length === 2) return code(0) + code(1)
        return choice % 3 === 0 && /["\\/]/.test(char)
          ? `\\${char}`
          : choice % 3 === 1
            ? code(0)
            : `\\u${hex(char.charCodeAt(0), 4).toUpperCase()}`
      },
      choices,
      text,
    )

const html =
  (choices: number[]): Spell =>
  (text) =>
    each(
      /[&<>"']/,
      (char, choice) => {
        const code = char.codePointAt(0) as number
        return [
          NAMED[char] ?? `&#${code};`,
          `&#${code};`,
          `&#x${hex(code, 2)};`,
          `&#X${hex(code, 2).toUpperCase()};`,
        ][choice % 4] as string
      },
      choices,
      text,
    )

const base64: fc.Arbitrary<Spell> = fc
  .tuple(
    fc.string({ maxLength: 6, unit: fc.constantFrom(...'ab:é"') }),
    fc.string({ maxLength: 4, unit: fc.constantFrom(...'ab:\n') }),
    fc.constantFrom<BufferEncoding>('base64', 'base64url'),
    fc.constantFrom<Spell>(
      (text) => text,
      (text) => text.replace(/=+$/, ''),
      (text) => text.replaceAll(/.{76}/g, '$&\n'),
    ),
  )
  .map(
    ([before, after, alphabet, shape]) =>
      (text) =>
        shape(Buffer.from(before + text + after).toString(alphabet)),
  )

const choices = fc.array(fc.nat({ max: 255 }), { minLength: 5, maxLength: 40 })
const layer: fc.Arbitrary<Spell> = fc.oneof(
  choices.map(percent),
  choices.map(json),
  choices.map(html),
  fc.constant<Spell>((text) => encodeURIComponent(text)),
  fc.constant<Spell>((text) => new URLSearchParams({ '': text }).toString().slice(1)),
  fc.constant<Spell>((text) => JSON.stringify(text).slice(1, -1)),
)
const innermost: fc.Arbitrary<Spell> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Spell>((text) => text) },
  fc.constant<Spell>((text) => text.toUpperCase()),
  fc.constant<Spell>((text) => text.toLowerCase()),
  fc.constant<Spell>((text) => Buffer.from(text).toString('hex')),
  fc.constant<Spell>((text) => Buffer.from(text).toString('hex').toUpperCase()),
  { weight: 3, arbitrary: base64 },
)

/** A spelling: perhaps in another case, in hex or in base64, and up to three layers of escapes. */
export const spelling: fc.Arbitrary<Spell> = fc.tuple(innermost, fc.array(layer, { maxLength: 3 })).map(
  ([inner, layers]) =>
    (text) =>
      layers.reduce((spelled, spell) => spell(spelled), inner(text)),
)

const DECODERS: Spell[] = [
  (text) =>
    text.replaceAll(/(?:%[\da-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString()),
  (text) => text.replaceAll('+', ' '),
  (text) =>
    text.replaceAll(/\\(?:u([\da-f]{4})|(["\\/bfnrt]))/gi, (_, code: string | undefined, char: string) =>
      code === undefined
        ? ({ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }[char] ?? char)
        : String.fromCharCode(Number.parseInt(code, 16)),
    ),
  (text) =>
    text.replaceAll(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (all, x: string, d: string, name: string) =>
      name === undefined
        ? String.fromCodePoint(x === undefined ? Number(d) : Number.parseInt(x, 16))
        : (Object.keys(NAMED).find((char) => NAMED[char] === `&${name};`) ?? all),
    ),
]

/** Everything that can be decoded from a text: by up to three decoders after each other, and what base64 and hex in them hold. */
function* decoded(text: string): Generator<string, void, undefined> {
  const runs = new Set<string>()
  const seen = new Set<string>()
  let level = [text]
  for (let depth = 0; depth <= 3; depth++) {
    level = level.filter((one) => !seen.has(one) && seen.add(one))
    for (const one of level) {
      yield one
      for (const run of one.match(/[\w+/-]{8,}(?:\n[\w+/-]+)*/g) ?? []) {
        const joined = run.replaceAll('\n', '')
        if (runs.has(joined)) continue
        runs.add(joined)
        for (const skip of [0, 1, 2, 3]) yield Buffer.from(joined.slice(skip), 'base64').toString()
        if (/^[\da-f]+$/i.test(joined))
          for (const skip of [0, 1]) yield Buffer.from(joined.slice(skip), 'hex').toString()
      }
    }
    level = level.flatMap((one) => DECODERS.map((decode) => decode(one)))
  }
}

/** Whether a text contains a secret in any spelling, by decoding it: independent of how secrets are masked. */
export function reveals(text: string, secret: string): boolean {
  const wanted = secret.toLowerCase()
  for (const plain of decoded(text)) if (plain.toLowerCase().includes(wanted)) return true
  return false
}

/** Everything that an error shows, without the frames of its stack. */
export function shownBy(thing: unknown): string {
  const seen = new Set([
    inspect(thing, { depth: 10, showHidden: true }),
    JSON.stringify(thing) ?? '',
    String(thing),
  ])
  if (thing instanceof Error) {
    seen.add(thing.stack ?? '')
    if (thing.cause !== undefined) seen.add(shownBy(thing.cause))
  }
  return [...seen].join('\n').replaceAll(/^ +at .*\n?/gm, '')
}
