import { describe, expect, it } from 'vitest'
import type { ShapeIssue } from '../../src/core/shape/explain.js'
import { objectsIn, recording } from '../../simulators/test/conformance/maas/recording.js'
import {
  allOperations,
  haveReference,
  operationOf,
  publishedExample,
  recordedReply,
  replyIssues,
  skipped,
} from './support.js'

const files = [
  'auth',
  'http',
  'machines-lifecycle',
  'machines-allocate-deploy',
  'machines-deploy-errors',
  'machines-deploy-kernels',
  'machines-states',
  'machines-list',
  'events-and-rest',
  'network',
  'storage',
  'images-and-files',
]

const operation = (id: string): (typeof allOperations)[number] => {
  const found = allOperations.find((one) => one.id === id)
  if (found === undefined) throw new Error(`there is no operation ${id}`)
  return found
}

describe.skipIf(!haveReference)(`the schemas describe all replies of 3.4.10${skipped}`, () => {
  it.each([
    ['machines', 'machines.list', (reply: unknown) => reply],
    [
      'nodes',
      'machines.list',
      (reply: unknown) =>
        (reply as { node_type_name: string }[]).filter((node) => node.node_type_name === 'Machine'),
    ],
    ['machine-raid', 'machines.get', (reply: unknown) => reply],
    ['results', 'results.list', (reply: unknown) => reply],
    ['tags', 'tags.list', (reply: unknown) => reply],
    ['events', 'events.query', (reply: unknown) => reply],
    ['version', 'version', (reply: unknown) => reply],
    ['whoami', 'users.whoami', (reply: unknown) => reply],
  ])('%s', (file, id, part) => {
    expect(replyIssues(operation(id), part(recordedReply(file)))).toEqual([])
  })

  it('every successful reply in the exchanges that was not cut', async () => {
    const checked = new Map<string, number>()
    for await (const { where, id, issues, cut } of goodReplies()) {
      if (cut) continue
      expect(issues, where).toEqual([])
      checked.set(id, (checked.get(id) ?? 0) + 1)
    }
    const total = [...checked.values()].reduce((sum, count) => sum + count, 0)
    console.log(
      `MAAS replies checked: ${total} (${[...checked].map(([id, count]) => `${id} ${count}`).join(', ')})`,
    )
    expect(total).toBeGreaterThan(140)
  })

  it('the remaining parts of replies that were cut', async () => {
    const checked = new Map<string, number>()
    for await (const { where, id, issues, cut } of goodReplies()) {
      if (!cut) continue
      expect(issues, where).toEqual([])
      checked.set(id, (checked.get(id) ?? 0) + 1)
    }
    const total = [...checked.values()].reduce((sum, count) => sum + count, 0)
    console.log(
      `MAAS replies checked as far as they go: ${total} (${[...checked].map(([id, count]) => `${id} ${count}`).join(', ')})`,
    )
    expect(total).toBeGreaterThan(200)
  })

  it('the published examples of older releases lack fields, and contradict none', () => {
    const machines = ['machines', 'nodes', 'tags'].flatMap((file) =>
      [...objectsIn(publishedExample(file))].filter((one) => 'boot_disk' in one && 'netboot' in one),
    )
    expect(machines.length).toBeGreaterThan(20)
    const contradictions = machines
      .flatMap((machine) => replyIssues(operation('machines.get'), machine))
      .filter(({ kind }) => kind !== 'missing')
    expect(contradictions).toEqual([])
  })
})

/** The successful replies to known operations, each with its differences from the schema. */
async function* goodReplies(): AsyncGenerator<{
  where: string
  id: string
  issues: readonly ShapeIssue[]
  cut: boolean
}> {
  for (const file of files) {
    for (const { name, request, status, reply, cut } of recording(`${file}.json`)) {
      if (
        status === 0 ||
        status >= 300 ||
        request.as === 'nobody' ||
        !request.path.startsWith('/MAAS/api/2.0/')
      )
        continue
      const op =
        new URLSearchParams(request.query).getAll('op').at(-1) ??
        request.fields?.find(([field]) => field === 'op')?.[1]
      const found = operationOf(
        allOperations,
        request.method,
        request.path,
        typeof op === 'string' ? op : undefined,
      )
      const said = isText(reply) ? parse(reply.text) : reply
      if (found?.reply === undefined || said === undefined) continue
      yield {
        where: `${file}: ${name}`,
        id: found.id,
        issues:
          cut === true
            ? replyIssues(found, withoutNotes(said)).filter(({ kind }) => kind !== 'missing')
            : replyIssues(found, said),
        cut: cut === true,
      }
    }
  }
}

/** Long lists have a note in place of omitted items. */
function withoutNotes(value: unknown): unknown {
  if (Array.isArray(value))
    return value.filter((item) => typeof item !== 'string' || !item.startsWith('<')).map(withoutNotes)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutNotes(item)]))
}

const isText = (reply: unknown): reply is { text: string } =>
  typeof reply === 'object' && reply !== null && Object.keys(reply).join() === 'text'

/** Replies that are not JSON are descriptions of padded or JSONP replies, which the client never requests. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
