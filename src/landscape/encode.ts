import { isFormFile } from '../core/http/body.js'
import { describeValue } from '../core/shape/explain.js'
import { isoSeconds } from './signature.js'

/**
 * Flattens the parameters of an action to names and strings (protocol.md section 4): lists to `name.1`, `name.2`, mappings to `name.key`,
 * bytes to base64, files to `name$$base64`. Omits undefined.
 *
 * @throws TypeError for what cannot be sent: null and empty lists would be left out, and then select everything
 */
export function flatten(
  params: object,
  wireOf: (name: string) => string | undefined = () => undefined,
): [string, string][] {
  const flat: [string, string][] = []
  const add = (name: string, value: unknown): void => {
    if (value === undefined) return
    if (Array.isArray(value)) {
      checkItems(name, value)
      for (const [index, item] of value.entries()) add(`${name}.${index + 1}`, item)
    } else if (isFormFile(value))
      flat.push([name, `${value.filename}$$${Buffer.from(value.content).toString('base64')}`])
    else if (value instanceof Uint8Array) flat.push([name, Buffer.from(value).toString('base64')])
    else if (typeof value === 'object' && value !== null && !(value instanceof Date))
      for (const [key, item] of Object.entries(value)) add(`${name}.${key}`, item)
    else flat.push([name, scalar(name, value)])
  }
  for (const [name, value] of Object.entries(params))
    add(name, wireOf(name) === 'base64' && typeof value === 'string' ? Buffer.from(value) : value)
  return flat
}

/** Encodes the query of a REST call; lists are joined by commas. */
export function queryOf(params: object): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue
    if (Array.isArray(value)) checkItems(name, value)
    query.append(
      name,
      Array.isArray(value) ? value.map((item) => listItem(name, item)).join(',') : scalar(name, value),
    )
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

function checkItems(name: string, items: readonly unknown[]): void {
  if (items.length === 0)
    throw new TypeError(`${name} is an empty list, which cannot be sent: omit it, or pass at least one value`)
  if (items.includes(undefined)) throw new TypeError(`${name} must not contain undefined`)
}

function listItem(name: string, value: unknown): string {
  const text = scalar(name, value)
  if (text.includes(','))
    throw new TypeError(
      `${name} must not contain a comma in a value, since Landscape joins lists by commas, got ${JSON.stringify(text)}`,
    )
  return text
}

function scalar(name: string, value: unknown): string {
  if (typeof value === 'string') return value
  if (
    typeof value === 'boolean' ||
    typeof value === 'bigint' ||
    (typeof value === 'number' && Number.isFinite(value))
  )
    return String(value)
  if (value instanceof Date && !Number.isNaN(value.getTime())) return isoSeconds(value)
  throw new TypeError(`${name} must be a string, number, boolean or date, got ${describeValue(value)}`)
}
