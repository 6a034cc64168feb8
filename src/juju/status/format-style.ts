import { compareNames, compareNamesBefore3 } from './natural-order.js'
import type { ModelStatus } from './types.js'

/** How the command of a release formats the status. */
export interface FormatStyle {
  /** Juju 2.9 has series for bases, relations for integrations, and shows ports and messages as they are. */
  isBefore3: boolean
  isKubernetes: boolean
  compare: (a: string, b: string) => number
}

export function styleOf({ version, type }: ModelStatus): FormatStyle {
  const isBefore3 = /^[012]\./.test(version)
  return { isBefore3, isKubernetes: type === 'caas', compare: isBefore3 ? compareNamesBefore3 : compareNames }
}

const MAX_MESSAGE_BYTES = 120

/** A message, cut at 120 bytes where the command does so. */
export function shortMessage(message: string, { isBefore3 }: FormatStyle): string {
  const bytes = Buffer.from(message)
  if (isBefore3 || bytes.length <= MAX_MESSAGE_BYTES) return message
  return `${cutBytes(bytes, MAX_MESSAGE_BYTES - 3)}...`
}

/** The whole characters in the first bytes of a text. */
export function cutBytes(bytes: Buffer, length: number): string {
  let end = length
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.toString('utf8', 0, end)
}
