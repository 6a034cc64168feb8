import { expect } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { type MaasSimulator, startMaasSimulator } from '../../src/maas/simulator.js'
import { caller, type RawReply } from './client.js'

/** A request, as `METHOD path?query`, its form and what is expected: the messages by field, the text, or 200. */
export type Row = [
  request: string,
  fields: Record<string, string | string[]>,
  expected?: Record<string, string[]> | string | [status: number, text: string],
]

/** Sends the rows one after the other to a new region and compares the replies. */
export async function checkForms(
  rows: readonly Row[],
  prepare: (sim: MaasSimulator) => Record<string, string> = () => ({}),
): Promise<void> {
  const clock = new SimulatedClock()
  const sim = await startMaasSimulator({ clock, autoAdvance: false })
  try {
    const names = prepare(sim)
    const known = (text: string): string =>
      text.replaceAll(/\{(\w+)\}/g, (all, name: string) => names[name] ?? all)
    const admin = caller(sim.url, sim.apiKey)
    for (const [request, fields, expected] of rows) {
      const [method = '', path = ''] = known(request).split(' ')
      const form = Object.entries(fields).flatMap(([name, value]) =>
        [value].flat().map((item): [string, string] => [name, known(item)]),
      )
      const reply = await admin(method, path, method === 'GET' ? undefined : form)
      expect(outcome(reply), `${request} ${JSON.stringify(fields)}`).toEqual(wanted(expected, known))
    }
  } finally {
    await sim.close()
  }
}

function outcome({ status, json, text }: RawReply): unknown {
  if (status === 200 || status === 201 || status === 204) return { status: 200 }
  return { status, said: json ?? text }
}

function wanted(expected: Row[2], known: (text: string) => string): unknown {
  if (expected === undefined) return { status: 200 }
  if (typeof expected === 'string') return { status: 400, said: known(expected) }
  if (Array.isArray(expected)) return { status: expected[0], said: known(expected[1]) }
  return { status: 400, said: JSON.parse(known(JSON.stringify(expected))) as unknown }
}
