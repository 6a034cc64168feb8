import type { Problems } from '../plan/problems.js'
import type { DeviceContents, DeviceRef } from './description.js'
import type { Device, DeviceId, StorageState } from './state.js'

/** A device that the description uses: one that exists and stays, or one that a step makes. */
export interface Target {
  /** For texts: `sda`, `partition 1 of sda`, `md0`. */
  readonly name: string
  readonly kind: DeviceId['kind']
  readonly device: Device | undefined
  /** In bytes, as far as it can be known. */
  size: number | undefined
  /** What the description uses it for; at most one thing. */
  use?: string
  /** Set by the step that makes it. */
  made?: DeviceId
}

/** The id of a device, once the steps before have run. */
export function idOf({ name, device, made }: Target): DeviceId {
  const id = device ?? made
  if (id === undefined) throw new RangeError(`${name} was not made by an earlier step`)
  return id
}

/** Ids by the names of parameters: `idsOf(targets, 'block_devices', 'partitions')`. */
export function idsOf(
  targets: readonly Target[],
  disks: string,
  partitions: string,
): Record<string, number[]> {
  const ids = targets.map(idOf)
  const of = (kind: DeviceId['kind']): number[] => ids.filter((id) => id.kind === kind).map(({ id }) => id)
  return Object.fromEntries(
    [[disks, of('disk')] as const, [partitions, of('partition')] as const].filter(
      ([, list]) => list.length > 0,
    ),
  )
}

export const namesOf = (targets: readonly Target[]): string => targets.map(({ name }) => name).join(', ')

type Settle = () => Target | undefined

/** Finds the devices that a description refers to. */
export class Targets {
  readonly #declared = new Map<string, Settle>()
  readonly #existing = new Map<Device, Target>()
  readonly #partitions = new Map<string, Target>()

  constructor(
    readonly state: StorageState,
    readonly problems: Problems,
  ) {}

  get existing(): readonly Target[] {
    return [...this.#existing.values()]
  }

  /** Declares a device of the description; it is settled when it is first needed. */
  declare(name: string, settle: Settle): Settle {
    let target: Target | undefined
    let phase: 'new' | 'settling' | 'settled' = 'new'
    const once = (): Target | undefined => {
      if (phase === 'settling') this.problems.add(`${name} would be a part of itself`)
      if (phase === 'new') {
        phase = 'settling'
        target = settle()
        phase = 'settled'
      }
      return target
    }
    if (this.#declared.has(name)) this.problems.add(`${name} is described twice`)
    this.#declared.set(name, once)
    return once
  }

  /** Declares the partitions that have a name; they are settled with their disk. */
  declarePartitions({ partitions = [] }: DeviceContents, settleDisk: () => unknown): void {
    for (const { name } of partitions)
      if (name !== undefined) {
        if (this.state.disks.some((disk) => disk.name === name))
          this.problems.add(`a partition is called ${name}, as a disk is`, 'Choose another name')
        this.declare(name, () => {
          settleDisk()
          return this.#partitions.get(name)
        })
      }
  }

  settlePartition(name: string, target: Target): void {
    this.#partitions.set(name, target)
  }

  /** The one device of a reference. */
  one(ref: DeviceRef, where: string): Target | undefined {
    const found = this.all(ref, where)
    if (found.length > 1)
      this.problems.add(`${where} takes one device; ${String(ref)} stands for ${namesOf(found)}`)
    return found[0]
  }

  /** The devices of a reference: several where it is a tag. */
  all(ref: DeviceRef, where: string): Target[] {
    const declared = this.#declared.get(String(ref))
    if (declared !== undefined && typeof ref === 'string')
      return [declared()].filter((found) => found !== undefined)
    const disks = this.#disks(ref)
    if (disks.length === 0) {
      const names = [...this.#declared.keys(), ...this.state.disks.map(({ name }) => name)]
      this.problems.add(
        `${where}: the machine has no ${typeof ref === 'number' ? 'disk with the id' : 'disk'} ${ref}`,
        `Known are ${[...new Set(names)].join(', ') || 'none'}`,
      )
    }
    return disks.map((disk) => this.existingDisk(disk))
  }

  existingDisk(device: Device): Target {
    const target = this.#existing.get(device) ?? {
      name: device.name,
      kind: 'disk' as const,
      device,
      size: device.size,
    }
    this.#existing.set(device, target)
    return target
  }

  /** Notes what a device is used for, which several may share. */
  use(target: Target, use: string, isShared = false): void {
    if (target.use !== undefined && !(isShared && target.use === use))
      this.problems.add(`${target.name} is used twice: ${target.use}, and ${use}`)
    target.use ??= use
  }

  #disks(ref: DeviceRef): readonly Device[] {
    const { disks } = this.state
    if (typeof ref === 'number') return disks.filter(({ id }) => id === ref)
    if (ref.startsWith('tag:'))
      return disks.filter(({ tags, isPhysical }) => isPhysical && tags.includes(ref.slice('tag:'.length)))
    return disks.filter(({ name }) => name === ref)
  }
}
