import { describe, expect, test } from 'vitest'
import type { RpcOperation } from '../../src/core/operations.js'
import { replyIssues } from '../../src/core/schema.js'
import { AdminOperations } from '../../src/juju/generated/admin.js'
import { AnnotationsOperations } from '../../src/juju/generated/annotations.js'
import { ApplicationOffersOperations } from '../../src/juju/generated/application-offers.js'
import { ApplicationOperations } from '../../src/juju/generated/application.js'
import { CharmsOperations } from '../../src/juju/generated/charms.js'
import { ClientOperations } from '../../src/juju/generated/client.js'
import { CloudOperations } from '../../src/juju/generated/cloud.js'
import { KeyManagerOperations } from '../../src/juju/generated/key-manager.js'
import { MachineManagerOperations } from '../../src/juju/generated/machine-manager.js'
import { ModelConfigOperations } from '../../src/juju/generated/model-config.js'
import { ModelManagerOperations } from '../../src/juju/generated/model-manager.js'
import { PingerOperations } from '../../src/juju/generated/pinger.js'
import { ResourcesOperations } from '../../src/juju/generated/resources.js'
import { SpacesOperations } from '../../src/juju/generated/spaces.js'
import { haveRecordings, recordedCalls, skipped } from './recordings.js'

const groups = [
  AdminOperations,
  AnnotationsOperations,
  ApplicationOffersOperations,
  ApplicationOperations,
  CharmsOperations,
  ClientOperations,
  CloudOperations,
  KeyManagerOperations,
  MachineManagerOperations,
  ModelConfigOperations,
  ModelManagerOperations,
  PingerOperations,
  ResourcesOperations,
  SpacesOperations,
]

/** Every generated operation, from a caller that sends nothing. */
function operations(): Map<string, RpcOperation> {
  const all = new Map<string, RpcOperation>()
  const caller = {
    call(operation: RpcOperation): never {
      all.set(`${operation.facade}.${operation.method}`, operation)
      return undefined as never
    },
    list: (): never => undefined as never,
  }
  for (const Group of groups) {
    const group = new Group(caller) as unknown as Record<string, (params: object) => unknown>
    for (const name of Object.getOwnPropertyNames(Group.prototype))
      if (name !== 'constructor') group[name]?.({})
  }
  return all
}

/** A reply that is an error: nothing to check. */
const isAnswer = (reply: { error?: string; response?: unknown }): boolean =>
  !reply.error && typeof reply.response === 'object'

describe.skipIf(!haveRecordings)(`replies that a real 4.0.15 sent${skipped}`, () => {
  test('match the schemas', async () => {
    const known = operations()
    const issues: string[] = []
    const checked = new Map<string, number>()
    let silent = 0
    for (const { file, facade, method, version, reply } of recordedCalls()) {
      const name = `${facade}.${method}`
      const operation = known.get(name)
      if (operation === undefined || !isAnswer(reply)) continue
      expect(operation.versions, `${name} in ${file}`).toContain(version)
      if (operation.schema === undefined) {
        expect(reply.response, `${name} in ${file}`).toEqual({})
        silent++
        continue
      }
      checked.set(name, (checked.get(name) ?? 0) + 1)
      for (const issue of replyIssues(await operation.schema(), reply.response))
        issues.push(`${file} ${name} ${issue.path}: ${issue.message}`)
    }
    const total = [...checked.values()].reduce((sum, count) => sum + count, 0)
    console.log(
      `Juju: ${total} recorded replies of ${checked.size} operations checked against their schemas, ${silent} empty ones seen to be empty`,
    )
    expect([...new Set(issues)]).toEqual([])
    expect(total).toBeGreaterThan(600)
    expect(checked.size).toBeGreaterThan(40)
  })
})
