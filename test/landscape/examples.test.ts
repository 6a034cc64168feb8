import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { replyIssues, type ZodLike } from '../../src/core/schema.js'

const specUrl = new URL('../../spec/landscape/', import.meta.url)
const examplesUrl = new URL('../../../shared/reference/landscape/examples/', import.meta.url)
const files = existsSync(examplesUrl) ? readdirSync(examplesUrl) : []
if (files.length === 0) console.log('no examples of replies: ../shared/reference is absent')

/** Where an old example is known not to be what the wire carries (protocol.md section 8, notes of entities.json). */
const corrections: Record<string, (example: unknown) => unknown> = {
  'legacy.GetPendingComputers.json': (example) =>
    (example as object[]).map((one) => ({ ...one, client_tags: [] })),
  'legacy.CreateAccessGroup.json': (example) => ({ ...(example as object), name: 'my-access-group' }),
}

/** They print Python's None where the wire has null. */
const withNulls = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) => (value === 'None' ? null : value))

interface Case {
  call: string
  file: string
  module: string
  schema: string
}

const cases: Case[] = []
let calls = 0
for (const specFile of readdirSync(specUrl)) {
  const spec = parse(readFileSync(new URL(specFile, specUrl), 'utf8')) as {
    operations: string
    calls: Record<string, { call: string; reply?: string }>
  }
  for (const [name, { call, reply }] of Object.entries(spec.calls)) {
    calls++
    const stem = call.startsWith('action ')
      ? `legacy.${call.slice(7)}`
      : `rest.${call.replaceAll(/[^A-Za-z0-9]+/g, '_').replace(/_$/, '')}`
    if (reply === undefined || reply === 'any') continue
    for (const file of files.filter((one) => new RegExp(`^${stem}(\\.\\d+)?\\.json$`).test(one)))
      cases.push({
        call: `${spec.operations}.${name}`,
        file,
        module: specFile.replace('.yaml', ''),
        schema: `${name}Reply`,
      })
  }
}
if (files.length > 0)
  console.log(
    `${cases.length} examples of ${new Set(cases.map(({ call }) => call)).size} of the ${calls} calls in spec/landscape are checked`,
  )

describe.skipIf(cases.length === 0)('the replies in the examples', () => {
  it.each(cases)('$call: nothing odd in $file', async ({ file, module, schema }) => {
    const schemas = (await import(`../../src/landscape/generated/${module}.schemas.ts`)) as Record<
      string,
      ZodLike
    >
    const found = schemas[schema]
    if (found === undefined) throw new Error(`no ${schema}`)
    const example = withNulls(readFileSync(new URL(file, examplesUrl), 'utf8'))
    const correct = corrections[file]
    expect(replyIssues(found, correct?.(example) ?? example)).toEqual([])
    if (correct !== undefined) expect(replyIssues(found, example)).not.toEqual([])
  })
})
