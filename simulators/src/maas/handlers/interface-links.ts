import { address, choice, flag, reference } from '../forms/fields.js'
import { type Field, type Fields, readForm, type Reading } from '../forms/form.js'
import { messages } from '../forms/messages.js'
import { subnetSpecified } from '../forms/references.js'
import type { Params } from '../server/params.js'
import { refuse } from '../server/refusal.js'
import { freeAddress } from '../state/addresses.js'
import { linkUp } from '../state/hardware.js'
import { inside, parseAddress, parseNetwork } from '../state/ip.js'
import type { MaasState } from '../state/state.js'
import type { Interface, Link, Machine, Subnet } from '../state/types.js'

const modes = ['auto', 'dhcp', 'static', 'link_up']

/** An interface on a VLAN has at least a link of mode link_up. */
export function ensureLink(state: MaasState, nic: Interface): void {
  if (nic.links.length === 0 && nic.vlanId !== null) nic.links = [linkUp(state, nic)]
}

/** A subnet as error messages show it. */
function described(state: MaasState, subnet: Subnet): string {
  const vid = state.vlans.find((vlan) => vlan.id === subnet.vlanId)?.vid ?? 0
  return `${subnet.name}:${subnet.cidr}(vid=${vid === 0 ? 'untagged' : vid})`
}

interface LinkFields extends Fields {
  subnet: Field<Subnet | null>
  ip_address: Field<string>
  default_gateway: Field<boolean>
  mode: Field<string>
}

/**
 * Links an interface to a subnet, or only brings it up. Each call adds a link (README, fact 46).
 *
 * @throws Refusal 400 for an invalid form, 404 for an address in use.
 */
export function linkSubnet(
  state: MaasState,
  node: Machine,
  nic: Interface,
  { data, force }: { data: Params; force: boolean },
): void {
  const isDevice = state.devices.some((device) => device === node)
  const reachable =
    nic.vlanId === null || force
      ? state.subnets
      : state.subnets.filter((subnet) => subnet.vlanId === nic.vlanId)
  const values = readForm(
    data,
    {
      subnet: reference(subnetSpecified(state, reachable)),
      ip_address: address(),
      default_gateway: flag(),
      mode: choice({
        choices: isDevice ? ['static'] : modes,
        listedAs: 'mode',
        caseless: true,
        required: true,
      }),
    },
    {
      clean: (form) => {
        const bond = node.interfaces.find(
          (other) => other.type === 'bond' && other.parentIds.includes(nic.id),
        )
        if (bond)
          form.fail('bond', `Cannot link interface(${nic.name}) when interface is in a bond(${bond.name}).`)
        if (!form.isRight('mode')) return
        cleanMode(form, state, nic, force)
        cleanGateway(form, state)
      },
    },
  )
  const mode = values.mode as Link['mode']
  const subnet = values.subnet ?? undefined
  if (force || mode === 'link_up') nic.links = []
  if (force && subnet) nic.vlanId = null
  if (mode === 'static' && values.ip_address && isTaken(state, values.ip_address))
    throw refuse(404, 'IP address is already in use.')
  addLink(state, nic, { mode, subnet, wanted: values.ip_address })
  if (values.default_gateway) node.gatewayLinkId = nic.links.at(-1)?.id ?? null
}

/** What each mode needs. */
function cleanMode(form: Reading<LinkFields>, state: MaasState, nic: Interface, force: boolean): void {
  const { mode, subnet, ip_address: wanted } = form.values
  if ((mode === 'auto' || mode === 'static') && !subnet) form.fail('subnet', messages.required)
  const dhcp = nic.links.find((link) => link.mode === 'dhcp')
  if (mode === 'dhcp' && dhcp) {
    const from = state.subnets.find((candidate) => candidate.id === dhcp.subnetId)
    form.fail('mode', `Interface is already set to DHCP${from ? ` from '${described(state, from)}'` : ''}.`)
  }
  if (mode === 'link_up' && !force && nic.links.some((link) => link.mode !== 'link_up')) {
    form.fail(
      'mode',
      'Cannot configure interface to link up (with no IP address) while other links are already configured. Specify force=True to override this behavior and delete all links.',
    )
  }
  if (mode !== 'static' || !subnet || !wanted) return
  if (!belongs(subnet, wanted))
    form.fail('ip_address', `IP address is not in the given subnet '${described(state, subnet)}'.`)
  const value = parseAddress(wanted)?.value ?? -1n
  const range = state.ipRanges.find(
    ({ type, subnetId, startIp, endIp }) =>
      type === 'dynamic' &&
      subnetId === subnet.id &&
      value >= (parseAddress(startIp)?.value ?? 0n) &&
      value <= (parseAddress(endIp)?.value ?? 0n),
  )
  if (range)
    form.fail('ip_address', `IP address is inside a dynamic range ${range.startIp} to ${range.endIp}.`)
}

function cleanGateway(form: Reading<LinkFields>, state: MaasState): void {
  const { mode, subnet, default_gateway: isWanted } = form.values
  if (!isWanted) return
  if (mode === 'dhcp' || mode === 'link_up') form.fail('default_gateway', `Cannot use in mode '${mode}'.`)
  else if (!subnet) form.fail('default_gateway', 'Subnet is required when default_gateway is True.')
  else if (subnet.gatewayIp === null)
    form.fail(
      'default_gateway',
      `Cannot set as default gateway because subnet ${described(state, subnet)} doesn't provide a gateway IP address.`,
    )
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
