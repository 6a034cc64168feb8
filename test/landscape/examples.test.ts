import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ActionOperation, RestOperation } from '../../src/core/operations.js'
import { explainMisfit } from '../../src/core/shape/explain.js'
import { shapes as actionShapes } from '../../src/landscape/generated/actions/shapes.js'
import { resources } from '../../src/landscape/generated/resources.js'
import { login } from '../../src/landscape/generated/rest/login.js'
import { about } from '../../src/landscape/generated/rest/server.js'
import { shapes as restShapes } from '../../src/landscape/generated/rest/shapes.js'

const examplesUrl = new URL('../../../shared/reference/landscape/examples/', import.meta.url)
const files = existsSync(examplesUrl) ? readdirSync(examplesUrl) : []
if (files.length === 0) console.log('no examples of replies: ../shared/reference is absent')

/** Known differences between old examples and actual replies (protocol.md section 8, notes of entities.json). */
const corrections: Record<string, (example: unknown) => unknown> = {
  'legacy.GetPendingComputers.json': (example) =>
    (example as object[]).map((one) => ({ ...one, client_tags: [] })),
  'legacy.CreateAccessGroup.json': (example) => ({ ...(example as object), name: 'my-access-group' }),
}

/** The examples have Python's None instead of null. */
const withNulls = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) => (value === 'None' ? null : value))

const operations = [
  ...Object.values(resources).flatMap((parts) => parts.flatMap(([, table]) => Object.values(table))),
  ...Object.values(login),
  ...Object.values(about),
] as (ActionOperation | RestOperation)[]

/** The prefix of the names of an operation's reply examples. */
const stemOf = (operation: ActionOperation | RestOperation): string =>
  'action' in operation
    ? `legacy.${operation.action}`
    : `rest.${`${operation.method} ${operation.path}`.replaceAll(/[^A-Za-z0-9]+/g, '_').replace(/_$/, '')}`

const cases = operations.flatMap((operation) => {
  const { id, reply } = operation
  if (reply === undefined) return []
  return files
    .filter((file) => new RegExp(`^${stemOf(operation)}(\\.\\d+)?\\.json$`).test(file))
    .map((file) => ({ id, file, reply, shapes: 'action' in operation ? actionShapes : restShapes }))
})
if (files.length > 0)
  console.log(
    `${cases.length} examples of ${new Set(cases.map(({ id }) => id)).size} of the ${operations.length} operations in spec/landscape are checked`,
  )

describe.skipIf(cases.length === 0)('the replies in the examples', () => {
  it.each(cases)('$id: $file fits', ({ file, reply, shapes }) => {
    const example = withNulls(readFileSync(new URL(file, examplesUrl), 'utf8'))
    const correct = corrections[file]
    expect(explainMisfit(shapes, reply, correct?.(example) ?? example)).toEqual([])
    if (correct !== undefined) expect(explainMisfit(shapes, reply, example)).not.toEqual([])
  })

  it.each([
    ['livepatch_info', 'LivepatchInfo'],
    ['ubuntu_pro_livepatch_service_info', 'UbuntuProService'],
    ['ubuntu_pro_reboot_required_info', 'UbuntuProRebootInfo'],
  ])('%s of another endpoint fits', (part, type) => {
    const file = new URL('rest.GET_computers_computer_id_livepatch_info.json', examplesUrl)
    const example = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    expect(restShapes).toHaveProperty(type)
    expect(explainMisfit(restShapes, type, example[part])).toEqual([])
  })
})
