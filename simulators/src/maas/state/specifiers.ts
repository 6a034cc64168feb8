import { lookup } from '../../lookup.js'
import { formatNetwork, inside, parseAddress, parseNetwork } from './ip.js'
import type { MaasState } from './state.js'
import type { Subnet } from './types.js'

/** A number as specifiers spell it: decimal, `0x` hexadecimal or `0b` binary. */
const integer = (text: string): string =>
  /^\s*0[xb][\da-f]+\s*$/i.test(text) ? String(Number(text)) : text.trim()

/** The network of a text, or the text itself: host bits do not count. */
function cidrOf(text: string): string {
  const network = parseNetwork(text)
  return network ? formatNetwork(network) : text
}

/**
 * The subnets that match a specifier: an id, a cidr or a name, or `cidr:`, `name:`, `vid:`, `fabric:`, `space:`, `id:`.
 */
export function subnetsNamed(state: MaasState, specifier: string): Subnet[] {
  const [kind = '', value = ''] = /^(id|cidr|name|vid|fabric|space|vlan|ip):/.test(specifier)
    ? specifier.split(/:(.*)/s)
    : ['', specifier]
  return state.subnets.filter((subnet) => {
    const vlan = state.vlans.find((candidate) => candidate.id === subnet.vlanId)
    const fabric = state.fabrics.find((candidate) => candidate.id === vlan?.fabricId)
    const space = state.spaces.find((candidate) => candidate.id === vlan?.spaceId)?.name ?? 'undefined'
    const vid = vlan?.vid === 0 ? ['0', 'untagged'] : [String(vlan?.vid)]
    const names: Record<string, (string | undefined)[]> = {
      '': [String(subnet.id), subnet.cidr, subnet.name],
      id: [String(subnet.id)],
      cidr: [subnet.cidr],
      name: [subnet.name],
      vid,
      vlan: [...vid, vlan?.name],
      fabric: [fabric?.name, String(fabric?.id)],
      space: [space],
    }
    const network = parseNetwork(subnet.cidr)
    if (kind === 'ip') return network !== undefined && inside(network, parseAddress(value))
    const known = lookup(names, kind) ?? []
    return known.includes(value) || known.includes(integer(value)) || known.includes(cidrOf(value))
  })
}
