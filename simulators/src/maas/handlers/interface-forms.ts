import type { Form } from '../server/form.js'
import { formBoolean } from '../server/param-values.js'
import type { MaasState } from '../state/state.js'
import type { Interface, Machine } from '../state/types.js'

const bondModes = [
  'balance-rr',
  'active-backup',
  'balance-xor',
  'broadcast',
  '802.3ad',
  'balance-tlb',
  'balance-alb',
] as const
const blankMac = 'This field cannot be blank.'

/** The parents that a form lists by id; the field is repeated, not joined by commas. */
function readParents(form: Form, machine: Machine, field: string): Interface[] {
  return form.data.all(field).flatMap((value) => {
    if (!/^\d+$/.test(value)) form.add('parents', `\u201C${value}\u201D is not a valid value.`)
    else {
      const parent = machine.interfaces.find((nic) => String(nic.id) === value)
      if (parent) return [parent]
      form.add(field, `Select a valid choice. ${value} is not one of the available choices.`)
    }
    return []
  })
}

function build(
  type: Interface['type'],
  name: string,
  parents: Interface[],
  params: Record<string, unknown>,
): Omit<Interface, 'id'> {
  return {
    name,
    type,
    mac: parents[0]?.mac ?? '',
    vlanId: parents[0]?.vlanId ?? null,
    links: [],
    linkSpeed: 0,
    interfaceSpeed: 0,
    linkConnected: false,
    enabled: true,
    tags: [],
    params,
    parentIds: parents.map((parent) => parent.id),
    vendor: null,
    product: null,
    firmware: null,
    discovered: null,
  }
}

function checkOwnName(form: Form, machine: Machine, name: string, current: Interface | undefined): void {
  if (machine.interfaces.some((nic) => nic !== current && nic.name === name)) {
    form.add(
      'name',
      `Node ${machine.systemId} (${machine.hostname}) already has an interface named '${name}'.`,
    )
  }
}

const parentsOf = (machine: Machine, nic: Interface | undefined): Interface[] =>
  machine.interfaces.filter((other) => nic?.parentIds.includes(other.id))

export function readBond(form: Form, machine: Machine, current?: Interface): Omit<Interface, 'id'> {
  const name = form.or('name', current?.name) || 'bond0'
  checkOwnName(form, machine, name, current)
  const parents = form.data.has('parents')
    ? readParents(form, machine, 'parents')
    : parentsOf(machine, current)
  if (form.errors['parents'] || parents.length === 0) form.add('mac_address', blankMac)
  else checkBondParents(form, machine, parents, current)
  const mode = form.oneOf('bond_mode', bondModes)
  const number = (field: string, fallback: number): unknown =>
    form.whole(field, { min: 0 }) ?? current?.params[field] ?? fallback
  return build('bond', name, parents, {
    bond_mode: mode ?? current?.params['bond_mode'] ?? 'balance-rr',
    bond_miimon: number('bond_miimon', 100),
    bond_updelay: number('bond_updelay', 0),
    bond_downdelay: number('bond_downdelay', 0),
    bond_lacp_rate:
      form.oneOf('bond_lacp_rate', ['fast', 'slow']) ?? current?.params['bond_lacp_rate'] ?? 'fast',
    bond_num_grat_arp: number('bond_num_grat_arp', 1),
    bond_xmit_hash_policy:
      form.oneOf('bond_xmit_hash_policy', ['layer2', 'layer2+3', 'layer3+4', 'encap2+3', 'encap3+4']) ??
      current?.params['bond_xmit_hash_policy'] ??
      'layer2',
  })
}

function checkBondParents(
  form: Form,
  machine: Machine,
  parents: Interface[],
  current: Interface | undefined,
): void {
  const busy = parents.filter((parent) =>
    machine.interfaces.some(
      (nic) => nic !== current && nic.type !== 'vlan' && nic.parentIds.includes(parent.id),
    ),
  )
  if (busy.length > 0)
    form.add('parents', `Interfaces already in-use: ${busy.map((nic) => nic.name).join(', ')}.`)
  else if (new Set(parents.map((parent) => parent.vlanId)).size > 1)
    form.add('parents', 'All parents must belong to the same VLAN.')
}

export function readBridge(form: Form, machine: Machine, current?: Interface): Omit<Interface, 'id'> {
  const name = form.or('name', current?.name) || 'br0'
  checkOwnName(form, machine, name, current)
  // One parent, as `parent` or `parents`.
  const field = form.data.has('parents') ? 'parents' : 'parent'
  const parents = form.data.has(field) ? readParents(form, machine, field) : parentsOf(machine, current)
  if (parents.some((parent) => parent.type === 'bridge')) {
    form.add('mac_address', blankMac)
    form.add('parent', "A bridge interface can't have another bridge interface as parent.")
  } else if (parents.length !== 1) {
    form.add('mac_address', blankMac)
    form.add('parent', 'A bridge interface must have exactly one parent.')
  }
  const type = form.oneOf('bridge_type', ['standard', 'ovs'])
  return build('bridge', name, parents, {
    bridge_fd: form.whole('bridge_fd', { min: 0 }) ?? current?.params['bridge_fd'] ?? 15,
    bridge_stp: form.data.has('bridge_stp')
      ? formBoolean(form.text('bridge_stp'))
      : (current?.params['bridge_stp'] ?? false),
    bridge_type: type ?? current?.params['bridge_type'] ?? 'standard',
  })
}

export function readVlanInterface(form: Form, machine: Machine, state: MaasState): Omit<Interface, 'id'> {
  const field = form.data.has('parents') ? 'parents' : 'parent'
  const parents = readParents(form, machine, field)
  const [parent] = parents
  const vlan = form.choice('vlan', state.vlans)
  if (parents.length !== 1) form.add('parent', 'A VLAN interface must have exactly one parent.')
  else if (parent?.type === 'vlan')
    form.add('parent', "A VLAN interface can't have another VLAN interface as parent.")
  if (!vlan && !form.errors['vlan']) form.add('vlan', 'A VLAN interface must be connected to a tagged VLAN.')
  const home = state.vlans.find((candidate) => candidate.id === parent?.vlanId)
  if (
    vlan &&
    parents.length === 1 &&
    parent?.type !== 'vlan' &&
    (vlan.vid === 0 || home?.fabricId !== vlan.fabricId)
  ) {
    form.add(
      'vlan',
      'A VLAN interface can only belong to a tagged VLAN on the same fabric as its parent interface.',
    )
  }
  const name = `${parent?.name ?? ''}.${vlan?.vid ?? ''}`
  if (!form.errors['vlan'] && !form.errors['parent']) checkOwnName(form, machine, name, undefined)
  const tags = form.text('tags')
  return {
    ...build('vlan', name, parents, {}),
    vlanId: vlan?.id ?? null,
    tags: tags ? tags.split(',').map((tag) => tag.trim()) : [],
  }
}
