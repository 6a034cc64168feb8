import { checkRemovals, Problems } from '../plan/problems.js'
import type { WorkStep } from '../plan/plan.js'
import {
  type DeviceContents,
  type DiskDescription,
  OPERATION,
  type PartitionDescription,
  type StorageDescription,
} from './description.js'
import { Filesystems, FILESYSTEM_OPERATIONS } from './filesystems.js'
import { Groups } from './groups.js'
import { Removals } from './removals.js'
import { checkedSize, hasSize, roundDown, showSize, SMALLEST } from './sizes.js'
import type { Device, StorageResources, StorageState } from './state.js'
import { idOf, type Target, Targets } from './targets.js'

/** A partition table takes about this much of a disk. */
const TABLE_SIZE = 5 * 1024 ** 2

/**
 * The steps from what a machine has to what is described, in an order that works.
 *
 * @throws ConfigurationError with everything that stands against it
 */
export function planStorage(
  state: StorageState,
  description: StorageDescription,
  resources: StorageResources,
  replace: boolean | undefined,
): WorkStep[] {
  return new StoragePlanner(state, description, resources).plan(replace)
}

class StoragePlanner {
  readonly #problems = new Problems()
  readonly #targets: Targets
  readonly #removals: Removals
  readonly #filesystems: Filesystems
  readonly #groups: Groups
  readonly #steps: WorkStep[] = []
  /** The id of the disk that the machine will start from. */
  #bootDisk: number | undefined

  constructor(
    readonly state: StorageState,
    readonly description: StorageDescription,
    readonly resources: StorageResources,
  ) {
    this.#targets = new Targets(state, this.#problems)
    this.#removals = new Removals(state, resources, this.#problems)
    this.#filesystems = new Filesystems(state, resources, this.#removals, this.#problems)
    this.#groups = new Groups({
      state,
      resources,
      problems: this.#problems,
      targets: this.#targets,
      removals: this.#removals,
      filesystems: this.#filesystems,
      steps: this.#steps,
      fill: (target, contents) => this.#fill(target, contents),
    })
  }

  plan(replace: boolean | undefined): WorkStep[] {
    const { disks = [], special = [], withoutRoot = false } = this.description
    this.#boot(disks)
    const settle = [
      ...disks.map((disk, index) => this.#declareDisk(disk, `disks[${index}]`)),
      ...this.#groups.declare(this.description),
    ]
    for (const one of settle) one()
    for (const one of special) this.#filesystems.addSpecial(one)
    this.#filesystems.plan(special, withoutRoot)
    for (const { name, device, use } of this.#targets.existing)
      if (use !== undefined && device !== undefined && this.#removals.gone.has(device))
        this.#problems.add(`${name} is used (${use}), but what it belongs to would be removed`)
    const steps = [...this.#removals.steps, ...this.#steps, ...this.#filesystems.steps]
    this.#checkMachine(steps)
    checkRemovals(this.#problems, steps, replace)
    this.#problems.throwIfAny(OPERATION, this.state.machine.system_id)
    return steps
  }

  #boot(disks: readonly DiskDescription[]): void {
    const { machine } = this.state
    this.#bootDisk = machine.boot_disk?.id
    const [first, ...others] = disks.filter(({ boot }) => boot === true)
    if (first === undefined) return
    if (others.length > 0) this.#problems.add('several disks are described as the boot disk')
    const target = this.#targets.one(first.disk, 'disks')
    if (target?.device === undefined || this.#bootDisk === target.device.id) return
    const { id, isPhysical } = target.device
    this.#bootDisk = id
    if (!isPhysical)
      this.#problems.add(`${target.name} is no physical disk, so the machine cannot start from it`)
    this.#steps.push({
      text: `make ${target.name} the boot disk`,
      operation: 'blockDevices.setBootDisk',
      removes: false,
      run: (request) => this.resources.blockDevices.setBootDisk(machine.system_id, id, request),
    })
  }

  /** The partitions of a disk become known by their names when the disk is settled. */
  #declareDisk(disk: DiskDescription, where: string): () => unknown {
    let isSettled = false
    const settle = (): void => {
      if (isSettled) return
      isSettled = true
      const target = this.#targets.one(disk.disk, where)
      if (target !== undefined) this.#fill(target, disk)
    }
    this.#targets.declarePartitions(disk, settle)
    return settle
  }

  /** Plans what a device holds. */
  #fill(target: Target, contents: DeviceContents): Target {
    const { partitions, fstype, label, mount_point, mount_options } = contents
    if (partitions !== undefined) {
      this.#targets.use(target, 'partitions')
      if (fstype !== undefined || mount_point !== undefined)
        this.#problems.add(`${target.name} is described with partitions and with a filesystem`)
      this.#partition(target, partitions)
    } else if ([fstype, label, mount_point, mount_options].some((field) => field !== undefined)) {
      this.#targets.use(target, 'a filesystem')
      if (fstype !== undefined && target.device?.kind === 'disk' && target.device.id === this.#bootDisk)
        this.#problems.add(
          `${target.name} is the boot disk, which MAAS does not format itself`,
          'Describe one partition with the filesystem: partitions: [{ fstype, mount_point }]',
        )
      if (target.device !== undefined) this.#removals.free(target.device, 'filesystem')
      this.#filesystems.add(target, contents)
    }
    return target
  }

  #partition(disk: Target, wanted: readonly PartitionDescription[]): void {
    const { device } = disk
    if (device !== undefined && device.partitions.length === 0) this.#removals.free(device)
    const sizes = wanted.map(({ size }, index) =>
      checkedSize(
        this.#problems,
        size,
        `partition ${index + 1} of ${disk.name}`,
        index === wanted.length - 1,
      ),
    )
    const existing = device?.partitions ?? []
    const kept = countWhile(wanted, (description, index) => {
      const partition = existing[index]
      if (partition === undefined || !isSame(partition, description, sizes[index])) return false
      // Without a size it takes all that was free: it is the last one, and hardly anything is left.
      return (
        sizes[index] !== undefined ||
        (existing.length === index + 1 && (device?.available ?? 0) < 4 * SMALLEST)
      )
    })
    // New partitions go after those that stay, so the ones behind a different one are in the way as well.
    const removed = kept < wanted.length ? existing.slice(kept) : []
    for (const partition of removed) this.#removals.partition(partition)
    const free = this.#freeOn(disk, removed)
    const needed = sizes.slice(kept).reduce<number>((sum, size) => sum + roundDown(size ?? 0), 0)
    const hasRest = kept < wanted.length && sizes.at(-1) === undefined
    if (kept < wanted.length && free !== undefined && needed + (hasRest ? SMALLEST : 0) > free)
      this.#problems.add(
        `the partitions of ${disk.name} need ${showSize(needed)}${hasRest ? ' and a rest' : ''}, ${showSize(free)} are free`,
      )
    for (const [index, description] of wanted.entries()) {
      const rest = free === undefined ? undefined : free - needed
      const size =
        sizes[index] ?? (existing[index] !== undefined && index < kept ? existing[index].size : rest)
      const target: Target = {
        name: `partition ${index + 1} of ${disk.name}`,
        kind: 'partition',
        device: index < kept ? existing[index] : undefined,
        size: size === undefined ? undefined : roundDown(size),
      }
      if (target.device === undefined) this.#createPartition(disk, target, description, sizes[index])
      if (description.name !== undefined) this.#targets.settlePartition(description.name, target)
      this.#fill(target, description)
    }
  }

  #createPartition(
    disk: Target,
    target: Target,
    { bootable }: PartitionDescription,
    size: number | undefined,
  ): void {
    const amount = size === undefined ? 'all that is free' : showSize(size)
    this.#steps.push({
      text: `create ${target.name} (${amount}${bootable === true ? ', bootable' : ''})`,
      operation: 'partitions.create',
      removes: false,
      run: async (request) => {
        const { id, device_id } = await this.resources.partitions.create(
          this.state.machine.system_id,
          idOf(disk).id,
          { ...(size !== undefined && { size }), ...(bootable === true && { bootable }) },
          request,
        )
        target.made = { kind: 'partition', id, diskId: device_id }
      },
    })
  }

  /** Bytes for new partitions on a disk; undefined where they cannot be known yet. */
  #freeOn({ device, size }: Target, removed: readonly Device[]): number | undefined {
    if (device === undefined) return size === undefined ? undefined : roundDown(size - TABLE_SIZE)
    if (this.#removals.freed.has(device)) return roundDown(device.size - TABLE_SIZE)
    return removed.reduce((sum, partition) => sum + partition.size, device.available)
  }

  #checkMachine(steps: readonly WorkStep[]): void {
    const { machine, user } = this.state
    const { status_name: status, locked, owner } = machine
    if (steps.length === 0) return
    if (locked) this.#problems.add('the machine is locked', 'Unlock it with machines.unlock')
    const others = steps.find(({ operation }) => !FILESYSTEM_OPERATIONS.has(operation))
    if (status !== 'Ready' && status !== 'Allocated')
      this.#problems.add(
        `the machine is ${status}; its storage can be changed while it is Ready, and filesystems and mounts while it is Allocated`,
        'Wait for Ready with machines.waitFor, or release the machine',
      )
    else if (status === 'Allocated' && others !== undefined)
      this.#problems.add(
        `the machine is Allocated, which allows to change filesystems and mounts only, not to ${others.text}`,
        'Release the machine first: its storage can be changed while it is Ready',
      )
    if (!user.isAdmin && (others !== undefined || owner !== user.username))
      this.#problems.add(
        `${user.username} is no administrator${others === undefined ? ', and does not own the machine' : ''}`,
        'Use the API key of an administrator',
      )
  }
}

const isSame = (partition: Device, { bootable }: PartitionDescription, size: number | undefined): boolean =>
  (size === undefined || hasSize(partition.size, size)) &&
  (bootable === undefined || partition.bootable === bootable)

/** The number of items before the first one that does not fit. */
function countWhile<T>(items: readonly T[], fits: (item: T, index: number) => boolean): number {
  const end = items.findIndex((item, index) => !fits(item, index))
  return end < 0 ? items.length : end
}
