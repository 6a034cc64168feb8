import { existsSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { SimulatedClock } from '../../src/clock.js'
import { type MaasSimulator, startMaasSimulator } from '../../src/maas/simulator.js'
import type { MaasRelease } from '../../src/maas/state/releases.js'
import { caller, raw } from './client.js'

interface Handler {
  name: string
  path: string
  uri: string
  params: string[]
  doc: string
  actions: { name: string; op: string | null; method: string; restful: boolean; doc: string }[]
}
interface Document {
  hash: string
  handlers: Handler[]
  resources: { name: string; anon: Handler | null; auth: Handler | null }[]
}

const reference = new URL('../../../../shared/reference/maas/', import.meta.url)
const recordings: Record<MaasRelease, string> = {
  '3.4': 'recorded-3.4.10',
  '3.7': 'recorded-3.7.3',
  '3.8': 'recorded-3.8.0b6',
  master: 'recorded-master-3.8.0a1',
}

const clock = new SimulatedClock()
let simulator: MaasSimulator | undefined
afterEach(() => simulator?.close())

async function documentOf(release: MaasRelease): Promise<Document> {
  simulator = await startMaasSimulator({ clock, release })
  const reply = await raw(simulator.url, { path: '/MAAS/api/2.0/describe/' })
  expect(reply).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } })
  return reply.json as Document
}

/** Everything that clients derive commands from; the documentation is in words of the simulator's own. */
const outline = ({ resources }: Document): unknown => {
  const side = (handler: Handler | null) =>
    handler && {
      name: handler.name,
      path: handler.path,
      params: handler.params,
      actions: handler.actions
        .map(({ name, op, method, restful }) => `${name} ${op} ${method} ${restful}`)
        .toSorted(),
    }
  return resources.map(({ name, anon, auth }) => ({ name, anon: side(anon), auth: side(auth) }))
}

describe('describe/', () => {
  it.skipIf(!existsSync(reference)).each(Object.entries(recordings) as [MaasRelease, string][])(
    'describes the operations of %s under the names of a real region',
    async (release, folder) => {
      const recorded = JSON.parse(
        readFileSync(new URL(`${folder}/describe.json`, reference), 'utf8'),
      ) as Document
      const ours = await documentOf(release)
      expect(outline(ours)).toEqual(outline(recorded))
      expect(ours.handlers.map(({ name }) => name).toSorted()).toEqual(
        recorded.handlers.map(({ name }) => name).toSorted(),
      )
    },
  )

  it('has absolute addresses of the host that was asked, and the hash of the header of every reply', async () => {
    const { hash, resources } = await documentOf('3.4')
    const { url, apiKey } = simulator!
    for (const handler of resources.flatMap(({ anon, auth }) => [anon, auth]))
      if (handler) expect(handler.uri).toBe(`${new URL(url).origin}${handler.path}`)
    const reply = await caller(url, apiKey)('GET', 'users/?op=whoami')
    expect(reply.headers['x-maas-api-hash']).toBe(hash)
    await simulator?.close()
    expect((await documentOf('3.8')).hash).not.toBe(hash)
  })
})

describe('openapi.yaml', () => {
  it('has every operation that is described, without credentials', async () => {
    const { resources } = await documentOf('3.8')
    const { url } = simulator!
    const landing = (await raw(url, { path: '/MAAS/api' })).json as {
      resources: { path: string; rel: string }[]
    }
    const path = landing.resources.find(({ rel }) => rel === 'service-desc')?.path ?? ''
    const reply = await raw(url, { path })
    expect(reply).toMatchObject({ status: 200, headers: { 'content-type': 'application/openapi+yaml' } })
    const { openapi, paths } = parse(reply.text) as {
      openapi: string
      paths: Record<string, Record<string, { operationId: string }>>
    }
    expect(openapi).toBe('3.0.0')
    expect(paths['/users/op-whoami']?.['get']?.operationId).toBe('UsersHandler_whoami')
    expect(paths['/machines/{system_id}/']?.['parameters']).toMatchObject([{ name: 'system_id', in: 'path' }])
    const described = resources.flatMap(({ auth, anon }) => (auth ?? anon)?.actions ?? [])
    const listed = Object.values(paths).flatMap((item) =>
      Object.keys(item).filter((key) => key !== 'parameters'),
    )
    expect(listed).toHaveLength(described.length)
  })
})
