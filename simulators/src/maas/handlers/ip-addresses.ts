import { apiRoot, subnetReply } from '../replies/network.js'
import { deleted, pistonText } from '../replies/reply.js'
import { mandatory, stringBoolean } from '../server/param-values.js'
import { invalid, invalidModel, notFound, Refusal, refuse } from '../server/refusal.js'
import type { Resource, UserExchange } from '../server/router.js'
import type { ReservedAddress } from '../state/extras.js'
import { freeAddress } from '../state/addresses.js'
import { inside, parseAddress, parseNetwork } from '../state/ip.js'
import { isoDate, type MaasState } from '../state/state.js'
import type { Subnet } from '../state/types.js'
import { subnetsNamed } from './subnets.js'
import { userReply } from './users.js'

export function addressReply(state: MaasState, address: ReservedAddress): object {
  const subnet = state.subnets.find((candidate) => candidate.id === address.subnetId)
  const owner = state.user(address.username)
  return {
    created: isoDate(address.createdMs),
    ip: address.ip,
    alloc_type: 4,
    alloc_type_name: 'User reserved',
    subnet: subnet ? subnetReply(state, subnet) : null,
    interface_set: [],
    owner: owner ? userReply(owner) : null,
    resource_uri: `${apiRoot}/ipaddresses/`,
  }
}

const subnetWith = (state: MaasState, ip: string): Subnet | undefined =>
  state.subnets.find((subnet) => {
    const network = parseNetwork(subnet.cidr)
    return network !== undefined && inside(network, parseAddress(ip))
  })

/** Reserves an address for a user. */
export function reserveAddress(state: MaasState, ip: string, username: string): ReservedAddress {
  const address = { ip, subnetId: subnetWith(state, ip)?.id ?? 0, username, createdMs: state.clock.now() }
  state.extras.reserved.push(address)
  return address
}

const isTaken = (state: MaasState, ip: string): boolean =>
  state.extras.reserved.some((address) => address.ip === ip) ||
  state.machines.some((machine) =>
    machine.interfaces.some((nic) => nic.links.some((link) => link.ipAddress === ip)),
  )

const bound = (text: string): bigint => parseAddress(text)?.value ?? 0n

function isLent(state: MaasState, ip: string): boolean {
  const value = bound(ip)
  return state.ipRanges.some(
    (range) => range.type === 'dynamic' && value >= bound(range.startIp) && value <= bound(range.endIp),
  )
}

function reserve({ state, user, body }: UserExchange): unknown {
  const { post } = body
  const [specifier, wanted, mac, hostname] = [
    post.get('subnet'),
    post.get('ip'),
    post.get('mac'),
    post.get('hostname'),
  ]
  if (!specifier && !wanted) throw refuse(400, "Must supply either the 'subnet' or the 'ip' parameter.")
  if (wanted && !parseAddress(wanted)) throw invalid({ ip_address: ['Enter a valid IPv4 or IPv6 address.'] })
  const [named] = specifier ? subnetsNamed(state, specifier) : []
  if (specifier && !named) throw refuse(400, `Unable to identify subnet: ${specifier}.`)
  const subnet = named ?? subnetWith(state, wanted ?? '')
  if (!subnet) throw refuse(400, `No known subnet for IP address: ${wanted}.`)
  if (mac && !/^([0-9a-f]{2}[-:]){5}[0-9a-f]{2}$/i.test(mac))
    throw invalidModel({ mac_address: [`'${mac}' is not a valid MAC address.`] })
  const domainName = hostname?.split(/\.(.*)/s)[1]
  if (domainName && !state.domains.some((domain) => domain.name === domainName)) throw notFound('Domain')
  if (wanted && isTaken(state, wanted)) throw refuse(404, `The IP address ${wanted} is already in use.`)
  if (wanted && isLent(state, wanted)) {
    throw refuse(
      403,
      `IP address ${wanted} belongs to an existing dynamic range. To reserve this IP address, a MAC address is required. (Create a device instead.)`,
    )
  }
  return addressReply(state, reserveAddress(state, wanted ?? freeAddress(state, subnet), user.username))
}

function listAddresses({ state, user, query }: UserExchange): unknown {
  const ip = query.get('ip')
  if (ip !== undefined && !parseAddress(ip))
    throw new Refusal(pistonText(400, "Parameter 'ip' must contain an IP address."))
  const all = stringBoolean(query, 'all')
  const owner = query.get('owner')
  if (all && !user.isAdmin)
    throw new Refusal(pistonText(403, 'Listing all IP addresses requires admin privileges.'))
  return state.extras.reserved
    .filter((address) => ip === undefined || address.ip === ip)
    .filter((address) => all || address.username === (owner ?? user.username))
    .map((address) => addressReply(state, address))
}

function release({ state, user, body }: UserExchange): unknown {
  const ip = mandatory(body.post, 'ip')
  const force = stringBoolean(body.post, 'force')
  const discovered = stringBoolean(body.post, 'discovered')
  const { reserved } = state.extras
  const index = reserved.findIndex(
    (address) => address.ip === ip && !discovered && (force || address.username === user.username),
  )
  if (index === -1 && force) throw refuse(400, `IP address ${ip} does not exist.`)
  if (index === -1) {
    const lines = [
      `IP address ${ip} does not exist, is not the correct type of address, or does not belong to the requesting user.`,
      'If you are sure you want to release this address, use force=true as a MAAS administrator.',
    ]
    throw refuse(400, lines.join('\n'))
  }
  reserved.splice(index, 1)
  return deleted()
}

export const ipAddressResources: Resource[] = [
  {
    path: 'ipaddresses/',
    operations: { GET: listAddresses, 'POST reserve': reserve, 'POST release': release },
  },
]
