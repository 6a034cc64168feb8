import {
  byId,
  choice,
  choices,
  flag,
  list,
  mac,
  maybe,
  reference,
  references,
  text,
  whole,
  words,
} from '../forms/fields.js'
import { type Field, type Fields, Invalid, readForm, type Reading } from '../forms/form.js'
import { messages } from '../forms/messages.js'
import { formData } from '../server/body.js'
import type { Params } from '../server/params.js'
import { type FieldErrors, invalid, invalidModel } from '../server/refusal.js'
import type { UserExchange } from '../server/router.js'
import { giveUpMac } from '../state/invented-macs.js'
import type { MaasState } from '../state/state.js'
import type { Interface, Machine, Vlan } from '../state/types.js'

const bondModes = [
  'balance-rr',
  'active-backup',
  'balance-xor',
  'broadcast',
  '802.3ad',
  'balance-tlb',
  'balance-alb',
]
const hashPolicies = ['layer2', 'layer2+3', 'layer3+4', 'encap2+3', 'encap3+4']

/** What a form says of an interface. */
export type Draft = Omit<Interface, 'id'>

const nameField = (required: boolean): Field<string> =>
  text({ required, max: 255, pattern: /^[\p{L}\p{N}_\-.:]+$/u })

const speed = (): Field<number | null> => whole({ min: 0 })

/** The fields of every interface, and its parameters by name. */
const common = (state: MaasState, machine: Machine) => ({
  parents: references(machine.interfaces),
  mtu: whole({ min: 552 }),
  accept_ra: maybe(null),
  link_connected: flag(),
  interface_speed: speed(),
  link_speed: speed(),
  vlan: reference(byId(state.vlans), { clears: true }),
  tags: list(',', words),
  ip_assignment: choices(['static', 'dynamic', 'external']),
})

interface CommonFields extends Fields {
  parents: Field<Interface[]>
  link_connected: Field<boolean>
  link_speed: Field<number | null>
  vlan: Field<Vlan | null>
}

const currentOf = (state: MaasState, machine: Machine, nic: Interface) => ({
  name: nic.name,
  mac_address: nic.mac,
  parents: parentsOf(machine, nic),
  link_connected: nic.linkConnected,
  interface_speed: nic.interfaceSpeed,
  vlan: byId(state.vlans)(String(nic.vlanId)) ?? null,
  tags: nic.tags,
  enabled: nic.enabled,
})

const parentsOf = (machine: Machine, nic: Interface | undefined): Interface[] =>
  machine.interfaces.filter((other) => nic?.parentIds.includes(other.id))

const childrenOf = (machine: Machine, nic: Interface, but: Interface | undefined): Interface[] =>
  machine.interfaces.filter((other) => other !== but && other.parentIds.includes(nic.id))

/** Interfaces of this kind have no speed where they are not connected. */
function checkSpeed(form: Reading<CommonFields>, current: Interface | undefined): void {
  const { link_connected: connected, link_speed: linkSpeed } = form.values
  if (current && connected === false && !current.linkConnected && linkSpeed)
    form.fail('__all__', 'link_speed cannot be set when link_connected is false.')
}

function checkName(
  form: Reading<Fields>,
  machine: Machine,
  name: string,
  current: Interface | undefined,
): void {
  if (machine.interfaces.some((nic) => nic !== current && nic.name === name))
    form.fail(
      'name',
      `Node ${machine.systemId} (${machine.hostname}) already has an interface named '${name}'.`,
    )
}

interface CommonValues {
  mtu: number | null
  accept_ra: boolean | null
  link_connected: boolean
  interface_speed: number | null
  link_speed: number | null
  vlan: Vlan | null
  tags: string[]
}

/** The interface that the form describes: parameters that are sent empty are removed. */
function draft(
  data: Params,
  values: CommonValues,
  parents: Interface[],
  fields: Partial<Draft> & Pick<Draft, 'name' | 'type' | 'mac'>,
  current?: Interface,
): Draft {
  const sent = Object.entries({ mtu: values.mtu, accept_ra: values.accept_ra }).filter(
    ([, value]) => value !== null,
  )
  const kept = Object.entries(current?.params ?? {}).filter(([name]) => data.get(name) !== '')
  return {
    links: current?.links ?? [],
    enabled: true,
    vendor: null,
    product: null,
    firmware: null,
    discovered: null,
    ...current,
    vlanId: values.vlan?.id ?? null,
    linkConnected: values.link_connected,
    linkSpeed: values.link_connected ? (values.link_speed ?? current?.linkSpeed ?? 0) : 0,
    interfaceSpeed: values.interface_speed ?? 0,
    tags: values.tags,
    parentIds: parents.map((parent) => parent.id),
    ...fields,
    params: { ...Object.fromEntries(kept), ...Object.fromEntries(sent), ...fields.params },
  }
}

/** @throws Invalid when a physical interface of a node has the address. */
function checkUnused(state: MaasState, address: string, current: Interface | undefined): void {
  if (current?.mac !== address.toLowerCase()) giveUpMac(state, address)
  for (const node of [...state.machines, ...state.devices]) {
    const holder = node.interfaces.find(
      (nic) => nic !== current && nic.type === 'physical' && nic.mac === address.toLowerCase(),
    )
    if (holder)
      throw new Invalid(
        `This MAC address is already in use by ${holder.name} (${holder.type}) on ${node.hostname}.`,
      )
  }
}

/** MAC and name of a physical interface. */
const physicalFields = (state: MaasState, required: boolean, current: Interface | undefined) => ({
  numa_node: whole({ min: 0 }),
  mac_address: mac({ required: true, check: (address) => checkUnused(state, address, current) }),
  name: nameField(required),
})

export function readPhysical({ state, body }: UserExchange, machine: Machine, current?: Interface): Draft {
  const data = formData(body)
  const values = readForm(
    data,
    { ...common(state, machine), ...physicalFields(state, false, current), enabled: maybe(true) },
    {
      current: current && currentOf(state, machine, current),
      clean: (form) => {
        const { name, parents = [] } = form.values
        if (parents.length > 0) form.fail('parents', 'A physical interface cannot have parents.')
        if (name) checkName(form, machine, name, current)
        checkSpeed(form, current)
      },
    },
  )
  if (current && values.name === '') throw invalidModel({ name: [messages.blank] })
  const name = values.name || `eth${machine.interfaces.filter((nic) => nic.type === 'physical').length}`
  const fields = { name, type: 'physical' as const, mac: values.mac_address.toLowerCase() }
  return draft(data, values, [], { ...fields, enabled: values.enabled }, current)
}

/** On a deployed machine only name, address and speeds of an interface can be changed. */
export function readDeployed({ state, body }: UserExchange, machine: Machine, current: Interface): Draft {
  const data = formData(body).pick(['mac_address', 'name', 'link_connected', 'interface_speed', 'link_speed'])
  const values = readForm(
    data,
    { ...common(state, machine), ...physicalFields(state, true, current) },
    {
      current: currentOf(state, machine, current),
      clean: (form) => {
        const { name } = form.values
        if (name) checkName(form, machine, name, current)
        checkSpeed(form, current)
      },
    },
  )
  const fields = { name: values.name, type: current.type, mac: values.mac_address.toLowerCase() }
  return { ...draft(data, values, [], fields, current), parentIds: current.parentIds }
}

interface ChildFields extends CommonFields {
  name: Field<string>
  mac_address: Field<string>
}

/**
 * The address of a bond or bridge, which is kept in its case: that of its first parent by default, and when its present one came from a
 * parent that leaves.
 */
function macOf(
  form: Reading<ChildFields>,
  machine: Machine,
  current: Interface | undefined,
): string | undefined {
  const { mac_address: given, parents = [] } = form.values
  if (!current) return given || parents[0]?.mac
  const giver = parentsOf(machine, current).find((parent) => parent.mac === current.mac)
  return given === current.mac && giver && !parents.includes(giver) ? parents[0]?.mac : given
}

/** What bonds and bridges have in common: a name of their own, parents that are free, and their address and VLAN. */
function cleanChild(
  form: Reading<ChildFields>,
  machine: Machine,
  current: Interface | undefined,
  { state, isBusy }: { state: MaasState; isBusy: (child: Interface) => boolean },
): void {
  const { values } = form
  const parents = values.parents ?? []
  if (form.isRight('parents')) {
    const address = macOf(form, machine, current)
    if (address !== undefined) values.mac_address = address
    const busy = parents.filter((parent) => childrenOf(machine, parent, current).some(isBusy))
    if (busy.length > 0) {
      const names = busy.map((nic) => nic.name).toSorted()
      form.fail('parents', `Interfaces already in-use: ${names.join(', ')}.`)
    }
    if (!current) values.vlan ??= byId(state.vlans)(String(parents[0]?.vlanId)) ?? null
  }
  if (form.isRight('mac_address') && !values.mac_address) form.fail('mac_address', messages.blank)
  if (values.name) checkName(form, machine, values.name, current)
  checkSpeed(form, current)
}

export function readBond({ state, body }: UserExchange, machine: Machine, current?: Interface): Draft {
  const data = formData(body)
  const setting = (name: string, fallback: unknown): unknown => current?.params[name] ?? fallback
  const number = (name: string, fallback: number, max?: number): Field<number> =>
    whole({ min: 0, fallback: Number(setting(name, fallback)), ...(max !== undefined && { max }) })
  const listed = (name: string, choices: string[]): Field<string> =>
    choice({ choices, listedAs: name, keepsOnEmpty: true, fallback: String(setting(name, choices[0])) })
  const values = readForm(
    data,
    {
      ...common(state, machine),
      mac_address: mac({ keepsOnEmpty: true }),
      name: nameField(true),
      bond_mode: listed('bond_mode', bondModes),
      bond_miimon: number('bond_miimon', 100),
      bond_downdelay: number('bond_downdelay', 0),
      bond_updelay: number('bond_updelay', 0),
      bond_num_grat_arp: number('bond_num_grat_arp', 1, 255),
      bond_lacp_rate: listed('bond_lacp_rate', ['fast', 'slow']),
      bond_xmit_hash_policy: listed('bond_xmit_hash_policy', hashPolicies),
    },
    {
      current: current && currentOf(state, machine, current),
      clean: (form) => {
        const { parents = [] } = form.values
        if (form.isRight('parents') && parents.length === 0)
          form.fail('parents', 'A bond interface must have one or more parents.')
        cleanChild(form, machine, current, { state, isBusy: () => true })
        const vlanId = form.values.vlan?.id ?? null
        if (!current && form.isRight('parents') && parents.some((parent) => parent.vlanId !== vlanId))
          form.fail('parents', 'All parents must belong to the same VLAN.')
      },
    },
  )
  const params = Object.fromEntries(Object.entries(values).filter(([name]) => name.startsWith('bond_')))
  const fields = { name: values.name, type: 'bond' as const, mac: values.mac_address, params }
  return draft(data, values, values.parents, fields, current)
}

/** `parent` is another name of `parents`; messages about it are told under that name. */
const byParent = (data: Params): Params => {
  const parent = data.get('parent')
  return parent === undefined ? data : data.with([['parents', parent]])
}

const asParent = ({ parents, ...errors }: FieldErrors): Error =>
  invalid({ ...errors, ...(parents && { parent: parents }) })

export function readBridge({ state, body }: UserExchange, machine: Machine, current?: Interface): Draft {
  const data = byParent(formData(body))
  const setting = (name: string, fallback: unknown): unknown => current?.params[name] ?? fallback
  const values = readForm(
    data,
    {
      ...common(state, machine),
      mac_address: mac({ keepsOnEmpty: true }),
      name: nameField(true),
      bridge_type: choice({
        choices: ['standard', 'ovs'],
        listedAs: 'bridge_type',
        keepsOnEmpty: true,
        fallback: String(setting('bridge_type', 'standard')),
      }),
      bridge_stp: maybe(Boolean(setting('bridge_stp', false))),
      bridge_fd: whole({ min: 0, fallback: Number(setting('bridge_fd', 15)) }),
    },
    {
      current: current && currentOf(state, machine, current),
      clean: (form) => {
        const { parents = [] } = form.values
        if (form.isRight('parents')) checkBridgeParents(form, machine, parents, current)
        cleanChild(form, machine, current, { state, isBusy: (child) => child.type !== 'vlan' })
      },
      refuse: asParent,
    },
  )
  const params = Object.fromEntries(Object.entries(values).filter(([name]) => name.startsWith('bridge_')))
  const fields = { name: values.name, type: 'bridge' as const, mac: values.mac_address, params }
  return draft(data, values, values.parents, fields, current)
}

function checkBridgeParents(
  form: Reading<Fields>,
  machine: Machine,
  parents: Interface[],
  current: Interface | undefined,
): void {
  const [parent] = parents
  if (!parent || parents.length !== 1)
    form.fail('parents', 'A bridge interface must have exactly one parent.')
  else if (parent.type === 'bridge')
    form.fail('parents', "A bridge interface can't have another bridge interface as parent.")
  else if (childrenOf(machine, parent, current).some((child) => ['bond', 'bridge'].includes(child.type)))
    form.fail('parents', "A bridge interface can't have a parent that is already in a bond or a bridge.")
}

export function readVlanInterface(
  { state, body }: UserExchange,
  machine: Machine,
  current?: Interface,
): Draft {
  const data = byParent(formData(body))
  const values = readForm(data, common(state, machine), {
    current: current && currentOf(state, machine, current),
    clean: (form) => {
      const { parents = [], vlan = null } = form.values
      if (form.isRight('vlan') && vlan === null && (!current || form.data.has('vlan')))
        form.fail('vlan', 'A VLAN interface must be connected to a tagged VLAN.')
      else if (vlan?.vid === 0) form.fail('vlan', 'A VLAN interface can only belong to a tagged VLAN.')
      if (form.isRight('parents')) checkVlanParents(form, machine, parents)
      const [parent] = parents
      if (parent && vlan && form.isRight('vlan', 'parents')) {
        const home = state.vlans.find((candidate) => candidate.id === parent.vlanId)
        if (home?.fabricId !== vlan.fabricId)
          form.fail(
            'vlan',
            'A VLAN interface can only belong to a tagged VLAN on the same fabric as its parent interface.',
          )
        checkName(form, machine, `${parent.name}.${vlan.vid}`, current)
      }
      checkSpeed(form, current)
    },
    refuse: asParent,
  })
  const [parent] = values.parents
  const name = `${parent?.name ?? ''}.${values.vlan?.vid ?? ''}`
  return draft(data, values, values.parents, { name, type: 'vlan', mac: parent?.mac ?? '' }, current)
}

function checkVlanParents(form: Reading<Fields>, machine: Machine, parents: Interface[]): void {
  const [parent] = parents
  if (!parent || parents.length !== 1) form.fail('parents', 'A VLAN interface must have exactly one parent.')
  else if (parent.type === 'vlan')
    form.fail('parents', "A VLAN interface can't have another VLAN interface as parent.")
  else if (childrenOf(machine, parent, undefined).some((child) => child.type === 'bond'))
    form.fail('parents', "A VLAN interface can't have a parent that is already in a bond.")
}
