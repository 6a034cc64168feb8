import { Form, required } from '../server/form.js'
import { formBoolean } from '../server/param-values.js'
import type { Params } from '../server/params.js'
import { invalid, refuse } from '../server/refusal.js'
import { freeAddress } from '../state/addresses.js'
import { linkUp } from '../state/hardware.js'
import { inside, parseAddress, parseNetwork } from '../state/ip.js'
import { subnetsNamed } from '../state/specifiers.js'
import type { MaasState } from '../state/state.js'
import type { Interface, Link, Machine, Subnet } from '../state/types.js'

const modes = ['auto', 'dhcp', 'static', 'link_up'] as const

/** An interface on a VLAN has at least a link of mode link_up. */
export function ensureLink(state: MaasState, nic: Interface): void {
  if (nic.links.length === 0 && nic.vlanId !== null) nic.links = [linkUp(state, nic)]
}

/** A subnet as error messages show it. */
function described(state: MaasState, subnet: Subnet): string {
  const vid = state.vlans.find((vlan) => vlan.id === subnet.vlanId)?.vid ?? 0
  return `${subnet.name}:${subnet.cidr}(vid=${vid === 0 ? 'untagged' : vid})`
}

/**
 * Links an interface to a subnet, or only brings it up. Each call adds a link (README, fact 46).
 *
 * @throws Refusal 400 for an invalid form, 404 for an address in use.
 */
export function linkSubnet(state: MaasState, machine: Machine, nic: Interface, data: Params): void {
  const bond = machine.interfaces.find((other) => other.type === 'bond' && other.parentIds.includes(nic.id))
  if (bond)
    throw invalid({ bond: [`Cannot link interface(${nic.name}) when interface is in a bond(${bond.name}).`] })
  const form = new Form(data)
  const mode = modes.find((known) => known === form.text('mode')?.toLowerCase())
  if (!form.text('mode')) form.add('mode', required)
  else if (!mode) {
    const choices = modes.map((known) => `'${known}'`).join(', ')
    form.add(
      'mode',
      `'${form.text('mode')?.toLowerCase()}' is not a valid mode.  It should be one of: ${choices}.`,
    )
  }
  form.check()
  if (!mode) return
  const subnet = readSubnet(form, state, mode)
  const force = formBoolean(form.text('force'))
  if (!force) checkOthers(form, state, nic, mode, subnet)
  checkGateway(form, state, mode, subnet)
  const wanted = form.text('ip_address')
  if (mode === 'static' && wanted && subnet && !belongs(subnet, wanted)) {
    form.add('ip_address', `IP address is not in the given subnet '${described(state, subnet)}'.`)
  }
  form.check()
  if (force) nic.links = []
  if (mode === 'static' && wanted && isTaken(state, wanted))
    throw refuse(404, 'IP address is already in use.')
  addLink(state, nic, { mode, subnet, wanted })
  if (formBoolean(form.text('default_gateway'))) machine.gatewayLinkId = nic.links.at(-1)?.id ?? null
}

function readSubnet(form: Form, state: MaasState, mode: Link['mode']): Subnet | undefined {
  const specifier = form.text('subnet')
  const [subnet] = specifier ? subnetsNamed(state, specifier) : []
  if (specifier && !subnet) form.add('subnet', `None found with id=${specifier}.`)
  if (!subnet && (mode === 'auto' || mode === 'static')) form.add('subnet', required)
  return subnet
}

function checkOthers(
  form: Form,
  state: MaasState,
  nic: Interface,
  mode: Link['mode'],
  subnet: Subnet | undefined,
): void {
  const dhcp = nic.links.find((link) => link.mode === 'dhcp')
  if (mode === 'dhcp' && dhcp) {
    const from = state.subnets.find((candidate) => candidate.id === dhcp.subnetId)
    form.add('mode', `Interface is already set to DHCP from '${from ? described(state, from) : ''}'.`)
  }
  if (mode === 'link_up' && nic.links.some((link) => link.mode !== 'link_up')) {
    form.add(
      'mode',
      'Cannot configure interface to link up (with no IP address) while other links are already configured. Specify force=True to override this behavior and delete all links.',
    )
  }
  if (subnet && nic.vlanId !== null && subnet.vlanId !== nic.vlanId) {
    form.add('subnet', `None found with id=${form.text('subnet')}.`)
    if (mode === 'auto' || mode === 'static') form.add('subnet', required)
  }
}

function checkGateway(form: Form, state: MaasState, mode: Link['mode'], subnet: Subnet | undefined): void {
  if (!formBoolean(form.text('default_gateway'))) return
  if (mode === 'dhcp' || mode === 'link_up') form.add('default_gateway', `Cannot use in mode '${mode}'.`)
  else if (subnet && subnet.gatewayIp === null) {
    form.add(
      'default_gateway',
      `Cannot set as default gateway because subnet ${described(state, subnet)} doesn't provide a gateway IP address.`,
    )
  }
}

function belongs(subnet: Subnet, address: string): boolean {
  const network = parseNetwork(subnet.cidr)
  return network !== undefined && inside(network, parseAddress(address))
}

const isTaken = (state: MaasState, address: string): boolean =>
  state.machines.some((machine) =>
    machine.interfaces.some((nic) => nic.links.some((link) => link.ipAddress === address)),
  )

function addLink(
  state: MaasState,
  nic: Interface,
  link: { mode: Link['mode']; subnet: Subnet | undefined; wanted: string | undefined },
): void {
  const { mode, subnet, wanted } = link
  // Any other link replaces the link_up one.
  nic.links = nic.links.filter((other) => other.mode !== 'link_up')
  nic.vlanId ??= subnet?.vlanId ?? null
  nic.links.push({
    id: state.next('link'),
    mode,
    ...(subnet && { subnetId: subnet.id }),
    ...(mode === 'static' && subnet && { ipAddress: wanted || freeAddress(state, subnet) }),
  })
}
