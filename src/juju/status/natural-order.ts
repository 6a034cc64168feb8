/**
 * Compares names as the tables of Juju 3 and 4 sort them: numbers by value, all else by bytes, as in `u4`, `u10`, `ubuntu`, or
 * `mysql/2`, `mysql/10`. Names without a number are compared as a whole: `web-a` is before `web2`.
 */
export const compareNames = (a: string, b: string): number => compare(a, b, false)

/** The order of Juju 2.9, in which a name without a number is before all that begin with it and go on: `web2` is before `web-a`. */
export const compareNamesBefore3 = (a: string, b: string): number => compare(a, b, true)

function compare(first: string, second: string, before3: boolean): number {
  let [a, b] = [first, second]
  while (a !== '' && b !== '') {
    const [one, other] = [splitAtNumber(a, before3), splitAtNumber(b, before3)]
    if (one === undefined || other === undefined) return compareBytes(a, b)
    const difference = compareBytes(one.prefix, other.prefix) || one.number - other.number
    if (difference !== 0) return difference
    a = one.rest
    b = other.rest
  }
  return a.length - b.length || compareBytes(first, second)
}

/** Go compares texts by their bytes; the order of UTF-16 is the same but for characters beyond the basic plane. */
export const compareBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The largest numbers are compared as text. */
const MAX_DIGITS = 15

function splitAtNumber(
  text: string,
  before3: boolean,
): { prefix: string; number: number; rest: string } | undefined {
  const start = text.search(/\d/)
  if (start === -1) return before3 ? { prefix: text, number: -1, rest: '' } : undefined
  const digits = /^\d+/.exec(text.slice(start))?.[0] ?? ''
  if (digits.length > MAX_DIGITS) return undefined
  return { prefix: text.slice(0, start), number: Number(digits), rest: text.slice(start + digits.length) }
}
