import { reference } from '../forms/fields.js'
import { readForm } from '../forms/form.js'
import { cleanHostname, enlisted, identityOf, macAddresses, nodeFields } from '../forms/nodes.js'
import { apiRoot, domainReply, interfaceReply, ipAddresses, zoneReply } from '../replies/network.js'
import { deleted, noDetails } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { forbidden, notFound } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import { blankMachine } from '../state/blank-machine.js'
import type { MaasState } from '../state/state.js'
import type { Device, User } from '../state/types.js'
import { select } from './constraints.js'
import { anonymousNodes, isRegistered, setZone } from './machines.js'

export function deviceReply(state: MaasState, device: Device): object {
  const zone = state.zones.find((candidate) => candidate.id === device.zoneId)
  const domain = state.domains.find((candidate) => candidate.id === device.domainId)
  return {
    system_id: device.systemId,
    hostname: device.hostname,
    fqdn: state.fqdn(device),
    description: device.description,
    owner: device.owner,
    owner_data: device.annotations,
    workload_annotations: device.annotations,
    parent: device.parentId,
    zone: zone ? zoneReply(zone) : null,
    domain: domain ? domainReply(domain) : null,
    interface_set: device.interfaces.map((nic) => ({
      ...interfaceReply(state, device, nic),
      numa_node: null,
    })),
    tag_names: device.tags,
    ip_addresses: ipAddresses(device),
    address_ttl: null,
    node_type: 1,
    node_type_name: 'Device',
    resource_uri: `${apiRoot}/devices/${device.systemId}/`,
  }
}

function deviceOf({ state, args }: Exchange): Device {
  const device = state.devices.find((candidate) => candidate.systemId === args[0])
  if (!device) throw notFound('Device')
  return device
}

const mayChange = (user: User, device: Device): boolean => user.isAdmin || device.owner === user.username

function readDevice({ state, body }: UserExchange, device: Device, creating: boolean): void {
  const data = formData(body)
  const values = readForm(
    data,
    {
      ...nodeFields(state),
      parent: reference((systemId) => state.node(systemId), { clears: true }),
      mac_addresses: macAddresses(state, { creating, required: true }),
    },
    {
      current: creating ? undefined : { description: device.description, swap_size: device.swapSize },
      clean: (form) => cleanHostname(form, state, device),
    },
  )
  const identity = identityOf(state, device, values, data)
  // A device without a domain of its own is in that of its parent.
  if (values.parent && !values.domain && data.has('parent')) identity.domainId = values.parent.domainId
  Object.assign(device, {
    ...identity,
    description: values.description,
    swapSize: values.swap_size,
    parentId: data.has('parent') ? (values.parent?.systemId ?? null) : device.parentId,
    zoneId: values.zone?.id ?? device.zoneId,
    ...(creating && { interfaces: enlisted(state, values.mac_addresses) }),
  } satisfies Partial<Device>)
}

function createDevice(exchange: UserExchange): unknown {
  const { state, user } = exchange
  const device: Device = { ...blankMachine(state), owner: user.username, parentId: null }
  readDevice(exchange, device, true)
  state.devices.push(device)
  return deviceReply(state, device)
}

/** An operation on a device for its owner and administrators. */
const change = (act: (device: Device, exchange: UserExchange) => void) => {
  return (exchange: UserExchange): unknown => {
    const device = deviceOf(exchange)
    if (!mayChange(exchange.user, device)) throw forbidden()
    act(device, exchange)
    return deviceReply(exchange.state, device)
  }
}

const annotate = change((device, { body }) => {
  const annotations = { ...device.annotations }
  for (const name of body.post.names()) {
    if (name === 'op') continue
    const value = body.post.get(name) ?? ''
    if (value === '') delete annotations[name]
    else annotations[name] = value
  }
  device.annotations = annotations
})

export const deviceResources: Resource[] = [
  {
    path: 'devices/',
    operations: {
      GET: ({ state, query }) => {
        const { matches } = select(state, query, 'list')
        return state.devices.filter((device) => matches(device)).map((device) => deviceReply(state, device))
      },
      POST: createDevice,
      'GET is_registered': isRegistered,
      'POST set_zone': setZone((state) => (id) => state.devices.find(({ systemId }) => systemId === id)),
    },
    anonymous: anonymousNodes,
  },
  {
    path: 'devices/{system_id}/',
    operations: {
      GET: (exchange) => deviceReply(exchange.state, deviceOf(exchange)),
      PUT: change((device, exchange) => readDevice(exchange, device, false)),
      DELETE: (exchange) => {
        const device = deviceOf(exchange)
        if (!mayChange(exchange.user, device)) throw forbidden()
        exchange.state.devices.splice(exchange.state.devices.indexOf(device), 1)
        return deleted()
      },
      'GET details': (exchange) => {
        deviceOf(exchange)
        return noDetails()
      },
      'GET power_parameters': (exchange) => {
        deviceOf(exchange)
        return {}
      },
      'POST set_owner_data': annotate,
      'POST set_workload_annotations': annotate,
      'POST restore_networking_configuration': change((device) => {
        for (const nic of device.interfaces) nic.links = []
      }),
      'POST restore_default_configuration': change((device) => {
        for (const nic of device.interfaces) nic.links = []
      }),
    },
  },
]
