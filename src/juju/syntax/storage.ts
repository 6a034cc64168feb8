import { ConfigurationError } from '../../core/errors.js'
import type { StorageDirective } from '../generated/facades/common.js'

const SIZES = 'MGTPEZY'

/** Reads a storage directive, pool, count and size in any order, as in `ebs,10G,2`; or returns the mistake. */
export function parseStorage(text: string): StorageDirective | { mistake: string } {
  const value: StorageDirective = { Pool: '', Size: 0, Count: 0 }
  for (const field of text.split(',')) {
    const [, size, unit = ''] = /^(-?\d+(?:\.\d+)?)([MGTPEZY])(?:i?B)?$/.exec(field) ?? []
    if (field === '') continue
    if (/^[a-zA-Z][-?a-zA-Z0-9]*$/.test(field)) {
      if (value.Pool !== '') return { mistake: 'it has two pools' }
      value.Pool = field
    } else if (/^-?\d+$/.test(field)) {
      if (Number(field) < 1) return { mistake: `the count ${field} is below 1` }
      if (value.Count !== 0) return { mistake: 'it has two counts' }
      value.Count = Number(field)
    } else if (size !== undefined) {
      if (size.startsWith('-')) return { mistake: `the size ${field} is below 0` }
      if (value.Size !== 0) return { mistake: 'it has two sizes' }
      value.Size = Math.ceil(Number(size) * 1024 ** SIZES.indexOf(unit))
    } else return { mistake: `"${field}" is not a pool, a count or a size` }
  }
  if (value.Pool === '' && value.Size === 0 && value.Count === 0)
    return { mistake: 'it has no pool, count or size' }
  return { ...value, Count: value.Count === 0 ? 1 : value.Count }
}

/** A storage directive as the facades take it. Throws `ConfigurationError`. */
export function storageValue(text: string): StorageDirective {
  const value = parseStorage(text)
  if ('mistake' in value)
    throw new ConfigurationError({
      system: 'juju',
      summary: `The storage directive ${JSON.stringify(text)} is not valid: ${value.mistake}`,
      hint: 'Write it as ebs,10G,2',
    })
  return value
}
