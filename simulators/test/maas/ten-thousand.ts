// Seeds 10,000 machines, lists them, and prints how many bytes arrived and the most memory that the process has had, in bytes.
import { request } from 'node:http'
import { SimulatedClock } from '../../src/clock.js'
import { startMaasSimulator } from '../../src/maas/simulator.js'
import { plaintext } from './client.js'

const clock = new SimulatedClock()
const simulator = await startMaasSimulator({ clock })
for (let number = 0; number < 10_000; number++) simulator.addMachine({ hostname: `node-${number}` })

/** The size of the list, of which nothing is kept. */
const list = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(simulator.url)
    const headers = { authorization: plaintext(simulator.apiKey) }
    request({ hostname, port, path: '/MAAS/api/2.0/machines/', headers }, (reply) => {
      let size = 0
      reply.on('data', (chunk: Buffer) => (size += chunk.length))
      reply.on('end', () => resolve(size))
    })
      .on('error', reject)
      .end()
  })

const size = await list()
await simulator.close()
clock.stop()
process.stdout.write(JSON.stringify({ size, most: process.resourceUsage().maxRSS * 1024 }))
