import { isIP, isIPv4 } from 'node:net'

/** A kind of text with a form that every server demands. */
interface TextForm {
  one: string
  many: string
  example: string
  fits: (text: string) => boolean
}

const MAC = /^([\da-f]{1,2}([:-][\da-f]{1,2}){5}|[\da-f]{3,4}(\.[\da-f]{3,4}){2}|[\da-f]{12})$/i

/** An IPv4 address may be shortened (`10/8`), and the length may be a mask: some servers read these. */
function isCidr(text: string): boolean {
  const [, address = '', length = ''] = /^([^/]+)\/([^/]+)$/.exec(text) ?? []
  const family = /^\d{1,3}(\.\d{1,3}){0,2}$/.test(address) ? 4 : isIP(address)
  if (family === 0) return false
  return /^\d{1,3}$/.test(length)
    ? Number(length) <= (family === 4 ? 32 : 128)
    : family === 4 && isIPv4(length)
}

/** The types of the language that are texts with a form. They refuse only what no server reads. */
export const TEXT_FORMS: Readonly<Record<string, TextForm>> = {
  mac: {
    one: 'a MAC address',
    many: 'MAC addresses',
    example: '52:54:00:12:34:56',
    fits: (text) => MAC.test(text),
  },
  ip: { one: 'an IP address', many: 'IP addresses', example: '10.0.0.5', fits: (text) => isIP(text) !== 0 },
  cidr: {
    one: 'a network (address/length)',
    many: 'networks (address/length)',
    example: '10.0.0.0/24',
    fits: isCidr,
  },
}

/** The check of an argument. An empty text fits: it clears a value, and whether it may be empty is another fact. */
export const hasForm =
  ({ fits }: TextForm) =>
  (value: unknown): boolean =>
    typeof value === 'string' && (value.trim() === '' || fits(value.trim()))
