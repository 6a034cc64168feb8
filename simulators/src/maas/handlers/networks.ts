import { formBoolean } from '../server/param-values.js'
import { formData } from '../server/body.js'
import { Form, unknownChoice } from '../server/form.js'
import type { Fabric, Space, Vlan } from '../state/types.js'
import { fabricReply, spaceReply, undefinedSpace, vlanReply } from '../replies/network.js'
import { adminOnly, deleted, invalidModel, notFound, refuse } from '../server/refusal.js'
import type { Exchange, Operation, Resource, UserExchange } from '../server/router.js'
import { newVlan, type World } from '../state/state.js'

/** Networks belong to administrators; everybody may read them. */
export const admin = (act: (exchange: UserExchange) => unknown): Operation => {
  return (exchange) => {
    if (!exchange.user.isAdmin) throw adminOnly()
    return act(exchange)
  }
}

function fabricOf({ world, args }: Exchange): Fabric {
  const fabric = world.fabrics.find(
    (candidate) => String(candidate.id) === args[0] || candidate.name === args[0],
  )
  if (!fabric) throw notFound('Fabric')
  return fabric
}

function readFabric({ world, body }: UserExchange, current?: Fabric): Omit<Fabric, 'id'> {
  const form = new Form(formData(body))
  const name = form.text('name') || current?.name || ''
  if (name !== current?.name && name !== '') {
    if (!/^[\w-]+( [\w-]+)*$/.test(name)) form.add('name', `Invalid fabric name: ${name}.`)
    else if (/^fabric-\d+$/.test(name)) form.add('name', 'Reserved fabric name.')
    else if (world.fabrics.some((other) => other.name === name))
      form.add('name', 'Fabric with this Name already exists.')
  }
  form.check()
  return { name, classType: form.text('class_type') || (current?.classType ?? null) }
}

function createFabric(exchange: UserExchange): unknown {
  const { world } = exchange
  const { name, classType } = readFabric(exchange)
  const id = world.next('fabric')
  const fabric = { id, name: name || `fabric-${id}`, classType }
  world.fabrics.push(fabric)
  world.vlans.push(newVlan({ id: world.next('vlan'), fabricId: id }))
  return fabricReply(world, fabric)
}

function deleteFabric(exchange: UserExchange): unknown {
  const { world } = exchange
  const fabric = fabricOf(exchange)
  if (fabric.id === 0) throw refuse(400, 'This fabric is the default fabric, it cannot be deleted.')
  const vlans = world.vlans.filter((vlan) => vlan.fabricId === fabric.id)
  const left = world.subnets
    .filter((subnet) => vlans.some((vlan) => vlan.id === subnet.vlanId))
    .map((subnet) => subnet.cidr)
  if (left.length > 0)
    throw refuse(
      400,
      `Can't delete fabric; the following subnets are still present: ${left.toSorted().join(', ')}`,
    )
  for (const vlan of vlans) world.vlans.splice(world.vlans.indexOf(vlan), 1)
  world.fabrics.splice(world.fabrics.indexOf(fabric), 1)
  return deleted()
}

const vlansOf = (world: World, fabric: Fabric): Vlan[] =>
  world.vlans.filter((vlan) => vlan.fabricId === fabric.id)

/** Under its fabric a VLAN is named by its vid, elsewhere by its id. */
function vlanOf(exchange: Exchange): Vlan {
  const { world, args } = exchange
  const vlan =
    args.length === 1
      ? world.vlans.find((candidate) => String(candidate.id) === args[0])
      : vlansOf(world, fabricOf(exchange)).find((candidate) => String(candidate.vid) === args[1])
  if (!vlan) throw notFound('VLAN')
  return vlan
}

const vidMessage = 'VID must be between 0 and 4094.'

function readVlan({ world, body }: UserExchange, fabric: Fabric, current?: Vlan): Omit<Vlan, 'id'> {
  const form = new Form(formData(body))
  if (!current) form.need('vid')
  const vid = form.whole('vid') ?? (form.errors['vid'] ? undefined : current?.vid)
  if (vid === undefined || vid < 0 || vid > 4094) form.add('vid', vidMessage)
  const mtu = form.whole('mtu', { min: 552, max: 65_535 }) ?? current?.mtu ?? 1500
  const spaceId = readSpace(form, world.spaces, current)
  const relay = form.choice('relay_vlan', world.vlans)
  const dhcpOn = form.data.has('dhcp_on') ? formBoolean(form.text('dhcp_on')) : (current?.dhcpOn ?? false)
  const primaryRack = readRacks(form, world, fabric, current)
  if (dhcpOn && !current?.dhcpOn && !hasDynamicRange(world, current)) {
    form.add('dhcp_on', 'dhcp can only be turned on when a dynamic IP range is defined.')
  }
  form.check()
  if (vlansOf(world, fabric).some((other) => other !== current && other.vid === vid)) {
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

/** A space by name or id; `undefined` and nothing take the VLAN out of its space. */
function readSpace(form: Form, spaces: Space[], current: Vlan | undefined): number | null {
  const value = form.text('space')
  if (value === undefined) return current?.spaceId ?? null
  if (value === '' || value === 'undefined') return null
  const space = spaces.find((candidate) => candidate.name === value || String(candidate.id) === value)
  if (!space) form.add('space', unknownChoice)
  return space?.id ?? null
}

/** A rack can serve only a VLAN on which it has an interface: the simulated one is on the first. */
function readRacks(form: Form, world: World, fabric: Fabric, current: Vlan | undefined): string | null {
  for (const field of ['primary_rack', 'secondary_rack']) {
    const rack = form.text(field)
    if (rack && !(rack === world.rackId && fabric.id === 0)) {
      form.add(field, `Select a valid choice. ${rack} is not one of the available choices.`)
    }
  }
  const primary = form.text('primary_rack')
  return primary === undefined ? (current?.primaryRack ?? null) : primary || null
}

function hasDynamicRange(world: World, vlan: Vlan | undefined): boolean {
  const subnets = world.subnets.filter((subnet) => subnet.vlanId === vlan?.id).map((subnet) => subnet.id)
  return world.ipRanges.some((range) => range.type === 'dynamic' && subnets.includes(range.subnetId))
}

function createVlan(exchange: UserExchange): unknown {
  const { world } = exchange
  const fabric = fabricOf(exchange)
  const vlan = { ...readVlan(exchange, fabric), id: world.next('vlan') }
  world.vlans.push(vlan)
  return vlanReply(world, vlan)
}

function updateVlan(exchange: UserExchange): unknown {
  const vlan = vlanOf(exchange)
  const fabric = exchange.world.fabrics.find((candidate) => candidate.id === vlan.fabricId)
  if (fabric) Object.assign(vlan, readVlan(exchange, fabric, vlan))
  return vlanReply(exchange.world, vlan)
}

function deleteVlan(exchange: UserExchange): unknown {
  const { world } = exchange
  const vlan = vlanOf(exchange)
  if (vlan.vid === 0) throw refuse(400, 'This VLAN is the default VLAN in the fabric, it cannot be deleted.')
  world.vlans.splice(world.vlans.indexOf(vlan), 1)
  return deleted()
}

function spaceOf({ world, args }: Exchange): Space {
  const space = world.spaces.find(
    (candidate) => String(candidate.id) === args[0] || candidate.name === args[0],
  )
  if (!space) throw notFound('Space')
  return space
}

function readSpaceForm({ world, body }: UserExchange, current?: Space): Omit<Space, 'id'> {
  const form = new Form(formData(body))
  const name = form.text('name') || current?.name || ''
  if (name !== current?.name && name !== '') {
    if (/^space-\d+$/.test(name)) form.add('name', 'Reserved space name.')
    else if (!/^[\w-]+( [\w-]+)*$/.test(name)) form.add('name', `Invalid space name: ${name}.`)
    else if (world.spaces.some((other) => other.name === name))
      form.add('name', 'Space with this Name already exists.')
  }
  form.check()
  return { name, description: form.or('description', current?.description) }
}

function createSpace(exchange: UserExchange): unknown {
  const { world } = exchange
  const { name, description } = readSpaceForm(exchange)
  const id = world.next('space')
  const space = { id, name: name || `space-${id}`, description }
  world.spaces.push(space)
  return spaceReply(world, space)
}

/** A space that still has VLANs goes all the same; they are left without one. */
function deleteSpace(exchange: UserExchange): unknown {
  const { world } = exchange
  const space = spaceOf(exchange)
  for (const vlan of world.vlans) if (vlan.spaceId === space.id) vlan.spaceId = null
  world.spaces.splice(world.spaces.indexOf(space), 1)
  return deleted()
}

const vlanOperations: Record<string, Operation> = {
  GET: (exchange) => vlanReply(exchange.world, vlanOf(exchange)),
  PUT: admin(updateVlan),
  DELETE: admin(deleteVlan),
}

export const networkResources: Resource[] = [
  {
    path: 'fabrics/',
    operations: {
      GET: ({ world }) => world.fabrics.map((fabric) => fabricReply(world, fabric)),
      POST: admin(createFabric),
    },
  },
  {
    path: 'fabrics/{id}/',
    operations: {
      GET: (exchange) => fabricReply(exchange.world, fabricOf(exchange)),
      PUT: admin((exchange) => {
        const fabric = fabricOf(exchange)
        Object.assign(fabric, readFabric(exchange, fabric))
        return fabricReply(exchange.world, fabric)
      }),
      DELETE: admin(deleteFabric),
    },
  },
  {
    path: 'fabrics/{fabric_id}/vlans/',
    operations: {
      GET: (exchange) =>
        vlansOf(exchange.world, fabricOf(exchange)).map((vlan) => vlanReply(exchange.world, vlan)),
      POST: admin(createVlan),
    },
  },
  { path: 'fabrics/{fabric_id}/vlans/{vid}/', operations: vlanOperations },
  { path: 'vlans/{id}/', operations: vlanOperations },
  {
    path: 'spaces/',
    operations: {
      GET: ({ world }) => [undefinedSpace(world), ...world.spaces.map((space) => spaceReply(world, space))],
      POST: admin(createSpace),
    },
  },
  {
    path: 'spaces/{id}/',
    operations: {
      GET: (exchange) =>
        ['undefined', '-1'].includes(exchange.args[0] ?? '')
          ? undefinedSpace(exchange.world)
          : spaceReply(exchange.world, spaceOf(exchange)),
      PUT: admin((exchange) => {
        const space = spaceOf(exchange)
        Object.assign(space, readSpaceForm(exchange, space))
        return spaceReply(exchange.world, space)
      }),
      DELETE: admin(deleteSpace),
    },
  },
]
