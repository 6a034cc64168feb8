import { lookup } from '../../lookup.js'
import type { Instance, InstanceProvider, InstanceRequest } from '../../instance-provider.js'
import { acquire, findCandidate } from '../handlers/allocate.js'
import { Params } from '../server/params.js'
import { Refusal } from '../server/refusal.js'
import type { MaasSimulator } from '../simulator.js'
import { addressesOf } from '../state/addresses.js'
import type { Machine } from '../state/types.js'

// Ubuntu's releases by the series name that MAAS uses.
const seriesByRelease: Record<string, string> = {
  '20.04': 'focal',
  '22.04': 'jammy',
  '24.04': 'noble',
}

/** Machines of a simulated MAAS for a simulated Juju: allocated and deployed as Juju's MAAS provider does, in simulated time. */
export function maasInstanceProvider(simulator: MaasSimulator): InstanceProvider {
  return {
    start: async (request) => {
      const machine = allocate(simulator, request)
      return deployed(simulator, machine, request)
    },
    stop: async (instanceId) => {
      const machine = simulator.state.machine(instanceId)
      if (machine && machine.status !== 'Ready') simulator.lifecycle.release(machine, false)
    },
  }
}

/** @throws Error with MAAS's error message, which Juju shows as the provisioning error. */
function allocate(simulator: MaasSimulator, request: InstanceRequest): Machine {
  const { state, users } = simulator
  // Without an API key, as in a model on another cloud, machines are the administrator's.
  const user = simulator.keyOwner(request.credential?.['maas-oauth'] ?? users.admin.apiKey)
  if (!user) throw new Error("Authorization Error: 'Invalid API key.'")
  try {
    const { machine } = findCandidate(state, user, constraintsOf(request))
    acquire(machine, user, 'juju')
    return machine
  } catch (error) {
    if (error instanceof Refusal) throw new Error(String(error.reply.body), { cause: error })
    throw error
  }
}

const list = (value: unknown): string[] =>
  [value]
    .flat()
    .flatMap((item) => (typeof item === 'string' || typeof item === 'number' ? [String(item)] : []))

function constraintsOf({ constraints, placement }: InstanceRequest): Params {
  const params = new Params()
  for (const arch of list(constraints['arch'])) params.append('arch', arch)
  for (const mem of list(constraints['mem'])) params.append('mem', mem)
  for (const cores of list(constraints['cores'])) params.append('cpu_count', cores)
  const tags = list(constraints['tags'])
  const wanted = tags.filter((tag) => !tag.startsWith('^'))
  const unwanted = tags.filter((tag) => tag.startsWith('^')).map((tag) => tag.slice(1))
  if (wanted.length > 0) params.append('tags', wanted.join(','))
  if (unwanted.length > 0) params.append('not_tags', unwanted.join(','))
  // Juju accepts any of several zones: the first is requested, as MAAS takes one zone at a time.
  const [zone] = list(constraints['zones'])
  const [key, value] = placement?.split(/=(.*)/s) ?? []
  if (key === 'system-id' && value) params.append('system_id', value)
  else if (key === 'zone' && value) params.append('zone', value)
  else if (placement) params.append('name', placement)
  if (zone && key !== 'zone') params.append('zone', zone)
  return params
}

function deployed(simulator: MaasSimulator, machine: Machine, request: InstanceRequest): Promise<Instance> {
  const { state, lifecycle } = simulator
  const release = request.base.split('@')[1]?.split('/')[0] ?? ''
  const distroSeries = lookup(seriesByRelease, release) ?? 'jammy'
  Object.assign(machine, {
    osystem: 'ubuntu',
    distroSeries,
    hweKernel: `ga-${Object.keys(seriesByRelease).find((version) => seriesByRelease[version] === distroSeries)}`,
    userData: request.userData,
  } satisfies Partial<Machine>)
  return new Promise((resolve, reject) => {
    const stopDeployed = lifecycle.onDeployed((candidate) => {
      if (candidate !== machine) return
      settle()
      resolve(instanceOf(simulator, machine))
    })
    const stopEvents = state.onEvent((event) => {
      if (event.systemId !== machine.systemId) return
      const failed = event.action === 'mark_failed'
      if (!failed && event.type !== 'Aborted deployment' && event.type !== 'Releasing') return
      settle()
      reject(new Error(failed ? `failed to deploy: ${event.description}` : `failed to deploy: ${event.type}`))
    })
    const settle = (): void => {
      stopDeployed()
      stopEvents()
    }
    lifecycle.deploy(machine)
  })
}

function instanceOf({ state }: MaasSimulator, machine: Machine): Instance {
  const zone = state.zones.find((candidate) => candidate.id === machine.zoneId)?.name
  return {
    instanceId: machine.systemId,
    hostname: machine.hostname,
    addresses: addressesOf(machine),
    hardware: {
      arch: machine.architecture.split('/')[0] ?? 'amd64',
      cores: machine.cpuCount,
      memMib: machine.memoryMib,
      ...(zone !== undefined && { availabilityZone: zone }),
    },
  }
}
