import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Recorded, recording } from '../../simulators/test/conformance/maas/recording.js'
import type { KnownField } from '../../src/core/shape/shape.js'
import type { Type } from '../../src/core/shape/type.js'
import { type Arrived, startServer } from '../support/http-server.js'
import { multipartParts } from '../support/multipart.js'
import { callOf, paramsOf } from './arguments-of.js'
import { allOperations, client, haveReference, operationOf, recordedFolder, skipped } from './support.js'

const recordedFiles = haveReference
  ? readdirSync(`${recordedFolder}../exchanges-3.4.10/`).filter((name) => name.endsWith('.json'))
  : []

/** Where the client sends another form on purpose, and why. */
const OTHERWISE: Record<string, string> = {
  'machines.deploy: user_data': 'is encoded in base64, which the recording leaves out to see what happens',
  'machines.create: commission': 'is false without a power type, with which MAAS would answer 500',
  'bootSources.create: keyring_data': 'is a file; MAAS ignores a plain field',
  'machines.allocate: (none)': 'is not sent without a constraint: MAAS would allocate any machine',
  'scripts.create: script': 'is a file; a region accepts text as well',
  'scripts.update: script': 'is a file; a region accepts text as well',
  'scripts.get: include_script': 'is left out when false: MAAS takes any text as true',
  'results.list: include_output': 'is left out when false: MAAS takes any text as true',
}

/** The parameters of a recorded request, by name; undefined where no caller with types could send it. */
function given(
  request: Recorded['request'],
  fields: readonly KnownField[],
): Record<string, unknown> | undefined {
  const params: Record<string, unknown> = {}
  for (const [name, value] of sentIn(request)) {
    const field = fields.find((one) => one.name === name)
    if (field === undefined) return undefined
    const before = params[name]
    const read = valueOf(field.type, value)
    if (read === undefined || (before !== undefined && !Array.isArray(before))) return undefined
    params[name] = Array.isArray(before) ? [...before, ...(read as unknown[])] : read
  }
  return params
}

function sentIn({ query, fields = [] }: Recorded['request']): [string, unknown][] {
  return [...new URLSearchParams(query), ...fields].filter(([name]) => name !== 'op')
}

/** A recorded value in the type of its parameter. */
function valueOf(type: Type, value: unknown): unknown {
  if (typeof value !== 'string') return 'file' in (value as object) ? new Uint8Array([1, 2]) : undefined
  switch (type.kind) {
    case 'array': {
      const items = value.split(/[\s,]+/).map((item) => valueOf(type.of, item))
      return items.includes(undefined) ? undefined : items
    }
    case 'union':
      return type.of.map((part) => valueOf(part, value)).findLast((read) => read !== undefined)
    case 'plain':
      if (type.name === 'bool')
        return /^(true|1)$/.test(value) || (/^(false|0)$/.test(value) ? false : undefined)
      return /^(int|number)$/.test(type.name) && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
    case 'enum':
      return type.open || type.words.includes(value) ? value : undefined
    case 'map':
    case 'nullable':
    case 'ref':
      return undefined
  }
}

/** The parameters of a request by name: lists with commas, files and Booleans as words. */
function byName(
  pairs: readonly (readonly [string, unknown, unknown?])[],
  fields: readonly KnownField[],
): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [name, value, file] of pairs) {
    const { type } = fields.find((one) => one.name === name) ?? {}
    const isBoolean = type?.kind === 'plain' && type.name === 'bool'
    const isFile = file !== undefined || typeof value !== 'string'
    const text = isFile
      ? 'file'
      : isBoolean
        ? String(/^(true|1)$/.test(value))
        : value.replaceAll(/[\s,]+/g, ',')
    found[name] = name in found ? `${found[name]},${text}` : text
  }
  return found
}

const partsOf = ({ url, headers, body }: Arrived): [string, string, string?][] => {
  const type = headers['content-type'] ?? ''
  const query = [...new URL(url, 'http://host').searchParams].filter(([name]) => name !== 'op')
  return [
    ...query,
    ...(type.startsWith('multipart') ? multipartParts(type, body) : new URLSearchParams(body)),
  ]
}

describe.skipIf(!haveReference)(`requests that a recorded region accepted${skipped}`, () => {
  it('are sent in the same form by the typed methods', async () => {
    await using server = await startServer((_, response) => response.writeHead(200).end('{}'))
    await using maas = client(server.url, { validate: 'off', retries: 0 })
    let compared = 0
    const found = new Set<string>()
    const problems: string[] = []
    for (const file of recordedFiles)
      for (const { name, request, status } of recording(file)) {
        const op = new URLSearchParams(request.query).get('op') ?? undefined
        const operation = operationOf(allOperations, request.method, request.path, op)
        if (status >= 300 || operation === undefined || sentIn(request).length === 0) continue
        const fields = paramsOf(operation)
        const params = given(request, fields)
        if (params === undefined) continue
        const where = `${file}: ${name}: ${operation.id}`
        server.arrived.length = 0
        const error = await callOf(maas, operation, params).then(
          () => undefined,
          (caught: Error) => caught,
        )
        const [arrived] = server.arrived
        const [, refused = '(none)'] = /: (\w+)(?:\[\])? (?:must|is) /.exec(error?.message ?? '') ?? []
        const recorded = byName(sentIn(request), fields)
        const sent: Record<string, string> = arrived === undefined ? {} : byName(partsOf(arrived), fields)
        const differing = [...new Set([...Object.keys(sent), ...Object.keys(recorded)])].filter(
          (key) => sent[key] !== recorded[key],
        )
        for (const key of arrived === undefined ? [refused] : differing) {
          const parameter = `${operation.id}: ${key}`
          found.add(parameter)
          if (!(parameter in OTHERWISE))
            problems.push(
              `${where}: ${key}: sent ${sent[key]}, recorded ${recorded[key]} ${error?.message ?? ''}`,
            )
        }
        compared++
      }
    expect(compared).toBeGreaterThan(520)
    expect(problems).toEqual([])
    expect([...found].toSorted()).toEqual(Object.keys(OTHERWISE).toSorted())
  })
})
