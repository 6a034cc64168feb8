import { isIP } from 'node:net'

/** An address as a number, with its family. */
export interface Address {
  value: bigint
  family: 4 | 6
}

export function parseAddress(text: string): Address | undefined {
  const family = isIP(text)
  if (family === 4)
    return { value: text.split('.').reduce((sum, part) => (sum << 8n) + BigInt(part), 0n), family }
  // The URL parser writes an embedded IPv4 address as two groups, and knows no zones.
  const url = `http://[${text}]`
  if (family !== 6 || !URL.canParse(url)) return undefined
  const groups = new URL(url).hostname.slice(1, -1)
  const [head = '', tail = ''] = groups.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === '' ? [] : tail.split(':')
  const zeros = groups.includes('::') ? Array.from({ length: 8 - left.length - right.length }, () => '0') : []
  return {
    value: [...left, ...zeros, ...right].reduce((sum, part) => (sum << 16n) + BigInt(`0x${part}`), 0n),
    family,
  }
}

export function formatAddress({ value, family }: Address): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.')
  const words = Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - index * 16)) & 0xffffn).toString(16),
  )
  const run = words
    .join(':')
    .match(/(?:^|:)0(?::0)+(?=:|$)/g)
    ?.toSorted((a, b) => b.length - a.length)[0]
  return run === undefined
    ? words.join(':')
    : words
        .join(':')
        .replace(run, ':')
        .replace(/^:(?!:)/, '::')
        .replace(/(?<!:):$/, '::')
}

export interface Network {
  family: 4 | 6
  first: bigint
  last: bigint
  prefix: number
}

/** `address/prefix`, host bits allowed; undefined for anything else. */
export function parseNetwork(text: string): Network | undefined {
  const [host = '', length = ''] = text.split('/')
  const address = parseAddress(host)
  const prefix = Number(length)
  if (!address || !/^\d+$/.test(length)) return undefined
  const bits = address.family === 4 ? 32 : 128
  if (prefix > bits) return undefined
  const size = 1n << BigInt(bits - prefix)
  const first = (address.value / size) * size
  return { family: address.family, first, last: first + size - 1n, prefix }
}

export const formatNetwork = (network: Network): string =>
  `${formatAddress({ value: network.first, family: network.family })}/${network.prefix}`

export const inside = (network: Network, address: Address | undefined): boolean =>
  address !== undefined &&
  address.family === network.family &&
  address.value >= network.first &&
  address.value <= network.last

/** The addresses that hosts may have: in IPv4 without the network's own and the broadcast address. */
export function hostRange(network: Network): { first: bigint; last: bigint } {
  if (network.family === 6 || network.prefix >= 31)
    return { first: network.family === 6 ? network.first + 1n : network.first, last: network.last }
  return { first: network.first + 1n, last: network.last - 1n }
}
