import type { Params } from './params.js'
import { refuse } from './refusal.js'

/** A form's boolean: `false` in any case, empty or absent is false; everything else is true, including `0`, `no` and `off`. */
export function formBoolean(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value.toLowerCase() !== 'false'
}

const yes = new Set(['true', 't', 'yes', 'y', 'on', '1'])
const no = new Set(['false', 'f', 'no', 'n', 'off', '0', ''])

/** A parameter's boolean, parsed strictly: unknown spellings are 400. */
export function stringBoolean(params: Params, name: string, fallback = false): boolean {
  const value = params.get(name)
  if (value === undefined) return fallback
  const lower = value.trim().toLowerCase()
  if (yes.has(lower)) return true
  if (no.has(lower)) return value === '' ? fallback : false
  throw refuse(400, `Invalid ${name}: Value should be 'true' or 'false'`)
}

/** A parameter's integer, parsed strictly. */
export function integer(params: Params, name: string, fallback: number): number
export function integer(params: Params, name: string): number | undefined
export function integer(params: Params, name: string, fallback?: number): number | undefined {
  const value = params.get(name)
  if (value === undefined || value === '') return fallback
  if (!/^\s*[-+]?\d+\s*$/.test(value)) throw refuse(400, `Invalid ${name}: Please enter an integer value`)
  return Number.parseInt(value, 10)
}

/** A required parameter. */
export function mandatory(params: Params, name: string): string {
  const value = params.get(name)
  if (!value) throw refuse(400, `No provided ${name}!`)
  return value
}
