import { machineReply } from '../replies/machine.js'
import { deleted, emitList, noDetails } from '../replies/reply.js'
import { forbidden, notFound } from '../server/refusal.js'
import { stringBoolean } from '../server/param-values.js'
import type { Resource, UserExchange } from '../server/router.js'
import { visible } from './access.js'
import { select } from './constraints.js'
import { controllersThat } from './controllers.js'
import { deviceReply } from './devices.js'
import { nodeOf } from './interfaces.js'
import { anonymousNodes, isRegistered, setZone } from './machines.js'

/** Nodes of all kinds. */
function listNodes(exchange: UserExchange): unknown {
  const { state, user, query } = exchange
  const { matches } = select(state, query, 'list')
  const devices = state.devices.filter((device) => matches(device))
  const machines = state.machines.filter((machine) => visible(user, machine) && matches(machine))
  const shows = [
    ...devices.map((device) => () => deviceReply(state, device)),
    ...machines.map((machine) => () => machineReply(state, machine)),
    ...controllersThat(exchange, matches).map((controller) => () => controller),
  ]
  return emitList(shows, (show) => show())
}

function deleteNode(exchange: UserExchange): unknown {
  const { state, user } = exchange
  const node = nodeOf(exchange)
  if (!user.isAdmin || node.locked) throw forbidden()
  stringBoolean(exchange.query, 'force')
  const machine = state.machine(node.systemId)
  if (machine) exchange.lifecycle.forget(machine)
  for (const list of [state.machines, state.devices]) {
    const index = list.findIndex((candidate) => candidate.systemId === node.systemId)
    if (index !== -1) list.splice(index, 1)
  }
  return deleted()
}

export const nodeResources: Resource[] = [
  {
    path: 'nodes/',
    operations: {
      GET: listNodes,
      'GET is_registered': isRegistered,
      'POST set_zone': setZone((state) => (id) => state.node(id)),
    },
    anonymous: anonymousNodes,
  },
  {
    path: 'nodes/{system_id}/',
    operations: {
      GET: (exchange) => {
        const { state, args } = exchange
        const device = state.devices.find((candidate) => candidate.systemId === args[0])
        if (device) return deviceReply(state, device)
        const machine = state.machine(args[0] ?? '')
        if (!machine || !visible(exchange.user, machine)) throw notFound('Node')
        return machineReply(state, machine)
      },
      DELETE: deleteNode,
      'GET details': (exchange) => {
        nodeOf(exchange)
        return noDetails()
      },
      'GET power_parameters': (exchange) => {
        const node = nodeOf(exchange)
        if (!exchange.user.isAdmin) throw forbidden()
        return node.powerParameters
      },
    },
  },
]
