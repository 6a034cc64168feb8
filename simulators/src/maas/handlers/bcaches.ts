import { device, uuid } from '../forms/devices.js'
import { choice, reference, text } from '../forms/fields.js'
import { type Field, readForm } from '../forms/form.js'
import { messages } from '../forms/messages.js'
import { deleted, pistonText } from '../replies/reply.js'
import { bcacheReply, cacheSetReply, createdBcacheReply } from '../replies/storage.js'
import { formData } from '../server/body.js'
import { invalidModel, Refusal, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import { devicesOf, groupSize, isDisk } from '../state/storage.js'
import type { CacheSet, Machine, StorageGroup } from '../state/types.js'
import { readyMachine, storageMachine } from './blockdevices.js'
import {
  addDisk,
  checkName,
  claim,
  exchangeMembers,
  groupOf,
  list,
  newGroup,
  read,
  remove,
  rename,
  throughPartition,
} from './storage-groups.js'

const bothGiven = 'Cannot set both cache_device and cache_partition.'

function createCacheSet(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'create cache set')
  const values = readForm(
    formData(exchange.body),
    { cache_device: device(machine, 'disk'), cache_partition: device(machine, 'partition') },
    {
      clean: (form) => {
        const { cache_device: disk, cache_partition: partition } = form.values
        if (disk && partition) form.fail('__all__', bothGiven)
        else if (!disk && !partition)
          form.fail('__all__', 'Either cache_device or cache_partition must be specified.')
      },
    },
  )
  const chosen = [values.cache_device ?? values.cache_partition].filter((item) => item !== null)
  const [member = { kind: 'disk' as const, id: 0, isSpare: false }] = throughPartition(
    exchange,
    machine,
    chosen,
  )
  const set = { id: exchange.state.next('cacheset'), member }
  machine.cacheSets.push(set)
  claim(machine, [set.member], 'bcache-cache')
  return cacheSetReply(machine, set)
}

function cacheSetOf(machine: Machine, { args }: Exchange) {
  const set = machine.cacheSets.find((candidate, index) =>
    [String(candidate.id), `cache${index}`].includes(args[1] ?? ''),
  )
  if (!set) throw new Refusal(pistonText(404, ''))
  return set
}

/** Moves the cache to another device. */
function updateCacheSet(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'update cache set')
  const set = cacheSetOf(machine, exchange)
  const also = [set.member]
  const values = readForm(
    formData(exchange.body),
    {
      cache_device: device(machine, 'disk', { also }),
      cache_partition: device(machine, 'partition', { also }),
    },
    {
      clean: (form) => {
        if (!form.values.cache_device || !form.values.cache_partition) return
        form.fail('cache_device', bothGiven)
        form.fail('cache_partition', bothGiven)
      },
    },
  )
  const chosen = [values.cache_device ?? values.cache_partition].filter((item) => item !== null)
  const [member] = throughPartition(exchange, machine, chosen)
  if (member) {
    for (const device of devicesOf(machine, [set.member])) device.filesystem = null
    set.member = member
    claim(machine, [member], 'bcache-cache')
  }
  return cacheSetReply(machine, set)
}

function deleteCacheSet(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'delete cache set')
  const set = cacheSetOf(machine, exchange)
  if (machine.groups.some((group) => group.cacheSetId === set.id))
    throw refuse(400, "Cannot delete cache set; it's currently in use.")
  for (const device of devicesOf(machine, [set.member])) device.filesystem = null
  machine.cacheSets.splice(machine.cacheSets.indexOf(set), 1)
  return deleted()
}

const cacheModes = ['writeback', 'writethrough', 'writearound']

/** A cache set by id or name. */
const cacheSet = (machine: Machine, required: boolean): Field<CacheSet | null> =>
  reference(
    (value) => machine.cacheSets.find(({ id }, index) => [String(id), `cache${index}`].includes(value)),
    { required, complaint: messages.choice },
  )

const bcacheFields = (machine: Machine, current?: StorageGroup) => {
  const also = current?.members ?? []
  return {
    name: text(),
    uuid: uuid(),
    backing_device: device(machine, 'disk', { also }),
    backing_partition: device(machine, 'partition', { also }),
    cache_set: cacheSet(machine, current === undefined),
    cache_mode: choice({ choices: cacheModes, required: current === undefined }),
  }
}

function createBcache(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'create Bcache')
  const values = readForm(formData(exchange.body), bcacheFields(machine), {
    clean: (form) => {
      const { cache_set: set, backing_device: disk, backing_partition: partition } = form.values
      if (!set) form.fail('__all__', 'Bcache requires a cache_set.')
      else if (disk && partition)
        form.fail('__all__', 'A Bcache can have either a backing device or partition.')
      else if (!disk && !partition)
        form.fail('__all__', 'Either backing_device or backing_partition must be specified.')
    },
  })
  const chosen = [values.backing_device ?? values.backing_partition].filter((item) => item !== null)
  const disk = devicesOf(machine, chosen).find(isDisk)
  if (machine.groups.some((group) => group.kind === 'vg' && group.diskIds.includes(disk?.id ?? -1)))
    throw invalidModel({ __all__: ['Bcache cannot use a logical volume as a backing device.'] })
  const { name } = values
  checkName(name)
  const members = throughPartition(exchange, machine, chosen)
  const group = newGroup(exchange, 'bcache', {
    name,
    mode: values.cache_mode,
    members,
    cacheSetId: values.cache_set?.id ?? null,
    ...(values.uuid && { uuid: values.uuid }),
  })
  machine.groups.push(group)
  claim(machine, members, 'bcache-backing')
  addDisk(exchange, machine, group, name)
  return createdBcacheReply(machine, group)
}

function updateBcache(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'update Bcache')
  const group = groupOf(machine, 'bcache', exchange)
  const values = readForm(formData(exchange.body), bcacheFields(machine, group))
  if (values.name) checkName(values.name)
  rename(machine, group, values.name)
  const chosen = [values.backing_device ?? values.backing_partition].filter((item) => item !== null)
  const backing = throughPartition(exchange, machine, chosen)
  if (backing.length > 0) {
    exchangeMembers(machine, group, backing, group.members, 'bcache-backing')
    for (const disk of machine.disks)
      if (group.diskIds.includes(disk.id)) disk.size = groupSize(machine, group)
  }
  group.mode = values.cache_mode || group.mode
  group.uuid = values.uuid || group.uuid
  group.cacheSetId = values.cache_set?.id ?? group.cacheSetId
  return bcacheReply(machine, group)
}

export const bcacheResources: Resource[] = [
  {
    path: 'nodes/{system_id}/bcache-cache-sets/',
    operations: {
      GET: (exchange) => {
        const machine = storageMachine(exchange)
        return machine.cacheSets.map((set) => cacheSetReply(machine, set))
      },
      POST: createCacheSet,
    },
  },
  {
    path: 'nodes/{system_id}/bcache-cache-set/{id}/',
    operations: {
      GET: (exchange) => {
        const machine = storageMachine(exchange)
        return cacheSetReply(machine, cacheSetOf(machine, exchange))
      },
      PUT: updateCacheSet,
      DELETE: deleteCacheSet,
    },
  },
  {
    path: 'nodes/{system_id}/bcaches/',
    operations: { GET: list('bcache', bcacheReply), POST: createBcache },
  },
  {
    path: 'nodes/{system_id}/bcache/{id}/',
    operations: {
      GET: read('bcache', bcacheReply),
      PUT: updateBcache,
      DELETE: remove('bcache', 'delete Bcache'),
    },
  },
]
