import { afterEach, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { isSince } from '../../src/landscape/server/release.js'
import { type LandscapeSimulator, startLandscapeSimulator } from '../../src/landscape/simulator.js'
import { seedFleet } from '../../src/fleet.js'
import { call, login, rest, until } from './client.js'

let sim: LandscapeSimulator
const clock = new SimulatedClock({ timeScale: 3_000 })

async function start(packageVersion: string): Promise<void> {
  sim = await startLandscapeSimulator({ clock, packageVersion })
}
afterEach(() => sim.close())

test.each([
  ['24.04', '24.04', true],
  ['24.04.3-0landscape0', '24.10', false],
  ['26.04', '26.04.0.1', false],
  ['26.04.1', '26.04.0.1', true],
  ['26.10', '26.04.0.1', true],
  ['next', '23.10', false],
])('%s has what %s added: %s', async (version, release, expected) => {
  await start(version)
  expect(isSince(version, release)).toBe(expected)
})

test('23.04 has no REST API and no tokens', async () => {
  await start('23.04')
  expect((await rest(sim, 'GET', '/computers', { token: 'a.b.c' })).status).toBe(401)
  expect((await rest(sim, 'POST', '/login', { body: {} })).status).toBe(401)
  expect((await call(sim, 'GetComputers')).status).toBe(200)
  const bearer = await fetch(`${sim.uri}?action=GetComputers&version=2011-08-01`, {
    headers: { authorization: 'Bearer a.b.c' },
  })
  expect(bearer.status).toBe(401)
})

const keys = () => ({ body: { access_key: sim.accessKey, secret_key: sim.secretKey } })

test.each([
  ['24.04', [401, 404, 404, 200]],
  ['24.10', [200, 404, 404, 200]],
  ['25.04', [200, 200, 404, 200]],
  ['26.04', [200, 200, 204, 415]],
])('%s serves what it and earlier releases added', async (version, expected) => {
  await start(version)
  const { id } = sim.addComputer({ computer_title: 'web-1' })
  const other = sim.addComputer({ computer_title: 'web-2' })
  const token = await login(sim)
  const statuses = [
    (await rest(sim, 'POST', '/login/access-key', keys())).status,
    (await rest(sim, 'GET', '/script-profile-limits', { token })).status,
    (await rest(sim, 'POST', '/computers:delete', { token, body: { computer_ids: [id] } })).status,
    (
      await rest(sim, 'PUT', `/computers/${other.id}`, {
        token,
        headers: { 'Content-Type': 'text/plain' },
        body: {},
      })
    ).status,
  ]
  expect(statuses).toEqual(expected)
  const { body } = await rest(sim, 'GET', '/computers?with_release_upgrades=true', { token })
  expect('has_release_upgrades' in body.results[0]).toBe(version === '26.04')
})

test('a computer of the fleet needs a reboot, and gets it; a new kernel needs one as well', async () => {
  await start('26.04.1')
  seedFleet({ landscape: sim })
  const kernel = {
    name: 'linux-image-6.8.0-60-generic',
    summary: '',
    installed: null,
    available: '6.8.0-60',
    security: false,
    held: false,
  }
  sim.addComputer({ computer_title: 'compute-1', packages: [kernel] })
  const waiting = async () =>
    (await call(sim, 'GetComputers', { query: 'needs:reboot OR alert:computer-reboot' })).body.map(
      ({ title }: { title: string }) => title,
    )
  expect(await waiting()).toEqual(['web-2'])
  await call(sim, 'InstallPackages', { query: 'title:compute-1', 'packages.1': kernel.name })
  await until('the kernel is installed', waiting, (titles) => titles.includes('compute-1'))
  await call(sim, 'RebootComputers', { 'computer_ids.1': sim.computer('web-2')?.id ?? 0 })
  await until('the computer has rebooted', waiting, (titles) => !titles.includes('web-2'))
  expect(await waiting()).toEqual(['compute-1'])
})
