import type { WorkStep } from '../plan/plan.js'
import type { Problems } from '../plan/problems.js'
import type { FilesystemDescription, SpecialDescription } from './description.js'
import type { Removals } from './removals.js'
import { filesystemOf, type StorageResources, type StorageState } from './state.js'
import { idOf, type Target } from './targets.js'

/** The operations that the owner of an Allocated machine may use as well. */
export const FILESYSTEM_OPERATIONS: ReadonlySet<string> = new Set([
  ...['format', 'unformat', 'mount', 'unmount'].flatMap((name) => [
    `blockDevices.${name}`,
    `partitions.${name}`,
  ]),
  'machines.mountSpecial',
  'machines.unmountSpecial',
])

interface Wanted {
  target: Target
  description: FilesystemDescription
}

/** Plans filesystems and mounts. */
export class Filesystems {
  readonly steps: WorkStep[] = []
  readonly #wanted: Wanted[] = []
  /** Who is mounted where. */
  readonly #mounts = new Map<string, Target | SpecialDescription>()

  constructor(
    readonly state: StorageState,
    readonly resources: StorageResources,
    readonly removals: Removals,
    readonly problems: Problems,
  ) {}

  add(target: Target, description: FilesystemDescription): void {
    const { name, device } = target
    const { fstype, label, mount_point, mount_options } = description
    const has = device !== undefined && filesystemOf(device) !== null
    if (fstype === undefined && (label !== undefined || (mount_point !== undefined && !has)))
      this.problems.add(`${name} has no filesystem to mount or to label`, 'Add fstype, such as ext4')
    if (mount_options !== undefined && mountOf(description) === undefined)
      this.problems.add(`${name} has mount_options without a mount_point`)
    this.#wanted.push({ target, description })
    this.#claim(mountOf(description), target, fstype === 'swap' || (has && fstype === undefined))
  }

  addSpecial(special: SpecialDescription): void {
    this.#claim(special.mount_point, special, false)
  }

  #claim(at: string | undefined, owner: Target | SpecialDescription, mayBeNone: boolean): void {
    if (at === undefined || (at === 'none' && mayBeNone)) return
    if (!at.startsWith('/'))
      this.problems.add(
        `the mount point ${JSON.stringify(at)} is not an absolute path`,
        'Write /srv, for example',
      )
    if (this.#mounts.has(at)) this.problems.add(`two filesystems are described at ${at}`)
    this.#mounts.set(at, owner)
  }

  /** Plans the steps, after all devices are settled. */
  plan(special: readonly SpecialDescription[], withoutRoot: boolean): void {
    const kept = this.#unmountOthers()
    for (const wanted of this.#wanted) this.#filesystem(wanted)
    for (const wanted of special) this.#special(wanted)
    if (!withoutRoot && !this.#mounts.has('/') && !kept.has('/'))
      this.problems.add(
        'no filesystem is mounted at /, so MAAS would not deploy the machine to a disk',
        "Describe one with mount_point: '/', or pass withoutRoot: true for a machine that is deployed in memory",
      )
  }

  /** Unmounts what is where something else is described; returns where the rest is mounted. */
  #unmountOthers(): Set<string> {
    const kept = new Set<string>()
    const { disks, machine } = this.state
    for (const device of disks.flatMap((disk) => [disk, ...disk.partitions])) {
      const at = filesystemOf(device)?.mount_point ?? null
      if (at === null || this.removals.gone.has(device) || this.removals.freed.has(device)) continue
      const owner = this.#mounts.get(at)
      if (owner === undefined) {
        // Formatting removes the mount.
        const wanted = this.#wanted.find(({ target }) => target.device === device)?.description
        if (wanted === undefined || (wanted.mount_point === undefined && !this.#differs(device, wanted)))
          kept.add(at)
      } else if ('fstype' in owner || owner.device !== device) this.removals.unmount(device)
    }
    for (const { mount_point: at, fstype } of machine.special_filesystems) {
      const owner = this.#mounts.get(at)
      if (owner !== undefined && !('fstype' in owner && owner.fstype === fstype))
        this.removals.unmountSpecial(at, fstype)
    }
    return kept
  }

  #differs(device: NonNullable<Target['device']>, { fstype, label }: FilesystemDescription): boolean {
    const present = filesystemOf(device)
    return (
      fstype !== undefined &&
      (present?.fstype !== fstype || (label !== undefined && (present.label ?? '') !== label))
    )
  }

  #filesystem({ target, description }: Wanted): void {
    const { fstype, label, mount_options } = description
    const { blockDevices, partitions } = this.resources
    const systemId = this.state.machine.system_id
    const { device } = target
    const present = device === undefined || this.removals.freed.has(device) ? null : filesystemOf(device)
    const formats =
      fstype !== undefined &&
      (present === null || (device !== undefined && this.#differs(device, description)))
    if (formats) {
      const params = { fstype, ...(label !== undefined && { label }) }
      const lost = present === null ? '' : `; its ${present.fstype} filesystem is lost`
      this.steps.push({
        text: `format ${target.name} as ${fstype}${lost}`,
        operation: this.#operation(target, 'format'),
        removes: present !== null,
        run: (request) => {
          const { kind, id, diskId } = idOf(target)
          return kind === 'disk'
            ? blockDevices.format(systemId, id, params, request)
            : partitions.format(systemId, diskId, id, params, request)
        },
      })
    }
    const at = mountOf(description)
    const isMounted =
      !formats &&
      present?.mount_point === at &&
      (mount_options === undefined || (present?.mount_options ?? '') === mount_options)
    if (at === undefined || isMounted) return
    const params = { mount_point: at, ...(mount_options !== undefined && { mount_options }) }
    this.steps.push({
      text: at === 'none' ? `use ${target.name} as swap` : `mount ${target.name} at ${at}`,
      operation: this.#operation(target, 'mount'),
      removes: false,
      run: (request) => {
        const { kind, id, diskId } = idOf(target)
        return kind === 'disk'
          ? blockDevices.mount(systemId, id, params, request)
          : partitions.mount(systemId, diskId, id, params, request)
      },
    })
  }

  #operation({ kind }: Target, verb: string): string {
    return `${kind === 'partition' ? 'partitions' : 'blockDevices'}.${verb}`
  }

  #special({ fstype, mount_point, mount_options }: SpecialDescription): void {
    const { machine } = this.state
    const present = machine.special_filesystems.find(
      (other) => other.mount_point === mount_point && other.fstype === fstype,
    )
    if (present !== undefined) {
      if (mount_options === undefined || (present.mount_options ?? '') === mount_options) return
      this.removals.unmountSpecial(mount_point, fstype)
    }
    this.steps.push({
      text: `mount ${fstype} at ${mount_point}`,
      operation: 'machines.mountSpecial',
      removes: false,
      run: (request) =>
        this.resources.machines.mountSpecial(
          machine.system_id,
          { fstype, mount_point, ...(mount_options !== undefined && { mount_options }) },
          request,
        ),
    })
  }
}

const mountOf = ({ fstype, mount_point }: FilesystemDescription): string | undefined =>
  mount_point ?? (fstype === 'swap' ? 'none' : undefined)
