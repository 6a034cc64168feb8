import { isFree } from '../state/storage.js'
import type { Disk, Machine, Partition, StorageGroup, StorageMember } from '../state/types.js'
import { text } from './fields.js'
import { type Field, Invalid } from './form.js'
import { messages } from './messages.js'

/** A device as forms name it: by id or name. */
interface Choice extends StorageMember {
  names: string[]
}

const diskChoice = ({ id, name }: Disk): Choice => ({
  kind: 'disk',
  id,
  isSpare: false,
  names: [String(id), name],
})

function partitionChoices(disk: Disk): (Choice & { partition: Partition })[] {
  return disk.partitions.map((partition, index) => ({
    kind: 'partition',
    id: partition.id,
    isSpare: false,
    // The first partition is for the boot loader.
    names: [String(partition.id), `${disk.name}-part${index + 2}`],
    partition,
  }))
}

/** The unused disks or partitions of a machine; `also` are the members that may be chosen besides. */
function free(machine: Machine, kind: StorageMember['kind'], also: readonly StorageMember[] = []): Choice[] {
  const isOpen = (device: Disk | Partition): boolean =>
    isFree(machine, device) || also.some((member) => member.kind === kind && member.id === device.id)
  return kind === 'disk'
    ? machine.disks.filter(isOpen).map(diskChoice)
    : machine.disks.flatMap(partitionChoices).filter(({ partition }) => isOpen(partition))
}

const picked = ({ kind, id }: Choice, isSpare: boolean): StorageMember => ({ kind, id, isSpare })

function choose(choices: readonly Choice[], value: string, isSpare: boolean): StorageMember {
  const found = choices.find(({ names }) => names.includes(value))
  if (!found) throw new Invalid(messages.choice(value))
  return picked(found, isSpare)
}

interface Options {
  isSpare?: boolean
  also?: readonly StorageMember[]
}

/** Unused devices of a repeated field; the first wrong one is told. */
export const devices = (
  machine: Machine,
  kind: StorageMember['kind'],
  { isSpare = false, also }: Options = {},
): Field<StorageMember[]> => ({
  fallback: [],
  read: (sent) => {
    const choices = free(machine, kind, also)
    return [...new Set(sent)].map((value) => choose(choices, value, isSpare))
  },
})

/** One unused device. */
export const device = (
  machine: Machine,
  kind: StorageMember['kind'],
  { also }: Options = {},
): Field<StorageMember | null> => ({
  fallback: null,
  read: (sent) => {
    const value = sent.at(-1) ?? ''
    return value === '' ? undefined : choose(free(machine, kind, also), value, false)
  },
})

/** Devices of a group that are to leave it. */
export const leaving = (
  machine: Machine,
  group: StorageGroup,
  kind: StorageMember['kind'],
): Field<StorageMember[]> => ({
  fallback: [],
  read: (sent) => {
    const all: Choice[] =
      kind === 'disk' ? machine.disks.map(diskChoice) : machine.disks.flatMap(partitionChoices)
    const isMember = ({ id }: Choice): boolean =>
      group.members.some((member) => member.kind === kind && member.id === id)
    return sent.flatMap((value) => {
      const { id } = choose(all.filter(isMember), value, false)
      return group.members.filter((member) => member.kind === kind && member.id === id)
    })
  },
})

/** A version 4 UUID, with or without hyphens. */
export const uuid = (): Field<string> =>
  text({
    min: 32,
    max: 36,
    pattern: /[\da-f]{8}-?[\da-f]{4}-?4[\da-f]{3}-?[89ab][\da-f]{3}-?[\da-f]{12}/i,
  })

export const absolutePath = (options: { required?: boolean } = {}): Field<string> =>
  text({ ...options, max: 4095, pattern: /^(?:\/[^/]*)*$/ })
