import type { WorkStep } from '../plan/plan.js'
import type { Problems } from '../plan/problems.js'
import { showSize } from './sizes.js'
import { type Device, filesystemOf, type Group, type StorageResources, type StorageState } from './state.js'

/** Removes what is in the way of a description, what is built on it first. */
export class Removals {
  readonly steps: WorkStep[] = []
  /** Devices that are deleted. */
  readonly gone = new Set<Device>()
  /** Devices that lose what they hold. */
  readonly freed = new Set<Device>()
  readonly #removed = new Set<Group>()

  constructor(
    readonly state: StorageState,
    readonly resources: StorageResources,
    readonly problems: Problems,
  ) {}

  /** The group that a device is a part of. */
  holderOf(device: Device): Group | undefined {
    return this.state.groups.find(
      (group) =>
        !this.#removed.has(group) &&
        [...group.devices, ...(group.kind === 'raid' ? group.spares : [])].includes(device),
    )
  }

  /** Frees a device of partitions and groups, and of its filesystem. */
  free(device: Device, keep: 'filesystem' | 'nothing' = 'nothing'): void {
    if (this.gone.has(device)) return
    for (const partition of device.partitions) this.partition(partition)
    this.#release(device)
    if (device.partitions.length > 0) this.freed.add(device)
    if (keep === 'filesystem' || filesystemOf(device) === null || this.freed.has(device)) return
    this.unmount(device)
    this.freed.add(device)
    this.#add(
      `remove the ${filesystemOf(device)?.fstype ?? ''} filesystem of ${device.name}`,
      `${resourceOf(device)}.unformat`,
      (request) =>
        device.kind === 'disk'
          ? this.resources.blockDevices.unformat(this.#id, device.id, request)
          : this.resources.partitions.unformat(this.#id, device.diskId, device.id, request),
    )
  }

  unmount(device: Device): void {
    const at = filesystemOf(device)?.mount_point ?? null
    if (at === null) return
    this.#add(`unmount ${device.name} from ${at}`, `${resourceOf(device)}.unmount`, (request) =>
      device.kind === 'disk'
        ? this.resources.blockDevices.unmount(this.#id, device.id, request)
        : this.resources.partitions.unmount(this.#id, device.diskId, device.id, request),
    )
  }

  unmountSpecial(mountPoint: string, fstype: string): void {
    this.#add(`unmount ${fstype} from ${mountPoint}`, 'machines.unmountSpecial', (request) =>
      this.resources.machines.unmountSpecial(this.#id, { mount_point: mountPoint }, request),
    )
  }

  partition(partition: Device): void {
    if (this.gone.has(partition)) return
    this.#release(partition)
    this.gone.add(partition)
    this.#add(`delete ${partition.name} (${contentsOf(partition)})`, 'partitions.delete', (request) =>
      this.resources.partitions.delete(this.#id, partition.diskId, partition.id, request),
    )
  }

  volume(group: Group, volume: Device): void {
    if (this.gone.has(volume)) return
    this.#deleted(volume)
    this.#add(
      `delete logical volume ${volume.name} (${contentsOf(volume)})`,
      'volumeGroups.deleteLogicalVolume',
      (request) =>
        this.resources.volumeGroups.deleteLogicalVolume(this.#id, group.id, { id: volume.id }, request),
    )
  }

  group(group: Group): void {
    if (this.#removed.has(group)) return
    const { raids, volumeGroups, bcaches, bcacheCacheSets } = this.resources
    if (group.kind === 'volumeGroup') for (const volume of group.made) this.volume(group, volume)
    if (group.kind === 'cacheSet')
      for (const other of this.state.groups)
        if (other.kind === 'bcache' && other.bcache.cache_set?.id === group.id) this.group(other)
    if (group.kind === 'raid' || group.kind === 'bcache')
      for (const device of group.made) this.#deleted(device)
    this.#removed.add(group)
    for (const device of [...group.devices, ...(group.kind === 'raid' ? group.spares : [])])
      this.freed.add(device)
    if (group.kind === 'raid')
      this.#add(`delete RAID ${group.name} (${group.raid.level})`, 'raids.delete', (request) =>
        raids.delete(this.#id, group.id, request),
      )
    else if (group.kind === 'volumeGroup')
      this.#add(`delete volume group ${group.name}`, 'volumeGroups.delete', (request) =>
        volumeGroups.delete(this.#id, group.id, request),
      )
    else if (group.kind === 'bcache')
      this.#add(`delete bcache ${group.name}`, 'bcaches.delete', (request) =>
        bcaches.delete(this.#id, group.id, request),
      )
    else
      this.#add(`delete cache set ${group.name}`, 'bcacheCacheSets.delete', (request) =>
        bcacheCacheSets.delete(this.#id, group.id, request),
      )
  }

  get #id(): string {
    return this.state.machine.system_id
  }

  /** A device disappears with what it is a part of; groups on it have to go first. */
  #deleted(device: Device): void {
    for (const partition of device.partitions) {
      this.#release(partition)
      this.gone.add(partition)
    }
    this.#release(device)
    this.gone.add(device)
  }

  #release(device: Device): void {
    const holder = this.holderOf(device)
    if (holder !== undefined) this.group(holder)
    else if (device.filesystem !== null && filesystemOf(device) === null && !this.freed.has(device))
      this.problems.add(
        `${device.name} is part of a VMFS datastore`,
        "Choose another layout first, such as machines.setStorageLayout(id, { storage_layout: 'blank' })",
      )
  }

  #add(text: string, operation: string, run: WorkStep['run']): void {
    this.steps.push({ text, operation, removes: true, run })
  }
}

const resourceOf = ({ kind }: Device): string => (kind === 'disk' ? 'blockDevices' : 'partitions')

function contentsOf(device: Device): string {
  const filesystem = filesystemOf(device)
  const at = filesystem?.mount_point ? ` at ${filesystem.mount_point}` : ''
  return `${showSize(device.size)}${filesystem === null ? '' : `, ${filesystem.fstype}${at}`}`
}
