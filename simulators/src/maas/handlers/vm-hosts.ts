import { float } from '../replies/float.js'
import { apiRoot, poolReply, zoneReply } from '../replies/network.js'
import { deleted, pistonText } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { byId, byName, choice, flag, list, reference, taken, text, whole, words } from '../forms/fields.js'
import { type Field, Invalid, readForm } from '../forms/form.js'
import { messages } from '../forms/messages.js'
import { mandatory } from '../server/param-values.js'
import { notFound, Refusal, refuse } from '../server/refusal.js'
import type { Exchange, Operation, Resource, UserExchange } from '../server/router.js'
import type { VmHost } from '../state/extras.js'
import type { MaasState } from '../state/state.js'
import { architectures } from './constraints.js'
import { admin } from './networks.js'

const nothing = { cores: 0, memory: 0, local_storage: 0 }

/** A host that MAAS has not reached: simulated hosts have no hypervisor. */
function hostReply(state: MaasState, host: VmHost): object {
  const zone = state.zones.find((candidate) => candidate.id === host.zoneId)
  const pool = state.pools.find((candidate) => candidate.id === host.poolId)
  return {
    zone: zone ? zoneReply(zone) : null,
    storage_pools: [],
    tags: host.tags,
    available: nothing,
    pool: pool ? poolReply(pool) : null,
    host: { system_id: null, __incomplete__: true },
    memory_over_commit_ratio: float(host.memoryOverCommit),
    used: nothing,
    id: host.id,
    cpu_over_commit_ratio: float(host.cpuOverCommit),
    type: host.type,
    version: '',
    capabilities: [],
    total: nothing,
    name: host.name,
    default_macvlan_mode: host.macvlanMode,
    architectures: [],
    resource_uri: `${apiRoot}/vm-hosts/${host.id}/`,
  }
}

/** A number that may have decimals. */
const ratio: Field<number> = {
  fallback: 1,
  read(sent) {
    const value = sent.at(-1)?.trim() ?? ''
    if (value === '') return undefined
    if (!/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(value)) throw new Invalid(messages.number)
    const number = Number(value)
    if (number < 0) throw new Invalid(messages.atLeast(0))
    if (number > 10) throw new Invalid(messages.atMost(10))
    return number
  },
}

const hostTypes = ['lxd', 'virsh']

const fields = (state: MaasState, current: VmHost | undefined, type: string | undefined) => ({
  name: text({ max: 255, unique: taken('Pod with this Name', state.extras.vmHosts, 'name', current) }),
  type: choice({ required: true, choices: hostTypes }),
  zone: reference(byName(state.zones)),
  pool: reference(byName(state.pools)),
  tags: { fallback: [], read: (sent: readonly string[]) => list(',', words).read(sent.slice(-1)) },
  cpu_over_commit_ratio: ratio,
  memory_over_commit_ratio: ratio,
  // A host that is not reached has no storage pools.
  ...(current && { default_storage_pool: reference<never>(() => undefined) }),
  default_macvlan_mode: choice({ choices: ['bridge', 'passthru', 'private', 'vepa'] }),
  power_address: text({ required: !current && hostTypes.includes(type ?? '') }),
})

/** What is wanted of a machine that a host is to make. */
const composed = (state: MaasState) => ({
  cores: whole({ min: 1 }),
  memory: whole({ min: 1024 }),
  cpu_speed: whole({ min: 300 }),
  architecture: choice({ choices: architectures, keepsOnEmpty: true }),
  hostname: text(),
  domain: reference(byId(state.domains)),
  zone: reference(byId(state.zones)),
  pool: reference(byId(state.pools)),
  hugepages_backed: flag(),
  skip_commissioning: flag(),
})

/** The form of both `POST` and `PUT`; absent fields of an update keep their value. */
function readHost({ state, body }: UserExchange, current?: VmHost): Omit<VmHost, 'id'> {
  const data = formData(body)
  const values = readForm(data, fields(state, current, data.get('type')), {
    current: current && {
      name: current.name,
      type: current.type,
      zone: state.zones.find(({ id }) => id === current.zoneId) ?? null,
      pool: state.pools.find(({ id }) => id === current.poolId) ?? null,
      tags: current.tags,
      cpu_over_commit_ratio: current.cpuOverCommit,
      memory_over_commit_ratio: current.memoryOverCommit,
      default_macvlan_mode: current.macvlanMode ?? '',
    },
  })
  const parameters = ['power_address', 'power_pass', 'project'].flatMap((name) => {
    const value = data.get(name) ?? current?.parameters[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    type: values.type,
    name: values.name || (current?.name ?? state.newHostname()),
    zoneId: values.zone?.id ?? 1,
    poolId: values.pool?.id ?? 0,
    tags: data.has('tags') || current ? values.tags : ['pod-console-logging'],
    cpuOverCommit: values.cpu_over_commit_ratio,
    memoryOverCommit: values.memory_over_commit_ratio,
    macvlanMode: values.default_macvlan_mode || null,
    parameters: Object.fromEntries(parameters),
  }
}

function create(exchange: UserExchange): unknown {
  const { state, body } = exchange
  const read = readHost(exchange)
  const certificate = formData(body).get('certificate')
  if (certificate && !certificate.includes('BEGIN CERTIFICATE')) throw refuse(500, 'Invalid PEM material')
  const host = { ...read, id: state.next('vmhost') }
  state.extras.vmHosts.push(host)
  return hostReply(state, host)
}

/** An operation of administrators that answers with the host. */
const change = (act: (host: VmHost, exchange: UserExchange) => void): Operation =>
  admin((exchange) => {
    const host = hostOf(exchange)
    act(host, exchange)
    return hostReply(exchange.state, host)
  })

const find = ({ state, args }: Exchange): VmHost | undefined =>
  state.extras.vmHosts.find((host) => String(host.id) === args[0])

function hostOf(exchange: Exchange): VmHost {
  const host = find(exchange)
  if (!host) throw notFound('Pod')
  return host
}

function remove(exchange: UserExchange): unknown {
  const { vmHosts } = exchange.state.extras
  vmHosts.splice(vmHosts.indexOf(hostOf(exchange)), 1)
  return deleted()
}

const nowhere = (): never => {
  throw new Refusal(pistonText(404, 'Not Found'))
}

const noCluster = (): never => {
  throw notFound('VMCluster')
}

const noMachine = (): never => {
  throw notFound('VirtualMachine')
}

const hosts = (path: string): Resource[] => [
  {
    path: `${path}/`,
    operations: {
      GET: ({ state }) => state.extras.vmHosts.map((host) => hostReply(state, host)),
      POST: admin(create),
    },
  },
  {
    path: `${path}/{id}/`,
    operations: {
      GET: (exchange) => (find(exchange) ? hostReply(exchange.state, hostOf(exchange)) : nowhere()),
      PUT: change((host, exchange) => Object.assign(host, readHost(exchange, host))),
      DELETE: admin(remove),
      'POST add_tag': change((host, { body }) => {
        host.tags = [...new Set([...host.tags, mandatory(body.post, 'tag')])]
      }),
      'POST remove_tag': change((host, { body }) => {
        const tag = mandatory(body.post, 'tag')
        host.tags = host.tags.filter((other) => other !== tag)
      }),
      'POST refresh': change(() => {}),
      'POST compose': admin((exchange) => {
        hostOf(exchange)
        readForm(formData(exchange.body), composed(exchange.state))
        throw refuse(503, 'Unable to compose a machine: the host is not reached.')
      }),
      'GET parameters': admin((exchange) => hostOf(exchange).parameters),
    },
  },
]

/** VM hosts under both of their names, and their sub-resources. */
export const vmHostResources: Resource[] = [
  ...hosts('vm-hosts'),
  ...hosts('pods'),
  { path: 'vm-clusters/', operations: { GET: () => [] } },
  { path: 'vm-clusters/{id}', operations: { GET: nowhere, PUT: noCluster, DELETE: noCluster } },
  {
    path: 'virtual-machines/',
    operations: {
      GET: () => [],
      POST: admin(() => {
        // 3.4.10 has no form for it.
        throw refuse(500, "'NoneType' object is not callable")
      }),
    },
  },
  { path: 'virtual-machines/{id}', operations: { GET: noMachine } },
]
