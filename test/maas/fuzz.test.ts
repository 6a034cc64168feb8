import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { StackError } from '../../src/core/errors.js'
import { oddResponse, Responses } from '../support/odd-responses.js'
import { callOf, requiredOf } from './arguments-of.js'
import { allOperations, client } from './support.js'

const transport = new Responses()
const maas = client('http://127.0.0.1:1', {
  transport,
  retries: { max: 1, baseMs: 0, maxMs: 0, maxRetryAfterMs: 0 },
})

const { stackTraceLimit } = Error
beforeAll(() => {
  // Frames of a stack are most of the cost of an error.
  Error.stackTraceLimit = 0
})
afterAll(async () => {
  Error.stackTraceLimit = stackTraceLimit
  await maas.close()
})

test('responses of any form to any operation are replies, or errors', async () => {
  const calls = allOperations.map((operation) => [operation, requiredOf(operation)] as const)
  let failed = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(oddResponse, { minLength: calls.length, maxLength: calls.length }),
      async (responses) => {
        transport.queue = [...responses]
        const outcomes = await Promise.allSettled(
          calls.map(([operation, given]) => callOf(maas, operation, given)),
        )
        for (const [index, outcome] of outcomes.entries())
          if (outcome.status === 'rejected') {
            if (!(outcome.reason instanceof StackError))
              throw new Error(calls[index]?.[0].id ?? '', { cause: outcome.reason })
            failed++
          }
      },
    ),
    { numRuns: 3, endOnFailure: true },
  )
  expect(failed).toBeGreaterThan(100)
})
