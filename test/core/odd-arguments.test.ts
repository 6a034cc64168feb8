import fc from 'fast-check'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StackError } from '../../src/core/errors.js'
import type { Transport } from '../../src/core/http/transport.js'
import * as everything from '../../src/index.js'
import * as jujuEntry from '../../src/juju/index.js'
import * as landscapeEntry from '../../src/landscape/index.js'
import * as maasEntry from '../../src/maas/index.js'
import * as stackEntry from '../../src/stack/index.js'
import { script, type Scripted } from '../juju/scripted.js'
import {
  argumentsFor,
  functionsOf,
  outcomeOf,
  PENDING,
  type PublicFunction,
} from '../support/odd-arguments.js'

/** Refuses everything, so that each call ends with its first request. */
const refusing = (): Transport => ({
  send: () =>
    Promise.resolve({
      status: 400,
      headers: { 'content-type': 'application/json' },
      body: {
        text: () => Promise.resolve('{"error": "InvalidQuery", "message": "refused"}'),
        bytes: () => Promise.resolve(new Uint8Array()),
        discard: () => Promise.resolve(),
        async *[Symbol.asyncIterator]() {},
      },
    }),
  close: () => Promise.resolve(),
})

const RUNS = 30
const unhandled: unknown[] = []
const note = (reason: unknown): void => void unhandled.push(reason)

beforeAll(() => void process.on('unhandledRejection', note))
afterAll(() => void process.off('unhandledRejection', note))

/** Members that end the client: later calls would not reach their arguments. */
const ENDS = ['close']

/** What went wrong with odd arguments, one line for each function. */
async function faultsOf(functions: readonly PublicFunction[]): Promise<string[]> {
  const faults: string[] = []
  for (const one of functions) {
    const args = await argumentsFor(one)
    for (const given of fc.sample(args, { numRuns: RUNS, seed: 7 })) {
      const outcome = await outcomeOf(() => one.call(...given))
      await (outcome as { close?: () => unknown } | undefined)?.close?.()
      if (outcome !== PENDING && (!(outcome instanceof Error) || outcome instanceof StackError)) continue
      const what =
        outcome instanceof Error ? (outcome.stack?.split('\n').slice(0, 4).join(' ') ?? '') : 'does not end'
      faults.push(`${one.path}(${given.map((arg) => inspect(arg, { depth: 3 })).join(', ')}): ${what}`)
      break
    }
  }
  return faults
}

describe('odd arguments end as a result or as a StackError', () => {
  it('of every method of the MAAS client', { timeout: 300_000 }, async () => {
    const maas = maasEntry.createMaasClient({
      url: 'http://127.0.0.1:1/MAAS',
      apiKey: 'a:b:c',
      transport: refusing(),
      retries: 0,
    })
    const functions = functionsOf(maas, 'maas', ENDS)
    expect(functions.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['maas.machines.waitFor', 'maas.events.tail', 'maas.request', 'maas.with']),
    )
    expect(await faultsOf(functions)).toEqual([])
    expect(unhandled).toEqual([])
  })

  it('of every method of the Landscape client', { timeout: 300_000 }, async () => {
    const landscape = landscapeEntry.createLandscapeClient({
      uri: 'http://127.0.0.1:1/',
      accessKey: 'a',
      secretKey: 'bbbb',
      transport: refusing(),
      retries: 0,
    })
    const functions = functionsOf(landscape, 'landscape', ENDS)
    expect(functions.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'landscape.activities.waitFor',
        'landscape.v2.computers.list',
        'landscape.call',
      ]),
    )
    expect(await faultsOf(functions)).toEqual([])
    expect(unhandled).toEqual([])
  })

  describe('of Juju', () => {
    let scripted: Scripted
    let ending: NodeJS.Timeout
    beforeAll(async () => {
      scripted = await script(({ method }) => (method === 'Login' ? undefined : { error: 'refused' }), {
        retries: 0,
      })
    })
    beforeAll(() => {
      // A log without lines does not end by itself.
      ending = setInterval(() => {
        for (const { url, socket } of scripted.server.upgrades) if (url?.includes('/log')) socket.destroy()
      }, 20)
    })
    afterAll(async () => {
      clearInterval(ending)
      await scripted[Symbol.asyncDispose]()
    })

    it('of every method of the client and of a model', { timeout: 300_000 }, async () => {
      const { juju } = scripted
      const functions = [
        ...functionsOf(juju, 'juju', ENDS),
        ...functionsOf(juju.model('00000000-0000-4000-8000-00000000000a'), 'model', ENDS),
        ...functionsOf(juju.facade('Application'), "facade('Application')", ENDS),
      ]
      expect(functions.map(({ path }) => path)).toEqual(
        expect.arrayContaining([
          'juju.whoami',
          'model.applications.deploy',
          'model.waitForIdle',
          'model.debugLog',
        ]),
      )
      expect(await faultsOf(functions)).toEqual([])
      expect(unhandled).toEqual([])
    })
  })

  it.each(Object.entries({ everything, maasEntry, jujuEntry, landscapeEntry, stackEntry }))(
    'of every function of an entry point: %s',
    { timeout: 300_000 },
    async (name, entry) => {
      const functions = functionsOf({ ...entry }, name)
      expect(functions.length).toBeGreaterThan(0)
      expect(await faultsOf(functions)).toEqual([])
      expect(unhandled).toEqual([])
    },
  )
})
