import { apiRoot, ipAddresses } from '../replies/network.js'
import type { DnsResource } from '../state/extras.js'
import { parseAddress } from '../state/ip.js'
import type { MaasState } from '../state/state.js'

interface Origin {
  system_id: string | null
  node_type: number | null
  dnsresource_id: number | null
}

/** A name that the region serves without a DNS resource of its own: it has the id -1, and no address at which it could be read. */
const relatedName = (fqdn: string, addresses: readonly string[], origin: Origin): object => ({
  address_ttl: null,
  fqdn,
  resource_records: addresses.map((address) => ({
    ...origin,
    user_id: null,
    ttl: null,
    rrtype: parseAddress(address)?.family === 6 ? 'AAAA' : 'A',
    rrdata: address,
    dnsdata_id: null,
  })),
  id: -1,
  ip_addresses: null,
  resource_uri: `${apiRoot}/dnsresources/-1/`,
})

/** The names of nodes and the addresses of DNS resources in some domains, which `all=true` lists after the DNS resources. */
export function relatedNames(
  state: MaasState,
  matches: (name: Pick<DnsResource, 'name' | 'domainId'>) => boolean,
  fqdnOf: (resource: DnsResource) => string,
): object[] {
  const nodes = [
    ...state.machines.map((node) => ({ node, node_type: 0 })),
    ...state.devices.map((node) => ({ node, node_type: 1 })),
  ]
  return [
    ...nodes
      .filter(({ node }) => matches({ name: node.hostname, domainId: node.domainId }))
      .map(({ node, node_type }) => ({ node, node_type, addresses: ipAddresses(node) }))
      .filter(({ addresses }) => addresses.length > 0)
      .map(({ node, node_type, addresses }) =>
        relatedName(state.fqdn(node), addresses, {
          system_id: node.systemId,
          node_type,
          dnsresource_id: null,
        }),
      ),
    ...state.extras.dnsResources
      .filter((resource) => resource.ips.length > 0 && matches(resource))
      .map((resource) =>
        relatedName(fqdnOf(resource), resource.ips, {
          system_id: null,
          node_type: null,
          dnsresource_id: resource.id,
        }),
      ),
  ]
}
