import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { AbortedError, ConfigurationError, ServerError } from '../../src/maas/index.js'
import { SimulatedClock, startMaasSimulator, type MaasSimulator } from 'canonical-stack-simulators'
import { client } from './support.js'

const folder = mkdtempSync(join(tmpdir(), 'canonical-stack-images-'))
afterAll(() => rmSync(folder, { recursive: true }))

const start = (): Promise<MaasSimulator> =>
  startMaasSimulator({ clock: new SimulatedClock({ timeScale: 1000 }) })
const maasOf = (simulator: MaasSimulator) => client(simulator.url, { apiKey: simulator.apiKey })

const bytes = randomBytes(50_000)
const QUICK = { max: 3, baseMs: 1 }
const image = { name: 'custom/golden', architecture: 'amd64/generic', base_image: 'ubuntu/jammy' }

describe('bootResources.upload', () => {
  it('sends a file in chunks, with its hash and size, and reports progress', async () => {
    await using simulator = await start()
    await using maas = maasOf(simulator)
    const file = join(folder, 'golden.tar.gz')
    writeFileSync(file, bytes)
    const seen: number[] = []
    const uploaded = await maas.bootResources.upload(
      { ...image, file },
      { chunkBytes: 20_000, onProgress: ({ sentBytes }) => seen.push(sentBytes) },
    )
    expect(seen).toEqual([20_000, 40_000, 50_000])
    const [set] = Object.values(uploaded.sets ?? {})
    expect(set).toMatchObject({ complete: true, size: 50_000 })
    expect(Object.values(set?.files ?? {})[0]?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  it('sends nothing when MAAS has a file with the same hash', async () => {
    await using simulator = await start()
    await using maas = maasOf(simulator)
    await maas.bootResources.upload({ ...image, file: bytes })
    const methods: string[] = []
    maas.on('request', ({ method }) => void methods.push(method))
    const again = await maas.bootResources.upload({ ...image, name: 'custom/silver', file: bytes })
    expect(methods).toEqual(['POST'])
    expect(Object.values(again.sets ?? {})[0]?.complete).toBe(true)
  })

  it.each([
    ['before the chunk arrives', { effect: { kind: 'reset' } }],
    ['after MAAS has stored the chunk', { afterWork: true, effect: { kind: 'reset' } }],
    ['with a 504 of a proxy', { effect: { kind: 'reply', status: 504, body: 'gateway timeout' } }],
    [
      'with a 504 of a proxy after MAAS has stored it',
      { afterWork: true, effect: { kind: 'reply', status: 504, body: '' } },
    ],
  ] as const)('asks MAAS what it has when a chunk fails %s', async (_when, fault) => {
    await using simulator = await start()
    await using maas = maasOf(simulator)
    simulator.faults.inject({ match: { method: 'PUT', url: '/upload/' }, times: 2, ...fault })
    const uploaded = await maas.bootResources.upload(
      { ...image, file: bytes },
      { chunkBytes: 20_000, retries: QUICK },
    )
    expect(Object.values(uploaded.sets ?? {})[0]?.complete).toBe(true)
  })

  it('continues an upload of an earlier program', async () => {
    await using simulator = await start()
    await using maas = maasOf(simulator)
    const failing = maas.bootResources.upload(
      { ...image, file: bytes },
      {
        chunkBytes: 20_000,
        onProgress: () => {
          throw new Error('the program ends')
        },
      },
    )
    await expect(failing).rejects.toThrow('the program ends')
    const seen: number[] = []
    await maas.bootResources.upload(
      { ...image, file: bytes },
      { chunkBytes: 20_000, onProgress: ({ sentBytes }) => seen.push(sentBytes) },
    )
    expect(seen).toEqual([40_000, 50_000])
  })

  it('gives up when chunks keep failing', async () => {
    await using simulator = await start()
    await using maas = maasOf(simulator)
    simulator.faults.inject({
      match: { method: 'PUT', url: '/upload/' },
      times: Number.POSITIVE_INFINITY,
      effect: { kind: 'reply', status: 503, body: 'busy' },
    })
    const upload = maas.bootResources.upload({ ...image, file: bytes }, { retries: QUICK })
    await expect(upload).rejects.toBeInstanceOf(ServerError)
  })

  it('refuses a file that is missing, empty or of another type before anything is sent', async () => {
    await using simulator = await start()
    await using maas = maasOf(simulator)
    const sent: string[] = []
    maas.on('request', ({ method }) => void sent.push(method))
    for (const file of [join(folder, 'missing'), new Uint8Array(), 7 as never])
      await expect(maas.bootResources.upload({ ...image, file })).rejects.toThrow(ConfigurationError)
    await expect(
      maas.bootResources.upload({ ...image, file: bytes }, { signal: AbortSignal.abort() }),
    ).rejects.toThrow(AbortedError)
    expect(sent).toEqual([])
  })

  it('says so when the file becomes shorter while it is sent, or is deleted between two uploads', async () => {
    await using simulator = await start()
    await using maas = maasOf(simulator)
    const file = join(folder, 'shrinking.tar.gz')
    writeFileSync(file, bytes)
    const upload = maas.bootResources.upload(
      { ...image, file },
      { chunkBytes: 20_000, onProgress: () => writeFileSync(file, bytes.subarray(0, 100)) },
    )
    await expect(upload).rejects.toThrow(/file became shorter while it was sent/)
    await expect(maas.bootResources.upload({ ...image, file: folder })).rejects.toThrow(
      /^bootResources\.upload: file cannot be read: EISDIR/,
    )
    rmSync(file)
    await expect(maas.bootResources.upload({ ...image, file })).rejects.toThrow(
      /^bootResources\.upload: file cannot be read: ENOENT/,
    )
  })

  it('refuses a wrong hash with the words of MAAS', async () => {
    await using simulator = await start()
    await using maas = maasOf(simulator)
    await expect(
      maas.bootResources.upload({ ...image, file: bytes, sha256: 'a'.repeat(64) }),
    ).rejects.toThrow(/does not match given SHA256/)
  })
})

describe('bootResources.waitFor', () => {
  it('returns images that MAAS has completely', async () => {
    await using simulator = await start()
    await using maas = maasOf(simulator)
    const [image_] = await maas.bootResources.waitFor('ubuntu/jammy')
    expect(image_?.name).toBe('ubuntu/jammy')
  })

  it('times out with a reason for an image that is not there', async () => {
    await using simulator = await start()
    await using maas = maasOf(simulator)
    const waiting = maas.bootResources.waitFor(['ubuntu/plucky'], { timeoutMs: 200, intervalMs: 50 })
    await expect(waiting).rejects.toThrow(/ubuntu\/plucky is absent[^]*not importing images/)
  })
})

it('results.outputs returns what scripts printed as text', async () => {
  await using simulator = await start()
  await using maas = maasOf(simulator)
  const { systemId } = simulator.addMachine({ hostname: 'node-1' })
  const outputs = await maas.results.outputs(systemId, 'current-commissioning')
  expect(outputs.length).toBeGreaterThan(0)
  const [script] = await maas.results
    .get(systemId, 'current-commissioning', { include_output: true })
    .then(({ results }) => results)
  expect(outputs[0]).toMatchObject({
    name: script?.name,
    output: Buffer.from(script?.output ?? '', 'base64').toString(),
  })
})

it('config.get and config.set have the types of the settings', async () => {
  await using simulator = await start()
  await using maas = maasOf(simulator)
  const ttl: number = await maas.config.get({ name: 'default_dns_ttl' })
  expect(ttl).toBe(30)
  await maas.config.set({ name: 'upstream_dns', value: ['10.0.0.2', '10.0.0.3'] })
  expect(await maas.config.get({ name: 'upstream_dns' })).toBe('10.0.0.2 10.0.0.3')
  await maas.config.set({ name: 'enable_http_proxy', value: false })
  expect(await maas.config.get({ name: 'enable_http_proxy' })).toBe(false)
  // @ts-expect-error a setting has one type
  await maas.config.set({ name: 'enable_http_proxy', value: 7 })
})
