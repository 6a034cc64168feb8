import { address, byId, choice, reference, text, whole } from '../forms/fields.js'
import { type Field, type Fields, readForm, type Reading } from '../forms/form.js'
import { messages } from '../forms/messages.js'
import { subnetSpecified } from '../forms/references.js'
import { apiRoot, subnetReply } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { invalidModel, notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import { type Address, inside, parseAddress, parseNetwork } from '../state/ip.js'
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

/** Users change their own ranges. */
function ownRange(exchange: UserExchange): IpRange {
  const range = rangeOf(exchange)
  const { user } = exchange
  if (!user.isAdmin && range.username !== user.username)
    throw refuse(403, "Unable to modify IP range. You don't own the IP range.")
  return range
}

interface RangeFields extends Fields {
  subnet: Field<Subnet | null>
  type: Field<string>
  start_ip: Field<string>
  end_ip: Field<string>
}

function readRange({ state, user, body }: UserExchange, current?: IpRange): Omit<IpRange, 'id'> {
  const data = formData(body)
  if (data.get('type') === 'dynamic' && !user.isAdmin)
    throw refuse(403, "Unable to create dynamic IP range. You don't have sufficient privileges.")
  const around = data.has('subnet') ? undefined : subnetAround(state, data.get('start_ip') ?? '')
  const values = readForm(
    data,
    {
      subnet: reference(byId(state.subnets), around ? { fallback: around } : { required: true }),
      type: choice({ choices: ['dynamic', 'reserved'], required: true }),
      start_ip: address({ required: true }),
      end_ip: address({ required: true }),
      user: reference((name) => state.user(name)),
      comment: text({ max: 255, keepsOnEmpty: true }),
    },
    {
      current: current && {
        subnet: subnetById(state, current.subnetId) ?? null,
        type: current.type,
        start_ip: current.startIp,
        end_ip: current.endIp,
        user: state.user(current.username) ?? null,
        comment: current.comment,
      },
      clean: (form) => cleanRange(form, state, current),
    },
  )
  return {
    subnetId: values.subnet?.id ?? 0,
    type: values.type as IpRange['type'],
    startIp: values.start_ip,
    endIp: values.end_ip,
    comment: values.comment,
    username: current ? (values.user?.username ?? current.username) : user.username,
  }
}

const subnetAround = (state: MaasState, ip: string): Subnet | undefined =>
  state.subnets.find((subnet) => {
    const network = parseNetwork(subnet.cidr)
    return network !== undefined && inside(network, parseAddress(ip))
  })

/** The rules of the model: they are told beside the messages of the fields, one at a time. */
function cleanRange(form: Reading<RangeFields>, state: MaasState, current: IpRange | undefined): void {
  const { subnet, type = '', start_ip: startIp = '', end_ip: endIp = '' } = form.values
  const [start, end] = [parseAddress(startIp), parseAddress(endIp)]
  const both = (message: string): void => {
    form.fail('start_ip', message)
    form.fail('end_ip', message)
  }
  if (!start || !end) return both('Start IP address and end IP address are both required.')
  if (start.family !== end.family)
    return both('Start IP address and end IP address must be in the same address family.')
  if (end.value < start.value)
    return form.fail('end_ip', 'End IP address must not be less than Start IP address.')
  const network = parseNetwork(subnet?.cidr ?? '')
  if (subnet && network) {
    const [hasStart, hasEnd] = [inside(network, start), inside(network, end)]
    if (!hasStart && !hasEnd) return both(`IP addresses must be within subnet: ${subnet.cidr}.`)
    if (!hasStart) return form.fail('start_ip', `Start IP address must be within subnet: ${subnet.cidr}.`)
    if (!hasEnd) return form.fail('end_ip', `End IP address must be within subnet: ${subnet.cidr}.`)
    if (start.value === network.first)
      return form.fail('start_ip', 'Reserved network address cannot be included in IP range.')
    if (network.family === 4 && end.value === network.last)
      return form.fail('end_ip', 'Broadcast address cannot be included in IP range.')
  }
  if (start.family === 6 && type === 'dynamic' && end.value - start.value < 255n)
    return both('IPv6 dynamic range must be at least 256 addresses in size.')
  if (subnet && type !== '' && isTaken(state, { start, end, subnet, type, current })) {
    const what = type === 'dynamic' ? 'existing IP address or range' : 'existing range'
    both(`Requested ${type} range conflicts with an ${what}.`)
  }
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
  const subnet = () => reference(subnetSpecified(state), { required: true })
  const values = readForm(
    formData(body),
    {
      source: subnet(),
      destination: subnet(),
      gateway_ip: address({ required: true }),
      metric: whole({ min: 0, fallback: 0 }),
    },
    {
      current: current && {
        source: subnetById(state, current.sourceId) ?? null,
        destination: subnetById(state, current.destinationId) ?? null,
        gateway_ip: current.gatewayIp,
        metric: current.metric,
      },
      clean: (form) => {
        const { source, destination, gateway_ip: gateway } = form.values
        if (!source || !destination) return
        const [from, to] = [parseNetwork(source.cidr), parseNetwork(destination.cidr)]
        if (source === destination) form.fail('__all__', 'source and destination cannot be the same subnet.')
        else if (from?.family !== to?.family)
          form.fail('__all__', 'source and destination must be the same IP version.')
        else if (gateway !== undefined && from && !inside(from, parseAddress(gateway)))
          form.fail('__all__', 'gateway_ip must be with in the source subnet.')
      },
    },
  )
  const route = {
    sourceId: values.source?.id ?? 0,
    destinationId: values.destination?.id ?? 0,
    gatewayIp: values.gateway_ip,
    metric: values.metric,
  }
  const key = ({ sourceId, destinationId, gatewayIp }: typeof route): string =>
    [sourceId, destinationId, gatewayIp].join(' ')
  if (state.staticRoutes.some((other) => other !== current && key(other) === key(route)))
    throw invalidModel({
      __all__: [messages.exists('Static route with this Source, Destination and Gateway IP')],
    })
  return route
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
        const range = ownRange(exchange)
        Object.assign(range, readRange(exchange, range))
        return rangeReply(exchange.state, range)
      },
      DELETE: (exchange) => {
        exchange.state.ipRanges.splice(exchange.state.ipRanges.indexOf(ownRange(exchange)), 1)
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
