import { poolReply, zoneReply } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { modelName, taken, text } from '../forms/fields.js'
import { readForm } from '../forms/form.js'
import { formData } from '../server/body.js'
import { adminOnly, forbidden, notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import type { Pool, Zone } from '../state/types.js'

/** What zones and pools share: a unique name and a description. */
const readPlace = (
  { body }: UserExchange,
  what: 'Physical zone' | 'Resource pool',
  all: readonly (Zone | Pool)[],
  current?: Zone | Pool,
) =>
  readForm(
    formData(body),
    {
      name: text({
        required: true,
        max: 256,
        pattern: modelName,
        unique: taken(`${what} with this Name`, all, 'name', current),
      }),
      description: text(),
    },
    { current },
  )

function zoneNamed({ state, args }: Exchange): Zone {
  const zone = state.zones.find((candidate) => candidate.name === args[0])
  if (!zone) throw notFound('Zone')
  return zone
}

function createZone(exchange: UserExchange): unknown {
  if (!exchange.user.isAdmin) throw adminOnly()
  const { state } = exchange
  const zone = { ...readPlace(exchange, 'Physical zone', state.zones), id: state.next('zone') }
  state.zones.push(zone)
  return zoneReply(zone)
}

function updateZone(exchange: UserExchange): unknown {
  if (!exchange.user.isAdmin) throw adminOnly()
  const zone = zoneNamed(exchange)
  Object.assign(zone, readPlace(exchange, 'Physical zone', exchange.state.zones, zone))
  return zoneReply(zone)
}

/** Deleting a missing zone succeeds; the machines of a deleted zone go to the default zone (README, facts 51 and 58). */
function deleteZone({ state, user, args }: UserExchange): unknown {
  if (!user.isAdmin) throw adminOnly()
  const zone = state.zones.find((candidate) => candidate.name === args[0])
  if (zone?.id === 1) throw refuse(400, 'This zone is the default zone, it cannot be deleted.')
  if (zone) {
    for (const machine of state.machines) if (machine.zoneId === zone.id) machine.zoneId = 1
    state.zones.splice(state.zones.indexOf(zone), 1)
  }
  return deleted()
}

function poolById({ state, args }: Exchange): Pool {
  const pool = state.pools.find((candidate) => String(candidate.id) === args[0])
  if (!pool) throw notFound('ResourcePool')
  return pool
}

function createPool(exchange: UserExchange): unknown {
  if (!exchange.user.isAdmin) throw forbidden()
  const { state } = exchange
  const pool = { ...readPlace(exchange, 'Resource pool', state.pools), id: state.next('pool') }
  state.pools.push(pool)
  return poolReply(pool)
}

function updatePool(exchange: UserExchange): unknown {
  if (!exchange.user.isAdmin) throw forbidden()
  const pool = poolById(exchange)
  Object.assign(pool, readPlace(exchange, 'Resource pool', exchange.state.pools, pool))
  return poolReply(pool)
}

function deletePool(exchange: UserExchange): unknown {
  if (!exchange.user.isAdmin) throw forbidden()
  const { state } = exchange
  const pool = poolById(exchange)
  if (pool.id === 0) throw refuse(400, 'This is the default pool, it cannot be deleted.')
  if (state.machines.some((machine) => machine.poolId === pool.id))
    throw refuse(400, 'Pool has machines in it, it cannot be deleted.')
  state.pools.splice(state.pools.indexOf(pool), 1)
  return deleted()
}

export const placeResources: Resource[] = [
  { path: 'zones/', operations: { GET: ({ state }) => state.zones.map(zoneReply), POST: createZone } },
  {
    path: 'zones/{name}/',
    operations: { GET: (exchange) => zoneReply(zoneNamed(exchange)), PUT: updateZone, DELETE: deleteZone },
  },
  {
    path: 'resourcepools/',
    operations: { GET: ({ state }) => state.pools.map(poolReply), POST: createPool },
  },
  {
    path: 'resourcepool/{id}/',
    operations: { GET: (exchange) => poolReply(poolById(exchange)), PUT: updatePool, DELETE: deletePool },
  },
]
