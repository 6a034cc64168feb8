import { visible } from './access.js'
import { select } from './constraints.js'
import { machineReply } from '../replies/machine.js'
import { deleted, forbidden, notFound } from '../server/refusal.js'
import type { Resource, UserExchange } from '../server/router.js'
import { controllersThat } from './controllers.js'
import { deviceReply } from './devices.js'
import { nodeOf } from './interfaces.js'
import { isRegistered, setZone } from './machines.js'

/** All kinds of nodes together. */
function listNodes(exchange: UserExchange): unknown {
  const { world, user, query } = exchange
  const { matches } = select(world, query, 'list')
  return [
    ...world.devices.filter((device) => matches(device)).map((device) => deviceReply(world, device)),
    ...world.machines
      .filter((machine) => visible(user, machine) && matches(machine))
      .map((machine) => machineReply(world, machine)),
    ...controllersThat(exchange, matches),
  ]
}

function deleteNode(exchange: UserExchange): unknown {
  const { world, user } = exchange
  const node = nodeOf(exchange)
  if (!user.isAdmin || node.locked) throw forbidden()
  const machine = world.machine(node.systemId)
  if (machine) exchange.lifecycle.forget(machine)
  for (const list of [world.machines, world.devices]) {
    const index = list.findIndex((candidate) => candidate.systemId === node.systemId)
    if (index !== -1) list.splice(index, 1)
  }
  return deleted()
}

export const nodeResources: Resource[] = [
  {
    path: 'nodes/',
    operations: { GET: listNodes, 'GET is_registered': isRegistered, 'POST set_zone': setZone },
  },
  {
    path: 'nodes/{system_id}/',
    operations: {
      GET: (exchange) => {
        const { world, args } = exchange
        const device = world.devices.find((candidate) => candidate.systemId === args[0])
        if (device) return deviceReply(world, device)
        const machine = world.machine(args[0] ?? '')
        if (!machine || !visible(exchange.user, machine)) throw notFound('Node')
        return machineReply(world, machine)
      },
      DELETE: deleteNode,
    },
  },
]
