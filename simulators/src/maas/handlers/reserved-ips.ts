import { apiRoot, subnetReply } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { address, mac, text } from '../forms/fields.js'
import { type Fields, readForm, type Reading } from '../forms/form.js'
import { messages } from '../forms/messages.js'
import { notFound } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import { hostRange, inside, parseAddress, parseNetwork } from '../state/ip.js'
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

function create({ state, body }: UserExchange): unknown {
  const { reservedIps } = state.extras
  let subnet: Subnet | undefined
  const values = readForm(
    formData(body),
    {
      ip: address({ required: true }),
      mac_address: mac({ required: true }),
      subnet: text(),
      comment: text(),
    },
    {
      clean: (form) => {
        const { ip } = form.values
        if (ip) subnet = subnetFor(form, state, ip)
        if (ip && reservedIps.some((other) => other.ip === ip))
          form.fail('ip', 'Reserved IP with this Ip already exists.')
      },
    },
  )
  const reserved = {
    id: state.next('reservedip'),
    ip: values.ip,
    mac: values.mac_address.toLowerCase(),
    comment: values.comment,
    subnetId: subnet?.id ?? 0,
  }
  reservedIps.push(reserved)
  return reservedReply(state, reserved)
}

/** The subnet that is named, or else the one that has the address; it must be a host's address there. */
function subnetFor(form: Reading<Fields>, state: MaasState, ip: string): Subnet | undefined {
  const name = form.data.get('subnet')?.trim()
  const [subnet] = subnetsNamed(state, name || `ip:${ip}`)
  const network = subnet && parseNetwork(subnet.cidr)
  const parsed = parseAddress(ip)
  if (!network || !parsed) {
    // The spelling is that of MAAS.
    const missing = `Could not find a sutable subnet for ${ip}. Please create the subnet first.`
    form.fail('subnet', name ? messages.thatChoice : missing)
    return undefined
  }
  const { first, last } = hostRange(network)
  if (!inside(network, parsed)) form.fail('ip', 'The provided IP is not part of the subnet.')
  else if (parsed.value < first) form.fail('ip', 'The network address cannot be a reserved IP.')
  else if (parsed.value > last) form.fail('ip', 'The broadcast address cannot be a reserved IP.')
  return subnet
}

/** Only the comment of a reserved address changes. */
function update(exchange: UserExchange): unknown {
  const reserved = reservedOf(exchange)
  const current = { ip: reserved.ip, mac_address: reserved.mac, comment: reserved.comment }
  const values = readForm(
    formData(exchange.body),
    { ip: text(), mac_address: text(), comment: text() },
    {
      current,
      clean: ({ values: { ip = '', mac_address = '' }, errors }) => {
        if (ip.toLowerCase() === current.ip && mac_address.toLowerCase() === current.mac_address) return
        const message = 'The ip, mac_address and the subnet of a reserved ip are immutable.'
        errors['__all__'] = [`${message} Please delete the entry and recreate it.`]
      },
    },
  )
  reserved.comment = values.comment
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
