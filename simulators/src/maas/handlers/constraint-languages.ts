import { lookup } from '../../lookup.js'
import { notFound } from '../server/refusal.js'
import type { MaasState } from '../state/state.js'
import type { Disk, Interface, Machine } from '../state/types.js'

/** What a constraint matched on one machine, by the caller's label. */
export type Labelled<T> = Record<string, T[]>

/** A wrong value: the 400 has the message under the constraint's name. */
export class ConstraintError extends Error {
  override readonly name = 'ConstraintError'
}

interface StorageEntry {
  label: string
  bytes: number
  tags: string[]
}

const storageGrammar =
  /^(?:[a-zA-Z0-9]+:)?\d+(?:\.\d+)?(?:\([\w.,-]+\))?(?:,(?:[a-zA-Z0-9]+:)?\d+(?:\.\d+)?(?:\([\w.,-]+\))?)*$/

/** `label:size(tag,tag),...`, sizes in GB: the first must be met by the disk that holds `/` (workflows.md, allocate). */
export function parseStorage(text: string): (machine: Machine) => Labelled<number | string> | undefined {
  if (!storageGrammar.test(text)) throw new ConstraintError(`Malformed storage constraint, "${text}".`)
  const entries = [...text.matchAll(/(?<=^|,)(?:([a-zA-Z0-9]+):)?(\d+(?:\.\d+)?)(?:\(([^)]*)\))?/g)].map(
    ([, label = '', size = '0', tags]): StorageEntry => ({
      label,
      bytes: Number(size) * 1e9,
      tags: tags ? tags.split(',') : [],
    }),
  )
  return (machine) => matchStorage(machine, entries)
}

function matchStorage(machine: Machine, entries: StorageEntry[]): Labelled<number | string> | undefined {
  const [first, ...others] = entries
  const root = machine.disks.find((disk) =>
    disk.partitions.some((partition) => partition.filesystem?.mountPoint === '/'),
  )
  if (!first || !root) return undefined
  const taken = new Set<Disk>()
  const found: Labelled<number | string> = {}
  const take = (entry: StorageEntry, candidates: Disk[]): boolean => {
    const tags = entry.tags.filter((tag) => tag !== 'partition')
    const wantsPartition = tags.length < entry.tags.length
    for (const disk of candidates) {
      if (taken.has(disk) || !tags.every((tag) => disk.tags.includes(tag))) continue
      const partition = disk.partitions.find((candidate) => candidate.size >= entry.bytes)
      if (wantsPartition ? !partition : disk.size < entry.bytes) continue
      taken.add(disk)
      if (entry.label)
        found[entry.label] = [wantsPartition && partition ? `partition:${partition.id}` : disk.id]
      return true
    }
    return false
  }
  if (!take(first, [root])) return undefined
  const bySize = machine.disks.toSorted((a, b) => a.size - b.size)
  const ordered = others.toSorted((a, b) => b.tags.length - a.tags.length)
  return ordered.every((entry) => take(entry, bySize)) ? found : undefined
}

type NicTest = (state: MaasState, machine: Machine, nic: Interface, value: string) => boolean

const vlanOf = (state: MaasState, nic: Interface) => state.vlans.find((vlan) => vlan.id === nic.vlanId)
const subnetsOf = (state: MaasState, nic: Interface) =>
  state.subnets.filter((subnet) => nic.links.some((link) => link.subnetId === subnet.id))

const nicKeys: Record<string, NicTest> = {
  id: (_world, _machine, nic, value) => nic.id === Number(value),
  name: (_world, _machine, nic, value) => nic.name === value,
  hostname: (_world, machine, _nic, value) => machine.hostname === value,
  type: (_world, _machine, _nic, value) => value === 'physical',
  fabric: (state, _machine, nic, value) => {
    const fabric = state.fabrics.find((candidate) => candidate.id === vlanOf(state, nic)?.fabricId)
    return fabric?.name === value || String(fabric?.id) === value
  },
  fabric_class: () => false,
  vid: (state, _machine, nic, value) => vlanOf(state, nic)?.vid === Number(value),
  vlan: (_world, _machine, nic, value) => String(nic.vlanId) === value.replace(/^id:/, ''),
  subnet: (state, _machine, nic, value) =>
    subnetsOf(state, nic).some((subnet) => [String(subnet.id), subnet.name, subnet.cidr].includes(value)),
  subnet_cidr: (state, _machine, nic, value) => subnetsOf(state, nic).some((subnet) => subnet.cidr === value),
  ip: (_world, _machine, nic, value) => nic.links.some((link) => link.ipAddress === value),
  space: (_world, _machine, _nic, value) => value === 'undefined',
  mode: (_world, _machine, nic, value) => value === 'unconfigured' && nic.links.length === 0,
  tag: () => false,
  link_speed: (_world, _machine, nic, value) => nic.linkSpeed >= Number(value),
}

const negatable = [
  'id',
  'fabric',
  'fabric_class',
  'ip',
  'name',
  'hostname',
  'subnet',
  'space',
  'subnet_cidr',
  'vlan',
  'vid',
  'tag',
]

interface NicGroup {
  label: string
  keys: Map<string, string[]>
}

/** `label:key=value,key=value;label:...`: all keys must match; of a repeated key, any value. */
export function parseInterfaces(
  state: MaasState,
  text: string,
): (machine: Machine) => Labelled<number> | undefined {
  const groups = text.split(';').map((group) => parseGroup(text, group))
  for (const { keys } of groups) {
    // Only here is an unknown space 404 (README, fact 25).
    if (keys.get('space')?.some((space) => space !== 'undefined')) throw notFound('Space')
  }
  return (machine) => {
    const found: Labelled<number> = {}
    for (const group of groups) {
      const nics = machine.interfaces.filter((nic) => groupHolds(state, machine, nic, group))
      if (nics.length === 0) return undefined
      found[group.label] = nics.map((nic) => nic.id)
    }
    return found
  }
}

function parseGroup(whole: string, text: string): NicGroup {
  const match = /^([a-zA-Z0-9][\w-]*):(.+)$/.exec(text)
  const [, label, pairs] = match ?? []
  if (!label || !pairs || !pairs.split(',').every((pair) => pair.includes('='))) {
    throw new ConstraintError(
      `Malformed constraint: '${whole}' (required format: '<label>:<key>=<value>[,<key2>=<value2>[,...]]')`,
    )
  }
  const keys = new Map<string, string[]>()
  for (const pair of pairs.split(',')) {
    const [key = '', value = ''] = pair.split(/=(.*)/s)
    const known = Object.hasOwn(nicKeys, key) || (key.startsWith('not_') && negatable.includes(key.slice(4)))
    // 3.4.10 leaves out the closing quote.
    if (!known) throw new ConstraintError(`Unknown interfaces constraint: '${key}`)
    keys.set(key, [...(keys.get(key) ?? []), value])
  }
  return { label, keys }
}

function groupHolds(state: MaasState, machine: Machine, nic: Interface, group: NicGroup): boolean {
  return [...group.keys].every(([key, values]) => {
    const negated = key.startsWith('not_')
    const test = lookup(nicKeys, negated ? key.slice(4) : key)
    const holds = values.some((value) => test?.(state, machine, nic, value))
    return negated ? !holds : holds
  })
}

const deviceKeys = new Set(['vendor_id', 'product_id', 'vendor_name', 'product_name', 'commissioning_driver'])

/** `key=value,...` over PCI and USB devices. Simulated machines have none, so a well-formed constraint matches nothing. */
export function checkDevices(text: string): void {
  for (const pair of text.split(',')) {
    const [key = ''] = pair.split('=')
    if (!deviceKeys.has(key)) throw new ConstraintError(`Unknown devices constraint: '${key}`)
  }
}
