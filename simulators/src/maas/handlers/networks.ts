import { fabricReply, spaceReply, undefinedSpace, vlanReply } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { Form, unknownChoice } from '../server/form.js'
import { formBoolean } from '../server/param-values.js'
import { adminOnly, invalidModel, notFound, refuse } from '../server/refusal.js'
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
  const fabric = state.fabrics.find(
    (candidate) => String(candidate.id) === args[0] || candidate.name === args[0],
  )
  if (!fabric) throw notFound('Fabric')
  return fabric
}

function readFabric({ state, body }: UserExchange, current?: Fabric): Omit<Fabric, 'id'> {
  const form = new Form(formData(body))
  const name = form.text('name') || current?.name || ''
  if (name !== current?.name && name !== '') {
    if (!/^[\w-]+( [\w-]+)*$/.test(name)) form.add('name', `Invalid fabric name: ${name}.`)
    else if (/^fabric-\d+$/.test(name)) form.add('name', 'Reserved fabric name.')
    else if (state.fabrics.some((other) => other.name === name))
      form.add('name', 'Fabric with this Name already exists.')
  }
  form.check()
  return { name, classType: form.text('class_type') || (current?.classType ?? null) }
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

const vidMessage = 'VID must be between 0 and 4094.'

function readVlan({ state, body }: UserExchange, fabric: Fabric, current?: Vlan): Omit<Vlan, 'id'> {
  const form = new Form(formData(body))
  if (!current) form.need('vid')
  const vid = form.whole('vid') ?? (form.errors['vid'] ? undefined : current?.vid)
  if (vid === undefined || vid < 0 || vid > 4094) form.add('vid', vidMessage)
  const mtu = form.whole('mtu', { min: 552, max: 65_535 }) ?? current?.mtu ?? 1500
  const spaceId = readSpace(form, state.spaces, current)
  const relay = form.choice('relay_vlan', state.vlans)
  const dhcpOn = form.data.has('dhcp_on') ? formBoolean(form.text('dhcp_on')) : (current?.dhcpOn ?? false)
  const primaryRack = readRacks(form, state, fabric, current)
  if (dhcpOn && !current?.dhcpOn && !hasDynamicRange(state, current)) {
    form.add('dhcp_on', 'dhcp can only be turned on when a dynamic IP range is defined.')
  }
  form.check()
  if (vlansOf(state, fabric).some((other) => other !== current && other.vid === vid)) {
    throw invalidModel({
      __all__: ['A VLAN with the specified VID already exists in the destination fabric.'],
    })
  }
  return {
    vid: vid ?? 0,
    name: form.text('name') || (current?.name ?? String(vid)),
    fabricId: fabric.id,
    mtu,
    dhcpOn,
    primaryRack,
    relayVlanId: form.text('relay_vlan') === '' ? null : (relay?.id ?? current?.relayVlanId ?? null),
    spaceId,
  }
}

/** A space by name or id; `undefined` and the empty text remove the VLAN from its space. */
function readSpace(form: Form, spaces: Space[], current: Vlan | undefined): number | null {
  const value = form.text('space')
  if (value === undefined) return current?.spaceId ?? null
  if (value === '' || value === 'undefined') return null
  const space = spaces.find((candidate) => candidate.name === value || String(candidate.id) === value)
  if (!space) form.add('space', unknownChoice)
  return space?.id ?? null
}

/** A rack serves DHCP only on a VLAN where it has an interface: the simulated rack is on the first VLAN. */
function readRacks(form: Form, state: MaasState, fabric: Fabric, current: Vlan | undefined): string | null {
  for (const field of ['primary_rack', 'secondary_rack']) {
    const rack = form.text(field)
    if (rack && !(rack === state.rackId && fabric.id === 0)) {
      form.add(field, `Select a valid choice. ${rack} is not one of the available choices.`)
    }
  }
  const primary = form.text('primary_rack')
  return primary === undefined ? (current?.primaryRack ?? null) : primary || null
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

function deleteVlan(exchange: UserExchange): unknown {
  const { state } = exchange
  const vlan = vlanOf(exchange)
  if (vlan.vid === 0) throw refuse(400, 'This VLAN is the default VLAN in the fabric, it cannot be deleted.')
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

function readSpaceForm({ state, body }: UserExchange, current?: Space): Omit<Space, 'id'> {
  const form = new Form(formData(body))
  const name = form.text('name') || current?.name || ''
  if (name !== current?.name && name !== '') {
    if (/^space-\d+$/.test(name)) form.add('name', 'Reserved space name.')
    else if (!/^[\w-]+( [\w-]+)*$/.test(name)) form.add('name', `Invalid space name: ${name}.`)
    else if (state.spaces.some((other) => other.name === name))
      form.add('name', 'Space with this Name already exists.')
  }
  form.check()
  return { name, description: form.or('description', current?.description) }
}

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
