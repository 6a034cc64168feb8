import type { Problems } from '../plan/problems.js'

/** MAAS rounds the sizes of partitions and logical volumes down to multiples of this. */
const EXTENT = 4 * 1024 ** 2

/** MAAS refuses smaller partitions and logical volumes. */
export const SMALLEST = EXTENT

const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1000,
  m: 1000 ** 2,
  g: 1000 ** 3,
  t: 1000 ** 4,
  ki: 1024,
  mi: 1024 ** 2,
  gi: 1024 ** 3,
  ti: 1024 ** 4,
}

/** Bytes of a size such as `20G`, `1.5TB` or `512MiB`; undefined where it is none. */
function parseSize(size: number | string): number | undefined {
  if (typeof size === 'number') return Number.isSafeInteger(size) && size > 0 ? size : undefined
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)\s*([kmgt]i?)?b?$/i.exec(size.trim()) ?? []
  const bytes = Math.floor(Number(digits) * (FACTORS[unit.toLowerCase()] ?? 1))
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined
}

export const roundDown = (bytes: number): number => Math.floor(bytes / EXTENT) * EXTENT

/** Whether a device has the size that was asked for: MAAS rounds down, releases differ in how far. */
export const hasSize = (actual: number, wanted: number): boolean => Math.abs(actual - wanted) <= 2 * EXTENT

/** A size for people. */
export function showSize(bytes: number): string {
  const unit = ['GB', 'MB', 'KB'].find((_name, index) => bytes >= 1000 ** (3 - index))
  if (unit === undefined) return `${bytes} bytes`
  const value = bytes / (unit === 'GB' ? 1000 ** 3 : unit === 'MB' ? 1000 ** 2 : 1000)
  return `${Number(value.toFixed(1))} ${unit}`
}

/** Bytes of a described size. */
export function checkedSize(
  problems: Problems,
  size: number | string | undefined,
  name: string,
  isLast: boolean,
): number | undefined {
  if (size === undefined) {
    if (!isLast) problems.add(`${name} has no size: only the last one may take all that is free`)
    return undefined
  }
  const bytes = parseSize(size)
  if (bytes === undefined)
    problems.add(
      `the size of ${name} is ${JSON.stringify(size)}`,
      'Pass bytes, or text such as 20G or 512MiB',
    )
  else if (bytes < SMALLEST) problems.add(`${name} is smaller than the ${SMALLEST} bytes that MAAS allows`)
  return bytes
}
