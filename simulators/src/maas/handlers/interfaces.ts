import { choice } from '../forms/fields.js'
import { readForm } from '../forms/form.js'
import { interfaceReply } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { mandatory, stringBoolean } from '../server/param-values.js'
import { forbidden, invalidModel, notFound, refuse } from '../server/refusal.js'
import type { Exchange, Operation, Resource, UserExchange } from '../server/router.js'
import { parseAddress } from '../state/ip.js'
import type { Interface, Link, Machine, StatusName } from '../state/types.js'
import { visible } from './access.js'
import {
  type Draft,
  readBond,
  readBridge,
  readDeployed,
  readPhysical,
  readVlanInterface,
} from './interface-forms.js'
import { ensureLink, linkSubnet } from './interface-links.js'

const changeable: readonly StatusName[] = ['New', 'Ready', 'Allocated', 'Broken', 'Failed testing']

/** The machine of a path under `/nodes/`. */
export function nodeOf(exchange: Exchange): Machine {
  const machine = exchange.state.node(exchange.args[0] ?? '')
  if (!machine || !exchange.user || !visible(exchange.user, machine)) throw notFound('Node')
  return machine
}

/**
 * The node of an interface that is changed. Devices are changed by their owners, in any status.
 *
 * @throws Refusal 403 for other users and for a locked machine, 409 in a status that forbids it.
 */
function openNode(exchange: UserExchange, action: string | undefined, also: StatusName[] = []): Machine {
  const node = nodeOf(exchange)
  const { state, user } = exchange
  const isDevice = state.devices.some((device) => device === node)
  if (node.locked || !(user.isAdmin || (isDevice && node.owner === user.username))) throw forbidden()
  if (action !== undefined && !isDevice && ![...changeable, ...also].includes(node.status)) {
    throw refuse(
      409,
      `Cannot ${action} interface because the machine is not New, Ready, Allocated, or Broken.`,
    )
  }
  return node
}

function interfaceOf(machine: Machine, { args }: Exchange): Interface {
  const nic = machine.interfaces.find(
    (candidate) => String(candidate.id) === args[1] || candidate.name === args[1],
  )
  if (!nic) throw notFound('Interface')
  return nic
}

type Change = (machine: Machine, nic: Interface, exchange: UserExchange) => void

/** An operation on one interface that replies with the interface. */
function change(action: string | undefined, act: Change): Operation {
  return (exchange) => {
    const machine = openNode(exchange, action)
    const nic = interfaceOf(machine, exchange)
    act(machine, nic, exchange)
    return interfaceReply(exchange.state, machine, nic)
  }
}

type Reader = (exchange: UserExchange, machine: Machine, current?: Interface) => Draft

/** An operation that adds an interface. */
function create(action: string, read: Reader): Operation {
  return (exchange) => {
    const { state } = exchange
    const machine = openNode(exchange, action)
    const nic: Interface = { ...read(exchange, machine), id: state.next('interface') }
    machine.interfaces.push(nic)
    for (const parent of machine.interfaces)
      if (nic.parentIds.includes(parent.id) && nic.type !== 'vlan') parent.links = []
    if (nic.type !== 'physical') ensureLink(state, nic)
    return interfaceReply(state, machine, nic)
  }
}

const readers: Record<Interface['type'], Reader> = {
  physical: readPhysical,
  bond: readBond,
  bridge: readBridge,
  vlan: readVlanInterface,
}

function update(exchange: UserExchange): unknown {
  const machine = openNode(exchange, 'update interface', ['Deployed'])
  const nic = interfaceOf(machine, exchange)
  const fields =
    machine.status === 'Deployed'
      ? readDeployed(exchange, machine, nic)
      : readers[nic.type](exchange, machine, nic)
  // An interface in a bond stays on the VLAN of the bond.
  const isEnslaved = machine.interfaces.some(
    (other) => other.type === 'bond' && other.parentIds.includes(nic.id),
  )
  Object.assign(nic, fields, isEnslaved && { vlanId: nic.vlanId })
  if (nic.vlanId === null) nic.links = []
  return interfaceReply(exchange.state, machine, nic)
}

/** Deletes an interface and those built on top of it. */
function removeInterface(machine: Machine, nic: Interface): void {
  machine.interfaces.splice(machine.interfaces.indexOf(nic), 1)
  for (const child of machine.interfaces.filter((other) => other.parentIds.includes(nic.id)))
    removeInterface(machine, child)
}

const unlink = change('unlink subnet', (_machine, nic, { state, body }) => {
  const { id } = readForm(formData(body), {
    id: choice({ choices: nic.links.map((link) => String(link.id)), listedAs: 'id', required: true }),
  })
  nic.links = nic.links.filter((link) => String(link.id) !== id)
  ensureLink(state, nic)
})

const setDefaultGateway = change('set default gateway', (machine, nic, { state, body }) => {
  const gatewayOf = (link: Link): string | null =>
    state.subnets.find((subnet) => subnet.id === link.subnetId)?.gatewayIp ?? null
  const usable = nic.links.filter(gatewayOf)
  const { link_id: wanted } = readForm(
    formData(body),
    { link_id: choice({ choices: usable.map((link) => String(link.id)), listedAs: 'link_id' }) },
    {
      clean: (form) => {
        const gateways = [...new Set(usable.map((link) => gatewayOf(link) ?? ''))]
        const families = [4, 6].filter(
          (family) => gateways.filter((gateway) => parseAddress(gateway)?.family === family).length > 1,
        )
        if (usable.length === 0) form.fail('__all__', 'This interface has no usable gateways.')
        else if (!form.values.link_id && families.length > 0)
          form.fail(
            'link_id',
            `This field is required; Interface has more than one usable ${families.map((family) => `IPv${family}`).join(' and ')} gateway${families.length > 1 ? 's' : ''}.`,
          )
      },
    },
  )
  machine.gatewayLinkId = (usable.find((link) => String(link.id) === wanted) ?? usable[0])?.id ?? null
})

const disconnect = change('disconnect', (_machine, nic) => {
  if (nic.type === 'vlan') throw invalidModel({ vlan: ['VLAN interface requires connection to a VLAN.'] })
  nic.links = []
  nic.vlanId = null
})

export const interfaceResources: Resource[] = [
  {
    path: 'nodes/{system_id}/interfaces/',
    operations: {
      GET: (exchange) => {
        const machine = nodeOf(exchange)
        return machine.interfaces.map((nic) => interfaceReply(exchange.state, machine, nic))
      },
      'POST create_physical': create('create', readPhysical),
      'POST create_bond': create('create bond', readBond),
      'POST create_bridge': create('create bridge', readBridge),
      'POST create_vlan': create('create VLAN', readVlanInterface),
    },
  },
  {
    path: 'nodes/{system_id}/interfaces/{id}/',
    operations: {
      GET: (exchange) => {
        const machine = nodeOf(exchange)
        return interfaceReply(exchange.state, machine, interfaceOf(machine, exchange))
      },
      PUT: update,
      DELETE: (exchange) => {
        const machine = openNode(exchange, 'delete interface')
        removeInterface(machine, interfaceOf(machine, exchange))
        return deleted()
      },
      'POST add_tag': change(undefined, (_machine, nic, { body }) => {
        nic.tags = [...new Set([...nic.tags, mandatory(body.post, 'tag')])]
      }),
      'POST remove_tag': change(undefined, (_machine, nic, { body }) => {
        const tag = mandatory(body.post, 'tag')
        nic.tags = nic.tags.filter((other) => other !== tag)
      }),
      'POST link_subnet': (exchange) => {
        const force = stringBoolean(exchange.body.post, 'force')
        return change('link subnet', (machine, nic, { state, body }) =>
          linkSubnet(state, machine, nic, { data: formData(body), force }),
        )(exchange)
      },
      'POST unlink_subnet': unlink,
      'POST disconnect': disconnect,
      'POST set_default_gateway': setDefaultGateway,
    },
  },
]
