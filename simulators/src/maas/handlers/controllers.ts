import { byName, reference, text } from '../forms/fields.js'
import { readForm } from '../forms/form.js'
import { readPower } from '../forms/power.js'
import { machineReply } from '../replies/machine.js'
import { apiRoot } from '../replies/network.js'
import { deleted, handlerReply, noDetails } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { stringBoolean } from '../server/param-values.js'
import { adminOnly, forbidden, notFound, refuse } from '../server/refusal.js'
import type { Operation, Resource, UserExchange } from '../server/router.js'
import { describePowerTypes } from '../state/power-types.js'
import { blankMachine } from '../state/blank-machine.js'
import type { MaasState } from '../state/state.js'
import type { Machine, Vlan } from '../state/types.js'
import { select } from './constraints.js'
import { anonymousNodes, isRegistered, setZone } from './machines.js'

type Kind = 'rack' | 'region'

const kinds = {
  rack: { model: 'RackController', name: 'Rack controller', type: 2, path: 'rackcontrollers' },
  region: { model: 'RegionController', name: 'Region controller', type: 3, path: 'regioncontrollers' },
} as const

// Fields of a machine that a controller does not have.
const machineOnly = new Set(
  (
    'address_ttl bcaches bios_boot_method blockdevice_set boot_disk boot_interface cache_sets default_gateways disable_ipv4 enable_hw_sync ' +
    'enable_kernel_crash_dump ephemeral_deploy error_description hwe_kernel is_dpu last_sync locked min_hwe_kernel netboot next_sync numanode_set owner owner_data parent ' +
    'physicalblockdevice_set pod pool raids special_filesystems status status_message status_name storage sync_interval ' +
    'virtualblockdevice_set virtualmachine_id volume_groups workload_annotations'
  ).split(' '),
)

const services = [
  'dns_rack',
  'ntp_rack',
  'tftp',
  'syslog_rack',
  'dhcpd6',
  'dhcpd',
  'proxy_rack',
  'http',
  'agent',
]

/** The only controller of a kind, as a node for the list filters. */
function controllerNode(state: MaasState, kind: Kind): Machine {
  const { id: _id, ...blank } = blankMachine(state)
  return {
    ...blank,
    id: 0,
    systemId: kind === 'rack' ? state.rackId : state.regionId,
    hostname: kind === 'rack' ? 'rack-a' : 'region-a',
    status: 'Deployed',
    description: state[kind].description,
    zoneId: state[kind].zoneId,
    interfaces: kind === 'rack' ? [state.rackInterface] : [],
    powerType: kind === 'rack' ? 'manual' : '',
    architecture: kind === 'rack' ? 'amd64/generic' : '',
    osystem: kind === 'rack' ? 'ubuntu' : '',
    distroSeries: kind === 'rack' ? 'jammy' : '',
    commissioning: { status: 0, resultId: 1 },
    testing: { status: kind === 'rack' ? state.rack.testing : -1, resultId: null },
  }
}

function controllerReply(state: MaasState, kind: Kind): object {
  const { path, name, type } = kinds[kind]
  const node = controllerNode(state, kind)
  const fields = Object.entries(machineReply(state, node)).filter(([field]) => !machineOnly.has(field))
  return {
    ...Object.fromEntries(fields),
    architecture: node.architecture || null,
    status_action: kind === 'rack' ? '' : null,
    node_type: type,
    node_type_name: name,
    version: kind === 'region' ? state.facts.controllerVersion : state.facts.version,
    ...(kind === 'rack' && {
      service_set: services.map((service) => ({ name: service, status: 'unknown', status_info: '' })),
    }),
    resource_uri: `${apiRoot}/${path}/${node.systemId}/`,
  }
}

const exists = (state: MaasState, kind: Kind): boolean =>
  kind === 'rack' ? !state.rack.isDeleted : !state.regionDeleted

/** Only administrators see controllers; other users get an empty list. */
function listed(exchange: UserExchange, kind: Kind, matches: (node: Machine) => boolean): object[] {
  const { state, user } = exchange
  if (!user.isAdmin || !exists(state, kind) || !matches(controllerNode(state, kind))) return []
  return [controllerReply(state, kind)]
}

export const controllersThat = (exchange: UserExchange, matches: (node: Machine) => boolean): object[] => [
  ...listed(exchange, 'rack', matches),
  ...listed(exchange, 'region', matches),
]

/** @throws Refusal 404 for a controller that is missing or not visible to the user. */
function findController({ state, user, args }: UserExchange, kind: Kind): void {
  const id = kind === 'rack' ? state.rackId : state.regionId
  if (args[0] !== id || !user.isAdmin || !exists(state, kind)) throw notFound(kinds[kind].model)
}

const read = (kind: Kind): Operation => {
  return (exchange) => {
    findController(exchange, kind)
    return controllerReply(exchange.state, kind)
  }
}

const update = (kind: Kind): Operation => {
  return (exchange) => {
    findController(exchange, kind)
    const { state, body } = exchange
    const controller = state[kind]
    const values = readForm(
      formData(body),
      {
        description: text(),
        zone: reference(byName(state.zones)),
        domain: reference(byName(state.domains)),
      },
      {
        current: { description: controller.description },
        clean: (form) =>
          void readPower(form, controllerNode(state, kind), { creating: false, hasInterfaces: true }),
      },
    )
    controller.description = values.description
    controller.zoneId = values.zone?.id ?? controller.zoneId
    return controllerReply(state, kind)
  }
}

const list = (kind: Kind): Operation => {
  return (exchange) => listed(exchange, kind, select(exchange.state, exchange.query, 'list').matches)
}

const importing = (what: string): Operation => {
  return ({ user }) => {
    if (!user.isAdmin) throw forbidden()
    return handlerReply(200, `Import of boot images started on ${what}`)
  }
}

/** An operation that leaves the controller as it is. */
const unchanged = (kind: Kind): Operation => {
  return (exchange) => {
    findController(exchange, kind)
    if (!exchange.user.isAdmin) throw forbidden()
    return controllerReply(exchange.state, kind)
  }
}

const details = (kind: Kind): Operation => {
  return (exchange) => {
    findController(exchange, kind)
    return noDetails()
  }
}

const powerParameters = (kind: Kind): Operation => {
  return (exchange) => {
    findController(exchange, kind)
    return {}
  }
}

/** Without `force` a rack stays that is the only one to serve a VLAN with DHCP. */
function deleteRack(exchange: UserExchange): unknown {
  findController(exchange, 'rack')
  const { state, query } = exchange
  const served = state.vlans.filter(({ dhcpOn, primaryRack }) => dhcpOn && primaryRack === state.rackId)
  const force = stringBoolean(query, 'force')
  if (served.length > 0 && !force) {
    const names = served.map(
      (vlan) => `${state.fabrics.find(({ id }) => id === vlan.fabricId)?.name}.${vlan.name}`,
    )
    const why = `it is currently set as a primary rack controller on VLANs ${names.join(', ')}`
    throw refuse(400, `Unable to delete 'rack-a'; ${why} and no other rack controller can provide DHCP.`)
  }
  for (const vlan of served) Object.assign(vlan, { dhcpOn: false, primaryRack: null } satisfies Partial<Vlan>)
  state.rack.isDeleted = true
  state.rackConnected = false
  return deleted()
}

/** The synced images, which every rack has; a rack without connection to the region has none. */
function bootImages(exchange: UserExchange): unknown {
  findController(exchange, 'rack')
  const { state, user } = exchange
  if (!user.isAdmin) throw forbidden()
  const connected = state.rackConnected
  const images = state.extras.bootResources.map(({ name, architecture }) => {
    const [main = '', subarch = 'generic'] = architecture.split('/')
    return { name, architecture: main, subarches: [subarch] }
  })
  return { images: connected ? images : [], connected, status: connected ? 'synced' : 'unknown' }
}

const described: Operation = ({ state, user }) => {
  if (!user.isAdmin) throw adminOnly()
  return describePowerTypes(state.release)
}

/** Of all racks, or of those that are named. */
const rackPowerParameters: Operation = ({ state, user, query }) => {
  if (!user.isAdmin) throw adminOnly()
  const ids = query.all('id')
  const isNamed = ids.length === 0 || ids.includes(state.rackId)
  return isNamed && !state.rack.isDeleted ? { [state.rackId]: {} } : {}
}

export const controllerResources: Resource[] = [
  {
    path: 'rackcontrollers/',
    operations: {
      GET: list('rack'),
      'GET describe_power_types': described,
      'GET is_registered': isRegistered,
      'GET power_parameters': rackPowerParameters,
      'POST import_boot_images': importing('all rack controllers'),
      'POST set_zone': setZone((state) => (id) => (id === state.rackId ? state.rack : undefined)),
    },
    anonymous: anonymousNodes,
  },
  {
    path: 'rackcontrollers/{system_id}/',
    operations: {
      GET: read('rack'),
      PUT: update('rack'),
      DELETE: deleteRack,
      'GET details': details('rack'),
      'GET list_boot_images': bootImages,
      'GET power_parameters': powerParameters('rack'),
      'POST override_failed_testing': unchanged('rack'),
      'POST power_off': unchanged('rack'),
      'POST power_on': unchanged('rack'),
      'GET query_power_state': (exchange) => {
        findController(exchange, 'rack')
        return { state: 'unknown' }
      },
      'POST import_boot_images': importing('rack-a'),
      'POST test': (exchange) => {
        findController(exchange, 'rack')
        exchange.state.rack.testing = 0
        return controllerReply(exchange.state, 'rack')
      },
      'POST abort': read('rack'),
    },
  },
  {
    path: 'regioncontrollers/',
    operations: {
      GET: list('region'),
      'GET is_registered': isRegistered,
      'POST set_zone': setZone((state) => (id) => (id === state.regionId ? state.region : undefined)),
    },
    anonymous: anonymousNodes,
  },
  {
    path: 'regioncontrollers/{system_id}/',
    operations: {
      GET: read('region'),
      PUT: update('region'),
      'GET details': details('region'),
      'GET power_parameters': powerParameters('region'),
      // A running region controller can be deleted (README, fact 52).
      DELETE: (exchange) => {
        findController(exchange, 'region')
        stringBoolean(exchange.query, 'force')
        exchange.state.regionDeleted = true
        return deleted()
      },
    },
  },
]
