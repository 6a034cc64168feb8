import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { StackError } from '../../../src/core/errors.js'
import { createLandscapeClient } from '../../../src/landscape/index.js'
import { createMaasClient } from '../../../src/maas/index.js'
import { oddResponse, Responses } from '../../support/odd-responses.js'

const BATCH = 500

const transport = new Responses()
const common = { transport, retries: { max: 1, baseMs: 0, maxMs: 0, maxRetryAfterMs: 0 } } as const
const maas = createMaasClient({
  url: 'http://127.0.0.1:1/MAAS',
  apiKey: 'consumerkey0000001:tokenkey0000000002:tokensecret0000000000000000000003',
  ...common,
})
const landscape = createLandscapeClient({
  uri: 'https://landscape.example/api/',
  accessKey: 'ABCDEFGHIJ',
  secretKey: 'secretsecretsecret',
  ...common,
})

const { stackTraceLimit } = Error
beforeAll(() => {
  // Frames of a stack are most of the cost of an error.
  Error.stackTraceLimit = 0
})
afterAll(async () => {
  Error.stackTraceLimit = stackTraceLimit
  await maas.close()
  await landscape.close()
})

test.each<[string, readonly (() => PromiseLike<unknown>)[]]>([
  [
    'MAAS',
    [
      () => maas.version(),
      () => maas.users.whoami(),
      () => maas.machines.list(),
      () => maas.machines.get('4y3h7n'),
      () => maas.machines.deploy('4y3h7n'),
      () => maas.tags.list().toArray(),
      () => maas.request('GET', 'machines/'),
      () => maas.request('POST', 'tags/', { form: { name: 'a' } }),
    ],
  ],
  [
    'Landscape',
    [
      () => landscape.about(),
      () => landscape.computers.list(),
      () => landscape.computers.list().toArray({ limit: 10 }),
      () => landscape.activities.list(),
      () => landscape.call('GetScripts', {}),
      () => landscape.call('RemoveTags', { query: 'id:1', tags: ['a'] }),
      () => landscape.rest('GET', '/computers'),
      () => landscape.rest('POST', '/scripts/1:archive'),
    ],
  ],
])('1,000 responses of any form to %s are replies, or errors', async (_name, calls) => {
  let failed = 0
  await fc.assert(
    fc.asyncProperty(fc.array(oddResponse, { minLength: BATCH, maxLength: BATCH }), async (responses) => {
      transport.queue = [...responses]
      while (transport.queue.length > 0) {
        const outcomes = await Promise.allSettled(calls.map(async (call) => await call()))
        for (const outcome of outcomes)
          if (outcome.status === 'rejected') {
            if (!(outcome.reason instanceof StackError)) throw outcome.reason
            failed++
          }
      }
    }),
    { numRuns: 1000 / BATCH, endOnFailure: true },
  )
  expect(failed).toBeGreaterThan(100)
})
