import { address, isMac } from '../forms/fields.js'
import { readForm } from '../forms/form.js'
import { messages } from '../forms/messages.js'
import { apiRoot, subnetReply } from '../replies/network.js'
import { deleted, pistonText } from '../replies/reply.js'
import { Params } from '../server/params.js'
import { mandatory, stringBoolean } from '../server/param-values.js'
import { invalidModel, notFound, Refusal, refuse } from '../server/refusal.js'
import type { Resource, UserExchange } from '../server/router.js'
import type { ReservedAddress } from '../state/extras.js'
import { freeAddress } from '../state/addresses.js'
import { inside, parseAddress, parseNetwork } from '../state/ip.js'
import { subnetsNamed } from '../state/specifiers.js'
import { isoDate, type MaasState } from '../state/state.js'
import type { Subnet } from '../state/types.js'
import { userReply } from './users.js'

export function addressReply(state: MaasState, address: ReservedAddress): object {
  const subnet = state.subnets.find((candidate) => candidate.id === address.subnetId)
  const owner = state.user(address.username)
  return {
    created: isoDate(state, address.createdMs),
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

/** A reservation for the address, or for a free one of the subnet; with a host name also a DNS resource. */
function reserve({ state, user, body }: UserExchange): unknown {
  const { post } = body
  const ip = post.get('ip') ?? post.get('ip_address')
  const { ip_address: wanted } = readForm(new Params(ip === undefined ? [] : [['ip_address', ip]]), {
    ip_address: address(),
  })
  const subnet = subnetToReserve(state, ip, wanted, post.get('subnet'))
  if (wanted && isLent(state, wanted)) {
    throw refuse(
      403,
      `IP address ${wanted} belongs to an existing dynamic range. To reserve this IP address, a MAC address is required. (Create a device instead.)`,
    )
  }
  const [name = '', domainName] = post.get('hostname')?.split(/(?<=.)\.(.*)/s) ?? []
  const domain =
    domainName === undefined
      ? state.domains.find((candidate) => candidate.isDefault)
      : state.domains.find((candidate) => candidate.name === domainName)
  if (!domain) throw notFound('Domain')
  checkMac(state, post.get('mac'))
  if (wanted && isTaken(state, wanted)) throw refuse(404, `The IP address ${wanted} is already in use.`)
  const reserved = reserveAddress(state, wanted || freeAddress(state, subnet), user.username)
  if (name !== '') nameAddress(state, name, domain.id, reserved.ip)
  return addressReply(state, reserved)
}

function subnetToReserve(
  state: MaasState,
  ip: string | undefined,
  wanted: string,
  specifier: string | undefined,
): Subnet {
  if (ip !== undefined) {
    const subnet = subnetWith(state, wanted)
    if (!subnet) throw refuse(400, `No known subnet for IP address: ${wanted}.`)
    return subnet
  }
  if (specifier === undefined) throw refuse(400, "Must supply either the 'subnet' or the 'ip' parameter.")
  const [subnet] = subnetsNamed(state, specifier)
  if (!subnet) throw refuse(400, `Unable to identify subnet: ${specifier}.`)
  return subnet
}

/** A MAC address of a node is not reserved for here. */
function checkMac(state: MaasState, mac: string | undefined): void {
  if (mac === undefined) return
  if (!isMac(mac)) throw invalidModel({ mac_address: [messages.mac(mac)] })
  const node = [...state.machines, ...state.devices].find(({ interfaces }) =>
    interfaces.some((nic) => nic.mac === mac.toLowerCase()),
  )
  if (node)
    throw refuse(
      400,
      `MAC address ${mac.toLowerCase()} already belongs to ${node.hostname}. Use of the interface API is required, for an interface that belongs to a node.`,
    )
}

function nameAddress(state: MaasState, name: string, domainId: number, ip: string): void {
  const { dnsResources } = state.extras
  const known = dnsResources.find((other) => other.name === name && other.domainId === domainId)
  if (known) known.ips.push(ip)
  else dnsResources.push({ id: state.next('dnsresource'), name, domainId, addressTtl: null, ips: [ip] })
}

const plain = (status: number, body: string): Refusal => new Refusal(pistonText(status, body))

function listAddresses({ state, user, query }: UserExchange): unknown {
  const all = stringBoolean(query, 'all')
  const ip = query.get('ip')
  const owner = query.get('owner')
  if (ip !== undefined && !parseAddress(ip)) throw plain(400, "Parameter 'ip' must contain an IP address.")
  if (all && !user.isAdmin) throw plain(403, 'Listing all IP addresses requires admin privileges.')
  if (owner !== undefined && !user.isAdmin)
    throw plain(403, "Listing another user's IP addresses requires admin privileges.")
  return state.extras.reserved
    .filter((address) => ip === undefined || address.ip === ip)
    .filter((address) => (all && owner === undefined) || address.username === (owner ?? user.username))
    .map((address) => addressReply(state, address))
}

function release({ state, user, body }: UserExchange): unknown {
  const ip = mandatory(body.post, 'ip')
  const force = stringBoolean(body.post, 'force')
  const discovered = stringBoolean(body.post, 'discovered')
  if (force && !user.isAdmin) throw plain(403, 'Force-releasing an IP address requires admin privileges.')
  readForm(body.post, { address: address(), ip: address() })
  const { reserved, dnsResources } = state.extras
  const index = reserved.findIndex(
    (address) => address.ip === ip && !(force && discovered) && (force || address.username === user.username),
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
  for (const resource of dnsResources) resource.ips = resource.ips.filter((other) => other !== ip)
  return deleted()
}

export const ipAddressResources: Resource[] = [
  {
    path: 'ipaddresses/',
    operations: { GET: listAddresses, 'POST reserve': reserve, 'POST release': release },
  },
]
