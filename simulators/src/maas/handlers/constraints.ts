import { lookup } from '../../lookup.js'
import { machineStatuses } from '../../generated/maas/statuses.js'
import type { Params } from '../server/params.js'
import { type FieldErrors, invalid, refuse } from '../server/refusal.js'
import { nodeFields } from '../state/node-fields.js'
import { knowsParameter } from '../state/releases.js'
import type { MaasState } from '../state/state.js'
import type { Machine } from '../state/types.js'
import {
  checkDevices,
  ConstraintError,
  type Labelled,
  parseInterfaces,
  parseStorage,
} from './constraint-languages.js'

/** Selects machines for a list or an allocation. */
export interface Selection {
  matches: (machine: Machine) => boolean
  /** The constraints as an error message shows them: `arch=amd64/generic mem=16384.0`. */
  resolved: string
  storage?: (machine: Machine) => Labelled<number | string> | undefined
  interfaces?: (machine: Machine) => Labelled<number> | undefined
}

interface Rule {
  matches: (machine: Machine) => boolean
  resolved: string[]
}

type RuleMaker = (state: MaasState, values: string[]) => Rule

export const architectures = ['amd64/generic'] as const

const rule = (resolved: string[], matches: (machine: Machine) => boolean): Rule => ({ resolved, matches })

/** Equal to one of the values, which are not checked. */
const oneOf = (read: (state: MaasState, machine: Machine) => string): RuleMaker => {
  return (state, values) => rule(values, (machine) => values.includes(read(state, machine)))
}

/** Equal to one of the values, each of which must exist. */
const existing = (
  read: (state: MaasState, machine: Machine) => string | null,
  known: (state: MaasState) => string[],
  message: (value: string) => string,
): RuleMaker => {
  return (state, values) => {
    const names = known(state)
    for (const value of values) if (!names.includes(value)) throw new ConstraintError(message(value))
    return rule(values, (machine) => values.includes(read(state, machine) ?? ''))
  }
}

const choice = (value: string): string =>
  `Select a valid choice. ${value} is not one of the available choices.`

const atLeast = (read: (machine: Machine) => number, message: string): RuleMaker => {
  return (_world, values) => {
    const numbers = values.map((value) => Number(value.trim() === '' ? Number.NaN : value))
    if (numbers.some((number) => Number.isNaN(number))) throw new ConstraintError(message)
    return rule(numbers.map(pythonFloat), (machine) => numbers.every((number) => read(machine) >= number))
  }
}

const pythonFloat = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value))

const zoneOf = (state: MaasState, machine: Machine): string =>
  state.zones.find((zone) => zone.id === machine.zoneId)?.name ?? ''
const poolOf = (state: MaasState, machine: Machine): string =>
  state.pools.find((pool) => pool.id === machine.poolId)?.name ?? ''
const fabricsOf = (state: MaasState, machine: Machine): string[] =>
  machine.interfaces.flatMap((nic) => {
    const fabric = state.fabrics.find(
      (candidate) => candidate.id === state.vlans.find((vlan) => vlan.id === nic.vlanId)?.fabricId,
    )
    return fabric ? [fabric.name, String(fabric.id)] : []
  })

const zone = existing(
  zoneOf,
  (state) => state.zones.map((item) => item.name),
  (value) => `No such zone(s): ${value}.`,
)
const pool = existing(
  poolOf,
  (state) => state.pools.map((item) => item.name),
  (value) => `No such pool(s): ${value}.`,
)
const owner = existing(
  (_world, machine) => machine.owner,
  (state) => state.users.map((user) => user.username),
  (value) => `No such owner: '${value}'.`,
)

const splitTags = (values: string[]): string[] =>
  values.flatMap((value) => value.split(/[\s,]+/)).filter(Boolean)

const arch: RuleMaker = (_world, values) => {
  const full = values.map((value) =>
    architectures.find((known) => known === value || known.startsWith(`${value}/`)),
  )
  if (full.includes(undefined)) throw new ConstraintError('Architecture not recognised.')
  return rule(full as string[], (machine) => full.some((known) => known === machine.architecture))
}

const macAddress: RuleMaker = (_world, values) => {
  for (const value of values) {
    if (!/^([0-9a-f]{2}[-:]){5}[0-9a-f]{2}$/i.test(value))
      throw new ConstraintError(`'${value}' is not a valid MAC address.`)
  }
  // Compared as text: upper case and dashes do not match.
  return rule(values, (machine) => machine.interfaces.some((nic) => values.includes(nic.mac)))
}

/** All subnets that match `id:`, `cidr:`, `name:`, `ip:`, `vid:`, `space:`, `fabric:`; a bare value is an id, a cidr or a name. */
const subnets: RuleMaker = (state, values) => {
  const sets = values.map((value) => subnetsBySpecifier(state, value))
  if (sets.some((set) => set.length === 0)) throw new ConstraintError('No matching subnets found.')
  const wanted = [...new Set(sets.flat())]
  return rule(wanted.map(String), (machine) => wanted.every((id) => linkedTo(machine).includes(id)))
}

/** The subnets of a machine: those of its links, and those in which commissioning saw it. */
const linkedTo = (machine: Machine): number[] =>
  machine.interfaces.flatMap((nic) => [
    ...nic.links.flatMap((link) => link.subnetId ?? []),
    ...(nic.discovered ? [nic.discovered.subnetId] : []),
  ])

function subnetsBySpecifier(state: MaasState, specifier: string): number[] {
  const [kind, value = ''] = /^\w+:/.test(specifier) ? specifier.split(/:(.*)/s) : ['', specifier]
  const found = state.subnets.filter((subnet) => {
    const vlan = state.vlans.find((candidate) => candidate.id === subnet.vlanId)
    const fabric = state.fabrics.find((candidate) => candidate.id === vlan?.fabricId)
    const texts: Record<string, string[]> = {
      '': [String(subnet.id), subnet.cidr, subnet.name],
      id: [String(subnet.id)],
      cidr: [subnet.cidr],
      name: [subnet.name],
      vid: [String(vlan?.vid)],
      space: ['undefined'],
      fabric: [fabric?.name ?? '', String(fabric?.id)],
    }
    return lookup(texts, kind ?? '')?.includes(value) ?? false
  })
  return found.map((subnet) => subnet.id)
}

const vlansOf = (machine: Machine): number[] => machine.interfaces.flatMap((nic) => nic.vlanId ?? [])

const vlans: RuleMaker = (state, values) => {
  const sets = values.map((value) => {
    const [kind, text = ''] = value.split(/:(.*)/s)
    const match = state.vlans.filter((vlan) => {
      if (kind === 'vid') return String(vlan.vid) === text
      if (kind === 'id') return String(vlan.id) === text
      // A bare number is not an id here (README, fact 29).
      return vlan.name === (kind === 'name' ? text : value)
    })
    return match.map((vlan) => vlan.id)
  })
  if (sets.some((set) => set.length === 0)) throw new ConstraintError('No matching VLANs found.')
  const wanted = [...new Set(sets.flat())]
  // A machine is in each of the named VLANs; a name may stand for several.
  return rule(wanted.map(String), (machine) =>
    sets.every((set) => vlansOf(machine).some((id) => set.includes(id))),
  )
}

const tagRule: RuleMaker = (state, values) => {
  const names = splitTags(values)
  const unknown = names.filter((name) => !state.tags.some((tag) => tag.name === name))
  if (unknown.length > 0)
    throw new ConstraintError(`No such tag(s): ${unknown.map((name) => `'${name}'`).join(', ')}.`)
  return rule(names, (machine) => names.every((name) => machine.tags.includes(name)))
}

const simpleStatuses = new Set(
  'allocated broken commissioning deployed deploying failed new ready releasing rescue_mode testing other'.split(
    ' ',
  ),
)

const simpleStatus: RuleMaker = (_world, values) => {
  for (const value of values) if (!simpleStatuses.has(value)) throw new ConstraintError(choice(value))
  const choices = nodeFields.join(', ')
  throw refuse(500, `Cannot resolve keyword 'simple_status' into field. Choices are: ${choices}`)
}

const filterOf = (machine: Machine): string =>
  machineStatuses.find((status) => status.name === machine.status)?.filter ?? ''

const rules: Record<string, RuleMaker> = {
  hostname: oneOf((_world, machine) => machine.hostname),
  id: oneOf((_world, machine) => machine.systemId),
  system_id: oneOf((_world, machine) => machine.systemId),
  domain: oneOf(
    (state, machine) => state.domains.find((domain) => domain.id === machine.domainId)?.name ?? '',
  ),
  agent_name: oneOf((_world, machine) => machine.agentName),
  mac_address: macAddress,
  zone,
  pool,
  owner,
  arch,
  tags: tagRule,
  subnets,
  vlans,
  fabrics: (state, values) =>
    rule(values, (machine) => values.some((value) => fabricsOf(state, machine).includes(value))),
  fabric_classes: (_world, values) => rule(values, () => false),
  pod: (_world, values) => rule(values, () => false),
  pod_type: (_world, values) => rule(values, () => false),
  deployment_target: existing(
    (_world, machine) => (machine.ephemeralDeploy ? 'memory' : 'disk'),
    () => ['disk', 'memory'],
    choice,
  ),
  cpu_count: atLeast((machine) => machine.cpuCount, 'Invalid CPU count: number required.'),
  cpu_speed: atLeast((machine) => machine.cpuSpeed, 'Invalid CPU speed: number required.'),
  mem: atLeast((machine) => machine.memoryMib, 'Invalid memory: number of MiB required.'),
  link_speed: atLeast(
    (machine) => Math.max(0, ...machine.interfaces.map((nic) => nic.linkSpeed)),
    'Invalid link speed: number required.',
  ),
  power_state: existing(
    (_world, machine) => machine.powerState,
    () => ['on', 'off', 'unknown', 'error'],
    choice,
  ),
  status: existing(
    (_world, machine) => filterOf(machine),
    () => machineStatuses.map((status) => status.filter),
    choice,
  ),
  simple_status: simpleStatus,
  name: (state, values) =>
    rule(values, (machine) => values.includes(machine.hostname) || values.includes(state.fqdn(machine))),
}

// All of the tags must be present, none of the excluded ones; unknown excluded tags are not an error.
const notTags: RuleMaker = (_world, values) => {
  const names = splitTags(values)
  return rule(names, (machine) => !names.some((name) => machine.tags.includes(name)))
}

// One excluded network excludes a machine; all of the wanted ones must be present.
const notConnected = (maker: RuleMaker, read: (machine: Machine) => number[]): RuleMaker => {
  return (state, values) => {
    const { resolved } = maker(state, values)
    return rule(resolved, (machine) => !read(machine).some((id) => resolved.includes(String(id))))
  }
}

const not = (maker: RuleMaker): RuleMaker => {
  return (state, values) => {
    const { resolved, matches } = maker(state, values)
    return rule(resolved, (machine) => !matches(machine))
  }
}

const negations: Record<string, RuleMaker> = {
  not_in_zone: not(zone),
  not_in_pool: not(pool),
  not_tags: notTags,
  not_subnets: notConnected(subnets, linkedTo),
  not_vlans: notConnected(vlans, vlansOf),
  // Compared as text: `amd64` excludes nothing.
  not_arch: (_world, values) => rule(values, (machine) => !values.includes(machine.architecture)),
  ...Object.fromEntries(
    [
      'id',
      'hostname',
      'domain',
      'agent_name',
      'arch',
      'fabrics',
      'fabric_classes',
      'owner',
      'power_state',
      'status',
    ]
      .concat(['simple_status', 'pod', 'pod_type', 'deployment_target'])
      .filter((name) => name !== 'arch')
      .map((name) => [`not_${name}`, not(rules[name] ?? notTags)]),
  ),
}

const all: Record<string, RuleMaker> = { ...rules, ...negations }
const options = [
  'comment',
  'bridge_all',
  'bridge_type',
  'bridge_stp',
  'bridge_fd',
  'dry_run',
  'verbose',
  'op',
]
const allocateOptions = [
  ...options,
  'agent_name',
  'install_kvm',
  'register_vmhost',
  'install_rackd',
  'ephemeral_deploy',
]
const onlyInLists = ['hostname', 'id', 'mac_address', 'status', 'simple_status', 'domain', 'agent_name']
const onlyInAllocate = ['name']

/**
 * Reads the constraints of a list (`GET /machines/`) or of an allocation: their keys differ (README, fact 26).
 *
 * @throws Refusal 400 with the messages of all wrong constraints together.
 */
export function select(state: MaasState, params: Params, purpose: 'list' | 'allocate'): Selection {
  const ignored = purpose === 'list' ? options : allocateOptions
  const closed = purpose === 'list' ? onlyInAllocate : onlyInLists.flatMap((name) => [name, `not_${name}`])
  const errors = Object.create(null) as FieldErrors
  const chosen: { name: string; rule: Rule }[] = []
  const selection: Selection = {
    matches: (machine) => chosen.every((item) => item.rule.matches(machine)),
    resolved: '',
  }
  for (const [name, values] of params.entries()) {
    if (ignored.includes(name)) continue
    try {
      const special = specialRule(state, selection, name, values)
      const isOpen = !closed.includes(name) && knowsParameter(state.release, name)
      const maker = isOpen ? lookup(all, name) : undefined
      if (special) chosen.push({ name, rule: special })
      else if (maker) chosen.push({ name, rule: maker(state, values) })
      else throw new ConstraintError('No such constraint.')
    } catch (error) {
      if (!(error instanceof ConstraintError)) throw error
      errors[name] = [error.message]
    }
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
  selection.resolved = chosen
    .filter((item) => item.rule.resolved.length > 0)
    .map((item) => `${item.name}=${item.rule.resolved.join(',')}`)
    .toSorted()
    .join(' ')
  return selection
}

/** The three constraint languages whose matches an allocation reports. */
function specialRule(
  state: MaasState,
  selection: Selection,
  name: string,
  values: string[],
): Rule | undefined {
  const text = values.at(-1) ?? ''
  if (name === 'storage') {
    const match = parseStorage(text)
    selection.storage = match
    return rule([text], (machine) => match(machine) !== undefined)
  }
  if (name === 'interfaces') {
    const match = parseInterfaces(state, text)
    selection.interfaces = match
    return rule([text], (machine) => match(machine) !== undefined)
  }
  if (name === 'devices') {
    for (const value of values) checkDevices(value)
    return rule(values, () => false)
  }
  return undefined
}
