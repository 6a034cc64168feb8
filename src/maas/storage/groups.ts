import type { WorkStep } from '../plan/plan.js'
import type { Problems } from '../plan/problems.js'
import type {
  BcacheDescription,
  DeviceContents,
  RaidDescription,
  StorageDescription,
  VolumeDescription,
  VolumeGroupDescription,
} from './description.js'
import type { Filesystems } from './filesystems.js'
import type { Removals } from './removals.js'
import { checkedSize, hasSize, roundDown, showSize } from './sizes.js'
import type { Device, Group, StorageResources, StorageState } from './state.js'
import { idOf, idsOf, namesOf, type Target, type Targets } from './targets.js'

/** What the planner of groups needs of the whole plan. */
interface Parts {
  state: StorageState
  resources: StorageResources
  problems: Problems
  targets: Targets
  removals: Removals
  filesystems: Filesystems
  steps: WorkStep[]
  /** Plans what a device holds. */
  fill(target: Target, contents: DeviceContents): Target
}

/** The devices that an array needs at least, and whether it may have spares (recorded refusals). */
const FEWEST: Readonly<Record<RaidDescription['level'], number>> = {
  'raid-0': 2,
  'raid-1': 2,
  'raid-5': 3,
  'raid-6': 4,
  'raid-10': 3,
}
/** An array keeps this much of each device for itself. */
const SUPERBLOCK = 128 * 1024
/** A physical volume keeps this much of a device for itself. */
const LVM_HEADER = 5 * 1024 ** 2

/** Plans arrays, bcache devices and volume groups. */
export class Groups {
  readonly #volumeGroups = new Set<string>()
  readonly #cacheSets = new Map<Target, { id?: number }>()

  constructor(readonly parts: Parts) {}

  /** Declares the groups of a description; returns what settles each. */
  declare({ raids = [], bcaches = [], volumeGroups = [] }: StorageDescription): (() => unknown)[] {
    const { targets } = this.parts
    const devices = [
      ...raids.map((raid) => ({ raid, make: () => this.#raid(raid) })),
      ...bcaches.map((raid) => ({ raid, make: () => this.#bcache(raid) })),
    ].map(({ raid: one, make }) => {
      const settle = targets.declare(one.name, () => {
        this.#checkName(one.name)
        return this.parts.fill(make(), one)
      })
      targets.declarePartitions(one, settle)
      return settle
    })
    return [...devices, ...volumeGroups.map((group) => this.#declareVolumes(group))]
  }

  #declareVolumes(group: VolumeGroupDescription): () => unknown {
    const { targets } = this.parts
    const volumes = new Map<string, Target>()
    if (this.#volumeGroups.has(group.name))
      this.parts.problems.add(`volume group ${group.name} is described twice`)
    this.#volumeGroups.add(group.name)
    let isSettled = false
    const settle = (): void => {
      if (isSettled) return
      isSettled = true
      this.#volumeGroup(group, volumes)
    }
    for (const { name } of group.volumes ?? [])
      targets.declare(`${group.name}-${name}`, () => {
        settle()
        return volumes.get(name)
      })
    return settle
  }

  #raid({ name, level, members, spares = [] }: RaidDescription): Target {
    const { problems, removals, resources, steps, targets } = this.parts
    const devices = this.#members(members, `member of RAID ${name}`, `the members of RAID ${name}`)
    const extra = this.#members(spares, `spare of RAID ${name}`, `the spares of RAID ${name}`)
    if (devices.length < FEWEST[level])
      problems.add(
        `RAID ${name} is ${level}, which needs at least ${FEWEST[level]} devices; it has ${devices.length}`,
      )
    if (level === 'raid-0' && extra.length > 0) problems.add(`RAID ${name} is raid-0, which has no spares`)
    const existing = this.#named('raid', name)
    if (
      existing?.raid.level === level &&
      isSame(devices, existing.devices) &&
      isSame(extra, existing.spares)
    ) {
      const [device] = existing.made
      if (device !== undefined) return targets.existingDisk(device)
    }
    if (existing !== undefined) removals.group(existing)
    this.#free([...devices, ...extra])
    const target: Target = { name, kind: 'disk', device: undefined, size: raidSize(level, devices) }
    steps.push({
      text: `create RAID ${name} (${level} of ${namesOf(devices)}${extra.length === 0 ? '' : `, with ${namesOf(extra)} as spare`})`,
      operation: 'raids.create',
      removes: false,
      run: async (request) => {
        const { virtual_device } = await resources.raids.create(
          this.#id,
          {
            name,
            level,
            ...idsOf(devices, 'block_devices', 'partitions'),
            ...idsOf(extra, 'spare_devices', 'spare_partitions'),
          },
          request,
        )
        this.#made(target, virtual_device)
      },
    })
    return target
  }

  #bcache({ name, backing, cache, cache_mode = 'writeback' }: BcacheDescription): Target {
    const { removals, resources, steps, targets } = this.parts
    const [under] = this.#members(
      [backing],
      `backing device of bcache ${name}`,
      `the backing device of bcache ${name}`,
    )
    const set = this.#cacheSet(targets.one(cache, `the cache of bcache ${name}`))
    const existing = this.#named('bcache', name)
    if (
      existing !== undefined &&
      set.id !== undefined &&
      existing.bcache.cache_set?.id === set.id &&
      isSame(under === undefined ? [] : [under], existing.devices)
    ) {
      const [device] = existing.made
      if (existing.bcache.cache_mode !== cache_mode)
        steps.push({
          text: `set the cache mode of bcache ${name} to ${cache_mode}`,
          operation: 'bcaches.update',
          removes: false,
          run: (request) => resources.bcaches.update(this.#id, existing.id, { cache_mode }, request),
        })
      if (device !== undefined) return targets.existingDisk(device)
    }
    if (existing !== undefined) removals.group(existing)
    if (under !== undefined) this.#free([under])
    const target: Target = { name, kind: 'disk', device: undefined, size: under?.size }
    steps.push({
      text: `create bcache ${name} (${under?.name ?? ''} with ${String(cache)} as cache, ${cache_mode})`,
      operation: 'bcaches.create',
      removes: false,
      run: async (request) => {
        const { kind, id } = idOf(under as Target)
        const { virtual_device } = await resources.bcaches.create(
          this.#id,
          {
            name,
            cache_mode,
            cache_set: set.id as number,
            [kind === 'disk' ? 'backing_device' : 'backing_partition']: id,
          },
          request,
        )
        this.#made(target, virtual_device)
      },
    })
    return target
  }

  /** The cache set of a device; its id is known once it exists. */
  #cacheSet(cache: Target | undefined): { id?: number } {
    const { resources, removals, state, steps, targets } = this.parts
    if (cache === undefined) return {}
    targets.use(cache, 'the cache of bcache devices', true)
    const known = this.#cacheSets.get(cache)
    if (known !== undefined) return known
    const existing = state.groups.find((group) => group.kind === 'cacheSet' && isPartOf(group, cache))
    const set: { id?: number } = existing === undefined ? {} : { id: existing.id }
    this.#cacheSets.set(cache, set)
    if (existing !== undefined) return set
    if (cache.device !== undefined) removals.free(cache.device)
    steps.push({
      text: `create a cache set of ${cache.name}`,
      operation: 'bcacheCacheSets.create',
      removes: false,
      run: async (request) => {
        const { kind, id } = idOf(cache)
        const params = { [kind === 'disk' ? 'cache_device' : 'cache_partition']: id }
        set.id = (await resources.bcacheCacheSets.create(this.#id, params, request)).id
      },
    })
    return set
  }

  #volumeGroup(description: VolumeGroupDescription, made: Map<string, Target>): void {
    const { problems, removals, resources, steps } = this.parts
    const { name, members, volumes = [] } = description
    const devices = this.#members(
      members,
      `member of volume group ${name}`,
      `the members of volume group ${name}`,
    )
    if (devices.length === 0) problems.add(`volume group ${name} has no members`)
    const found = this.#named('volumeGroup', name)
    const isKept =
      found !== undefined &&
      found.devices.every((device) => devices.some((target) => covers(target.device, device)))
    if (found !== undefined && !isKept) removals.group(found)
    const existing = isKept ? found : undefined
    const added = devices.filter((device) => existing === undefined || !isPartOf(existing, device))
    this.#free(added)
    const group: { id?: number } = existing === undefined ? {} : { id: existing.id }
    if (existing === undefined)
      steps.push({
        text: `create volume group ${name} of ${namesOf(devices)}`,
        operation: 'volumeGroups.create',
        removes: false,
        run: async (request) => {
          const params = { name, ...idsOf(devices, 'block_devices', 'partitions') }
          group.id = (await resources.volumeGroups.create(this.#id, params, request)).id
        },
      })
    else if (added.length > 0)
      steps.push({
        text: `add ${namesOf(added)} to volume group ${name}`,
        operation: 'volumeGroups.update',
        removes: false,
        run: (request) =>
          resources.volumeGroups.update(
            this.#id,
            existing.id,
            idsOf(added, 'add_block_devices', 'add_partitions'),
            request,
          ),
      })
    const room = added.reduce<number | undefined>(
      (sum, { size }) =>
        sum === undefined || size === undefined ? undefined : sum + roundDown(size - LVM_HEADER),
      existing?.group.available_size ?? 0,
    )
    this.#volumes(description, { existing, group, room, made, volumes })
  }

  #volumes(
    { name }: VolumeGroupDescription,
    of: {
      existing: Extract<Group, { kind: 'volumeGroup' }> | undefined
      group: { id?: number }
      /** Bytes that are free for new volumes. */
      room: number | undefined
      made: Map<string, Target>
      volumes: readonly VolumeDescription[]
    },
  ): void {
    const { filesystems, problems, removals, targets } = this.parts
    const { existing, volumes } = of
    let { room } = of
    for (const [index, volume] of volumes.entries()) {
      const full = `${name}-${volume.name}`
      const size = checkedSize(problems, volume.size, full, index === volumes.length - 1)
      const present = existing?.made.find((device) => device.name === full)
      const device =
        present !== undefined && (size === undefined || hasSize(present.size, size)) ? present : undefined
      if (existing !== undefined && present !== undefined && device === undefined) {
        removals.volume(existing, present)
        if (room !== undefined) room += present.size
      } else if (present !== undefined) removals.free(present, 'filesystem')
      const need = size ?? 0
      if (device === undefined && room !== undefined) {
        if (roundDown(need) > room || room === 0)
          problems.add(`${full} needs ${showSize(need)}, ${showSize(room)} are free in volume group ${name}`)
        room = Math.max(0, room - roundDown(need))
      }
      const target: Target =
        device === undefined
          ? { name: full, kind: 'disk', device, size: size ?? room }
          : targets.existingDisk(device)
      of.made.set(volume.name, target)
      if (device === undefined) this.#createVolume(target, volume.name, size, of.group)
      if (volume.fstype === undefined && volume.mount_point === undefined) continue
      targets.use(target, 'a filesystem')
      filesystems.add(target, volume)
    }
  }

  #createVolume(target: Target, name: string, size: number | undefined, group: { id?: number }): void {
    const { resources, steps } = this.parts
    steps.push({
      text: `create logical volume ${target.name} (${size === undefined ? 'all that is free' : showSize(size)})`,
      operation: 'volumeGroups.createLogicalVolume',
      removes: false,
      run: async (request) => {
        const params = { name, ...(size !== undefined && { size }) }
        this.#made(
          target,
          await resources.volumeGroups.createLogicalVolume(this.#id, group.id as number, params, request),
        )
      },
    })
  }

  get #id(): string {
    return this.parts.state.machine.system_id
  }

  #made(target: Target, device: { id: number } | null): void {
    if (device === null) throw new RangeError(`MAAS replied without the device of ${target.name}`)
    target.made = { kind: 'disk', id: device.id, diskId: device.id }
  }

  #members(refs: RaidDescription['members'], use: string, where: string): Target[] {
    const { targets } = this.parts
    const found = refs.flatMap((ref) => targets.all(ref, where))
    for (const target of found) targets.use(target, use)
    return found
  }

  #free(devices: readonly Target[]): void {
    for (const { device } of devices) if (device !== undefined) this.parts.removals.free(device)
  }

  #named<Kind extends Group['kind']>(kind: Kind, name: string): Extract<Group, { kind: Kind }> | undefined {
    return this.parts.state.groups.find(
      (group): group is Extract<Group, { kind: Kind }> => group.kind === kind && group.name === name,
    )
  }

  /** The name of a new device must not be that of another disk. */
  #checkName(name: string): void {
    const { problems, state } = this.parts
    const taken = state.disks.find((disk) => disk.name === name)
    const made = state.groups.some(
      (group) => taken !== undefined && group.name === name && group.made.includes(taken),
    )
    if (taken !== undefined && !made)
      problems.add(`the machine has a disk ${name} already`, 'Choose another name')
  }
}

/** Whether a device is a part of a group: itself, or by the one partition that MAAS makes of a boot disk. */
const covers = (disk: Device | undefined, device: Device): boolean =>
  disk === device || (disk?.partitions.length === 1 && disk.partitions[0] === device)

const isPartOf = ({ devices }: Group, { device }: Target): boolean =>
  devices.some((other) => covers(device, other))

/** Whether targets are exactly these existing devices. */
const isSame = (targets: readonly Target[], devices: readonly Device[]): boolean =>
  targets.length === devices.length &&
  targets.every(({ device }) => devices.some((other) => covers(device, other)))

function raidSize(level: RaidDescription['level'], devices: readonly Target[]): number | undefined {
  const sizes = devices.flatMap(({ size }) => size ?? [])
  if (sizes.length < devices.length || sizes.length === 0) return undefined
  const [count, smallest] = [sizes.length, Math.min(...sizes)]
  const whole = {
    'raid-0': smallest * count,
    'raid-1': smallest,
    'raid-5': smallest * (count - 1),
    'raid-6': smallest * (count - 2),
    'raid-10': (smallest * count) / 2,
  }[level]
  return whole - SUPERBLOCK
}
