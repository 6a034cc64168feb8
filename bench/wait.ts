import { createMaasClient } from 'canonical-stack/maas'
import { interleave, type Measured } from './interleave.js'
import { machine } from './list.js'

const MACHINES = 1000
const CHECKS = 100

interface Cost {
  bytes: number
  cpuMs: number
}

/**
 * A wait for 1,000 machines through 100 checks, without network: the bytes that it reads when 1 % of the machines change at each check,
 * compared with 100 full lists, and its CPU time when twice as many change.
 */
export async function* wait(): AsyncGenerator<Measured> {
  const fullList = JSON.stringify(Array.from({ length: MACHINES }, (_, index) => machine(index))).length
  yield await interleave({
    measure: 'wait-1000-machines-bytes',
    goal: { atMost: 0.05 },
    rounds: 3,
    ours: async () => (await costOf(MACHINES / CHECKS, CHECKS)).bytes,
    reference: async () => CHECKS * fullList,
  })
  yield await interleave({
    measure: 'wait-1000-machines-cpu-of-twice-the-changes',
    goal: { atMost: 2.2 },
    ours: async () => (await costOf(20, 50)).cpuMs,
    reference: async () => (await costOf(10, 50)).cpuMs,
  })
}

/** The cost of a wait that ends after so many checks; its CPU time without the first check. At each of them so many machines are done. */
async function costOf(changes: number, checks: number): Promise<Cost> {
  const machines = new Map(
    Array.from({ length: MACHINES }, (_, index) => {
      const one = machine(index)
      return [String(one['system_id']), { ...one, status_name: 'Deploying', status_message: 'Deploying' }]
    }),
  )
  const ids = [...machines.keys()]
  const left = [...ids]
  const ending = new AbortController()
  let check = 0
  let lastEvent = 0
  let startCpu = process.cpuUsage()
  let bytes = 0
  const reply = (value: unknown) => {
    const text = JSON.stringify(value)
    bytes += text.length
    const body = {
      text: async () => text,
      bytes: async () => Buffer.from(text),
      discard: async () => {},
      async *[Symbol.asyncIterator]() {
        yield Buffer.from(text)
      },
    }
    return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body }
  }
  const maas = createMaasClient({
    url: 'http://127.0.0.1:5240/MAAS',
    apiKey: 'consumerkey1234567:tokenkey1234567890:tokensecret12345678901234567890',
    transport: {
      send: async ({ url }) => {
        const { pathname, searchParams } = new URL(url)
        if (!pathname.endsWith('/events/'))
          return reply(searchParams.getAll('id').map((id) => machines.get(id)))
        if (check++ === 1) startCpu = process.cpuUsage()
        if (check > checks + 1) ending.abort()
        const changed = check === 1 ? [] : left.splice(0, changes)
        for (const id of changed) (machines.get(id) as { status_name: string }).status_name = 'Deployed'
        const events = changed.map((node) => ({
          id: ++lastEvent,
          level: 'INFO',
          created: 'Sun, 22 Nov. 2026 13:58:40',
          type: 'Deployed',
          description: '',
          node,
          hostname: node,
          username: 'unknown',
        }))
        return reply({ count: events.length, events: events.toReversed(), next_uri: null, prev_uri: null })
      },
      close: async () => {},
    },
  })
  await maas.machines
    .waitFor(ids, 'Deployed', { intervalMs: 0, signal: ending.signal })
    .catch((error: unknown) => {
      if (!ending.signal.aborted) throw error
    })
  await maas.close()
  const { user, system } = process.cpuUsage(startCpu)
  return { bytes, cpuMs: (user + system) / 1000 }
}
