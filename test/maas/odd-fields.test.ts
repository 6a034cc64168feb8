import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StackError } from '../../src/core/errors.js'
import type { HttpRequest, HttpResponse, Transport } from '../../src/core/http/transport.js'
import type { MaasClient } from '../../src/maas/index.js'
import { anyJson } from '../support/odd-values.js'
import { Responses } from '../support/odd-responses.js'
import { client } from './support.js'
import { startRegion } from './workflows/support.js'

const wait = { timeoutMs: 30, intervalMs: 5 }

/** The methods that read fields of replies. */
const VERBS: Record<string, (maas: MaasClient, id: string) => PromiseLike<unknown>> = {
  find: (maas) => maas.machines.find({ hostname: 'node-1' }),
  ensureReleased: (maas, id) => maas.machines.ensureReleased(id),
  create: (maas) =>
    maas.machines.create({
      architecture: 'amd64',
      mac_addresses: ['52:54:00:12:34:56'],
      power_type: 'manual',
    }),
  adopt: (maas) =>
    maas.machines.adopt({
      architecture: 'amd64',
      mac_addresses: ['52:54:00:12:34:57'],
      power_type: 'manual',
    }),
  waitFor: (maas, id) => maas.machines.waitFor(id, ['Deployed', 'Ready'], wait),
  waitForPower: (maas, id) => maas.machines.waitForPower(id, 'off', wait),
  waitForImages: (maas) => maas.bootResources.waitFor('ubuntu/jammy', wait),
  upload: (maas) =>
    maas.bootResources.upload(
      { name: 'custom/golden', architecture: 'amd64/generic', file: Buffer.from('some bytes') },
      { retries: 0 },
    ),
  storage: (maas, id) =>
    maas.storage.plan(
      id,
      { disks: [{ disk: 'sda', partitions: [{ size: '1G', fstype: 'ext4', mount_point: '/' }] }] },
      { replace: true },
    ),
  volumes: (maas, id) =>
    maas.storage.plan(id, { raids: [{ name: 'md0', level: 'raid-1', members: ['sdb', 'sdc'] }] }),
  network: (maas, id) =>
    maas.network.plan(id, { bonds: [{ name: 'bond0', parents: ['eth0'] }] }, { replace: true }),
  configure: (maas, id) => maas.interfaces.configure(id, 'eth0', { mode: 'dhcp' }),
  enableDhcp: (maas) =>
    maas.vlans.enableDhcp(0, 0, { range: { start_ip: '10.10.0.100', end_ip: '10.10.0.200' } }),
  set: (maas) => maas.dnsResources.set('www.maas', { ip_addresses: ['10.0.0.7'] }),
}

/** Changes one value at any depth. */
function change(value: unknown, picks: readonly number[], odd: unknown): unknown {
  const [pick = 0, ...deeper] = picks
  if (typeof value !== 'object' || value === null || deeper.length === 0) return odd
  const keys = Object.keys(value)
  const key = keys[pick % keys.length]
  if (key === undefined) return odd
  const changed: unknown = change((value as Record<string, unknown>)[key], deeper, odd)
  return Array.isArray(value)
    ? value.map((one: unknown, at) => (String(at) === key ? changed : one))
    : { ...value, [key]: changed }
}

/** Sends requests to a region, and changes one value in each reply. */
class Changed implements Transport {
  picks: readonly number[] | undefined
  odd: unknown
  readonly #replies = new Map<string, string>()

  async send({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> {
    const key = `${method} ${url}`
    const text =
      this.#replies.get(key) ?? (await (await fetch(url, { method, headers, body: body as string })).text())
    this.#replies.set(key, text)
    const answer = new Responses()
    const changed =
      this.picks === undefined ? text : JSON.stringify(change(JSON.parse(text), this.picks, this.odd))
    answer.queue = [
      { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(changed) },
    ]
    return answer.send()
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

describe('a reply in which any value is odd', () => {
  it.each(Object.entries(VERBS))('ends %s with a result, or an error of the package', async (_, verb) => {
    await using region = await startRegion()
    const { systemId } = region.simulator.addMachine({ hostname: 'node-1' })
    const transport = new Changed()
    await using maas = client(region.simulator.url, {
      apiKey: region.simulator.apiKey,
      transport,
      retries: 0,
    })
    await verb(maas, systemId)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(60), { minLength: 2, maxLength: 6 }), anyJson, async (picks, odd) => {
        Object.assign(transport, { picks, odd })
        const [outcome] = await Promise.allSettled([verb(maas, systemId)])
        if (outcome.status === 'rejected' && !(outcome.reason instanceof StackError))
          throw new Error('not an error of the package', { cause: outcome.reason })
      }),
      { numRuns: 60, endOnFailure: true },
    )
    expect(transport.picks).toBeDefined()
  })
})
