import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { explainMisfit } from '../../../src/core/shape/explain.js'
import type { FullStatus } from '../../../src/juju/generated/facades/client.js'
import { shapes } from '../../../src/juju/generated/facades/shapes.js'
import { formatStatus } from '../../../src/juju/index.js'
import { decodeStatus } from '../../../src/juju/status/decode.js'
import { callsIn } from '../recordings.js'

const reference = fileURLToPath(new URL('../../../../shared/reference/juju/', import.meta.url))
const releases = ['2.9.61', '3.6.26', '4.0.15'].filter((release) =>
  existsSync(`${reference}recorded-${release}`),
)

interface Run {
  command: string
  output: string
}

/** Runs of `juju status` that printed tables, with the reply behind them. */
const runs = releases.flatMap((release) =>
  readdirSync(`${reference}recorded-${release}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .flatMap((file) => {
      const text = readFileSync(`${reference}recorded-${release}/${file}`, 'utf8')
      if (!text.includes('"juju status')) return []
      const run = JSON.parse(text) as Run
      if (typeof run.command !== 'string' || !/^juju status(?!.*--format)/.test(run.command)) return []
      const call = callsIn(run, file).find(({ method }) => method === 'FullStatus')
      return call === undefined
        ? []
        : [{ name: `${release} ${file}`, ...run, status: call.reply.response as FullStatus }]
    }),
)

/** What the command prints and `formatStatus` does not, on purpose. */
const deliberate: { why: string; without: (text: string) => string }[] = [
  {
    why: 'the sentence about an empty model is for the terminal; the command writes it to stderr',
    without: (text) => text.replace(/\n\nModel "[^"]*" is empty\.$/, ''),
  },
]

describe.skipIf(releases.length === 0)(
  `the tables of the real command${releases.length === 0 ? ' (skipped without ../shared/reference)' : ''}`,
  () => {
    test.each(runs)('$name: $command', ({ command, output, status }) => {
      // The controller's name is in the files of the command.
      const controller = output.split('\n')[1]?.split(/ {2,}/)[1] ?? ''
      const relations = command.includes('--relations')
      const theirs = deliberate.reduce((text, { without }) => without(text), output.replace(/\n+$/, ''))
      expect(formatStatus(decodeStatus(status), { controller, relations })).toBe(theirs)
    })

    // The client supports Client 8 only, which 2.9 does not have.
    test.each(runs.filter(({ name }) => !name.startsWith('2.9')))(
      'the reply of $name has the described shape',
      ({ status }) => {
        expect(explainMisfit(shapes, 'FullStatus', status, { version: 8 })).toEqual([])
      },
    )

    test('are of three releases', () => {
      expect(runs.length).toBeGreaterThanOrEqual(20)
    })
  },
)
