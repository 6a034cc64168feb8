import { interfaceReply } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { Form, required } from '../server/form.js'
import { formBoolean, mandatory } from '../server/param-values.js'
import { forbidden, invalid, invalidModel, notFound, refuse } from '../server/refusal.js'
import type { Exchange, Operation, Resource, UserExchange } from '../server/router.js'
import { enlistedInterface } from '../state/hardware.js'
import type { Interface, Machine, StatusName } from '../state/types.js'
import { visible } from './access.js'
import { readBond, readBridge, readVlanInterface } from './interface-forms.js'
import { ensureLink, linkSubnet } from './interface-links.js'

const changeable: readonly StatusName[] = ['New', 'Ready', 'Allocated', 'Broken', 'Failed testing']

/** The machine of a path under `/nodes/`. */
export function nodeOf(exchange: Exchange): Machine {
  const machine = exchange.state.node(exchange.args[0] ?? '')
  if (!machine || !exchange.user || !visible(exchange.user, machine)) throw notFound('Node')
  return machine
}

/** @throws Refusal 403 for users who are not administrators and for a locked machine, 409 in a status that forbids it. */
function openMachine(exchange: UserExchange, action: string | undefined): Machine {
  const machine = nodeOf(exchange)
  if (!exchange.user.isAdmin || machine.locked) throw forbidden()
  if (action !== undefined && !changeable.includes(machine.status)) {
    throw refuse(
      409,
      `Cannot ${action} interface because the machine is not New, Ready, Allocated, or Broken.`,
    )
  }
  return machine
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
    const machine = openMachine(exchange, action)
    const nic = interfaceOf(machine, exchange)
    act(machine, nic, exchange)
    return interfaceReply(exchange.state, machine, nic)
  }
}

type Reader = (form: Form, machine: Machine, exchange: UserExchange) => Omit<Interface, 'id'>

/** An operation that adds an interface. */
function create(action: string, read: Reader): Operation {
  return (exchange) => {
    const { state } = exchange
    const machine = openMachine(exchange, action)
    const form = new Form(formData(exchange.body))
    const fields = read(form, machine, exchange)
    form.check()
    const nic: Interface = { ...fields, id: state.next('interface') }
    machine.interfaces.push(nic)
    for (const parent of machine.interfaces)
      if (nic.parentIds.includes(parent.id) && nic.type !== 'vlan') parent.links = []
    if (nic.type !== 'physical') ensureLink(state, nic)
    return interfaceReply(state, machine, nic)
  }
}

/** The fields of every kind of interface. */
function readCommon(
  form: Form,
  machine: Machine,
  exchange: UserExchange,
  current?: Interface,
): Pick<Interface, 'name' | 'tags' | 'params' | 'vlanId'> {
  const name =
    form.text('name') ||
    current?.name ||
    `eth${machine.interfaces.filter((nic) => nic.type === 'physical').length}`
  if (!/^[a-zA-Z0-9][\w.:-]{0,14}$/.test(name)) form.add('name', 'Enter a valid value.')
  else checkName(form, machine, name, current)
  const mtu = form.whole('mtu', { min: 552, max: 65_535 })
  const vlan = form.choice('vlan', exchange.state.vlans)
  const tags = form.text('tags')
  return {
    name,
    tags:
      tags === undefined
        ? (current?.tags ?? [])
        : tags
            .split(',')
            .map((tag) => tag.trim())
            .filter(Boolean),
    params: { ...current?.params, ...(mtu !== undefined && { mtu }) },
    vlanId: form.text('vlan') === '' ? null : (vlan?.id ?? current?.vlanId ?? null),
  }
}

function checkName(form: Form, machine: Machine, name: string, current?: Interface): void {
  if (machine.interfaces.some((nic) => nic !== current && nic.name === name)) {
    form.add(
      'name',
      `Node ${machine.systemId} (${machine.hostname}) already has an interface named '${name}'.`,
    )
  }
}

function readMac(form: Form, exchange: UserExchange, current?: Interface): string {
  const mac = form.text('mac_address')?.toLowerCase() ?? current?.mac ?? ''
  if (mac === '') form.add('mac_address', required)
  else if (!/^([0-9a-f]{2}[-:]){5}[0-9a-f]{2}$/.test(mac))
    form.add('mac_address', `'${mac}' is not a valid MAC address.`)
  else {
    for (const machine of exchange.state.machines) {
      const holder = machine.interfaces.find(
        (nic) => nic !== current && nic.type === 'physical' && nic.mac === mac,
      )
      if (holder)
        form.add(
          'mac_address',
          `This MAC address is already in use by ${holder.name} (${holder.type}) on ${machine.hostname}.`,
        )
    }
  }
  return mac
}

const readPhysical: Reader = (form, machine, exchange) => {
  const mac = readMac(form, exchange)
  const common = readCommon(form, machine, exchange)
  // An absent checkbox counts as unticked: not connected, so without a speed.
  const linkConnected = formBoolean(form.text('link_connected'))
  return {
    ...enlistedInterface(exchange.state, common.name, mac),
    ...common,
    linkConnected,
    linkSpeed: linkConnected ? (form.whole('link_speed') ?? 0) : 0,
    interfaceSpeed: form.whole('interface_speed') ?? 0,
  }
}

const update = change(undefined, (machine, nic, exchange) => {
  const form = new Form(formData(exchange.body))
  const mac = nic.type === 'physical' ? readMac(form, exchange, nic) : nic.mac
  const common = readCommon(form, machine, exchange, nic)
  const linkConnected = form.data.has('link_connected')
    ? formBoolean(form.text('link_connected'))
    : nic.linkConnected
  const speed = form.whole('link_speed')
  if (!linkConnected && speed) form.add('__all__', 'link_speed cannot be set when link_connected is false.')
  if (machine.status === 'Deployed') {
    // On a deployed machine only the name can change.
    form.check()
    nic.name = common.name
    return
  }
  const special =
    nic.type === 'bond'
      ? readBond(form, machine, nic)
      : nic.type === 'bridge'
        ? readBridge(form, machine, nic)
        : undefined
  form.check()
  // An interface in a bond stays on the VLAN of the bond.
  const isEnslaved = machine.interfaces.some(
    (other) => other.type === 'bond' && other.parentIds.includes(nic.id),
  )
  Object.assign(nic, common, {
    mac,
    vlanId: isEnslaved ? nic.vlanId : common.vlanId,
    linkConnected,
    linkSpeed: linkConnected ? (speed ?? nic.linkSpeed) : 0,
    interfaceSpeed: form.whole('interface_speed') ?? nic.interfaceSpeed,
    enabled: form.data.has('enabled') ? formBoolean(form.text('enabled')) : nic.enabled,
    ...(special && { params: { ...common.params, ...special.params }, parentIds: special.parentIds }),
  } satisfies Partial<Interface>)
  if (common.vlanId === null) nic.links = []
})

/** Deletes an interface and those built on top of it. */
function removeInterface(machine: Machine, nic: Interface): void {
  machine.interfaces.splice(machine.interfaces.indexOf(nic), 1)
  for (const child of machine.interfaces.filter((other) => other.parentIds.includes(nic.id)))
    removeInterface(machine, child)
}

const unlink = change('unlink subnet', (_machine, nic, { state, body }) => {
  const form = new Form(formData(body))
  form.need('id')
  form.check()
  const link = nic.links.find((candidate) => String(candidate.id) === form.text('id'))
  if (!link) throw invalid({ id: [wrongLink(form.text('id') ?? '', 'id', nic)] })
  nic.links.splice(nic.links.indexOf(link), 1)
  ensureLink(state, nic)
})

const wrongLink = (value: string, field: string, nic: Interface): string =>
  `'${value}' is not a valid ${field}.  It should be one of: ${nic.links.map((link) => `'${link.id}'`).join(', ')}.`

const setDefaultGateway = change('set default gateway', (machine, nic, { state, body }) => {
  const wanted = formData(body).get('link_id')
  const usable = nic.links.filter((link) =>
    state.subnets.some((subnet) => subnet.id === link.subnetId && subnet.gatewayIp !== null),
  )
  if (wanted && !nic.links.some((link) => String(link.id) === wanted))
    throw invalid({ link_id: [wrongLink(wanted, 'link_id', nic)] })
  const link = wanted ? usable.find((candidate) => String(candidate.id) === wanted) : usable[0]
  if (!link) throw invalid({ __all__: ['This interface has no usable gateways.'] })
  machine.gatewayLinkId = link.id
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
      'POST create_bond': create('create bond', (form, machine) => readBond(form, machine)),
      'POST create_bridge': create('create bridge', (form, machine) => readBridge(form, machine)),
      'POST create_vlan': create('create VLAN', (form, machine, exchange) =>
        readVlanInterface(form, machine, exchange.state),
      ),
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
        const machine = openMachine(exchange, 'delete interface')
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
      'POST link_subnet': change('link subnet', (machine, nic, { state, body }) =>
        linkSubnet(state, machine, nic, formData(body)),
      ),
      'POST unlink_subnet': unlink,
      'POST disconnect': disconnect,
      'POST set_default_gateway': setDefaultGateway,
    },
  },
]
