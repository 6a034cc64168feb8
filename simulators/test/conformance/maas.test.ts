import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { startMaasSimulator } from '../../src/maas/simulator.js'
import { differences } from './maas/compare.js'
import { deliberateDifferences } from './maas/deliberate-differences.js'
import { recording, recordingsPresent, type Recorded } from './maas/recording.js'
import { send, type Keys } from './maas/send.js'
import { Stage } from './maas/stage.js'

const files = [
  'auth.json',
  'http.json',
  'machines-lifecycle.json',
  'machines-allocate-deploy.json',
  'machines-deploy-errors.json',
  'machines-deploy-kernels.json',
  'machines-states.json',
  'machines-list.json',
  'events-and-rest.json',
  'network.json',
  'storage.json',
  'storage-bcache-vmfs.json',
  'images-and-files.json',
]

interface Result {
  agree: number[]
  differ: { index: number; why: string[] }[]
  unserved: number[]
  deliberate: number[]
  /** What was played between the exchanges because the recording leaves it out, by kind. */
  played: Stage['taken']
}

const baselineFile = join(import.meta.dirname, 'maas.baseline.json')
interface Summary {
  agree: string
  differ: number
  unserved: number
  deliberate: number
  /** Steps that were played between the exchanges: a baseline that only shrinks. */
  played: number
}
const baseline = JSON.parse(readFileSync(baselineFile, 'utf8')) as Record<string, Summary>

/** Replays one file against a new region. */
async function replay(file: string): Promise<Result> {
  const clock = new SimulatedClock()
  const simulator = await startMaasSimulator({ clock, autoAdvance: false })
  const recorded = recording(file)
  const stage = new Stage(simulator, file, recorded)
  await stage.open()
  const keys: Keys = { admin: simulator.apiKey, bob: simulator.users.user.apiKey }
  const nonces = new Map<string, string>()
  const result: Result = { agree: [], differ: [], unserved: [], deliberate: [], played: stage.taken }
  for (const [index, entry] of recorded.entries()) {
    await stage.prepare(entry)
    keys.other = stage.names.translate('<consumer_key:second>:<token_key:second>:<token_secret:second>')
    const reply = await send(simulator.url, entry, stage.names, keys, nonces)
    const found = [...differences(entry, reply, stage), ...afterwards(stage, entry)]
    stage.names.learnFrom(entry.reply, reply.json)
    if (found.length === 0) result.agree.push(index)
    else if (deliberateDifferences.some((item) => item.file === file && item.entries.test(entry.name)))
      result.deliberate.push(index)
    else if (/^Unknown API endpoint|^Unrecognised signature/.test(reply.text)) {
      result.unserved.push(index)
      if (process.env['SHOW_UNSERVED'])
        console.log(`not served: ${entry.request.method} ${entry.request.path} ${entry.request.query ?? ''}`)
    } else result.differ.push({ index, why: [entry.name, ...found] })
  }
  await simulator.close()
  return result
}

/** In the table of statuses each entry also has the machine's status shortly after the call. */
function afterwards(stage: Stage, entry: Recorded): string[] {
  const machine = stage.machineOf(entry)
  if (!entry.after?.status_name || !machine) return []
  stage.simulator.settlePower(machine.systemId)
  const ours = {
    status_name: machine.status,
    power_state: machine.powerState,
    owner: machine.owner,
    locked: machine.locked,
  }
  const said = [JSON.stringify(ours), JSON.stringify(entry.after)]
  return said[0] === said[1] ? [] : [`afterwards ${said[0]}, recorded ${said[1]}`]
}

/** `0-4,7`: which entries of a file agree. */
function ranges(indices: number[]): string {
  const parts: [number, number][] = []
  for (const index of indices) {
    const last = parts.at(-1)
    if (last && last[1] === index - 1) last[1] = index
    else parts.push([index, index])
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',')
}

function expand(text: string): number[] {
  return text
    .split(',')
    .filter(Boolean)
    .flatMap((part) => {
      const [from = 0, to = from] = part.split('-').map(Number)
      return Array.from({ length: to - from + 1 }, (_, offset) => from + offset)
    })
}

if (!recordingsPresent) console.log('MAAS conformance: ../shared/reference is not here, nothing is compared')

describe.runIf(recordingsPresent)('the simulated MAAS answers as 3.4.10 did', () => {
  const results: Record<string, Summary> = {}
  const steps: Record<string, number> = {}

  it.each(files)('%s', async (file) => {
    const { agree, differ, unserved, deliberate, played } = await replay(file)
    for (const [kind, number] of Object.entries(played)) steps[kind] = (steps[kind] ?? 0) + number
    const total = agree.length + differ.length + unserved.length + deliberate.length
    results[file] = {
      agree: ranges(agree),
      differ: differ.length,
      unserved: unserved.length,
      deliberate: deliberate.length,
      played: Object.values(played).reduce((sum, number) => sum + number, 0),
    }
    console.log(
      `${file}: ${agree.length} of ${total} agree, ${differ.length} differ, ${unserved.length} not served, ${deliberate.length} on purpose`,
    )
    if (process.env['SHOW'] && file.includes(process.env['SHOW']))
      for (const { index, why } of differ) console.log(index, why.slice(0, 40).join('\n     '))
    expect(results[file].played, 'steps played between the exchanges').toBeLessThanOrEqual(
      baseline[file]?.played ?? Infinity,
    )
    const lost = expand(baseline[file]?.agree ?? '').filter((index) => !agree.includes(index))
    const reasons = differ
      .filter(({ index }) => lost.includes(index))
      .map(({ index, why }) => `${index} ${why.join('; ')}`)
    expect(lost, `these agreed before:\n${reasons.join('\n')}`).toEqual([])
  })

  afterAll(() => {
    const all = Object.values(results)
    const count = (pick: (result: (typeof all)[number]) => number): number =>
      all.reduce((sum, result) => sum + pick(result), 0)
    const agreed = count(({ agree }) => expand(agree).length)
    const total = agreed + count(({ differ, unserved, deliberate }) => differ + unserved + deliberate)
    console.log(`${agreed} of ${total} agree, with their values`)
    const between = Object.entries(steps).map(([kind, number]) => `${number} ${kind}`)
    console.log(`played between the exchanges, as the recordings leave it out: ${between.join(', ')}`)
    if (process.env['CONFORMANCE_BASELINE'] === 'write')
      writeFileSync(baselineFile, `${JSON.stringify(results, null, 2)}\n`)
  })
})
