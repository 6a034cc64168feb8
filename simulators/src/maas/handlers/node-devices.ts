import { notFound } from '../server/refusal.js'
import type { Resource, UserExchange } from '../server/router.js'
import { nodeOf } from './interfaces.js'

/** The simulated hardware has no PCI or USB devices. */
function noDevice(exchange: UserExchange): never {
  nodeOf(exchange)
  throw notFound('NodeDevice')
}

export const nodeDeviceResources: Resource[] = [
  {
    path: 'nodes/{system_id}/devices/',
    operations: {
      GET: (exchange) => {
        nodeOf(exchange)
        return []
      },
    },
  },
  { path: 'nodes/{system_id}/devices/{id}/', operations: { GET: noDevice, DELETE: noDevice } },
]
