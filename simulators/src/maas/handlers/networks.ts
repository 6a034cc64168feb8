import { byId, flag, modelName, reference, taken, text, whole } from '../forms/fields.js'
import { type Field, type Fields, Invalid, readForm, type Reading } from '../forms/form.js'
import { messages } from '../forms/messages.js'
import { fabricSpecified, spaceSpecified } from '../forms/references.js'
import { fabricReply, spaceReply, undefinedSpace, vlanReply } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { adminOnly, invalid, invalidModel, notFound, refuse } from '../server/refusal.js'
import type { Exchange, Operation, Resource, UserExchange } from '../server/router.js'
import { newVlan, type MaasState } from '../state/state.js'
import type { Fabric, Space, Vlan } from '../state/types.js'

/** Only administrators change networks; every user may read them. */
export const admin = (act: (exchange: UserExchange) => unknown): Operation => {
  return (exchange) => {
    if (!exchange.user.isAdmin) throw adminOnly()
    return act(exchange)
  }
}

function fabricOf({ state, args }: Exchange): Fabric {
  const [, name = ''] = /^(?:name:)?(.*)$/s.exec(args[0] ?? '') ?? []
  const fabric = state.fabrics.find((candidate) => String(candidate.id) === name || candidate.name === name)
  if (!fabric) throw notFound('Fabric')
  return fabric
}

/** A name of a fabric or space. Those that MAAS gives are reserved, except to the object that has it by its id. */
const reservableName = (
  kind: 'fabric' | 'space',
  all: readonly (Fabric | Space)[],
  current: Fabric | Space | undefined,
) =>
  text({
    max: 256,
    keepsOnEmpty: true,
    pattern: /^[\p{L}\p{N}_-]+$/u,
    complaint: (name) => `Invalid ${kind} name: ${name}.`,
    unique: taken(`${kind === 'fabric' ? 'Fabric' : 'Space'} with this Name`, all, 'name', current),
    check: (name) => {
      const isReserved = new RegExp(`^${kind}-\\d+$`).test(name) && name !== `${kind}-${current?.id}`
      if (isReserved || (kind === 'space' && name === 'undefined'))
        throw new Invalid(`Reserved ${kind} name.`)
    },
  })

function readFabric({ state, body }: UserExchange, current?: Fabric): Omit<Fabric, 'id'> {
  const { name, class_type: classType } = readForm(
    formData(body),
    {
      name: reservableName('fabric', state.fabrics, current),
      description: text(),
      class_type: text({ max: 256, pattern: modelName, keepsOnEmpty: true }),
    },
    { current: current && { name: current.name, class_type: current.classType ?? '' } },
  )
  return { name, classType: classType || null }
}

function createFabric(exchange: UserExchange): unknown {
  const { state } = exchange
  const { name, classType } = readFabric(exchange)
  const id = state.next('fabric')
  const fabric = { id, name: name || `fabric-${id}`, classType }
  state.fabrics.push(fabric)
  state.vlans.push(newVlan({ id: state.next('vlan'), fabricId: id }))
  return fabricReply(state, fabric)
}

function deleteFabric(exchange: UserExchange): unknown {
  const { state } = exchange
  const fabric = fabricOf(exchange)
  if (fabric.id === 0) throw refuse(400, 'This fabric is the default fabric, it cannot be deleted.')
  const vlans = state.vlans.filter((vlan) => vlan.fabricId === fabric.id)
  const left = state.subnets
    .filter((subnet) => vlans.some((vlan) => vlan.id === subnet.vlanId))
    .map((subnet) => subnet.cidr)
  if (left.length > 0)
    throw refuse(
      400,
      `Can't delete fabric; the following subnets are still present: ${left.toSorted().join(', ')}`,
    )
  const connected = [...state.machines, ...state.devices].flatMap((node) =>
    node.interfaces
      .filter((nic) => vlans.some((vlan) => vlan.id === nic.vlanId))
      .map((nic) => `${nic.name} (${nic.type}) on ${node.hostname}`),
  )
  if (connected.length > 0)
    throw refuse(
      400,
      `Can't delete fabric; the following interfaces are still connected: ${connected.join(', ')}`,
    )
  for (const vlan of vlans) state.vlans.splice(state.vlans.indexOf(vlan), 1)
  state.fabrics.splice(state.fabrics.indexOf(fabric), 1)
  return deleted()
}

const vlansOf = (state: MaasState, fabric: Fabric): Vlan[] =>
  state.vlans.filter((vlan) => vlan.fabricId === fabric.id)

/** Below its fabric a VLAN is identified by its VID, elsewhere by its id. */
function vlanOf(exchange: Exchange): Vlan {
  const { state, args } = exchange
  const vlan =
    args.length === 1
      ? state.vlans.find((candidate) => String(candidate.id) === args[0])
      : vlansOf(state, fabricOf(exchange)).find((candidate) => String(candidate.vid) === args[1])
  if (!vlan) throw notFound('VLAN')
  return vlan
}

function readVlan({ state, body }: UserExchange, home: Fabric, current?: Vlan): Omit<Vlan, 'id'> {
  const data = formData(body)
  // A rack serves DHCP where it has an interface with the VID; the simulated rack is on an untagged VLAN.
  const rack = (): Field<string | null> =>
    reference((id) => (id === state.rackId && current?.vid === 0 ? id : undefined), {
      clears: true,
      complaint: messages.choice,
    })
  const relays = current?.dhcpOn
    ? state.vlans.filter((vlan) => vlan.id === current.relayVlanId)
    : state.vlans.filter((vlan) => vlan !== current && vlan.relayVlanId === null)
  const vlan = readForm(
    data,
    {
      mtu: whole({ min: 552, fallback: 1500 }),
      space: reference((value) => (value === 'undefined' ? null : spaceSpecified(state)(value)), {
        clears: true,
      }),
      fabric: reference(fabricSpecified(state)),
      name: text({ max: 256, pattern: modelName, keepsOnEmpty: true }),
      description: text(),
      vid: whole({ required: true }),
      dhcp_on: flag(),
      primary_rack: rack(),
      secondary_rack: rack(),
      relay_vlan: reference(byId(relays), { clears: true }),
    },
    {
      current: current && {
        ...current,
        fabric: home,
        space: byId(state.spaces)(String(current.spaceId)) ?? null,
        dhcp_on: current.dhcpOn,
        primary_rack: current.primaryRack,
        secondary_rack: current.secondaryRack,
        relay_vlan: byId(state.vlans)(String(current.relayVlanId)) ?? null,
      },
      clean: (form) => cleanVlan(form, state, current),
    },
  )
  const fabricId = current ? (vlan.fabric?.id ?? home.id) : home.id
  if (
    state.vlans.some((other) => other !== current && other.fabricId === fabricId && other.vid === vlan.vid)
  ) {
    const errors = {
      __all__: ['A VLAN with the specified VID already exists in the destination fabric.'],
    }
    throw current ? invalid(errors) : invalidModel(errors)
  }
  return {
    vid: vlan.vid ?? 0,
    name: vlan.name || String(vlan.vid),
    fabricId,
    mtu: vlan.mtu,
    dhcpOn: vlan.dhcp_on,
    primaryRack: vlan.primary_rack,
    secondaryRack: vlan.secondary_rack,
    relayVlanId: vlan.dhcp_on ? null : (vlan.relay_vlan?.id ?? null),
    spaceId: vlan.space?.id ?? null,
  }
}

interface VlanFields extends Fields {
  mtu: Field<number>
  vid: Field<number | null>
  dhcp_on: Field<boolean>
  primary_rack: Field<string | null>
  secondary_rack: Field<string | null>
}

function cleanVlan(form: Reading<VlanFields>, state: MaasState, current: Vlan | undefined): void {
  const { values } = form
  if (values.dhcp_on && !hasDynamicRange(state, current)) {
    delete values.dhcp_on
    form.fail('dhcp_on', 'dhcp can only be turned on when a dynamic IP range is defined.')
  }
  // The secondary rack follows the primary one, and is never the same.
  if (!values.primary_rack && current?.secondaryRack)
    Object.assign(values, { primary_rack: current.secondaryRack, secondary_rack: null })
  if (values.primary_rack && values.primary_rack === current?.secondaryRack) values.secondary_rack = null
  if (values.secondary_rack && values.secondary_rack === current?.primaryRack)
    form.fail('__all__', `${values.secondary_rack} is already set as the primary rack controller`)
  else if (values.primary_rack && values.primary_rack === values.secondary_rack)
    form.fail('__all__', 'The primary and secondary rack must be different')
  else if (values.dhcp_on && !values.primary_rack && !current?.primaryRack)
    form.fail('__all__', 'dhcp can only be turned on when a primary rack controller is set.')
  if (typeof values.vid !== 'number' || values.vid < 0 || values.vid > 4094)
    form.fail('vid', 'VID must be between 0 and 4094.')
  else if (values.mtu !== undefined && values.mtu > 65_535)
    form.fail('mtu', 'MTU must be between 552 and 65535.')
}

function hasDynamicRange(state: MaasState, vlan: Vlan | undefined): boolean {
  const subnets = state.subnets.filter((subnet) => subnet.vlanId === vlan?.id).map((subnet) => subnet.id)
  return state.ipRanges.some((range) => range.type === 'dynamic' && subnets.includes(range.subnetId))
}

function createVlan(exchange: UserExchange): unknown {
  const { state } = exchange
  const fabric = fabricOf(exchange)
  const vlan = { ...readVlan(exchange, fabric), id: state.next('vlan') }
  state.vlans.push(vlan)
  return vlanReply(state, vlan)
}

function updateVlan(exchange: UserExchange): unknown {
  const vlan = vlanOf(exchange)
  const fabric = exchange.state.fabrics.find((candidate) => candidate.id === vlan.fabricId)
  if (fabric) Object.assign(vlan, readVlan(exchange, fabric, vlan))
  return vlanReply(exchange.state, vlan)
}

/** Its subnets and interfaces go to the untagged VLAN of the fabric; VLAN interfaces on it are deleted. */
function deleteVlan(exchange: UserExchange): unknown {
  const { state } = exchange
  const vlan = vlanOf(exchange)
  const untagged = state.vlans.find((other) => other.fabricId === vlan.fabricId)
  if (vlan === untagged)
    throw refuse(400, 'This VLAN is the default VLAN in the fabric, it cannot be deleted.')
  for (const subnet of state.subnets) if (subnet.vlanId === vlan.id) subnet.vlanId = untagged?.id ?? 0
  for (const node of [...state.machines, ...state.devices]) {
    node.interfaces = node.interfaces.filter((nic) => !(nic.type === 'vlan' && nic.vlanId === vlan.id))
    for (const nic of node.interfaces) if (nic.vlanId === vlan.id) nic.vlanId = untagged?.id ?? null
  }
  for (const other of state.vlans) if (other.relayVlanId === vlan.id) other.relayVlanId = null
  state.vlans.splice(state.vlans.indexOf(vlan), 1)
  return deleted()
}

function spaceOf({ state, args }: Exchange): Space {
  const space = state.spaces.find(
    (candidate) => String(candidate.id) === args[0] || candidate.name === args[0],
  )
  if (!space) throw notFound('Space')
  return space
}

const readSpaceForm = ({ state, body }: UserExchange, current?: Space): Omit<Space, 'id'> =>
  readForm(
    formData(body),
    { name: reservableName('space', state.spaces, current), description: text() },
    { current },
  )

function createSpace(exchange: UserExchange): unknown {
  const { state } = exchange
  const { name, description } = readSpaceForm(exchange)
  const id = state.next('space')
  const space = { id, name: name || `space-${id}`, description }
  state.spaces.push(space)
  return spaceReply(state, space)
}

/** A space that still has VLANs can be deleted; they are then in no space. */
function deleteSpace(exchange: UserExchange): unknown {
  const { state } = exchange
  const space = spaceOf(exchange)
  for (const vlan of state.vlans) if (vlan.spaceId === space.id) vlan.spaceId = null
  state.spaces.splice(state.spaces.indexOf(space), 1)
  return deleted()
}

const vlanOperations: Record<string, Operation> = {
  GET: (exchange) => vlanReply(exchange.state, vlanOf(exchange)),
  PUT: admin(updateVlan),
  DELETE: admin(deleteVlan),
}

export const networkResources: Resource[] = [
  {
    path: 'fabrics/',
    operations: {
      GET: ({ state }) => state.fabrics.map((fabric) => fabricReply(state, fabric)),
      POST: admin(createFabric),
    },
  },
  {
    path: 'fabrics/{id}/',
    operations: {
      GET: (exchange) => fabricReply(exchange.state, fabricOf(exchange)),
      PUT: admin((exchange) => {
        const fabric = fabricOf(exchange)
        Object.assign(fabric, readFabric(exchange, fabric))
        return fabricReply(exchange.state, fabric)
      }),
      DELETE: admin(deleteFabric),
    },
  },
  {
    path: 'fabrics/{fabric_id}/vlans/',
    operations: {
      GET: (exchange) =>
        vlansOf(exchange.state, fabricOf(exchange)).map((vlan) => vlanReply(exchange.state, vlan)),
      POST: admin(createVlan),
    },
  },
  { path: 'fabrics/{fabric_id}/vlans/{vid}/', operations: vlanOperations },
  { path: 'vlans/{id}/', operations: vlanOperations },
  {
    path: 'spaces/',
    operations: {
      GET: ({ state }) => [undefinedSpace(state), ...state.spaces.map((space) => spaceReply(state, space))],
      POST: admin(createSpace),
    },
  },
  {
    path: 'spaces/{id}/',
    operations: {
      GET: (exchange) =>
        ['undefined', '-1'].includes(exchange.args[0] ?? '')
          ? undefinedSpace(exchange.state)
          : spaceReply(exchange.state, spaceOf(exchange)),
      PUT: admin((exchange) => {
        const space = spaceOf(exchange)
        Object.assign(space, readSpaceForm(exchange, space))
        return spaceReply(exchange.state, space)
      }),
      DELETE: admin(deleteSpace),
    },
  },
]
