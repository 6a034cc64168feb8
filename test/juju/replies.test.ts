import { describe, expect, test } from 'vitest'
import type { RpcOperation } from '../../src/core/operations.js'
import { explainMisfit } from '../../src/core/shape/explain.js'
import { facades } from '../../src/juju/generated/facades.js'
import { shapes } from '../../src/juju/generated/facades/shapes.js'
import { haveRecordings, recordedCalls, skipped } from './recordings.js'

const operations = new Map<string, RpcOperation>(
  Object.values(facades).flatMap((facade) =>
    Object.values(facade).map((operation) => [`${operation.facade}.${operation.method}`, operation] as const),
  ),
)

/** Whether a reply is the answer of a call that succeeded. */
const isAnswer = (reply: { error?: string; response?: unknown }): boolean =>
  !reply.error && typeof reply.response === 'object'

describe.skipIf(!haveRecordings)(`replies that a real 4.0.15 sent${skipped}`, () => {
  test('have the described shapes', () => {
    const issues: string[] = []
    const checked = new Map<string, number>()
    let silent = 0
    for (const { file, facade, method, version, reply } of recordedCalls()) {
      const name = `${facade}.${method}`
      const operation = operations.get(name)
      if (operation === undefined || !isAnswer(reply)) continue
      // Some calls made by hand have an old version on purpose.
      if (file === 'raw-calls' && !operation.versions.includes(version)) continue
      expect(operation.versions, `${name} in ${file}`).toContain(version)
      if (operation.reply === undefined) {
        expect(reply.response, `${name} in ${file}`).toEqual({})
        silent++
        continue
      }
      checked.set(name, (checked.get(name) ?? 0) + 1)
      for (const issue of explainMisfit(shapes, operation.reply, reply.response, { version }))
        issues.push(`${file} ${name} ${issue.path}: ${issue.message}`)
    }
    const total = [...checked.values()].reduce((sum, count) => sum + count, 0)
    console.log(
      `Juju: ${total} recorded replies of ${checked.size} operations checked, ${silent} empty ones found empty`,
    )
    expect([...new Set(issues)]).toEqual([])
    expect(total).toBeGreaterThan(600)
    expect(checked.size).toBeGreaterThan(40)
  })
})
