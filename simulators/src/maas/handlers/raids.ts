import { lookup } from '../../lookup.js'
import { devices, leaving, uuid } from '../forms/devices.js'
import { choice, text } from '../forms/fields.js'
import { readForm } from '../forms/form.js'
import { raidReply } from '../replies/storage.js'
import { formData } from '../server/body.js'
import { invalidModel } from '../server/refusal.js'
import type { Resource, UserExchange } from '../server/router.js'
import { bootDisk, groupSize } from '../state/storage.js'
import type { Machine, StorageMember } from '../state/types.js'
import { readyMachine } from './blockdevices.js'
import {
  addDisk,
  changing,
  checkName,
  claim,
  exchangeMembers,
  groupOf,
  joining,
  list,
  membersAfter,
  newGroup,
  read,
  remove,
  rename,
  throughPartition,
} from './storage-groups.js'

/** How many devices an array needs; only level 0 has no spares. */
const levels: Record<string, number> = { 'raid-0': 2, 'raid-1': 2, 'raid-5': 3, 'raid-6': 4, 'raid-10': 3 }

function createRaid(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'create RAID')
  const values = readForm(
    formData(exchange.body),
    {
      name: text(),
      uuid: uuid(),
      level: choice({ choices: Object.keys(levels), required: true }),
      ...joining(machine),
      spare_devices: devices(machine, 'disk', { isSpare: true }),
      spare_partitions: devices(machine, 'partition', { isSpare: true }),
    },
    {
      clean: (form) => {
        const { block_devices: disks, partitions } = form.values
        if (disks && partitions && disks.length + partitions.length === 0)
          form.fail('__all__', 'At least one block device or partition must be added to the array.')
      },
    },
  )
  const wanted = [
    values.block_devices,
    values.partitions,
    values.spare_devices,
    values.spare_partitions,
  ].flat()
  checkCount(values.level, wanted)
  checkName(values.name)
  const boot = bootDisk(machine)?.id
  const isBootable = wanted.some((member) => member.kind === 'disk' && member.id === boot)
  // An array with the boot disk is made of partitions only.
  const members = isBootable ? throughPartition(exchange, machine, wanted, true) : wanted
  const group = newGroup(exchange, 'raid', {
    name: values.name,
    mode: values.level,
    members,
    ...(values.uuid && { uuid: values.uuid }),
  })
  machine.groups.push(group)
  claimAll(machine, members)
  addDisk(exchange, machine, group, values.name)
  return raidReply(machine, group, exchange.state)
}

function claimAll(machine: Machine, members: StorageMember[]): void {
  for (const member of members) claim(machine, [member], member.isSpare ? 'raid-spare' : 'raid')
}

/** @throws Refusal 400 unless the level works with as many devices and spares. */
function checkCount(level: string, members: StorageMember[]): void {
  if (members.length === 0) throw invalidModel({ __all__: ['At least one filesystem must have been added.'] })
  const least = lookup(levels, level) ?? 0
  const active = members.filter((member) => !member.isSpare).length
  const hasForbiddenSpares = level === 'raid-0' && active < members.length
  if (active >= least && !hasForbiddenSpares) return
  const spares = level === 'raid-0' ? 'no spares' : 'any number of spares'
  const message = `RAID level ${level.replace('raid-', '')} must have at least ${least} raid devices and ${spares}.`
  throw invalidModel({ __all__: [message] })
}

function updateRaid(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'update RAID')
  const group = groupOf(machine, 'raid', exchange)
  const spare = { isSpare: true }
  const values = readForm(formData(exchange.body), {
    name: text(),
    uuid: uuid(),
    ...changing(machine, group),
    add_spare_devices: devices(machine, 'disk', spare),
    add_spare_partitions: devices(machine, 'partition', spare),
    remove_spare_devices: leaving(machine, group, 'disk'),
    remove_spare_partitions: leaving(machine, group, 'partition'),
  })
  const added = [
    values.add_block_devices,
    values.add_partitions,
    values.add_spare_devices,
    values.add_spare_partitions,
  ].flat()
  const removed = [
    values.remove_block_devices,
    values.remove_partitions,
    values.remove_spare_devices,
    values.remove_spare_partitions,
  ].flat()
  checkCount(group.mode, membersAfter(group, added, removed))
  if (values.name) checkName(values.name)
  rename(machine, group, values.name)
  if (values.uuid) group.uuid = values.uuid
  const joined = throughPartition(exchange, machine, added)
  exchangeMembers(machine, group, joined, removed, 'raid')
  claimAll(machine, joined)
  for (const disk of machine.disks) if (group.diskIds.includes(disk.id)) disk.size = groupSize(machine, group)
  return raidReply(machine, group, exchange.state)
}

export const raidResources: Resource[] = [
  { path: 'nodes/{system_id}/raids/', operations: { GET: list('raid', raidReply), POST: createRaid } },
  {
    path: 'nodes/{system_id}/raid/{id}/',
    operations: { GET: read('raid', raidReply), PUT: updateRaid, DELETE: remove('raid', 'delete RAID') },
  },
]
