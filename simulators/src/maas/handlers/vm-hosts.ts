import { apiRoot, poolReply, zoneReply } from '../replies/network.js'
import { deleted, pistonText } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { Form } from '../server/form.js'
import { notFound, Refusal, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
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
    tags: ['pod-console-logging'],
    available: nothing,
    pool: pool ? poolReply(pool) : null,
    host: { system_id: null, __incomplete__: true },
    memory_over_commit_ratio: 1,
    used: nothing,
    id: host.id,
    cpu_over_commit_ratio: 1,
    type: host.type,
    version: '',
    capabilities: [],
    total: nothing,
    name: host.name,
    default_macvlan_mode: null,
    architectures: [],
    resource_uri: `${apiRoot}/vm-hosts/${host.id}/`,
  }
}

function create({ state, body }: UserExchange): unknown {
  const form = new Form(formData(body))
  const type = form.text('type') ?? ''
  if (type === '') form.need('type')
  else if (!['lxd', 'virsh'].includes(type))
    form.add('type', `Select a valid choice. ${type} is not one of the available choices.`)
  else form.need('power_address')
  const zone = form.text('zone')
  const pool = form.text('pool')
  const zoneId = state.zones.find((candidate) => candidate.name === (zone || 'default'))?.id
  const poolId = state.pools.find((candidate) => candidate.name === (pool || 'default'))?.id
  const unknown = 'Select a valid choice. That choice is not one of the available choices.'
  if (zoneId === undefined) form.add('zone', unknown)
  if (poolId === undefined) form.add('pool', unknown)
  form.check()
  const id = state.next('vmhost')
  const host = {
    id,
    type,
    name: form.text('name') || state.newHostname(),
    zoneId: zoneId ?? 1,
    poolId: poolId ?? 0,
  }
  state.extras.vmHosts.push(host)
  // The host has been created by the time its certificate is found to be invalid.
  if (form.text('certificate') && !form.text('certificate')?.includes('BEGIN CERTIFICATE'))
    throw refuse(500, 'Invalid PEM material')
  return hostReply(state, host)
}

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
      DELETE: admin(remove),
      'POST compose': admin((exchange) => {
        hostOf(exchange)
        throw refuse(503, 'Unable to compose a machine: the host is not reached.')
      }),
      'GET parameters': admin((exchange) => {
        hostOf(exchange)
        return {}
      }),
    },
  },
]

/** VM hosts under both of their names, and their sub-resources. */
export const vmHostResources: Resource[] = [
  ...hosts('vm-hosts'),
  ...hosts('pods'),
  { path: 'vm-clusters/', operations: { GET: () => [] } },
  { path: 'vm-clusters/{id}', operations: { GET: nowhere } },
  { path: 'virtual-machines/{id}', operations: { GET: noMachine } },
]
