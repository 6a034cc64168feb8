import { afterEach, describe, expect, it } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { badGateway, type FaultEffect } from '../../src/faults.js'
import { type MaasSimulator, startMaasSimulator } from '../../src/maas/simulator.js'
import { caller, plaintext, raw } from './client.js'

let simulator: MaasSimulator | undefined
const clocks: SimulatedClock[] = []

async function start(timeScale = 20_000, autoAdvance = true): Promise<MaasSimulator> {
  const clock = new SimulatedClock({ timeScale })
  clocks.push(clock)
  simulator = await startMaasSimulator({ clock, autoAdvance })
  return simulator
}

afterEach(async () => {
  await simulator?.close()
  for (const clock of clocks.splice(0)) clock.stop()
})

/** Resolves once the machine has reached the status; limited by the test's timeout. */
async function reaches(sim: MaasSimulator, systemId: string, status: string): Promise<void> {
  while (sim.state.machine(systemId)?.status !== status)
    await new Promise((resolve) => setTimeout(resolve, 2))
}

describe('machine lifecycle', () => {
  it('enlists, commissions, allocates, deploys and releases a machine, with events', async () => {
    const sim = await start()
    const admin = caller(sim.url, sim.apiKey)
    const created = await admin('POST', 'machines/', [
      ['architecture', 'amd64'],
      ['mac_addresses', '52:54:00:00:00:01'],
      ['hostname', 'node-1'],
      ['power_type', 'manual'],
    ])
    expect(created.status).toBe(200)
    const { system_id: id, status_name } = created.json as Record<string, string>
    expect(status_name).toBe('Commissioning')
    await reaches(sim, id!, 'Ready')
    expect((await admin('POST', 'machines/?op=allocate', [['mem', '4096']])).json).toMatchObject({
      system_id: id,
      status_name: 'Allocated',
      owner: 'admin',
    })
    const userData: (string | undefined)[] = []
    sim.onDeployed((_machine, data) => userData.push(data))
    const deployed = await admin('POST', `machines/${id}/?op=deploy`, [
      ['distro_series', 'jammy'],
      ['user_data', 'I2Nsb3VkLWNvbmZpZwo='],
    ])
    expect(deployed.json).toMatchObject({
      status_name: 'Deploying',
      osystem: 'ubuntu',
      distro_series: 'jammy',
      hwe_kernel: 'ga-22.04',
    })
    await reaches(sim, id!, 'Deployed')
    expect(userData).toEqual(['I2Nsb3VkLWNvbmZpZwo='])
    const read = (await admin('GET', `machines/${id}/`)).json as {
      interface_set: { links: { ip_address?: string }[] }[]
      ip_addresses: string[]
      netboot: boolean
    }
    expect(read.netboot).toBe(false)
    expect(read.ip_addresses).toEqual([read.interface_set[0]?.links[0]?.ip_address])
    const listed = await admin('GET', 'machines/')
    expect(listed.json).toMatchObject([{ ip_addresses: read.ip_addresses }])
    const racks = await admin('GET', 'rackcontrollers/')
    expect(racks.json).toMatchObject([{ ip_addresses: [] }])
    expect(read.interface_set[0]?.links[0]?.ip_address).toMatch(/^10\.10\.0\.\d+$/)
    expect((await admin('POST', 'machines/?op=release', [['machines', id!]])).json).toEqual([id])
    await reaches(sim, id!, 'Ready')
    const events = (await admin('GET', `events/?op=query&id=${id}`)).json as { events: { type: string }[] }
    expect(events.events.map((event) => event.type).toReversed()).toEqual([
      'Commissioning',
      'Ready',
      'Deploying',
      'Image Deployed',
      'Deployed',
      'Releasing',
      'Released',
    ])
  })

  it.each([
    ['commission', 'commission', 'Failed commissioning', 'Failed commissioning'],
    ['test', 'commission', 'Failed testing', 'Failed testing'],
    [
      'deploy',
      'deploy',
      'Failed deployment',
      'Marking node failed - Installation failed (refer to the installation log for more information).',
    ],
  ] as const)('%s fails when it is told to', async (failure, op, status, message) => {
    const sim = await start()
    const { systemId } = sim.addMachine()
    sim.failNext(failure, systemId)
    const admin = caller(sim.url, sim.apiKey)
    await admin('POST', `machines/${systemId}/?op=${op}`, [])
    await reaches(sim, systemId, status)
    expect((await admin('GET', `machines/${systemId}/`)).json).toMatchObject({
      status_name: status,
      status_message: message,
    })
  })

  it('a release fails with an ERROR event when the BMC does not respond, and can be retried', async () => {
    const sim = await start()
    const { systemId } = sim.addMachine()
    const admin = caller(sim.url, sim.apiKey)
    await admin('POST', `machines/${systemId}/?op=deploy`, [])
    await reaches(sim, systemId, 'Deployed')
    sim.failNext('power', systemId)
    await admin('POST', `machines/${systemId}/?op=release`, [])
    await reaches(sim, systemId, 'Releasing failed')
    const events = (await admin('GET', `events/?op=query&level=ERROR&id=${systemId}`)).json as {
      events: { type: string }[]
    }
    expect(events.events.map((event) => event.type)).toEqual(['Marking node failed'])
    await admin('POST', `machines/${systemId}/?op=release`, [])
    await reaches(sim, systemId, 'Ready')
  })

  it('without autoAdvance a machine changes only on signal() and settlePower()', async () => {
    const sim = await start(1, false)
    const { systemId } = sim.addMachine()
    const admin = caller(sim.url, sim.apiKey)
    await admin('POST', `machines/${systemId}/?op=commission`, [])
    expect(sim.signal(systemId, 'TESTING')).toBe(true)
    expect((await admin('GET', `machines/${systemId}/`)).json).toMatchObject({
      status_name: 'Testing',
      status_message: 'Commissioning',
    })
    sim.signal(systemId, 'OK')
    expect(sim.state.machine(systemId)?.status).toBe('Ready')
    expect(sim.signal(systemId, 'OK')).toBe(false)
  })
})

describe('OAuth', () => {
  it('rejects a replayed nonce, an old timestamp and a wrong secret, whose reply contains the secret', async () => {
    const sim = await start()
    const whoami = (authorization: string) =>
      raw(sim.url, { path: '/MAAS/api/2.0/users/?op=whoami', headers: { authorization } })
    const header = plaintext(sim.apiKey)
    expect((await whoami(header)).json).toMatchObject({ username: 'admin', is_superuser: true })
    expect((await whoami(header)).text).toContain('Nonce already used')
    const old = await whoami(
      plaintext(sim.apiKey, { oauth_timestamp: String(Math.floor(Date.now() / 1000) - 301) }),
    )
    expect([old.status, old.text]).toEqual([401, expect.stringContaining('Expired timestamp')])
    const wrong = await whoami(plaintext(sim.apiKey, { oauth_signature: '%26wrong' }))
    expect(wrong.text).toContain(sim.apiKey.split(':')[2])
    expect(wrong.headers['www-authenticate']).toBe('OAuth realm="OAuth"')
  })
})

describe('injected faults', () => {
  it('replies like a proxy, truncates the body, resets the connection, then works again', async () => {
    const sim = await start()
    const admin = caller(sim.url, sim.apiKey)
    sim.faults.inject({
      match: { url: 'op=whoami' },
      effect: { kind: 'reply', status: 502, body: '<html>', contentType: 'text/html' },
    })
    expect(await admin('GET', 'users/?op=whoami')).toMatchObject({ status: 502, text: '<html>' })
    sim.faults.inject({ effect: { kind: 'truncate', bytes: 5 } })
    await expect(admin('GET', 'version/')).rejects.toThrow(/aborted|hang up/)
    sim.faults.inject({ effect: { kind: 'reset' } })
    await expect(admin('GET', 'version/')).rejects.toThrow(/ECONNRESET|hang up/)
    expect((await admin('GET', 'version/')).json).toMatchObject({ version: '3.4.10' })
  })

  it('can lose the reply to a request that was handled', async () => {
    const sim = await start()
    const admin = caller(sim.url, sim.apiKey)
    sim.faults.inject({ match: { method: 'POST' }, afterWork: true, effect: { kind: 'reset' } })
    await expect(admin('POST', 'tags/', [['name', 'once']])).rejects.toThrow(/ECONNRESET|hang up/)
    expect(sim.state.tags.map((tag) => tag.name)).toEqual(['once'])
  })
  it.each<[string, FaultEffect, object]>([
    [
      'replaced',
      badGateway(504),
      {
        status: 504,
        headers: { 'content-type': 'text/html' },
        text: expect.stringContaining('<title>504 Gateway Time-out</title>') as unknown,
      },
    ],
    ['late', { kind: 'delay', delayMs: 50 }, { status: 200, json: { name: 'once' } }],
  ])('can have the reply to a request that was handled %s', async (_name, effect, reply) => {
    const sim = await start()
    const admin = caller(sim.url, sim.apiKey)
    sim.faults.inject({ match: { method: 'POST' }, afterWork: true, effect })
    expect(await admin('POST', 'tags/', [['name', 'once']])).toMatchObject(reply)
    expect(sim.state.tags.map((tag) => tag.name)).toEqual(['once'])
  })

  it('can cut the reply to a request that was handled', async () => {
    const sim = await start()
    sim.faults.inject({ match: { method: 'POST' }, effect: { kind: 'truncate', bytes: 5 } })
    await expect(caller(sim.url, sim.apiKey)('POST', 'tags/', [['name', 'once']])).rejects.toThrow(/aborted/)
    expect(sim.state.tags.map((tag) => tag.name)).toEqual(['once'])
  })
})

describe('power parameters', () => {
  it('a repeated field is a list, and so is a field of several choices', async () => {
    const sim = await start()
    const { systemId } = sim.addMachine()
    const admin = caller(sim.url, sim.apiKey)
    const set = async (type: string, ...fields: [string, string][]) => {
      await admin('PUT', `machines/${systemId}/`, [
        ['power_type', type],
        ...fields.map(([name, value]): [string, string] => [`power_parameters_${name}`, value]),
      ])
      return (await admin('GET', `machines/${systemId}/?op=power_parameters`)).json
    }
    expect(
      await set(
        'ipmi',
        ['power_address', '10.0.0.1'],
        ['workaround_flags', 'sun20'],
        ['workaround_flags', 'idzero'],
      ),
    ).toMatchObject({ power_address: '10.0.0.1', workaround_flags: ['sun20', 'idzero'] })
    expect(await set('ipmi', ['power_address', '10.0.0.1'], ['workaround_flags', 'sun20'])).toMatchObject({
      power_address: '10.0.0.1',
      workaround_flags: ['sun20'],
    })
    expect(await set('manual', ['skip_check', 'true'], ['a', '1'], ['a', '2'], ['b', '3'])).toEqual({
      a: ['1', '2'],
      b: '3',
    })
  })
})
