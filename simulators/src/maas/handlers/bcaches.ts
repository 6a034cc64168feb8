import { deleted, pistonText } from '../replies/reply.js'
import { bcacheReply, cacheSetReply, createdBcacheReply } from '../replies/storage.js'
import { formData } from '../server/body.js'
import { Form, required } from '../server/form.js'
import { invalidModel, Refusal, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import { devicesOf } from '../state/storage.js'
import type { Machine, StorageGroup } from '../state/types.js'
import { readyMachine, storageMachine } from './blockdevices.js'
import {
  groupOf,
  readMembers,
  claim,
  newGroup,
  addDisk,
  rename,
  exchangeMembers,
  read,
  list,
  remove,
} from './storage-groups.js'

function createCacheSet(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'create cache set')
  const form = new Form(formData(exchange.body))
  const [member] = [
    ...readMembers(form, machine, 'cache_device'),
    ...readMembers(form, machine, 'cache_partition'),
  ]
  if (!member) form.add('__all__', 'Either cache_device or cache_partition must be specified.')
  form.check()
  const set = {
    id: exchange.state.next('cacheset'),
    member: member ?? { kind: 'disk' as const, id: 0, isSpare: false },
  }
  machine.cacheSets.push(set)
  claim(machine, [set.member], 'bcache-cache')
  return cacheSetReply(machine, set)
}

function cacheSetOf(machine: Machine, { args }: Exchange) {
  const set = machine.cacheSets.find((candidate) => String(candidate.id) === args[1])
  if (!set) throw new Refusal(pistonText(404, ''))
  return set
}

/** Moves the cache to another device. */
function updateCacheSet(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'update cache set')
  const set = cacheSetOf(machine, exchange)
  const form = new Form(formData(exchange.body))
  const [member] = [
    ...readMembers(form, machine, 'cache_device'),
    ...readMembers(form, machine, 'cache_partition'),
  ]
  form.check()
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

function readBcache(form: Form, machine: Machine, current?: StorageGroup) {
  const mode = form.text('cache_mode') ?? current?.mode ?? ''
  const setId = form.text('cache_set')
  const set = machine.cacheSets.find(
    (candidate) => String(candidate.id) === setId || (!setId && candidate.id === current?.cacheSetId),
  )
  const [backing] = [
    ...readMembers(form, machine, 'backing_device'),
    ...readMembers(form, machine, 'backing_partition'),
  ]
  if (!setId && !current) form.add('cache_set', required)
  else if (!set) form.add('cache_set', `Select a valid choice. ${setId} is not one of the available choices.`)
  if (mode === '') form.add('cache_mode', required)
  else if (!cacheModes.includes(mode))
    form.add('cache_mode', `Select a valid choice. ${mode} is not one of the available choices.`)
  if (!set) form.add('__all__', 'Bcache requires a cache_set.')
  else if (!backing && !current)
    form.add('__all__', 'Either backing_device or backing_partition must be specified.')
  form.check()
  return { mode, set, backing }
}

function createBcache(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'create Bcache')
  const form = new Form(formData(exchange.body))
  const { mode, set, backing } = readBcache(form, machine)
  const name = form.text('name') ?? ''
  if (name === '') throw invalidModel({ name: ['This field cannot be blank.'] })
  const members = backing ? [backing] : []
  const group = newGroup(exchange, 'bcache', { name, mode, members, cacheSetId: set?.id ?? null })
  machine.groups.push(group)
  claim(machine, members, 'bcache-backing')
  addDisk(exchange, machine, group, name)
  return createdBcacheReply(machine, group)
}

function updateBcache(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'update Bcache')
  const group = groupOf(machine, 'bcache', exchange)
  const form = new Form(formData(exchange.body))
  const { mode, set, backing } = readBcache(form, machine, group)
  rename(machine, group, form.text('name'))
  if (backing) exchangeMembers(machine, group, [backing], group.members, 'bcache-backing')
  Object.assign(group, { mode, cacheSetId: set?.id ?? group.cacheSetId })
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
