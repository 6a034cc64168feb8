import { float } from '../replies/float.js'
import { apiRoot, poolReply, zoneReply } from '../replies/network.js'
import { deleted, pistonText } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { Form } from '../server/form.js'
import { mandatory } from '../server/param-values.js'
import { notFound, Refusal, refuse } from '../server/refusal.js'
import type { Exchange, Operation, Resource, UserExchange } from '../server/router.js'
import type { VmHost } from '../state/extras.js'
import type { MaasState } from '../state/state.js'
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

const hostTypes = ['lxd', 'virsh']

const ratio = (form: Form, field: string, current: number): number => {
  const value = form.text(field)
  if (!value) return current
  const number = Number(value)
  if (Number.isNaN(number)) form.add(field, 'Enter a number.')
  else if (number < 0) form.add(field, 'Ensure this value is greater than or equal to 0.')
  return number
}

/** The form of both `POST` and `PUT`; absent fields of an update keep their value. */
function readHost({ state, body }: UserExchange, current?: VmHost): Omit<VmHost, 'id'> {
  const form = new Form(formData(body))
  const type = form.or('type', current?.type)
  if (type === '') form.need('type')
  else if (!hostTypes.includes(type))
    form.add('type', `Select a valid choice. ${type} is not one of the available choices.`)
  else if (!current) form.need('power_address')
  const zone = form.text('zone')
  const pool = form.text('pool')
  const zoneId =
    zone || !current ? state.zones.find(({ name }) => name === (zone || 'default'))?.id : current.zoneId
  const poolId =
    pool || !current ? state.pools.find(({ name }) => name === (pool || 'default'))?.id : current.poolId
  const unknown = 'Select a valid choice. That choice is not one of the available choices.'
  if (zoneId === undefined) form.add('zone', unknown)
  if (poolId === undefined) form.add('pool', unknown)
  const cpuOverCommit = ratio(form, 'cpu_over_commit_ratio', current?.cpuOverCommit ?? 1)
  const memoryOverCommit = ratio(form, 'memory_over_commit_ratio', current?.memoryOverCommit ?? 1)
  form.check()
  const tags = form.text('tags')
  const parameters = ['power_address', 'power_pass', 'project'].flatMap((name) => {
    const value = form.data.get(name) ?? current?.parameters[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    type,
    name: form.text('name') || (current?.name ?? state.newHostname()),
    zoneId: zoneId ?? 1,
    poolId: poolId ?? 0,
    tags: tags === undefined ? (current?.tags ?? ['pod-console-logging']) : tags.split(',').filter(Boolean),
    cpuOverCommit,
    memoryOverCommit,
    macvlanMode: form.text('default_macvlan_mode') || (current?.macvlanMode ?? null),
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
  // Not described, but there.
  { path: 'virtual-machines/', operations: { GET: () => [] } },
  { path: 'virtual-machines/{id}', operations: { GET: noMachine } },
]
