/** A kind of text with a form that every server demands. */
interface TextForm {
  one: string
  many: string
  example: string
  fits: (text: string) => boolean
}

const MAC = /^([\da-f]{1,2}([:-][\da-f]{1,2}){5}|[\da-f]{3,4}(\.[\da-f]{3,4}){2}|[\da-f]{12})$/i

/** Not those of node:net, which would take a sixth of the time to import a client. */
const isIPv4 = (text: string): boolean =>
  /^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/.test(text) &&
  text.split('.').every((part) => Number(part) <= 255)

const isIPv6 = (text: string): boolean =>
  /^[\da-f:.]+(%[\da-z.:-]+)?$/i.test(text) && URL.canParse(`http://[${text.replace(/%.*/, '')}]/`)

const isIP = (text: string): boolean => isIPv4(text) || isIPv6(text)

/** An IPv4 address may be shortened (`10/8`), and the length may be a mask: some servers read these. */
function isCidr(text: string): boolean {
  const [, address = '', length = ''] = /^([^/]+)\/([^/]+)$/.exec(text) ?? []
  const isShort = /^\d{1,3}(\.\d{1,3}){0,2}$/.test(address) || isIPv4(address)
  if (!isShort && !isIPv6(address)) return false
  return /^\d{1,3}$/.test(length) ? Number(length) <= (isShort ? 32 : 128) : isShort && isIPv4(length)
}

/** The types of the language that are texts with a form. They refuse only what no server reads. */
export const TEXT_FORMS: Readonly<Record<string, TextForm>> = {
  mac: {
    one: 'a MAC address',
    many: 'MAC addresses',
    example: '52:54:00:12:34:56',
    fits: (text) => MAC.test(text),
  },
  ip: { one: 'an IP address', many: 'IP addresses', example: '10.0.0.5', fits: isIP },
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
