import type { WorkStep } from '../plan/plan.js'
import type { Problems } from '../plan/problems.js'
import type { GeneratedMaasInterfaces, Interface, InterfaceLink } from '../generated/api2/interfaces.js'
import type { DefaultGateways } from '../generated/api2/machines.js'
import type { Subnet } from '../generated/api2/subnets.js'
import { isInside, isSameAddress } from './addresses.js'
import type { LinkDescription } from './description.js'

/** A link of a description, with its subnet. */
export interface WantedLink {
  mode: 'auto' | 'dhcp' | 'static'
  subnet: Subnet | undefined
  ip_address: string | undefined
  isGateway: boolean
}

/** An interface whose links are planned. */
export interface LinkOwner {
  systemId: string
  name: string
  /** Those that it has and keeps until a step removes them. */
  links: readonly InterfaceLink[]
  /** Its id, once the steps before have run. */
  id(): number
}

/** Finds the subnets of links, and what is wrong with them. */
export function resolveLinks(
  problems: Problems,
  subnets: readonly Subnet[],
  name: string,
  links: readonly LinkDescription[],
): WantedLink[] {
  return links.flatMap((link) => {
    const { subnet: ref, ip_address, default_gateway: isGateway = false } = link
    const mode = link.mode ?? (ip_address === undefined ? 'auto' : 'static')
    const subnet = ref === undefined ? undefined : subnetOf(problems, subnets, name, ref)
    if (ref === undefined && (mode === 'auto' || mode === 'static'))
      problems.add(`a link of ${name} has the mode ${mode} and no subnet`, 'Add subnet: its id, CIDR or name')
    if (ip_address !== undefined && mode !== 'static')
      problems.add(`a link of ${name} has the mode ${mode} and an ip_address, which only static links have`)
    else if (ip_address !== undefined && subnet !== undefined && !isInside(ip_address, subnet.cidr))
      problems.add(`the address ${ip_address} of ${name} is not in the subnet ${subnet.cidr}`)
    if (isGateway && (mode === 'dhcp' || mode === 'link_up'))
      problems.add(`a link of ${name} has the mode ${mode}, in which MAAS chooses no default gateway`)
    else if (isGateway && subnet !== undefined && (subnet.gateway_ip ?? '') === '')
      problems.add(
        `the subnet ${subnet.cidr} has no gateway`,
        'Set it with subnets.update(id, { gateway_ip })',
      )
    return mode === 'link_up' ? [] : [{ mode, subnet, ip_address, isGateway }]
  })
}

function subnetOf(
  problems: Problems,
  subnets: readonly Subnet[],
  name: string,
  ref: number | string,
): Subnet | undefined {
  const found = subnets.filter((subnet) =>
    typeof ref === 'number' ? subnet.id === ref : subnet.cidr === ref || subnet.name === ref,
  )
  const [first, second] = found
  if (first === undefined)
    problems.add(
      `${name}: there is no subnet ${ref}`,
      `Subnets are ${subnets.map(({ cidr }) => cidr).join(', ') || 'none'}`,
    )
  else if (second !== undefined) problems.add(`${name}: several subnets are called ${ref}`, 'Pass the id')
  return first
}

/** The id of the VLAN that links are on. */
export function vlanOfLinks(
  problems: Problems,
  name: string,
  links: readonly WantedLink[],
): number | undefined {
  const vlans = new Map(
    links.flatMap(({ subnet }) => (subnet === undefined ? [] : [[subnet.vlan.id, subnet.cidr]])),
  )
  if (vlans.size > 1)
    problems.add(`the links of ${name} are on several VLANs: ${[...vlans.values()].join(', ')}`)
  return [...vlans.keys()][0]
}

const isSame = (link: InterfaceLink, { mode, subnet, ip_address }: WantedLink): boolean =>
  link.mode === mode &&
  (subnet === undefined || link.subnet?.id === subnet.id) &&
  (ip_address === undefined || isSameAddress(link.ip_address ?? '', ip_address))

/** The links that give an address: MAAS adds and removes the others by itself. */
export const addressLinks = (links: readonly InterfaceLink[]): InterfaceLink[] =>
  links.filter(({ mode }) => mode !== 'link_up')

const showLink = ({ mode, subnet, ip_address }: InterfaceLink | WantedLink): string =>
  [mode, ip_address ?? '', subnet ? `on ${subnet.cidr}` : ''].filter((word) => word !== '').join(' ')

/** A step that removes a link. */
export const unlinkStep = (
  interfaces: GeneratedMaasInterfaces,
  owner: Pick<Interface, 'id' | 'name' | 'system_id'>,
  link: InterfaceLink,
): WorkStep => ({
  text: `remove the link ${showLink(link)} of ${owner.name}`,
  operation: 'interfaces.unlinkSubnet',
  removes: true,
  run: (request) => interfaces.unlinkSubnet(owner.system_id, owner.id, { id: link.id }, request),
})

/** The links that are not wanted, and the steps that add those that are missing. */
export function planLinks(
  interfaces: GeneratedMaasInterfaces,
  owner: LinkOwner,
  wanted: readonly WantedLink[],
  gateways: DefaultGateways | undefined,
): { unwanted: InterfaceLink[]; steps: WorkStep[] } {
  const left = addressLinks(owner.links)
  const steps: WorkStep[] = []
  for (const link of wanted) {
    const at = left.findIndex((existing) => isSame(existing, link))
    const [existing] = at < 0 ? [] : left.splice(at, 1)
    if (existing === undefined) steps.push(addStep(interfaces, owner, link))
    else if (link.isGateway && !isGateway(gateways, existing))
      steps.push({
        text: `use the gateway of ${existing.subnet?.cidr ?? ''} on ${owner.name} as the default gateway`,
        operation: 'interfaces.setDefaultGateway',
        removes: false,
        run: (request) =>
          interfaces.setDefaultGateway(owner.systemId, owner.id(), { link_id: existing.id }, request),
      })
  }
  return { unwanted: left, steps }
}

const isGateway = (gateways: DefaultGateways | undefined, link: InterfaceLink): boolean =>
  gateways !== undefined && [gateways.ipv4.link_id, gateways.ipv6.link_id].includes(link.id)

const addStep = (interfaces: GeneratedMaasInterfaces, owner: LinkOwner, link: WantedLink): WorkStep => ({
  text: `link ${owner.name}: ${showLink(link)}${link.isGateway ? ', with the default gateway' : ''}`,
  operation: 'interfaces.linkSubnet',
  removes: false,
  run: (request) =>
    interfaces.linkSubnet(
      owner.systemId,
      owner.id(),
      {
        mode: link.mode,
        ...(link.subnet !== undefined && { subnet: link.subnet.id }),
        ...(link.ip_address !== undefined && { ip_address: link.ip_address }),
        ...(link.isGateway && { default_gateway: true }),
      },
      request,
    ),
})
