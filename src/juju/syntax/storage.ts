import { ConfigurationError } from '../../core/errors.js'
import type { StorageDirective } from '../generated/facades/common.js'

/** The mistake in a storage directive such as `ebs,2,100G`; undefined if it is valid. */
export function storageMistake(text: string): string | undefined {
  let [pool, count, size] = [false, false, false]
  for (const field of text.split(',')) {
    if (/^-?\d+$/.test(field)) {
      if (count) return 'it has two counts'
      if (Number(field) < 1) return `the count ${field} is below 1`
      count = true
    } else if (/^-?\d+(\.\d+)?[MGTPEZY](i?B)?$/.test(field)) {
      if (size) return 'it has two sizes'
      if (field.startsWith('-')) return `the size ${field} is below 0`
      size = true
    } else if (/^[a-zA-Z][-a-zA-Z0-9]*$/.test(field)) {
      if (pool) return 'it has two pools'
      pool = true
    } else return `"${field}" is not a pool, a count or a size`
  }
  return undefined
}

const SIZE: Record<string, number> = { M: 1, G: 1024, T: 1024 ** 2, P: 1024 ** 3, E: 1024 ** 4 }

/** A storage directive: pool, size and count in any order, as in `ebs,10G,2`. */
export function storageValue(text: string): StorageDirective {
  const mistake = storageMistake(text)
  if (mistake !== undefined)
    throw new ConfigurationError({
      system: 'juju',
      summary: `The storage directive ${JSON.stringify(text)} is not valid: ${mistake}`,
      hint: 'Write it as ebs,10G,2',
    })
  const value: StorageDirective = { Pool: '', Size: 0, Count: 1 }
  for (const part of text.split(',')) {
    const size = /^(\d+(?:\.\d+)?)([MGTPE])(?:i?B)?$/.exec(part)
    if (size) value.Size = Math.ceil(Number(size[1]) * (SIZE[size[2] ?? 'M'] ?? 1))
    else if (/^\d+$/.test(part)) value.Count = Number(part)
    else value.Pool = part
  }
  return value
}
