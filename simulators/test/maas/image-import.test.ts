import { expect, it, vi } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { startMaasSimulator } from '../../src/maas/simulator.js'
import { caller } from './client.js'

interface Image {
  id: number
  name: string
  architecture: string
  sets: Record<string, { complete: boolean }>
}

it('an import downloads what is selected and removes what is not, in simulated time', async () => {
  const clock = new SimulatedClock({ timeScale: 2000 })
  await using simulator = await startMaasSimulator({ clock })
  const call = caller(simulator.url, simulator.apiKey)
  const images = async (): Promise<Image[]> =>
    (await call('GET', 'boot-resources/?type=synced')).json as Image[]
  const names = async () => (await images()).map(({ name, architecture }) => `${name} ${architecture}`)
  const isImporting = async () => (await call('GET', 'boot-resources/?op=is_importing')).json
  const before = await names()
  expect(before).toContain('ubuntu/jammy amd64/ga-22.04')

  const selections = 'boot-sources/1/selections/'
  const { id } = (
    await call('POST', selections, [
      ['os', 'ubuntu'],
      ['release', 'oracular'],
      ['arches', 'ppc64el'],
    ])
  ).json as { id: number }
  expect(await isImporting()).toBe(false)
  expect((await call('POST', 'boot-resources/?op=import')).text).toBe('Import of boot resources started')
  expect(await isImporting()).toBe(true)
  const image = (await images()).find(({ name }) => name === 'ubuntu/oracular')
  const sets = async () =>
    Object.values(((await call('GET', `boot-resources/${image?.id}/`)).json as Image).sets)
  expect((await sets()).map(({ complete }) => complete)).toEqual([false])
  await vi.waitFor(async () => expect(await isImporting()).toBe(false), { timeout: 30_000, interval: 10 })
  expect((await sets()).map(({ complete }) => complete)).toEqual([true])
  expect(await names()).toEqual(
    [...before, 'ubuntu/oracular ppc64el/ga-24.10', 'ubuntu/oracular ppc64el/hwe-24.10'].toSorted(),
  )

  expect((await call('DELETE', `${selections}${id}/`)).status).toBe(204)
  await call('POST', 'boot-resources/?op=import')
  expect(await names()).toEqual(before)
})

it('what is deployed has an image', async () => {
  const clock = new SimulatedClock({ timeScale: 50_000 })
  await using simulator = await startMaasSimulator({ clock })
  const call = caller(simulator.url, simulator.apiKey)
  const { systemId } = simulator.addMachine({ hostname: 'node-1' })
  const deploy = (series: string) =>
    call('POST', `machines/${systemId}/?op=deploy`, [['distro_series', series]])
  expect((await deploy('oracular')).json).toMatchObject({
    distro_series: [expect.stringContaining("'oracular' is not a valid distro_series")],
  })
  await call('POST', 'boot-sources/1/selections/', [
    ['os', 'ubuntu'],
    ['release', 'oracular'],
    ['arches', 'amd64'],
  ])
  await call('POST', 'boot-resources/?op=import')
  expect((await deploy('oracular')).status).toBe(400)
  await vi.waitFor(
    async () => expect((await call('GET', 'boot-resources/?op=is_importing')).json).toBe(false),
    { timeout: 30_000, interval: 5 },
  )
  expect(await deploy('oracular')).toMatchObject({
    status: 200,
    json: { distro_series: 'oracular', hwe_kernel: 'ga-24.10' },
  })
})

it('an import that is stopped leaves nothing incomplete', async () => {
  const clock = new SimulatedClock()
  await using simulator = await startMaasSimulator({ clock, autoAdvance: false })
  const call = caller(simulator.url, simulator.apiKey)
  const count = async () => ((await call('GET', 'boot-resources/')).json as Image[]).length
  const before = await count()
  await call('PUT', 'boot-sources/1/selections/1/', [['arches', '*']])
  await call('POST', 'boot-resources/?op=import')
  expect(await count()).toBe(before + 10)
  await call('POST', 'boot-resources/?op=stop_import')
  expect(await count()).toBe(before)
  expect((await call('GET', 'boot-resources/?op=is_importing')).json).toBe(false)
})

it('only the sources of MAAS offer images, and a release is selected once', async () => {
  const clock = new SimulatedClock()
  await using simulator = await startMaasSimulator({ clock, autoAdvance: false })
  const call = caller(simulator.url, simulator.apiKey)
  const created = await call('POST', 'boot-sources/', [
    ['url', 'http://images.example/'],
    ['keyring_filename', '/k.gpg'],
  ])
  const select = (source: unknown, release: string) =>
    call('POST', `boot-sources/${String(source)}/selections/`, [
      ['os', 'ubuntu'],
      ['release', release],
    ])
  expect((await select((created.json as { id: number }).id, 'noble')).json).toEqual({
    os: ['OS ubuntu with release noble has no available images for download'],
  })
  expect((await select(1, 'warty')).status).toBe(400)
  expect((await select(1, 'noble')).json).toEqual({
    __all__: ['Boot source selection with this Boot source, Os and Release already exists.'],
  })
})
