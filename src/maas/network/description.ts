import { checkFields, checkType, type Form } from '../../core/arguments.js'
import type { BondSettings, BridgeSettings } from '../generated/api2/interfaces.js'

/** How an interface gets an address. */
export interface LinkDescription {
  /** Its id, CIDR or name; may be absent for `dhcp` and `link_up`. */
  subnet?: number | string
  /**
   * `auto`: an address that MAAS chooses at each deployment; `dhcp`; `static`: a fixed address, `ip_address` or the next free one; `link_up`:
   * none.
   * @default 'static' with an ip_address, otherwise 'auto'
   */
  mode?: 'auto' | 'dhcp' | 'static' | 'link_up'
  ip_address?: string
  /** Whether the gateway of the subnet is that of the machine. */
  default_gateway?: boolean
}

/** What every interface has. */
export interface InterfaceContents {
  /** All of its addresses; absent: they stay as they are. */
  links?: readonly LinkDescription[]
  /** Id of its VLAN; default: that of the subnets of its links. */
  vlan?: number
  mtu?: number
}

/** A network card. With a MAC address it gets the name, and is added where the machine does not have it. */
export interface PhysicalDescription extends InterfaceContents {
  name: string
  mac_address?: string
}

export interface BondDescription extends InterfaceContents, BondSettings {
  name: string
  /** Names of interfaces. */
  parents: readonly string[]
}

export interface BridgeDescription extends InterfaceContents, BridgeSettings {
  name: string
  /** Name of an interface. */
  parent: string
}

/** An interface on a tagged VLAN. Its name is that of its parent with the tag, such as `bond0.100`. */
export interface VlanInterfaceDescription extends Omit<InterfaceContents, 'vlan'> {
  /** Name of an interface. */
  parent: string
  /** The tag; the VLAN is that of the fabric of the parent. */
  vid: number
}

/** The network that a machine shall have. Interfaces that it does not mention stay as they are. */
export interface NetworkDescription {
  physicals?: readonly PhysicalDescription[]
  bonds?: readonly BondDescription[]
  bridges?: readonly BridgeDescription[]
  vlans?: readonly VlanInterfaceDescription[]
}

export const OPERATION = 'network.plan'

const contents: Form<InterfaceContents> = { links: 'any[]', vlan: 'int', mtu: 'int' }
const link: Form<LinkDescription> = {
  subnet: 'int | string',
  mode: 'enum(auto|dhcp|static|link_up)',
  ip_address: 'ip',
  default_gateway: 'bool',
}
const whole: Form<NetworkDescription> = {
  physicals: 'any[]',
  bonds: 'any[]',
  bridges: 'any[]',
  vlans: 'any[]',
}
const bondSettings: Form<BondSettings> = {
  bond_mode: 'enum(balance-rr|active-backup|balance-xor|broadcast|802.3ad|balance-tlb|balance-alb)',
  bond_miimon: 'int',
  bond_downdelay: 'int',
  bond_updelay: 'int',
  bond_num_grat_arp: 'int',
  bond_lacp_rate: 'enum(fast|slow)',
  bond_xmit_hash_policy: 'enum(layer2|layer2+3|layer3+4|encap2+3|encap3+4)',
}
const bridgeSettings: Form<BridgeSettings> = {
  bridge_type: 'enum(standard|ovs)',
  bridge_stp: 'bool',
  bridge_fd: 'int',
}
const physical: Form<PhysicalDescription> = { ...contents, name: 'string', mac_address: 'mac' }
const bond: Form<BondDescription> = { ...contents, ...bondSettings, name: 'string', parents: 'string[]' }
const bridge: Form<BridgeDescription> = { ...contents, ...bridgeSettings, name: 'string', parent: 'string' }
const vlan: Form<VlanInterfaceDescription> = { links: 'any[]', mtu: 'int', parent: 'string', vid: 'int' }

/** The names of the settings that only bonds, or only bridges, have. */
export const SETTINGS = {
  bond: Object.keys(bondSettings) as (keyof BondSettings)[],
  bridge: Object.keys(bridgeSettings) as (keyof BridgeSettings)[],
}

/** Checks the form of a description. Throws `ConfigurationError`. */
export function checkDescription(description: NetworkDescription): void {
  checkFields('maas', OPERATION, whole, description)
  each('physicals', description.physicals, physical, ['name'])
  each('bonds', description.bonds, bond, ['name', 'parents'])
  each('bridges', description.bridges, bridge, ['name', 'parent'])
  each('vlans', description.vlans, vlan, ['parent', 'vid'])
}

/** Checks the form of links. Throws `ConfigurationError`. */
export function checkLinks(operation: string, links: readonly LinkDescription[] | undefined): void {
  for (const [index, one] of (links ?? []).entries())
    checkFields('maas', `${operation} links[${index}]`, link, one)
}

function each<T extends InterfaceContents>(
  path: string,
  items: readonly T[] | undefined,
  form: Form<T>,
  required: readonly (keyof T & string)[],
): void {
  for (const [index, item] of (items ?? []).entries()) {
    const at = `${OPERATION} ${path}[${index}]`
    checkFields('maas', at, form, item)
    for (const name of required)
      if (item[name] === undefined)
        checkType('maas', at, name, (form as Record<string, string>)[name] as string, undefined)
    checkLinks(at, item.links)
  }
}
