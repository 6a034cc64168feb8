import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { StackError } from '../../../src/core/errors.js'
import { formatStatus, type JujuClient, type Model } from '../../../src/juju/index.js'
import { outcomeOf, parseFrame, ProtocolError } from '../../../src/juju/connection/frame.js'
import { shapes } from '../../../src/juju/generated/facades/shapes.js'

import { anyJson, anyText, nearly } from '../../support/odd-values.js'
import { script, type Scripted } from '../scripted.js'

const UUID = '00000000-0000-4000-8000-00000000000a'
const BATCH = 400

let scripted: Scripted
let answers: string[] = []
const { stackTraceLimit } = Error

beforeAll(async () => {
  // Frames of a stack are most of the cost of an error.
  Error.stackTraceLimit = 0
  scripted = await script(({ method, id }) =>
    method === 'Login' ? undefined : { frame: `{"request-id":${id}${answers.pop() ?? ''}}` },
  )
})
afterAll(async () => {
  Error.stackTraceLimit = stackTraceLimit
  await scripted[Symbol.asyncDispose]()
})

/** Makes a call for each answer; every call must end with a value or with an error of the package. */
async function answered(parts: readonly string[], call: (at: number) => PromiseLike<unknown>): Promise<void> {
  scripted.calls.length = 0
  answers = [...parts]
  const results = await Promise.allSettled(parts.map(async (_part, at) => await call(at)))
  for (const result of results)
    if (result.status === 'rejected' && !(result.reason instanceof StackError)) throw result.reason
}

const optional = (name: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant(''),
    value.map((one) => `,"${name}":${JSON.stringify(one)}`),
  )

test('2,000 replies of any form end their call, and no connection', async () => {
  const reply = fc
    .tuple(
      optional('response', fc.oneof(anyJson, fc.dictionary(anyText, anyJson, { maxKeys: 2 }))),
      optional('error', fc.oneof(anyJson, anyText)),
      optional('error-code', fc.oneof(anyJson, anyText)),
      optional('error-info', anyJson),
    )
    .map((parts) => parts.join(''))
  const { juju } = scripted
  const calls = [
    () => juju.facade('Pinger').call('Ping'),
    () => juju.clouds.list({ retries: 0 }),
    () => juju.facade('Client').call('FullStatus', {}, { validate: 'strict', retries: 0 }),
  ]
  let logins = 0
  await fc.assert(
    fc.asyncProperty(fc.array(reply, { minLength: BATCH, maxLength: BATCH }), async (parts) => {
      await answered(parts, (at) => (calls[at % calls.length] as () => PromiseLike<unknown>)())
      logins += scripted.calls.filter(({ method }) => method === 'Login').length
    }),
    { numRuns: 2000 / BATCH, endOnFailure: true },
  )
  expect(logins).toBe(1)
})

type Verb = [type: string, call: (juju: JujuClient, model: Model) => PromiseLike<unknown>]

const OPTIONS = { retries: 0 } as const

const VERBS: readonly Verb[] = [
  ['FullStatus', async (_, model) => formatStatus(await model.status({}, OPTIONS))],
  ['FullStatus', (_, model) => model.waitForIdle({ timeoutMs: 1, intervalMs: 1 })],
  ['CloudsResult', (juju) => juju.clouds.list(OPTIONS)],
  ['ModelSummaryResults', (juju) => juju.models.list({}, OPTIONS)],
  ['ModelInfoResults', (juju) => juju.models.get(UUID, OPTIONS)],
  ['DestroyUnitResults', (_, model) => model.applications.removeUnit('web/0', {}, OPTIONS)],
  ['ApplicationGetResults', (_, model) => model.applications.config('web', OPTIONS)],
  ['AddMachinesResults', (_, model) => model.machines.add({}, OPTIONS)],
  ['ModelConfigResults', (_, model) => model.config.get(OPTIONS)],
]

test.each(VERBS)('100 replies that nearly are %s are read, or are errors', async (type, call) => {
  expect(shapes).toHaveProperty(type)
  const model = scripted.juju.model(UUID)
  const reply = nearly(shapes, type).map((response) => `,"response":${JSON.stringify(response)}`)
  await fc.assert(
    fc.asyncProperty(fc.array(reply, { minLength: 100, maxLength: 100 }), (parts) =>
      answered(parts, () => call(scripted.juju, model)),
    ),
    { numRuns: 1, endOnFailure: true },
  )
})

test('97,000 frames are replies, or errors of the protocol', () => {
  const envelope = fc.record(
    {
      'request-id': fc.oneof(fc.nat(), anyJson),
      response: anyJson,
      error: anyJson,
      'error-code': anyJson,
      'error-info': anyJson,
      type: anyJson,
    },
    { requiredKeys: [] },
  )
  const frame = fc.oneof(
    envelope.map((one) => JSON.stringify(one)),
    anyJson.map((one) => JSON.stringify(one)),
    fc.string(),
    fc.tuple(envelope, fc.nat(30)).map(([one, cut]) => JSON.stringify(one).slice(0, -cut)),
  )
  fc.assert(
    fc.property(frame, (text) => {
      try {
        const outcome = outcomeOf(parseFrame(text))
        if ('response' in outcome) expect(typeof outcome.response).toBe('object')
        else if ('error' in outcome)
          expect(typeof outcome.error.message + typeof outcome.error.code).toBe('stringstring')
        else expect(outcome.problem).toMatch(/^a reply whose /)
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolError)
      }
    }),
    { numRuns: 97_000, endOnFailure: true },
  )
})

test('login results of any form are facts, or errors', async () => {
  const result = nearly(shapes, 'LoginResult')
  await fc.assert(
    fc.asyncProperty(fc.array(result, { minLength: 30, maxLength: 30 }), async (results) => {
      const queue = [...results]
      await using other = await script(({ method, id }) =>
        method === 'Login'
          ? { frame: `{"request-id":${id},"response":${JSON.stringify(queue.pop())}}` }
          : undefined,
      )
      const outcomes = await Promise.allSettled(results.map(() => other.client({ retries: 0 }).whoami()))
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StackError)
    }),
    { numRuns: 3, endOnFailure: true },
  )
})
