import { afterEach, describe, expect, test } from 'vitest'
import { StackError } from '../../../src/core/errors.js'
import { failureOf } from '../../support/failure.js'
import { type Answer, script, type Scripted } from '../scripted.js'

const UUID = '00000000-0000-4000-8000-00000000000a'

let scripted: Scripted | undefined
afterEach(async () => {
  await scripted?.[Symbol.asyncDispose]()
  scripted = undefined
})

/** A reply of any form to the call; `ID` stands for its request id. */
const raw =
  (text: string) =>
  (id: number): Answer => ({ frame: text.replaceAll('ID', String(id)) })

const answering = async (method: string, answer: (id: number) => Answer): Promise<Scripted> =>
  (scripted = await script((call) => (call.method === method ? answer(call.id) : undefined)))

describe('a frame that is not a reply', () => {
  test.each([
    'null',
    '5',
    '"text"',
    '[]',
    '[null]',
    '{}',
    '{"request-id":"1"}',
    '{"request-id":1.5}',
    '{"request',
    '',
  ])('%j ends the connection, and the next call opens another', async (text) => {
    const { juju } = await answering('Clouds', raw(text))
    expect(await failureOf(juju.clouds.list())).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'protocol',
      isRetryable: false,
      operation: 'clouds.list',
    })
    await juju.facade('Pinger').call('Ping')
  })

  test('leaves a change with an unknown outcome', async () => {
    const { juju } = await answering('CreateModel', raw('null'))
    expect(await failureOf(juju.models.add('m'))).toMatchObject({ reason: 'protocol', mayHaveHappened: true })
  })

  test('with the id of no call is ignored', async () => {
    const { juju } = await answering('Ping', raw('{"request-id":999999,"response":{}}'))
    const signal = AbortSignal.timeout(200)
    expect(await failureOf(juju.facade('Pinger').call('Ping', {}, { signal }))).toMatchObject({
      code: 'ERR_ABORTED',
    })
    expect(scripted?.calls.filter(({ method }) => method === 'Login')).toHaveLength(1)
  })
})

describe('a reply that does not follow the protocol', () => {
  test.each([
    '{"request-id":ID,"error":5}',
    '{"request-id":ID,"error":{}}',
    '{"request-id":ID,"error":true}',
    '{"request-id":ID,"error":["no"]}',
    '{"request-id":ID,"error":"no","error-code":5}',
    '{"request-id":ID,"error":"no","error-code":{}}',
    '{"request-id":ID,"response":"text"}',
    '{"request-id":ID,"response":[]}',
    '{"request-id":ID,"response":7}',
    '{"request-id":ID,"response":{"clouds":5}}',
    '{"request-id":ID,"response":{"clouds":{"a":"text"}}}',
    '{"request-id":ID,"response":{"clouds":{"a":{"type":{}}}}}',
  ])('%s rejects its call only', async (text) => {
    const { juju, calls } = await answering('Clouds', raw(text))
    expect(await failureOf(juju.clouds.list())).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'protocol',
      isRetryable: false,
      mayHaveHappened: false,
    })
    await juju.facade('Pinger').call('Ping')
    expect(calls.filter(({ method }) => method === 'Login')).toHaveLength(1)
  })

  test.each([
    '{"request-id":ID}',
    '{"request-id":ID,"response":null}',
    '{"request-id":ID,"response":{"clouds":null}}',
  ])('%s is an empty reply, as for the real command', async (text) => {
    const { juju } = await answering('Clouds', raw(text))
    expect(await juju.clouds.list()).toEqual([])
  })

  test.each([
    ['{}', 0],
    ['{"results":null}', 0],
    ['{"results":[]}', 0],
    ['{"results":[{},{}]}', 2],
  ])('%s has not as many results as there are items', async (response, count) => {
    const { juju } = await answering('DestroyUnit', raw(`{"request-id":ID,"response":${response}}`))
    expect(await failureOf(juju.model(UUID).applications.removeUnit('web/0'))).toMatchObject({
      reason: 'protocol',
      mayHaveHappened: true,
      message: expect.stringContaining(`the reply has ${count} results for 1 items`) as string,
    })
  })

  test.each(['results', 'Results'])(
    'its results are the list %s, whatever other lists it has',
    async (name) => {
      const { juju } = await answering(
        'DestroyUnit',
        raw(
          `{"request-id":ID,"response":{"other":[null,5],"${name}":[{"error":{"message":"no such unit"}}]}}`,
        ),
      )
      expect(await failureOf(juju.model(UUID).applications.removeUnit('web/0'))).toMatchObject({
        code: 'ERR_RPC',
        serverMessage: 'no such unit',
      })
    },
  )

  test('a result that is null is an empty one', async () => {
    const { juju } = await answering('DestroyUnit', raw('{"request-id":ID,"response":{"results":[null]}}'))
    await juju.model(UUID).applications.removeUnit('web/0')
  })

  test.each([
    '{"facades":5}',
    '{"facades":[5]}',
    '{"facades":[{"name":5,"versions":[1]}]}',
    '{"facades":{"Client":[8]}}',
    '{"server-version":{}}',
    '{"user-info":"admin"}',
    '{"user-info":{"identity":5}}',
    '{"controller-tag":[]}',
  ])('a login result %s is an error', async (response) => {
    const { juju } = await answering('Login', raw(`{"request-id":ID,"response":${response}}`))
    expect(await failureOf(juju.whoami())).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'protocol',
      operation: 'whoami',
    })
    expect(scripted?.calls).toHaveLength(1)
  })

  test.each([
    '{}',
    '{"facades":null}',
    '{"facades":[{"name":"Client","versions":null}]}',
    '{"user-info":null}',
  ])('a login result %s serves nothing', async (response) => {
    const { juju } = await answering('Login', raw(`{"request-id":ID,"response":${response}}`))
    expect(await failureOf(juju.clouds.list())).toMatchObject({ code: 'ERR_RPC', reason: 'not-supported' })
  })
})

describe('an error of the server', () => {
  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'with the code %s has the reason other',
    async (code) => {
      const { juju } = await answering(
        'Clouds',
        raw(`{"request-id":ID,"error":"no","error-code":${JSON.stringify(code)}}`),
      )
      expect(await failureOf(juju.clouds.list())).toMatchObject({
        code: 'ERR_RPC',
        reason: 'other',
        rpcCode: code,
        message: expect.stringMatching(/^Juju clouds\.list failed: no\n/) as string,
      })
    },
  )

  test.each([
    ['an unclosed quote', `{"secret": "${'a'.repeat(12_000_000)}`],
    ['escapes', `password: "${'\\a'.repeat(6_000_000)}`],
    ['a repeated phrase', 'already has "'.repeat(900_000)],
    ['blanks', `x${' '.repeat(1_000_000)}x`],
  ])('of 12 MB with %s is short, and the process goes on', async (_what, error) => {
    const { juju } = await answering('Clouds', (id) => ({
      frame: JSON.stringify({ 'request-id': id, error }),
    }))
    const failed = await failureOf(juju.clouds.list())
    expect(failed).toBeInstanceOf(StackError)
    expect(failed).toMatchObject({ code: 'ERR_RPC', reason: 'other' })
    expect(failed.message.length).toBeLessThan(2000)
    await juju.facade('Pinger').call('Ping')
  })

  test('of 23,000 characters is shown short, with the whole in facts', async () => {
    const error = `cannot deploy: ${'a very long reason '.repeat(1200)}`.trim()
    const { juju } = await answering('Clouds', () => ({ error }))
    const failed = await failureOf(juju.clouds.list())
    expect(failed.message.length).toBeLessThan(1500)
    expect(failed.message).toMatch(
      /^Juju clouds\.list failed: cannot deploy: a very long reason .* characters, see facts\)\n/,
    )
    expect(failed.facts['full message']).toBe(`Juju clouds.list failed: ${error}`)
    expect(failed).toMatchObject({ serverMessage: error })
  })
})

describe('a reply that is nested deeply', () => {
  const nested = (levels: number, open: string, close: string): string =>
    `${open.repeat(levels)}1${close.repeat(levels)}`

  test('100,000 levels in a part that is not read are passed on', async () => {
    const { juju } = await answering(
      'Ping',
      raw(`{"request-id":ID,"response":{"a":${nested(100_000, '[', ']')}}}`),
    )
    expect(await juju.facade('Pinger').call('Ping')).toHaveProperty('a')
  })

  test.each([
    ['lists', nested(100_000, '[', ']')],
    ['objects', nested(100_000, '{"a":', '}')],
  ])('100,000 %s are an error where something else belongs', async (_what, value) => {
    const { juju } = await answering(
      'Clouds',
      raw(`{"request-id":ID,"response":{"clouds":{"a":{"type":${value}}}}}`),
    )
    expect(await failureOf(juju.clouds.list())).toMatchObject({ reason: 'protocol', isRetryable: false })
  })

  test.each(['report', 'strict', 'off'] as const)(
    'a status with machines inside machines 20,000 times is an error (%s)',
    async (validate) => {
      const machine = `${'{"0":{"containers":'.repeat(20_000)}{}${'}}'.repeat(20_000)}`
      const { juju } = await answering(
        'FullStatus',
        raw(`{"request-id":ID,"response":{"machines":${machine}}}`),
      )
      const failed = await failureOf(juju.model(UUID).status({}, { validate }))
      expect(failed).toMatchObject(
        validate === 'strict'
          ? { code: 'ERR_VALIDATION' }
          : { code: 'ERR_CONNECTION', reason: 'protocol', isRetryable: false },
      )
      if (validate !== 'strict')
        expect(failed.message).toMatch(/^Juju model\.status failed: the reply is nested too deeply/)
      await juju.facade('Pinger').call('Ping')
    },
  )
})
