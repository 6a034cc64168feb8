import { apiRoot, subnetReply } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { Form } from '../server/form.js'
import { notFound } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import { type Address, hostRange, inside, parseAddress, parseNetwork } from '../state/ip.js'
import type { ReservedIp } from '../state/extras.js'
import type { MaasState } from '../state/state.js'
import type { Subnet } from '../state/types.js'
import { admin } from './networks.js'
import { subnetsNamed } from '../state/specifiers.js'

function reservedReply(state: MaasState, reserved: ReservedIp): object {
  const subnet = state.subnets.find(({ id }) => id === reserved.subnetId)
  return {
    subnet: subnet ? subnetReply(state, subnet) : null,
    ip: reserved.ip,
    mac_address: reserved.mac,
    comment: reserved.comment,
    id: reserved.id,
    resource_uri: `${apiRoot}/reservedips/${reserved.id}/`,
  }
}

function reservedOf({ state, args }: Exchange): ReservedIp {
  const reserved = state.extras.reservedIps.find(({ id }) => String(id) === args[0])
  if (!reserved) throw notFound('ReservedIP')
  return reserved
}

const macPattern = /^([0-9a-f]{2}[-:]){5}[0-9a-f]{2}$/i

function create({ state, body }: UserExchange): unknown {
  const form = new Form(formData(body))
  form.need('ip')
  form.need('mac_address')
  const ip = form.text('ip') ?? ''
  const mac = (form.text('mac_address') ?? '').toLowerCase()
  const address = parseAddress(ip)
  if (ip && !address) form.add('ip', 'Enter a valid IPv4 or IPv6 address.')
  if (mac && !macPattern.test(mac)) form.add('mac_address', `'${mac}' is not a valid MAC address.`)
  const subnet = address && readSubnet(form, state, ip, address)
  const { reservedIps } = state.extras
  if (reservedIps.some((other) => other.ip === ip)) form.add('ip', 'Reserved IP with this Ip already exists.')
  form.check()
  const comment = form.text('comment') ?? ''
  const reserved = { id: state.next('reservedip'), ip, mac, comment, subnetId: subnet?.id ?? 0 }
  reservedIps.push(reserved)
  return reservedReply(state, reserved)
}

/** The subnet that is named, or else the one that has the address; it must be a host's address there. */
function readSubnet(form: Form, state: MaasState, ip: string, address: Address): Subnet | undefined {
  const name = form.text('subnet')
  const [subnet] = subnetsNamed(state, name || `ip:${ip}`)
  const network = subnet && parseNetwork(subnet.cidr)
  if (!network) {
    const missing = `Could not find a suitable subnet for ${ip}. Please create the subnet first.`
    form.add(
      'subnet',
      name ? 'Select a valid choice. That choice is not one of the available choices.' : missing,
    )
    return undefined
  }
  const { first, last } = hostRange(network)
  if (!inside(network, address)) form.add('ip', 'The provided IP is not part of the subnet.')
  else if (address.value < first) form.add('ip', 'The network address cannot be a reserved IP.')
  else if (address.value > last) form.add('ip', 'The broadcast address cannot be a reserved IP.')
  return subnet
}

/** Only the comment of a reserved address changes. */
function update(exchange: UserExchange): unknown {
  const reserved = reservedOf(exchange)
  const form = new Form(formData(exchange.body))
  const current: Record<string, string> = { ip: reserved.ip, mac_address: reserved.mac }
  if (Object.keys(current).some((field) => form.or(field, current[field]).toLowerCase() !== current[field])) {
    const message = 'The ip, mac_address and the subnet of a reserved ip are immutable.'
    form.add('__all__', `${message} Please delete the entry and recreate it.`)
  }
  form.check()
  reserved.comment = form.or('comment', reserved.comment)
  return reservedReply(exchange.state, reserved)
}

function remove(exchange: UserExchange): unknown {
  const { reservedIps } = exchange.state.extras
  reservedIps.splice(reservedIps.indexOf(reservedOf(exchange)), 1)
  return deleted()
}

export const reservedIpResources: Resource[] = [
  {
    path: 'reservedips/',
    operations: {
      GET: ({ state }) => state.extras.reservedIps.map((reserved) => reservedReply(state, reserved)),
      POST: admin(create),
    },
  },
  {
    path: 'reservedips/{id}/',
    operations: {
      GET: (exchange) => reservedReply(exchange.state, reservedOf(exchange)),
      PUT: admin(update),
      DELETE: admin(remove),
    },
  },
]
