import { isIPv4, isIPv6 } from 'node:net'

/** An address as a number, with the bits of its family; undefined where the text is none. */
export function parseAddress(text: string): { value: bigint; bits: number } | undefined {
  if (isIPv4(text)) return { value: join(text.split('.').map(Number), 8n), bits: 32 }
  if (!isIPv6(text) || text.includes('%')) return undefined
  // The last two groups may be an IPv4 address.
  const lastAt = text.lastIndexOf(':') + 1
  const [a = 0, b = 0, c = 0, d] = text.slice(lastAt).split('.').map(Number)
  const plain =
    d === undefined
      ? text
      : `${text.slice(0, lastAt)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
  const [before = [], after = []] = plain
    .split('::')
    .map((half) => half.split(':').filter((word) => word !== ''))
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  const groups = [...before, ...(plain.includes('::') ? zeros : []), ...after]
  return {
    value: join(
      groups.map((group) => Number.parseInt(group, 16)),
      16n,
    ),
    bits: 128,
  }
}

const join = (parts: readonly number[], bits: bigint): bigint =>
  parts.reduce((sum, part) => (sum << bits) + BigInt(part), 0n)

/** Whether two texts are the same address. */
export function isSameAddress(one: string, other: string): boolean {
  const [left, right] = [parseAddress(one), parseAddress(other)]
  return left !== undefined && right !== undefined && left.bits === right.bits && left.value === right.value
}

/** Whether an address is in a network; true where the network cannot be read. */
export function isInside(address: string, cidr: string): boolean {
  const [base = '', length = ''] = cidr.split('/')
  const [network, host] = [parseAddress(base), parseAddress(address)]
  if (network === undefined) return true
  if (host === undefined) return false
  const shift = BigInt(network.bits - Number(length))
  return network.bits === host.bits && network.value >> shift === host.value >> shift
}
