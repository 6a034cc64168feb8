import { address, byId, choice, flag, list, reference, text, whole, words } from '../forms/fields.js'
import { type Field, type Fields, Invalid, readForm, type Reading } from '../forms/form.js'
import { messages } from '../forms/messages.js'
import { fabricSpecified } from '../forms/references.js'
import { float } from '../replies/float.js'
import { subnetReply } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { stringBoolean } from '../server/param-values.js'
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
import { subnetsNamed } from '../state/specifiers.js'
import type { Fabric, Subnet, Vlan } from '../state/types.js'
import { admin } from './networks.js'

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
  const data = formData(body)
  const values = readForm(
    data,
    {
      fabric: reference(fabricSpecified(state)),
      vlan: reference(byId(state.vlans)),
      vid: whole({ min: 0, max: 4094 }),
      rdns_mode: choice({ choices: ['0', '1', '2'], fallback: '2', keepsOnEmpty: true }),
      active_discovery: flag(),
      allow_dns: flag(true),
      allow_proxy: flag(true),
      managed: flag(true),
      name: text({ max: 255, pattern: /^[.: \p{L}\p{N}_/-]+$/u, keepsOnEmpty: true }),
      description: text(),
      cidr: text({ required: true, check: (cidr) => checkCidr(cidr, state, current) }),
      gateway_ip: address(),
      dns_servers: list(/[\s,]+/, words),
      disabled_boot_architectures: list(/[\s,]+/, words),
    },
    {
      current: current && {
        name: current.name,
        description: current.description,
        vlan: byId(state.vlans)(String(current.vlanId)) ?? null,
        cidr: current.cidr,
        gateway_ip: current.gatewayIp ?? '',
        dns_servers: current.dnsServers,
        rdns_mode: String(current.rdnsMode),
        active_discovery: current.activeDiscovery,
        allow_dns: current.allowDns,
        allow_proxy: current.allowProxy,
        managed: current.managed,
        disabled_boot_architectures: current.disabledBootArchitectures,
      },
      clean: (form) => cleanSubnet(form, state, current),
    },
  )
  const cidr = networkOf(values.cidr)
  const followsCidr = current !== undefined && current.name === current.cidr && values.name === current.name
  return newSubnet({
    id: 0,
    cidr,
    vlanId: values.vlan?.id ?? 0,
    // The name keeps the host bits that are removed from the CIDR (README, fact 49).
    name: followsCidr ? values.cidr : values.name || values.cidr,
    description: values.description,
    gatewayIp: values.gateway_ip || null,
    rdnsMode: Number(values.rdns_mode),
    dnsServers: values.dns_servers,
    allowDns: values.allow_dns,
    allowProxy: values.allow_proxy,
    activeDiscovery: values.active_discovery,
    managed: values.managed,
    disabledBootArchitectures: values.disabled_boot_architectures,
  })
}

/** `address/prefix`; an address alone is a network of one. */
const parseCidr = (text: string): Network | undefined =>
  parseNetwork(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`)

function networkOf(text: string): string {
  const network = parseCidr(text)
  return network ? formatNetwork(network) : text
}

function checkCidr(text: string, state: MaasState, current: Subnet | undefined): void {
  const network = parseCidr(text)
  if (!network) throw new Invalid('Required format: <network>/<prefixlen>.')
  if (network.prefix === 0) throw new Invalid('Prefix length must be greater than 0.')
  if (state.subnets.some((other) => other !== current && other.cidr === formatNetwork(network)))
    throw new Invalid(messages.exists('Subnet with this Cidr'))
}

interface SubnetFields extends Fields {
  fabric: Field<Fabric | null>
  vlan: Field<Vlan | null>
  vid: Field<number | null>
  cidr: Field<string>
  gateway_ip: Field<string>
  dns_servers: Field<string[]>
  disabled_boot_architectures: Field<string[]>
}

function cleanSubnet(form: Reading<SubnetFields>, state: MaasState, current: Subnet | undefined): void {
  const { values } = form
  if (form.data.has('space'))
    form.fail('space', 'Spaces may no longer be set on subnets. Set the space on the underlying VLAN.')
  const server = values.dns_servers?.find((text) => !parseAddress(text))
  if (server !== undefined) {
    // The error ends the rules of the form: the VLAN is not looked at.
    form.fail('__all__', `Invalid IP address: ${server}; provide a list of space-separated IP addresses`)
  } else {
    for (const name of values.disabled_boot_architectures ?? [])
      if (!bootArchitectures.includes(name))
        form.fail('disabled_boot_architectures', `Unknown boot architecture ${name}`)
    if (!current) placeSubnet(form, state)
  }
  const network = values.cidr === undefined ? undefined : parseCidr(values.cidr)
  const gateway = parseAddress(values.gateway_ip ?? '')
  const isLinkLocal = network?.family === 6 && /^fe[89ab]/i.test(values.gateway_ip ?? '')
  if (gateway && network && !inside(network, gateway) && !isLinkLocal)
    form.fail('gateway_ip', 'Gateway IP must be within CIDR range.')
}

/** The VLAN of a new subnet: given, or that of a fabric with a VID; else the untagged one of the default fabric. */
function placeSubnet(form: Reading<SubnetFields>, state: MaasState): void {
  const { fabric, vlan, vid } = form.values
  if (vlan) {
    if (fabric && vlan.fabricId !== fabric.id) {
      const home = state.fabrics.find((candidate) => candidate.id === vlan.fabricId)
      form.fail('vlan', `VLAN ${home?.name ?? ''}.${vlan.name} is not in fabric name=${fabric.name}.`)
    }
    return
  }
  const home = fabric ?? state.fabrics.find((candidate) => candidate.id === 0)
  const vlans = state.vlans.filter((candidate) => candidate.fabricId === home?.id)
  const found = vid ? vlans.find((candidate) => candidate.vid === vid) : vlans[0]
  if (found) form.values.vlan = found
  else
    form.fail(
      'vid',
      `No VLAN with vid ${vid} in ${fabric ? `fabric name=${fabric.name}` : 'default fabric'}.`,
    )
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
    usage: float(usage),
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
  // An older name, which is only checked.
  stringBoolean(query, 'with_node_summary', true)
  return assignmentsIn(state, subnetOf(exchange)).map(({ ip, type, username, node, bmc, isRack }) => ({
    ip,
    alloc_type: type,
    created: djangoDate(state.clock.now()),
    updated: djangoDate(state.clock.now()),
    ...(withSummary && node && { node_summary: nodeSummary(state, node) }),
    ...(withSummary && isRack && { node_summary: rackSummary(state) }),
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

const rackSummary = ({ rackId, rackInterface }: MaasState): object => ({
  system_id: rackId,
  node_type: 2,
  fqdn: 'rack-a.maas',
  hostname: 'rack-a',
  is_container: false,
  via: rackInterface.name,
})

const bmcSummary = ({ powerType, machines }: NonNullable<Assignment['bmc']>): object => ({
  id: Math.min(...machines.map((machine) => machine.id)),
  power_type: powerType,
  nodes: machines.map((machine) => ({ system_id: machine.systemId, hostname: machine.hostname })),
})

/** With its ranges and routes, and the links of interfaces. */
function deleteSubnet(exchange: UserExchange): unknown {
  const { state } = exchange
  const subnet = subnetOf(exchange)
  stringBoolean(exchange.query, 'force')
  const ranges = state.ipRanges.filter((range) => range.subnetId === subnet.id)
  const vlan = state.vlans.find((candidate) => candidate.id === subnet.vlanId)
  if (vlan?.dhcpOn && ranges.some((range) => range.type === 'dynamic'))
    throw refuse(
      400,
      'Cannot delete a subnet that is actively servicing a dynamic IP range. (Delete the dynamic range or disable DHCP first.)',
    )
  remove(state.ipRanges, (range) => range.subnetId === subnet.id)
  remove(state.staticRoutes, ({ sourceId, destinationId }) => [sourceId, destinationId].includes(subnet.id))
  for (const node of [...state.machines, ...state.devices])
    for (const nic of node.interfaces) nic.links = nic.links.filter((link) => link.subnetId !== subnet.id)
  remove(state.subnets, (other) => other === subnet)
  return deleted()
}

/** Removes from a list in place. */
function remove<T>(items: T[], unwanted: (item: T) => boolean): void {
  items.splice(0, items.length, ...items.filter((item) => !unwanted(item)))
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
