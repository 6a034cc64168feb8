import { lookup } from '../../lookup.js'
import { subnetReply } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { Form, unknownChoice } from '../server/form.js'
import { formBoolean, stringBoolean } from '../server/param-values.js'
import { notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import { type Assignment, assignmentsIn, type Span, spansOf } from '../state/addresses.js'
import {
  formatAddress,
  formatNetwork,
  hostRange,
  inside,
  type Network,
  parseAddress,
  parseNetwork,
} from '../state/ip.js'
import { djangoDate, newSubnet, type MaasState } from '../state/state.js'
import type { Subnet } from '../state/types.js'
import { admin } from './networks.js'

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
    const names: Record<string, (string | undefined)[]> = {
      '': [String(subnet.id), subnet.cidr, subnet.name],
      id: [String(subnet.id)],
      cidr: [subnet.cidr],
      name: [subnet.name],
      vid: [String(vlan?.vid)],
      vlan: [String(vlan?.id)],
      fabric: [fabric?.name, String(fabric?.id)],
      space: [space],
    }
    const network = parseNetwork(subnet.cidr)
    if (kind === 'ip') return network !== undefined && inside(network, parseAddress(value))
    return lookup(names, kind)?.includes(value) ?? false
  })
}

function subnetOf({ state, args }: Exchange): Subnet {
  const [subnet, other] = subnetsNamed(state, args.join('/'))
  if (!subnet) throw notFound('Subnet')
  if (other) throw refuse(403, 'Too many Subnet objects match the given query.')
  return subnet
}

const bootArchitectures = [
  'pxe',
  'uefi_amd64_tftp',
  'uefi_amd64_http',
  'uefi_ebc_tftp',
  'uefi_arm64_tftp',
  'uefi_arm64_http',
  'open-firmware_ppc64el',
  'powernv',
  's390x',
  's390x_partition',
]

function readSubnet({ state, body }: UserExchange, current?: Subnet): Omit<Subnet, 'id'> {
  const form = new Form(formData(body))
  if (!current) form.need('cidr')
  const sent = form.text('cidr')
  const network = parseNetwork(sent || (current?.cidr ?? ''))
  if (sent && !network) form.add('cidr', 'Required format: <network>/<prefixlen>.')
  const cidr = network ? formatNetwork(network) : ''
  if (network && state.subnets.some((other) => other !== current && other.cidr === cidr))
    form.add('cidr', 'Subnet with this Cidr already exists.')
  const vlanId = readVlanOfSubnet(form, state, current)
  const gateway = form.text('gateway_ip')
  if (gateway && network && !inside(network, parseAddress(gateway)))
    form.add('gateway_ip', 'Gateway IP must be within CIDR range.')
  const dnsServers = readDnsServers(form, current)
  const architectures = readArchitectures(form, current)
  form.check()
  const flag = (field: string, fallback: boolean): boolean =>
    form.data.has(field) ? formBoolean(form.text(field)) : fallback
  return newSubnet({
    id: 0,
    cidr,
    vlanId,
    // The name keeps the host bits that are removed from the CIDR (README, fact 49).
    name: form.text('name') || (current?.name ?? sent ?? cidr),
    description: form.or('description', current?.description),
    gatewayIp: gateway === undefined ? (current?.gatewayIp ?? null) : gateway || null,
    rdnsMode: form.whole('rdns_mode') ?? current?.rdnsMode ?? 2,
    dnsServers,
    allowDns: flag('allow_dns', current?.allowDns ?? true),
    allowProxy: flag('allow_proxy', current?.allowProxy ?? true),
    activeDiscovery: flag('active_discovery', current?.activeDiscovery ?? false),
    managed: flag('managed', current?.managed ?? true),
    disabledBootArchitectures: architectures,
  })
}

function readVlanOfSubnet(form: Form, state: MaasState, current: Subnet | undefined): number {
  const vlan = form.choice('vlan', state.vlans)
  if (vlan) return vlan.id
  const fabricName = form.text('fabric')
  const fabric = state.fabrics.find(
    (candidate) => String(candidate.id) === fabricName || candidate.name === fabricName,
  )
  if (fabricName && !fabric) form.add('fabric', unknownChoice)
  const vid = form.whole('vid')
  if (fabric || vid !== undefined) {
    const home = fabric ?? state.fabrics[0]
    const found = state.vlans.find(
      (candidate) => candidate.fabricId === home?.id && candidate.vid === (vid ?? 0),
    )
    if (!found && home) form.add('vid', `No VLAN with vid ${vid} in fabric name=${home.name}.`)
    return found?.id ?? 0
  }
  return current?.vlanId ?? 2
}

/** Commas, spaces and repetition all separate values; errors are reported for the form as a whole. */
function readDnsServers(form: Form, current: Subnet | undefined): string[] {
  if (!form.data.has('dns_servers')) return current?.dnsServers ?? []
  const servers = form.data
    .all('dns_servers')
    .flatMap((value) => value.split(/[\s,]+/))
    .filter(Boolean)
  for (const server of servers) {
    if (!parseAddress(server))
      form.add('__all__', `Invalid IP address: ${server}; provide a list of space-separated IP addresses`)
  }
  return servers
}

function readArchitectures(form: Form, current: Subnet | undefined): string[] {
  const value = form.text('disabled_boot_architectures')
  if (value === undefined) return current?.disabledBootArchitectures ?? []
  const names = value.split(/[\s,]+/).filter(Boolean)
  for (const name of names)
    if (!bootArchitectures.includes(name))
      form.add('disabled_boot_architectures', `Unknown boot architecture ${name}`)
  return names
}

/** A write replies with an empty gateway where a read has null. */
const written = (state: MaasState, subnet: Subnet): object => ({
  ...subnetReply(state, subnet),
  gateway_ip: subnet.gatewayIp ?? '',
})

function createSubnet(exchange: UserExchange): unknown {
  const { state } = exchange
  const subnet = { ...readSubnet(exchange), id: state.next('subnet') }
  state.subnets.push(subnet)
  return written(state, subnet)
}

function updateSubnet(exchange: UserExchange): unknown {
  const current = subnetOf(exchange)
  Object.assign(current, readSubnet(exchange, current), { id: current.id })
  return written(exchange.state, current)
}

const spanReply = (network: Network, { start, end }: Span): object => ({
  start: formatAddress({ value: start, family: network.family }),
  end: formatAddress({ value: end, family: network.family }),
  num_addresses: Number(end - start + 1n),
})

function ranges(exchange: UserExchange, unused: boolean): unknown {
  const { network, spans } = spansOf(exchange.state, subnetOf(exchange))
  return spans
    .filter((span) => (span.purpose[0] === 'unused') === unused)
    .map((span) => ({ ...spanReply(network, span), ...(!unused && { purpose: span.purpose }) }))
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)

function statistics(exchange: UserExchange): unknown {
  const { network, spans } = spansOf(exchange.state, subnetOf(exchange))
  const sizes = (unused: boolean): number[] =>
    spans
      .filter((span) => (span.purpose[0] === 'unused') === unused)
      .map((span) => Number(span.end - span.start + 1n))
  const [available, unavailable] = [sum(sizes(true)), sum(sizes(false))]
  const total = available + unavailable
  const usage = total === 0 ? 0 : unavailable / total
  const { first, last } = hostRange(network)
  return {
    num_available: available,
    largest_available: Math.max(0, ...sizes(true)),
    num_unavailable: unavailable,
    total_addresses: total,
    usage,
    usage_string: `${Math.round(usage * 100)}%`,
    available_string: `${100 - Math.round(usage * 100)}%`,
    first_address: formatAddress({ value: first, family: network.family }),
    last_address: formatAddress({ value: last, family: network.family }),
    ip_version: network.family,
    ...(stringBoolean(exchange.query, 'include_ranges') && {
      ranges: spans.map((span) => ({ ...spanReply(network, span), purpose: span.purpose })),
    }),
    ...(stringBoolean(exchange.query, 'include_suggestions') && {
      suggested_gateway: null,
      suggested_dynamic_range: null,
    }),
  }
}

function ipAddresses(exchange: UserExchange): unknown {
  const { state, query } = exchange
  const [withUser, withSummary] = [
    stringBoolean(query, 'with_username', true),
    stringBoolean(query, 'with_summary', true),
  ]
  return assignmentsIn(state, subnetOf(exchange)).map(({ ip, type, username, node, bmc }) => ({
    ip,
    alloc_type: type,
    created: djangoDate(state.clock.now()),
    updated: djangoDate(state.clock.now()),
    ...(withSummary && node && { node_summary: nodeSummary(state, node) }),
    ...(withSummary && bmc && { bmcs: [bmcSummary(bmc)] }),
    ...(withUser && username !== null && { user: username }),
  }))
}

const nodeSummary = (state: MaasState, { machine, via }: NonNullable<Assignment['node']>): object => ({
  system_id: machine.systemId,
  node_type: 'parentId' in machine ? 1 : 0,
  fqdn: state.fqdn(machine),
  hostname: machine.hostname,
  is_container: false,
  via,
})

const bmcSummary = ({ powerType, machines }: NonNullable<Assignment['bmc']>): object => ({
  id: Math.min(...machines.map((machine) => machine.id)),
  power_type: powerType,
  nodes: machines.map((machine) => ({ system_id: machine.systemId, hostname: machine.hostname })),
})

function deleteSubnet(exchange: UserExchange): unknown {
  const { state } = exchange
  state.subnets.splice(state.subnets.indexOf(subnetOf(exchange)), 1)
  return deleted()
}

const operations: Resource['operations'] = {
  GET: (exchange) => subnetReply(exchange.state, subnetOf(exchange)),
  PUT: admin(updateSubnet),
  DELETE: admin(deleteSubnet),
  'GET reserved_ip_ranges': (exchange) => ranges(exchange, false),
  'GET unreserved_ip_ranges': (exchange) => ranges(exchange, true),
  'GET statistics': statistics,
  'GET ip_addresses': ipAddresses,
}

export const subnetResources: Resource[] = [
  {
    path: 'subnets/',
    operations: {
      GET: ({ state }) => state.subnets.map((subnet) => subnetReply(state, subnet)),
      POST: admin(createSubnet),
    },
  },
  { path: 'subnets/{id}/', operations },
  // A CIDR may be in the path with its slash unescaped.
  { path: 'subnets/{address}/{prefix}/', operations },
]
