import { apiRoot } from '../replies/network.js'
import { pistonText } from '../replies/reply.js'
import { notFound, Refusal } from '../server/refusal.js'
import type { Operation, Resource, UserExchange } from '../server/router.js'
import { formatAddress, parseNetwork } from '../state/ip.js'
import type { MaasState } from '../state/state.js'
import type { Subnet } from '../state/types.js'
import { admin } from './networks.js'

/** A subnet as the endpoint before subnets tells it. */
function networkReply(state: MaasState, subnet: Subnet): object {
  const network = parseNetwork(subnet.cidr)
  const vlan = state.vlans.find(({ id }) => id === subnet.vlanId)
  return {
    name: `subnet-${subnet.id}`,
    ip: subnet.cidr.split('/')[0],
    netmask: network && netmask(network),
    vlan_tag: vlan?.vid ?? 0,
    description: subnet.name,
    default_gateway: subnet.gatewayIp,
    dns_servers: subnet.dnsServers,
    resource_uri: `${apiRoot}/networks/subnet-${subnet.id}/`,
  }
}

function netmask({ prefix, family }: NonNullable<ReturnType<typeof parseNetwork>>): string {
  const bits = family === 4 ? 32n : 128n
  const value = ((1n << bits) - 1n) ^ ((1n << (bits - BigInt(prefix))) - 1n)
  return formatAddress({ value, family })
}

function subnetOf({ state, args }: UserExchange): Subnet {
  const subnet = state.subnets.find(({ id }) => `subnet-${id}` === args[0])
  if (!subnet) throw notFound('Subnet')
  return subnet
}

/** All that changes a network is gone since 2.0. */
const gone: Operation = admin(() => {
  throw new Refusal(pistonText(410, 'Gone'))
})

export const legacyNetworkResources: Resource[] = [
  {
    path: 'networks/',
    operations: {
      GET: ({ state }) => state.subnets.map((subnet) => networkReply(state, subnet)),
      POST: gone,
    },
  },
  {
    path: 'networks/{name}/',
    operations: {
      GET: (exchange) => networkReply(exchange.state, subnetOf(exchange)),
      PUT: gone,
      DELETE: gone,
      'POST connect_macs': gone,
      'POST disconnect_macs': gone,
      'GET list_connected_macs': (exchange) => {
        const { id } = subnetOf(exchange)
        const { machines, devices } = exchange.state
        return [...machines, ...devices]
          .flatMap(({ interfaces }) => interfaces)
          .filter(({ links }) => links.some(({ subnetId }) => subnetId === id))
          .map(({ mac }) => ({ mac_address: mac }))
      },
    },
  },
]
