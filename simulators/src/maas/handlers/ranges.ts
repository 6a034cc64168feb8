import { formData } from '../server/body.js'
import { Form, required } from '../server/form.js'
import { type Address, inside, type Network, parseAddress, parseNetwork } from '../state/ip.js'
import type { IpRange, StaticRoute, Subnet } from '../state/types.js'
import { apiRoot, subnetReply } from '../replies/network.js'
import { deleted, notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import type { World } from '../state/state.js'
import { admin } from './networks.js'
import { userReply } from './users.js'

const subnetById = (world: World, id: number): Subnet | undefined =>
  world.subnets.find((subnet) => subnet.id === id)

function rangeReply(world: World, range: IpRange): object {
  const subnet = subnetById(world, range.subnetId)
  const user = world.user(range.username)
  return {
    subnet: subnet ? subnetReply(world, subnet) : null,
    type: range.type,
    start_ip: range.startIp,
    end_ip: range.endIp,
    user: user ? userReply(user) : null,
    comment: range.comment,
    id: range.id,
    resource_uri: `${apiRoot}/ipranges/${range.id}/`,
  }
}

function rangeOf({ world, args }: Exchange): IpRange {
  const range = world.ipRanges.find((candidate) => String(candidate.id) === args[0])
  if (!range) throw notFound('IPRange')
  return range
}

function readRange({ world, user, body }: UserExchange, current?: IpRange): Omit<IpRange, 'id'> {
  const form = new Form(formData(body))
  const type = form.or('type', current?.type)
  const [startIp, endIp] = [form.or('start_ip', current?.startIp), form.or('end_ip', current?.endIp)]
  const [start, end] = [parseAddress(startIp), parseAddress(endIp)]
  const given = form.choice('subnet', world.subnets)
  const subnet =
    given ??
    (current && subnetById(world, current.subnetId)) ??
    world.subnets.find((candidate) => {
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
  if (start && end && subnet && isTaken(world, { start, end, subnet, type, current })) {
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

/** Ranges may not touch one another; a dynamic one may not hold an address in use either. */
function isTaken(
  world: World,
  range: { start: Address; end: Address; subnet: Subnet; type: string; current: IpRange | undefined },
): boolean {
  const { start, end, subnet, type, current } = range
  const within = (text: string | undefined): boolean => {
    const address = parseAddress(text ?? '')
    return address !== undefined && address.value >= start.value && address.value <= end.value
  }
  const overlaps = world.ipRanges.some((other) => {
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
  const addresses = world.machines.flatMap((machine) =>
    machine.interfaces.flatMap((nic) => nic.links.map((link) => link.ipAddress)),
  )
  const inUse =
    type === 'dynamic' &&
    (addresses.some(within) ||
      within(subnet.gatewayIp ?? undefined) ||
      subnet.dnsServers.some(within) ||
      discovered(world).some(within))
  return overlaps || inUse
}

const discovered = (world: World): (string | undefined)[] =>
  world.machines.flatMap((machine) => machine.interfaces.map((nic) => nic.discovered?.ipAddress))

function createRange(exchange: UserExchange): unknown {
  const { world } = exchange
  const range = { ...readRange(exchange), id: world.next('iprange') }
  world.ipRanges.push(range)
  return rangeReply(world, range)
}

function routeReply(world: World, route: StaticRoute): object {
  const [source, destination] = [subnetById(world, route.sourceId), subnetById(world, route.destinationId)]
  return {
    source: source ? subnetReply(world, source) : null,
    destination: destination ? subnetReply(world, destination) : null,
    gateway_ip: route.gatewayIp,
    metric: route.metric,
    id: route.id,
    resource_uri: `${apiRoot}/static-routes/${route.id}/`,
  }
}

function routeOf({ world, args }: Exchange): StaticRoute {
  const route = world.staticRoutes.find((candidate) => String(candidate.id) === args[0])
  if (!route) throw notFound('StaticRoute')
  return route
}

function readRoute({ world, body }: UserExchange, current?: StaticRoute): Omit<StaticRoute, 'id'> {
  const form = new Form(formData(body))
  if (!current) for (const field of ['source', 'destination', 'gateway_ip']) form.need(field)
  const source = form.choice('source', world.subnets)
  const destination = form.choice('destination', world.subnets)
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
  const { world } = exchange
  const route = { ...readRoute(exchange), id: world.next('route') }
  world.staticRoutes.push(route)
  return routeReply(world, route)
}

export const rangeResources: Resource[] = [
  {
    path: 'ipranges/',
    operations: {
      GET: ({ world }) => world.ipRanges.map((range) => rangeReply(world, range)),
      POST: createRange,
    },
  },
  {
    path: 'ipranges/{id}/',
    operations: {
      GET: (exchange) => rangeReply(exchange.world, rangeOf(exchange)),
      PUT: (exchange) => {
        const range = rangeOf(exchange)
        Object.assign(range, readRange(exchange, range))
        return rangeReply(exchange.world, range)
      },
      DELETE: (exchange) => {
        exchange.world.ipRanges.splice(exchange.world.ipRanges.indexOf(rangeOf(exchange)), 1)
        return deleted()
      },
    },
  },
  {
    path: 'static-routes/',
    operations: {
      GET: ({ world }) => world.staticRoutes.map((route) => routeReply(world, route)),
      POST: admin(createRoute),
    },
  },
  {
    path: 'static-routes/{id}/',
    operations: {
      GET: (exchange) => routeReply(exchange.world, routeOf(exchange)),
      PUT: admin((exchange) => {
        const route = routeOf(exchange)
        Object.assign(route, readRoute(exchange, route))
        return routeReply(exchange.world, route)
      }),
      DELETE: admin((exchange) => {
        exchange.world.staticRoutes.splice(exchange.world.staticRoutes.indexOf(routeOf(exchange)), 1)
        return deleted()
      }),
    },
  },
]
