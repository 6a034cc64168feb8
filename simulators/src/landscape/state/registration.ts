import { refuse } from '../server/refusal.js'
import { equalSecrets } from '../server/secrets.js'
import { codeNames } from './computer-query.js'
import { defaultPackages } from './packages.js'
import { defaultProcesses } from './processes.js'
import { defaultSnaps } from './snaps.js'
import type { LandscapeState } from './state.js'
import type { Computer, ComputerPackage, NetworkDevice, PendingComputer } from './types.js'

/** What landscape-client sends when it registers: its client.conf and facts about the machine. */
export interface LandscapeClient {
  account_name: string
  computer_title: string
  registration_key?: string
  /** Comma-separated as in client.conf, or a list. */
  tags?: string | readonly string[]
  access_group?: string
  /** @default derived from computer_title */
  hostname?: string
  /**
   * Number or code name of the release.
   * @default '24.04'
   */
  distribution?: string
  /** Comma-separated plugin names; ExecuteScript needs `ScriptExecution`. */
  include_manager_plugins?: string
  network_devices?: NetworkDevice[]
  packages?: ComputerPackage[]
  vm_info?: string
  container_info?: string
  availability_zone?: string
  /** MiB. */
  total_memory?: number
  reboot_required?: boolean
}

/** The result of a registration. For `refused`, landscape-config exits with code 2. */
export type Registration =
  | { status: 'accepted'; computerId: number }
  | { status: 'pending'; computerId: number }
  | { status: 'refused'; reason: 'unknown-account' | 'no-licenses' }

/**
 * Registers a computer: accepted when the key matches and auto-register is on, else pending (workflows.md section 1).
 * A wrong key is refused like a wrong account: landscape-client has one message for both.
 */
export function register(state: LandscapeState, client: LandscapeClient): Registration {
  const { registration_password: key, auto_register_new_computers: auto } = state.preferences
  const given = client.registration_key
  if (client.account_name !== state.account) return { status: 'refused', reason: 'unknown-account' }
  if (key !== null && given !== undefined && !equalSecrets(key, given))
    return { status: 'refused', reason: 'unknown-account' }
  const computer = newComputer(state, client)
  if (auto && key !== null && given !== undefined && state.computers.size < state.seats) {
    return { status: 'accepted', computerId: admit(state, computer).id }
  }
  state.pending.set(computer.id, { id: computer.id, createdAtMs: state.clock.now(), computer })
  return { status: 'pending', computerId: computer.id }
}

/**
 * Accepts a pending computer. With `existing`, that computer takes over the reinstalled machine and keeps its id,
 * tags, annotations and access group. That a new computer keeps its pending id is inferred.
 */
export function accept(
  state: LandscapeState,
  { id, computer }: PendingComputer,
  accessGroup: string | null,
  existing?: Computer,
): Computer {
  if (!existing && state.computers.size >= state.seats)
    throw refuse('InsufficientLicenses', `All ${state.seats} seats are taken`)
  state.pending.delete(id)
  if (existing) {
    const {
      id: _id,
      tags: _tags,
      accessGroup: _group,
      annotations: _annotations,
      comment: _comment,
      registeredAtMs: _at,
      ...machine
    } = computer
    return Object.assign(existing, machine)
  }
  if (accessGroup !== null) computer.accessGroup = accessGroup
  return admit(state, computer)
}

function admit(state: LandscapeState, computer: Computer): Computer {
  computer.registeredAtMs = state.clock.now()
  state.computers.set(computer.id, computer)
  state.log('Computer', computer.id, computer.title, `Computer "${computer.title}" was registered`)
  return computer
}

/** That a computer with an unknown access group is put into `global` is inferred. */
export function newComputer(state: LandscapeState, client: LandscapeClient): Computer {
  const id = state.nextId('computer')
  const now = state.clock.now()
  const tags = typeof client.tags === 'string' ? client.tags.split(',') : (client.tags ?? [])
  const group = client.access_group ?? 'global'
  return {
    id,
    title: client.computer_title,
    comment: '',
    hostname: client.hostname ?? client.computer_title.toLowerCase().replace(/[^a-z0-9.-]+/g, '-'),
    distribution: releaseNumber(client.distribution ?? '24.04'),
    accessGroup: state.accessGroups.has(group) ? group : 'global',
    tags: [...new Set(tags.map((tag) => tag.trim()).filter(Boolean))].toSorted(),
    annotations: {},
    networkDevices: client.network_devices ?? [defaultDevice(id)],
    packages: (client.packages ?? defaultPackages()).map((entry) => ({ ...entry })),
    snaps: defaultSnaps(),
    processes: defaultProcesses(state),
    registeredAtMs: now,
    lastPingMs: now,
    lastExchangeMs: now,
    rebootRequired: client.reboot_required ?? false,
    totalMemoryMib: client.total_memory ?? 4096,
    totalSwapMib: 0,
    vmInfo: client.vm_info ?? '',
    containerInfo: client.container_info ?? '',
    cloudInstanceMetadata: {},
    availabilityZone: client.availability_zone ?? null,
    scriptExecution: /(^|,)\s*(ScriptExecution|ALL)\s*(,|$)/.test(client.include_manager_plugins ?? ''),
    online: true,
  }
}

const releaseNumber = (release: string): string =>
  Object.keys(codeNames).find((number) => codeNames[number] === release) ?? release

const hex = (value: number) => (value & 0xff).toString(16).padStart(2, '0')

const defaultDevice = (id: number): NetworkDevice => ({
  interface: 'eth0',
  ip_address: `10.20.${(id >> 8) & 0xff}.${id & 0xff}`,
  mac_address: `52:54:00:00:${hex(id >> 8)}:${hex(id)}`,
  netmask: '255.255.0.0',
  broadcast_address: '10.20.255.255',
})
