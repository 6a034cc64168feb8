import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  badGateway,
  type MaasSimulator,
  SimulatedClock,
  startMaasSimulator,
} from 'canonical-stack-simulators'
import type { MaasClient, StackError } from 'canonical-stack/maas'
import { client } from './support.js'

const clock = new SimulatedClock({ timeScale: 1000 })
let region: MaasSimulator
let maas: MaasClient
let bob: MaasClient
const sent: string[] = []

beforeAll(async () => {
  region = await startMaasSimulator({ clock, autoAdvance: false })
  maas = client(region.url, { apiKey: region.apiKey })
  bob = client(region.url, { apiKey: region.users.user.apiKey })
  maas.on('request', ({ operation }) => sent.push(operation ?? ''))
})

afterEach(() => {
  sent.length = 0
})

afterAll(async () => {
  await maas.close()
  await bob.close()
  await region.close()
  clock.stop()
})

let macs = 0
const machine = () => ({
  architecture: 'amd64/generic',
  mac_addresses: [`52:54:00:00:00:${(++macs).toString(16).padStart(2, '0')}`],
})
const caught = (promise: PromiseLike<unknown>): Promise<StackError> =>
  Promise.resolve(promise).then(
    () => expect.unreachable(),
    (error: unknown) => error as StackError,
  )

describe('create', () => {
  it('is one request, and commissions where MAAS does', async () => {
    const { status_name } = await maas.machines.create({ ...machine(), power_type: 'manual' })
    expect([status_name, sent]).toEqual(['Commissioning', ['machines.create']])
  })

  it('without a power type, which MAAS could not commission, adds a New machine instead of a 500', async () => {
    expect(await maas.machines.create(machine())).toMatchObject({ status_name: 'New', power_type: '' })
  })

  it('with an invalid commissioning parameter, which MAAS ignores with all others, says so, and that the machine was added', async () => {
    const error = await caught(
      maas.machines.create({ ...machine(), power_type: 'manual', commissioning_scripts: ['nope'] }),
    )
    const added = region.machines.at(-1)
    expect(error).toMatchObject({
      code: 'ERR_BAD_REQUEST',
      fieldErrors: {
        commissioning_scripts: ['Select a valid choice. nope is not one of the available choices.'],
      },
      mayHaveHappened: true,
      facts: { 'added machine': `${added?.systemId} (${added?.hostname}), which is New` },
    })
    expect(error.message).toContain(`\n  added machine: ${added?.systemId}`)
    expect(added?.status).toBe('New')
  })

  it('of a user who is not an administrator adds a New machine', async () => {
    expect((await bob.machines.create({ ...machine(), power_type: 'manual' })).status_name).toBe('New')
  })
})

describe('adopt', () => {
  it('updates and commissions the machine that has the MAC address, however it is written', async () => {
    const known = region.addMachine({ status: 'New', macs: ['52:54:00:aa:00:01'] })
    const adopted = await maas.machines.adopt({
      architecture: 'amd64/generic',
      mac_addresses: ['52-54-00-AA-00-01'],
      hostname: 'adopted',
      power_type: 'manual',
    })
    expect(adopted).toMatchObject({
      system_id: known.systemId,
      hostname: 'adopted',
      status_name: 'Commissioning',
    })
    expect(sent).toEqual(['machines.list', 'machines.update', 'machines.commission'])
  })

  it('adds the machine when nothing has the address, and does nothing more to one in use', async () => {
    const params = { ...machine(), power_type: 'manual', commission: false }
    const { system_id: id } = await maas.machines.adopt(params)
    expect((await maas.machines.adopt(params)).system_id).toBe(id)
    expect(sent).toEqual(['machines.list', 'machines.create', 'machines.list', 'machines.update'])
  })

  it('refuses addresses of several machines, and none', async () => {
    const [one, two] = [machine(), machine()]
    await maas.machines.create(one)
    await maas.machines.create(two)
    const both = [...one.mac_addresses, ...two.mac_addresses]
    expect((await caught(maas.machines.adopt({ mac_addresses: both }))).message).toMatch(
      /machines\.adopt: 2 machines match: \w+, \w+\. Pass the MAC addresses of one machine/,
    )
    expect((await caught(maas.machines.adopt({ mac_addresses: [] }))).code).toBe('ERR_CONFIGURATION')
  })
})

describe('find', () => {
  it('is one request, by host name or by MAC address in any notation', async () => {
    const known = region.addMachine({ hostname: 'findable', macs: ['52:54:00:ab:00:01'] })
    const found = await maas.machines.find({ hostname: 'findable' })
    expect((await maas.machines.find({ mac_address: '52-54-00-AB-00-01' }))?.system_id).toBe(known.systemId)
    expect(found?.system_id).toBe(known.systemId)
    expect((await maas.machines.find({ hostname: 'findable.maas' }))?.system_id).toBe(known.systemId)
    expect(sent).toEqual(['machines.list', 'machines.list', 'machines.list'])
    expect(await maas.machines.find({ hostname: 'findable.elsewhere' })).toBeUndefined()
    expect(await maas.machines.find({ hostname: 'absent' })).toBeUndefined()
  })

  it('refuses several machines, and no filter', async () => {
    for (const hostname of ['pair-1', 'pair-2']) region.addMachine({ hostname, tags: ['pair'] })
    expect((await caught(maas.machines.find({ tags: 'pair' }))).message).toContain('2 machines match')
    sent.length = 0
    for (const nothing of [{}, { hostname: undefined }])
      expect((await caught(maas.machines.find(nothing as object))).message).toContain('there is no filter')
    expect(sent).toEqual([])
  })
})

describe('allPowerParameters', () => {
  it('asks for more machines than fit into a URL in several requests', async () => {
    const { systemId: id } = region.addMachine({ powerParameters: { power_address: '10.0.0.9' } })
    const many = Array.from({ length: 2000 }, (_, index) => `absent${index}`)
    const power = await maas.machines.allPowerParameters({ id: [...many, id] })
    expect(power).toEqual({ [id]: expect.objectContaining({ power_address: '10.0.0.9' }) })
    expect(sent.length).toBeGreaterThan(1)
    expect((await caught(maas.machines.allPowerParameters({ id: [] }))).code).toBe('ERR_CONFIGURATION')
  })
})

describe('allocate', () => {
  it.each([
    {},
    { agent_name: 'me', comment: 'x', tags: [] },
    { verbose: true, mem: undefined },
    { tags: [''] },
  ])('of %j is not sent, since MAAS would take any machine', async (params) => {
    const error = await caught(maas.machines.allocate(params))
    expect(error).toMatchObject({
      code: 'ERR_CONFIGURATION',
      hint: expect.stringContaining('anyMachine: true'),
    })
    expect(sent).toEqual([])
  })

  it('takes any machine only for anyMachine: true', async () => {
    const error = await caught(maas.machines.allocate({ anyMachine: 'no' as never }))
    expect(error.message).toContain('anyMachine must be a boolean')
    expect(sent).toEqual([])
  })

  it('takes any machine on request, and shows one without taking it', async () => {
    region.addMachine()
    expect((await maas.machines.allocate({ dry_run: true })).status_name).toBe('Ready')
    expect((await maas.machines.allocate({ anyMachine: true })).status_name).toBe('Allocated')
  })

  it('waits on request for a machine that meets the constraints', async () => {
    const constraints = { tags: ['later'] }
    region.addTag('later')
    const { systemId: id } = region.addMachine()
    expect((await caught(maas.machines.allocate({ ...constraints, waitMs: 1000 }))).code).toBe('ERR_CONFLICT')
    expect(sent).toEqual(['machines.allocate', 'machines.allocate'])
    const leave = maas.on('response', () => region.addTag('later', [id]))
    expect((await maas.machines.allocate({ ...constraints, waitMs: 1000 })).system_id).toBe(id)
    leave()
    expect((await caught(maas.machines.allocate({ mem: 1, waitMs: -1 }))).code).toBe('ERR_CONFIGURATION')
  })

  it('by storage and interfaces, given as data', async () => {
    const { systemId: id } = region.addMachine({ hostname: 'wanted' })
    const found = await maas.machines.allocate({
      name: 'wanted',
      storage: [{ label: 'root', size: 1 }],
      interfaces: { uplink: { name: ['eth0', 'eth9'], not_vid: [4000] } },
    })
    expect(found.system_id).toBe(id)
    expect(found.constraints_by_type).toMatchObject({
      storage: { root: [expect.any(Number)] },
      interfaces: { uplink: [expect.any(Number)] },
    })
  })
})

describe('ensureReleased', () => {
  const deployed = () => {
    const one = region.addMachine()
    one.status = 'Deployed'
    one.owner = 'admin'
    one.powerState = 'on'
    return one.systemId
  }

  it('releases with one request, and counts what is released, or gone, as done', async () => {
    const held = deployed()
    const ids = [held, region.addMachine().systemId, region.addMachine({ status: 'New' }).systemId, 'gone00']
    expect(await maas.machines.ensureReleased(ids)).toEqual([held])
    expect(await maas.machines.ensureReleased(ids)).toEqual([])
    expect(sent).toEqual(['machines.list', 'machines.releaseMany', 'machines.list'])
  })

  it('erases disks one machine at a time', async () => {
    const ids = [deployed(), deployed()]
    expect(await maas.machines.ensureReleased(ids, { erase: true })).toEqual(ids)
    expect((await maas.machines.get(ids[0] ?? '')).status_name).toBe('Disk erasing')
  })

  it('reads the states again after a lost reply, and after a refusal because one was released meanwhile', async () => {
    const id = deployed()
    region.faults.inject({ match: { url: 'op=release' }, afterWork: true, effect: badGateway(504) })
    expect(await maas.machines.ensureReleased(id)).toEqual([])
    expect(sent).toEqual(['machines.list', 'machines.releaseMany', 'machines.list'])
  })

  it('fails when one cannot be released', async () => {
    const { systemId: id } = region.addMachine()
    await maas.machines.test(id)
    expect(await caught(maas.machines.ensureReleased(id))).toMatchObject({ code: 'ERR_CONFLICT' })
  })
})

describe('waitForPower', () => {
  const fast = { intervalMs: 5, timeoutMs: 20_000 }

  it('waits for the end of the power action, but not for machines that a person switches', async () => {
    const { systemId: id } = region.addMachine()
    const manual = region.addMachine({ powerType: 'manual' }).systemId
    await maas.machines.allocate({ system_id: id })
    await maas.machines.powerOn(id)
    const states: string[] = []
    const machines = await maas.machines.waitForPower([id, manual], 'on', {
      ...fast,
      onProgress: ({ states: now }) => {
        states.push(`${now[id]} ${now[manual]}`)
        region.settlePower(id)
      },
    })
    expect(machines.map(({ system_id }) => system_id)).toEqual([id, manual])
    expect(machines[0]?.power_state).toBe('on')
    expect(states).toEqual(['off manual', 'on manual'])
  })

  it('fails where the BMC does not respond, and not on an old error', async () => {
    const old = region.addMachine()
    old.powerState = 'error'
    old.bmcState = 'off'
    await expect(maas.machines.waitForPower(old.systemId, 'off', fast)).resolves.toHaveLength(1)
    old.powerState = 'error'
    region.failNext('power', old.systemId)
    await expect(maas.machines.waitForPower(old.systemId, 'off', fast)).rejects.toThrow(
      `${old.systemId}: its BMC does not respond`,
    )
  })

  it('refuses another state', async () => {
    expect((await caught(maas.machines.waitForPower('a', 'On' as 'on'))).code).toBe('ERR_CONFIGURATION')
  })
})

describe('user data', () => {
  it('of an object is a cloud-config, which is JSON in YAML', async () => {
    const { systemId: id } = region.addMachine()
    await maas.machines.deploy(id, { user_data: { packages: ['htop'], runcmd: [['true']] } })
    const stored = Buffer.from(region.state.machine(id)?.userData ?? '', 'base64').toString()
    expect(stored.startsWith('#cloud-config\n')).toBe(true)
    expect(JSON.parse(stored.slice(stored.indexOf('\n')))).toEqual({ packages: ['htop'], runcmd: [['true']] })
  })
})

describe.each(['find', 'allPowerParameters', 'allocate'] as const)('%s', (verb) => {
  it('refuses arguments that cannot be read', async () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    const throwing = Object.defineProperty({}, 'id', {
      enumerable: true,
      get: () => {
        throw new RangeError('mine')
      },
    })
    for (const odd of [proxy, throwing, null, 5, Symbol('odd')])
      expect((await caught(maas.machines[verb](odd as never))).code).toBe('ERR_CONFIGURATION')
    expect(sent).toEqual([])
  })
})
