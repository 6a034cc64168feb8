/**
 * Compares the simulated Landscape with the reference: the structure of its replies with the example replies; its check of a
 * signature with the test vectors; its actions and operations with the lists of them.
 *
 *     npx vitest run simulators/test/conformance/landscape.test.ts                              # the table and lost agreements
 *     SHOW=GetActivities npx vitest run simulators/test/conformance/landscape.test.ts           # every difference of that file
 *     CONFORMANCE_BASELINE=write npx vitest run simulators/test/conformance/landscape.test.ts   # writes the new baseline
 */
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { actions, routes } from '../../src/landscape/handlers/index.js'
import { signatureMatches, stringToSign } from '../../src/landscape/server/signature.js'
import { cases, Scene } from './landscape/cases.js'
import type { Case } from './landscape/cases.js'
import { deliberateDifferences } from './landscape/deliberate-differences.js'
import {
  actionParams,
  example,
  exampleFiles,
  fieldsOf,
  haveReference,
  restOperations,
  signatureVectors,
} from './landscape/reference.js'
import { compareStructure } from './landscape/structure.js'
import { readBaseline, Scoreboard, writeBaseline } from './scoreboard.js'

const baselineFile = fileURLToPath(new URL('landscape.baseline.json', import.meta.url))

async function answer({ ask }: Case): Promise<unknown> {
  const scene = await Scene.open()
  try {
    return await ask(scene)
  } finally {
    await scene.simulator.close()
  }
}

describe.skipIf(!haveReference)(
  'the simulated Landscape answers as the reference says (skipped without ../shared/reference)',
  () => {
    test('example replies: same structure', { timeout: 60_000 }, async () => {
      const board = new Scoreboard(deliberateDifferences)
      for (const file of exampleFiles()) {
        const known = cases[file]
        if (!known) {
          board.add({ file, exchange: 'reply', verdict: 'not served', differences: [] })
          continue
        }
        const differences = compareStructure(example(file), await answer(known), fieldsOf(known.entity))
        board.add({
          file,
          exchange: 'reply',
          verdict: differences.length === 0 ? 'agrees' : 'differs',
          differences,
        })
      }
      console.log(board.table())
      if (process.env['SHOW']) console.log(board.show(process.env['SHOW']))
      if (process.env['CONFORMANCE_BASELINE'] === 'write') writeBaseline(baselineFile, board.baseline())
      expect(board.lost(readBaseline(baselineFile))).toEqual([])
      expect(board.outcomes.filter(({ verdict }) => verdict === 'differs')).toEqual([])
      expect(board.idle()).toEqual([])
      expect(Object.keys(cases).filter((file) => !exampleFiles().includes(file))).toEqual([])
    })

    const vectors = haveReference ? signatureVectors() : []

    test.each(vectors.map((vector) => [vector.name, vector] as const))('signature of %s', (_, vector) => {
      const url = new URL(vector.url)
      const request = {
        method: vector.method,
        host: url.host,
        path: url.pathname,
        params: Object.entries(vector.params),
      }
      expect(stringToSign(request)).toBe(vector.string_to_sign)
      expect(signatureMatches(request, vector.secret_key, vector.signature)).toBe(true)
      expect(signatureMatches(request, `${vector.secret_key}x`, vector.signature)).toBe(false)
      expect(
        signatureMatches(
          { ...request, method: vector.method === 'GET' ? 'POST' : 'GET' },
          vector.secret_key,
          vector.signature,
        ),
      ).toBe(false)
      expect(
        signatureMatches({ ...request, path: `${request.path}x` }, vector.secret_key, vector.signature),
      ).toBe(false)
    })

    test('each simulated action exists in the reference, with its parameters', () => {
      const known = actionParams()
      const served = Object.entries(actions).map(([action, { params }]) => [action, params.toSorted()])
      expect(served).toEqual(Object.keys(actions).map((action) => [action, known.get(action)]))
      expect(served.length).toBeGreaterThan(50)
    })

    test('each simulated REST operation exists in the reference', () => {
      const known = restOperations()
      const served = routes.map(({ method, path }) => `${method} /api/v2${path}`)
      expect(served.filter((operation) => !known.has(operation))).toEqual([])
      expect(new Set(served).size).toBe(served.length)
    })
  },
)
