import { apiRoot, subnetReply } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { Form, required } from '../server/form.js'
import { notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import { type Address, inside, type Network, parseAddress, parseNetwork } from '../state/ip.js'
import type { MaasState } from '../state/state.js'
import type { IpRange, StaticRoute, Subnet } from '../state/types.js'
import { admin } from './networks.js'
import { userReply } from './users.js'

const subnetById = (state: MaasState, id: number): Subnet | undefined =>
  state.subnets.find((subnet) => subnet.id === id)

function rangeReply(state: MaasState, range: IpRange): object {
  const subnet = subnetById(state, range.subnetId)
  const user = state.user(range.username)
  return {
    subnet: subnet ? subnetReply(state, subnet) : null,
    type: range.type,
    start_ip: range.startIp,
    end_ip: range.endIp,
    user: user ? userReply(user) : null,
    comment: range.comment,
    id: range.id,
    resource_uri: `${apiRoot}/ipranges/${range.id}/`,
  }
}

function rangeOf({ state, args }: Exchange): IpRange {
  const range = state.ipRanges.find((candidate) => String(candidate.id) === args[0])
  if (!range) throw notFound('IPRange')
  return range
}

function readRange({ state, user, body }: UserExchange, current?: IpRange): Omit<IpRange, 'id'> {
  const form = new Form(formData(body))
  const type = form.or('type', current?.type)
  const [startIp, endIp] = [form.or('start_ip', current?.startIp), form.or('end_ip', current?.endIp)]
  const [start, end] = [parseAddress(startIp), parseAddress(endIp)]
  const given = form.choice('subnet', state.subnets)
  const subnet =
    given ??
    (current && subnetById(state, current.subnetId)) ??
    state.subnets.find((candidate) => {
      const network = parseNetwork(candidate.cidr)
      return network !== undefined && inside(network, start)
    })
  if (!subnet && !form.errors['subnet']) form.add('subnet', required)
  if (type === '') form.add('type', required)
  else if (type !== 'dynamic' && type !== 'reserved')
    form.add('type', `Select a valid choice. ${type} is not one of the available choices.`)
  if (startIp === '') form.add('start_ip', required)
  if (endIp === '') form.add('end_ip', required)
  if (startIp === '' || endIp === '') both(form, 'Start IP address and end IP address are both required.')
  form.check()
  const network = parseNetwork(subnet?.cidr ?? '')
  if (start && end && network) checkBounds(form, { start, end, network, isGiven: given !== undefined })
  form.check()
  if (type === 'dynamic' && !user.isAdmin)
    throw refuse(403, "Unable to create dynamic IP range. You don't have sufficient privileges.")
  if (start && end && subnet && isTaken(state, { start, end, subnet, type, current })) {
    const what = type === 'dynamic' ? 'existing IP address or range' : 'existing range'
    both(form, `Requested ${type} range conflicts with an ${what}.`)
  }
  form.check()
  return {
    subnetId: subnet?.id ?? 0,
    type: type as IpRange['type'],
    startIp,
    endIp,
    comment: form.or('comment', current?.comment),
    username: current?.username ?? user.username,
  }
}

function both(form: Form, message: string): void {
  form.add('start_ip', message)
  form.add('end_ip', message)
}

function checkBounds(
  form: Form,
  range: { start: Address; end: Address; network: Network; isGiven: boolean },
): void {
  const { start, end, network, isGiven } = range
  if (start.family !== end.family)
    return both(form, 'Start IP address and end IP address must be in the same address family.')
  if (end.value < start.value)
    return form.add('end_ip', 'End IP address must not be less than Start IP address.')
  const name = networkName(network)
  if (isGiven && !inside(network, start) && !inside(network, end))
    return both(form, `IP addresses must be within subnet: ${name}.`)
  if (!inside(network, start)) return form.add('start_ip', `Start IP address must be within subnet: ${name}.`)
  if (!inside(network, end)) return form.add('end_ip', `End IP address must be within subnet: ${name}.`)
  if (network.family === 4 && start.value === network.first)
    form.add('start_ip', 'Reserved network address cannot be included in IP range.')
  if (network.family === 4 && end.value === network.last)
    form.add('end_ip', 'Broadcast address cannot be included in IP range.')
}

function networkName(network: Network): string {
  const octets = [24n, 16n, 8n, 0n].map((shift) => (network.first >> shift) & 0xffn)
  return `${octets.join('.')}/${network.prefix}`
}

/** Ranges must not overlap; a dynamic range must not contain an address in use. */
function isTaken(
  state: MaasState,
  range: { start: Address; end: Address; subnet: Subnet; type: string; current: IpRange | undefined },
): boolean {
  const { start, end, subnet, type, current } = range
  const within = (text: string | undefined): boolean => {
    const address = parseAddress(text ?? '')
    return address !== undefined && address.value >= start.value && address.value <= end.value
  }
  const overlaps = state.ipRanges.some((other) => {
    const [from, to] = [parseAddress(other.startIp), parseAddress(other.endIp)]
    return (
      other !== current &&
      other.subnetId === subnet.id &&
      from !== undefined &&
      to !== undefined &&
      from.value <= end.value &&
      to.value >= start.value
    )
  })
  const addresses = state.machines.flatMap((machine) =>
    machine.interfaces.flatMap((nic) => nic.links.map((link) => link.ipAddress)),
  )
  const inUse =
    type === 'dynamic' &&
    (addresses.some(within) ||
      within(subnet.gatewayIp ?? undefined) ||
      subnet.dnsServers.some(within) ||
      discovered(state).some(within))
  return overlaps || inUse
}

const discovered = (state: MaasState): (string | undefined)[] =>
  state.machines.flatMap((machine) => machine.interfaces.map((nic) => nic.discovered?.ipAddress))

function createRange(exchange: UserExchange): unknown {
  const { state } = exchange
  const range = { ...readRange(exchange), id: state.next('iprange') }
  state.ipRanges.push(range)
  return rangeReply(state, range)
}

function routeReply(state: MaasState, route: StaticRoute): object {
  const [source, destination] = [subnetById(state, route.sourceId), subnetById(state, route.destinationId)]
  return {
    source: source ? subnetReply(state, source) : null,
    destination: destination ? subnetReply(state, destination) : null,
    gateway_ip: route.gatewayIp,
    metric: route.metric,
    id: route.id,
    resource_uri: `${apiRoot}/static-routes/${route.id}/`,
  }
}

function routeOf({ state, args }: Exchange): StaticRoute {
  const route = state.staticRoutes.find((candidate) => String(candidate.id) === args[0])
  if (!route) throw notFound('StaticRoute')
  return route
}

function readRoute({ state, body }: UserExchange, current?: StaticRoute): Omit<StaticRoute, 'id'> {
  const form = new Form(formData(body))
  if (!current) for (const field of ['source', 'destination', 'gateway_ip']) form.need(field)
  const source = form.choice('source', state.subnets)
  const destination = form.choice('destination', state.subnets)
  const metric = form.whole('metric', { min: 0 }) ?? current?.metric ?? 0
  const gatewayIp = form.or('gateway_ip', current?.gatewayIp)
  if (source && source === destination)
    form.add('__all__', 'source and destination cannot be the same subnet.')
  const network = parseNetwork(source?.cidr ?? '')
  if (network && source !== destination && !inside(network, parseAddress(gatewayIp))) {
    form.add('gateway_ip', 'Enter a valid IPv4 or IPv6 address.')
  }
  form.check()
  return {
    sourceId: source?.id ?? current?.sourceId ?? 0,
    destinationId: destination?.id ?? current?.destinationId ?? 0,
    gatewayIp,
    metric,
  }
}

function createRoute(exchange: UserExchange): unknown {
  const { state } = exchange
  const route = { ...readRoute(exchange), id: state.next('route') }
  state.staticRoutes.push(route)
  return routeReply(state, route)
}

export const rangeResources: Resource[] = [
  {
    path: 'ipranges/',
    operations: {
      GET: ({ state }) => state.ipRanges.map((range) => rangeReply(state, range)),
      POST: createRange,
    },
  },
  {
    path: 'ipranges/{id}/',
    operations: {
      GET: (exchange) => rangeReply(exchange.state, rangeOf(exchange)),
      PUT: (exchange) => {
        const range = rangeOf(exchange)
        Object.assign(range, readRange(exchange, range))
        return rangeReply(exchange.state, range)
      },
      DELETE: (exchange) => {
        exchange.state.ipRanges.splice(exchange.state.ipRanges.indexOf(rangeOf(exchange)), 1)
        return deleted()
      },
    },
  },
  {
    path: 'static-routes/',
    operations: {
      GET: ({ state }) => state.staticRoutes.map((route) => routeReply(state, route)),
      POST: admin(createRoute),
    },
  },
  {
    path: 'static-routes/{id}/',
    operations: {
      GET: (exchange) => routeReply(exchange.state, routeOf(exchange)),
      PUT: admin((exchange) => {
        const route = routeOf(exchange)
        Object.assign(route, readRoute(exchange, route))
        return routeReply(exchange.state, route)
      }),
      DELETE: admin((exchange) => {
        exchange.state.staticRoutes.splice(exchange.state.staticRoutes.indexOf(routeOf(exchange)), 1)
        return deleted()
      }),
    },
  },
]
