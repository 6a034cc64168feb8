import { afterEach, expect, it } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { type MaasSimulator, startMaasSimulator } from '../../src/maas/simulator.js'
import type { MaasRelease } from '../../src/maas/state/releases.js'
import { fillRegion } from '../conformance/maas/region.js'
import { caller, plaintext, raw } from './client.js'

interface Handler {
  path: string
  uri: string
  actions: { op: string | null; method: string }[]
}

let simulator: MaasSimulator | undefined
afterEach(() => simulator?.close())

/** The `maas` command sends every parameter as a part in base64. */
function multipart(fields: [string, string][]): { body: string; headers: Record<string, string> } {
  const boundary = '===============0123456789=='
  const parts = fields.map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: form-data; name="${name}"\r\nMIME-Version: 1.0\r\n` +
      `Content-Type: text/plain; charset="utf-8"\r\n\r\n${Buffer.from(value).toString('base64')}\r\n`,
  )
  return {
    body: `${parts.join('')}--${boundary}--\r\n`,
    headers: { 'content-type': `multipart/form-data; boundary="${boundary}"`, 'mime-version': '1.0' },
  }
}

it.each(['3.4', '3.7', '3.8', 'master'] as MaasRelease[])(
  'every operation that %s describes is answered by the simulated region itself',
  async (release) => {
    const clock = new SimulatedClock()
    simulator = await startMaasSimulator({ clock, release, autoAdvance: false })
    const { url, apiKey, state } = simulator
    const { machines } = await fillRegion(simulator)
    const description = (await raw(url, { path: '/MAAS/api/2.0/describe/' })).json as {
      resources: { auth: Handler | null; anon: Handler | null }[]
    }
    const handlers = description.resources.flatMap(({ auth, anon }) => auth ?? anon ?? [])
    /** An object that exists, where there is one. */
    const known = (path: string): Record<string, string> => {
      const machine = path.includes('bcache')
        ? machines.bcache
        : path.includes('volume-group')
          ? machines.lvm
          : machines.raid
      const node = state.machine(machine)!
      const partitioned = node.disks.find(({ partitions }) => partitions.length > 0) ?? node.disks[0]
      const named: [RegExp, unknown][] = [
        [/^rackcontrollers/, state.rackId],
        [/^regioncontrollers/, state.regionId],
        [/^devices/, state.devices[0]?.systemId],
        [/./, machine],
      ]
      return {
        system_id: String(named.find(([pattern]) => pattern.test(path))?.[1]),
        device_id: String(partitioned?.id),
        fabric_id: '0',
        vid: '0',
        boot_source_id: '1',
        id: path.includes('partition')
          ? String(partitioned?.partitions[0]?.id)
          : path.includes('interfaces')
            ? String(node.interfaces[0]?.id)
            : path.includes('blockdevices')
              ? String(node.disks[0]?.id)
              : path.includes('results')
                ? 'current-commissioning'
                : '1',
        name: path.startsWith('zones') ? 'default' : path.startsWith('tags') ? 'rack-1' : 'smartctl-validate',
        username: 'bob',
        filename: 'nosuch',
      }
    }
    const addresses = new Map(
      handlers.map(({ path }) => {
        const below = path.replace('/MAAS/api/2.0/', '')
        const values = known(below)
        return [path, below.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '1')]
      }),
    )
    const failed: string[] = []
    let answered = 0
    // Deleting comes last, so that there is something to change.
    for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
      for (const { path, actions } of handlers) {
        for (const action of actions.filter((one) => one.method === method)) {
          const query = action.op === null ? '' : `?op=${action.op}`
          const body = method === 'POST' || method === 'PUT' ? multipart([['comment', 'é']]) : undefined
          const reply = await raw(url, {
            method,
            path: `/MAAS/api/2.0/${addresses.get(path)}${query}`,
            headers: { authorization: plaintext(apiKey), ...body?.headers },
            ...(body && { body: body.body }),
          })
          answered += 1
          if (/^Unknown API endpoint|^Unrecognised signature|^the simulator failed/.test(reply.text))
            failed.push(`${method} ${addresses.get(path)}${query}: ${reply.status} ${reply.text}`)
        }
      }
    }
    expect(failed).toEqual([])
    expect(answered).toBeGreaterThan(350)
    // The region has lost no machine that it was not told to delete, and still answers.
    expect((await caller(url, apiKey)('GET', 'users/?op=whoami')).status).toBe(200)
  },
)
