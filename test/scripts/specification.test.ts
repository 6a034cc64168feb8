import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generate } from '../../scripts/generate/generate.js'

const folder = mkdtempSync(join(tmpdir(), 'canonical-stack-spec-'))
const root = pathToFileURL(`${folder}/`)
beforeAll(() => cpSync(new URL('../../spec', import.meta.url), join(folder, 'spec'), { recursive: true }))
afterAll(() => rmSync(folder, { recursive: true }))

/** The generator's error for a changed file of the specification. */
function mistakeIn(path: string, change: (text: string) => string): string {
  const file = join(folder, 'spec', path)
  const text = readFileSync(file, 'utf8')
  const changed = change(text)
  expect(changed).not.toBe(text)
  writeFileSync(file, changed)
  try {
    generate(root)
    return ''
  } catch (error) {
    return (error as Error).message
  } finally {
    writeFileSync(file, text)
  }
}

const lineOf = (path: string, part: string): number =>
  readFileSync(join(folder, 'spec', path), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(part)) + 1

describe('the specification is read strictly', () => {
  it('and is valid', () => {
    expect(generate(root).files.size).toBeGreaterThan(50)
  })

  const tags = 'maas/api2/tags.yaml'
  it.each([
    [
      'an unknown key',
      tags,
      ['idempotent: true', 'idempotant: true'],
      'idempotent: true',
      /unknown key idempotant; did you mean idempotent\? \(at operations\.updateNodes\.idempotant\)$/,
    ],
    [
      'a misspelt source',
      tags,
      ['source: recorded-3.4.10/tags', 'frm: recorded-3.4.10/tags'],
      'source: recorded-3.4.10/tags',
      /unknown key frm/,
    ],
    [
      'an operation without a source',
      tags,
      ['    source: recorded-3.4.10/tags\n', ''],
      '  list:',
      /operations\.list must have required property 'source'$/,
    ],
    [
      'a type that does not exist',
      tags,
      ['reply: TagUpdate', 'reply: TagUpdates'],
      'updateNodes:',
      /unknown type TagUpdates; did you mean TagUpdate/,
    ],
    [
      'an invalid type',
      tags,
      ['definition?: string; refused', 'definition?: strng; refused'],
      'definition?: string; refused',
      /"strng" is not a type$/,
    ],
    [
      'a type of another file again',
      tags,
      ['  TagUpdate:\n', '  Machine:\n    fields:\n      id: int\n  TagUpdate:\n'],
      '  TagUpdate:',
      /the type Machine is also described in spec\/maas\/api2\/machines\.yaml$/,
    ],
    [
      'the same key twice',
      tags,
      ['      comment: string\n', '      comment: string\n      comment: int\n'],
      'kernel_opts: string',
      /Map keys must be unique/,
    ],
    [
      'a field with and without a question mark',
      tags,
      ['      comment: string\n', '      comment: string\n      comment?: string\n'],
      'kernel_opts: string',
      /comment is described twice$/,
    ],
    [
      'a reply and a list',
      tags,
      ['    list: Tag\n', '    list: Tag\n    reply: Tag\n'],
      '  list:',
      /operations\.list has both reply and list$/,
    ],
    [
      'an unknown page style',
      tags,
      ['    list: Tag\n', '    list: Tag\n    pages: event\n'],
      'list: Tag',
      /unknown page style event; the API has default, events$/,
    ],
    [
      'an unknown parameter group',
      'maas/api2/machines.yaml',
      ['include: [machineConstraints]', 'include: [machineConstraint]'],
      'include: [machineConstraints]',
      /unknown parameter group machineConstraint: no file of spec.maas.api2 has it$/,
    ],
    [
      'a release that is a number',
      'maas/api2/machines.yaml',
      ["since: '3.7'", 'since: 3.7'],
      "since: '3.7'",
      /since must be string$/,
    ],
    [
      'an unknown wire form',
      'maas/api2/machines.yaml',
      ['wire: prefixed', 'wire: prefix'],
      'wire: prefixed',
      /wire must be one of /,
    ],
    [
      'versions that are none',
      'juju/facades/client.yaml',
      ['    reads: true\n', '    reads: true\n    versions: new\n'],
      'params: StatusParams',
      /versions must match pattern/,
    ],
    [
      'an enum that does not say whether it is open',
      'maas/api2/events.yaml',
      ['    open: true\n', ''],
      'EventLevel:',
      /must have required property 'open'$/,
    ],
  ])('rejects %s, with file and line', (_what, path, [from = '', to = ''], at, problem) => {
    const line = lineOf(path, at)
    const message = mistakeIn(path, (text) => text.replace(from, to))
    expect(message).toMatch(problem)
    const [, shown = ''] = /^spec\/[\w/.-]+\.yaml:(\d+): /.exec(message) ?? []
    expect(Math.abs(Number(shown) - line)).toBeLessThanOrEqual(1)
  })
})
