import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMaasClient, type DriftEvent, type MaasClient, WaitFailedError } from 'canonical-stack/maas'
import { type MaasSimulator, SimulatedClock, startMaasSimulator } from 'canonical-stack-simulators'

const fast = { intervalMs: 5 }

describe('the client with the simulated region', () => {
  const clock = new SimulatedClock({ timeScale: 20_000 })
  let simulator: MaasSimulator
  let maas: MaasClient
  const drift: DriftEvent[] = []

  beforeAll(async () => {
    simulator = await startMaasSimulator({ clock })
    maas = createMaasClient({
      url: simulator.url,
      apiKey: simulator.apiKey,
      proxy: false,
      retries: { baseMs: 1 },
    })
    maas.on('drift', (event) => drift.push(event))
  })

  afterAll(async () => {
    await maas.close()
    await simulator.close()
    clock.stop()
  })

  it('signs in with a user name and password, for the same key each time', async () => {
    const keys: string[] = []
    for (let index = 0; index < 2; index++) {
      await using bob = createMaasClient({
        url: simulator.url,
        username: 'bob',
        password: 'bobpw',
        proxy: false,
      })
      expect(await bob.users.whoami()).toMatchObject({ username: 'bob', is_superuser: false })
      keys.push(JSON.stringify(await bob.request('GET', 'account/', { op: 'list_authorisation_tokens' })))
    }
    expect(keys[0]).toContain('canonical-stack')
    expect(keys[1]).toBe(keys[0])
  })

  const create = (hostname: string, mac: string) =>
    maas.machines.create({
      hostname,
      architecture: 'amd64/generic',
      mac_addresses: [mac],
      power_type: 'virsh',
      power_parameters: { power_address: 'qemu+ssh://ubuntu@10.0.0.2/system', power_id: hostname },
      commission: false,
    })

  it('returns the release and the caller', async () => {
    expect((await maas.version()).version).toBe('3.4.10')
    expect(await maas.users.whoami()).toMatchObject({ username: 'admin', is_superuser: true })
  })

  it.each(['hostname', 'domain', 'agent_name', 'fabrics', 'pod'])(
    'a filter by an unknown %s selects nothing',
    async (filter) => {
      expect(await maas.machines.list({ [filter]: 'nosuch' })).toEqual([])
    },
  )

  it.each(['zone', 'pool', 'tags', 'owner', 'subnets', 'vlans', 'arch'])(
    'a filter by an unknown %s is an error',
    async (filter) => {
      await expect(maas.machines.list({ [filter]: 'nosuch' })).rejects.toMatchObject({
        status: 400,
        fieldErrors: { [filter]: [expect.any(String)] },
      })
    },
  )

  it('takes a machine through its lifecycle', async () => {
    const { system_id: id, status_name } = await create('life', '52:54:00:01:00:01')
    expect(status_name).toBe('New')
    expect((await maas.machines.update(id, { description: 'first' })).description).toBe('first')
    expect((await maas.machines.commission(id, { testing_scripts: ['none'] })).status_name).toBe(
      'Commissioning',
    )
    const [ready] = await maas.machines.waitFor(id, 'Ready', fast)
    expect(ready).toMatchObject({ system_id: id, owner: null, hostname: 'life' })

    await maas.tags.create({ name: 'blue', comment: 'of the blue team' })
    expect(await maas.tags.updateNodes('blue', { add: [id] })).toEqual({ added: 1, removed: 0 })
    expect((await maas.tags.machines('blue')).map((machine) => machine.system_id)).toEqual([id])
    expect(
      (await maas.machines.list({ tags: ['blue'], status: 'Ready' })).map((machine) => machine.hostname),
    ).toEqual(['life'])

    expect(await maas.machines.allocate({ tags: ['blue'], dry_run: true })).toMatchObject({
      system_id: id,
      constraints_by_type: {},
    })
    expect(await maas.machines.allocate({ tags: ['blue'], agent_name: 'me' })).toMatchObject({
      system_id: id,
      status_name: 'Allocated',
      owner: 'admin',
    })
    expect(
      (await maas.machines.setWorkloadAnnotations(id, { team: 'blue', gone: 'soon' })).workload_annotations,
    ).toEqual({ team: 'blue', gone: 'soon' })
    expect((await maas.machines.setWorkloadAnnotations(id, { gone: '' })).workload_annotations).toEqual({
      team: 'blue',
    })

    let userData: string | undefined
    const leave = simulator.onDeployed((_, data) => (userData = data))
    expect(
      (await maas.machines.deploy(id, { distro_series: 'jammy', user_data: '#cloud-config\n' })).status_name,
    ).toBe('Deploying')
    const states: string[] = []
    const [deployed] = await maas.machines.waitFor(id, 'Deployed', {
      ...fast,
      onProgress: ({ states: now }) => states.push(now[id] ?? ''),
    })
    leave()
    expect(deployed).toMatchObject({ distro_series: 'jammy', power_state: 'on' })
    expect(states.at(-1)).toBe('Deployed')
    expect(Buffer.from(userData ?? '', 'base64').toString()).toBe('#cloud-config\n')

    expect((await maas.machines.lock(id)).locked).toBe(true)
    await expect(maas.machines.release(id)).rejects.toMatchObject({
      code: 'ERR_PERMISSION',
      hint: expect.stringContaining('locked'),
    })
    await expect(maas.machines.lock(id)).rejects.toMatchObject({ code: 'ERR_CONFLICT', isRetryable: false })
    expect((await maas.machines.unlock(id)).locked).toBe(false)

    expect((await maas.machines.release(id, { comment: 'done' })).status_name).toBe('Releasing')
    await maas.machines.waitFor(id, 'Ready', fast)
    expect(await maas.machines.delete(id)).toBeNull()
    await expect(maas.machines.get(id)).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
  })

  it('commissions many enlisted machines at once', async () => {
    const ids = (
      await Promise.all([1, 2, 3].map((number) => create(`many${number}`, `52:54:00:02:00:0${number}`)))
    ).map(({ system_id }) => system_id)
    expect((await maas.machines.accept({ machines: ids })).map(({ status_name }) => status_name)).toEqual([
      'Commissioning',
      'Commissioning',
      'Commissioning',
    ])
    const ready = await maas.machines.waitFor(ids, 'Ready', fast)
    expect(ready.map(({ system_id }) => system_id)).toEqual(ids)
    for (const id of ids.slice(0, 2)) await maas.machines.allocate({ system_id: id })
    expect((await maas.machines.releaseMany({ machines: ids })).toSorted()).toEqual(
      ids.slice(0, 2).toSorted(),
    )
    await maas.machines.waitFor(ids, 'Ready', fast)
  })

  it('reports why a deployment failed', async () => {
    const { systemId: id } = simulator.addMachine({ hostname: 'doomed' })
    simulator.failNext('deploy', id)
    await maas.machines.deploy(id)
    const error = (await maas.machines
      .waitFor(id, 'Deployed', fast)
      .catch((caught: unknown) => caught)) as WaitFailedError
    expect(error).toBeInstanceOf(WaitFailedError)
    expect(error.message).toMatch(/^The wait for \w+ to be Deployed failed: \w+: it is Failed deployment \(/)
    expect(error.evidence.notes.join('\n')).toMatch(/ ERROR /)
    await expect(maas.machines.deploy(id)).rejects.toMatchObject({
      code: 'ERR_CONFLICT',
      hint: 'Release the machine first, and wait until it is Ready',
    })
  })

  it('names the script that failed', async () => {
    const { systemId: id } = simulator.addMachine({ hostname: 'untested', status: 'New' })
    simulator.failNext('commission', id)
    await maas.machines.commission(id)
    const error = (await maas.machines
      .waitFor(id, 'Ready', fast)
      .catch((caught: unknown) => caught)) as WaitFailedError
    expect(error.message).toContain('it is Failed commissioning')
    expect(error.evidence.notes.join('\n')).toMatch(new RegExp(`^${id} script \\S+: Failed`, 'm'))
    expect(
      (await maas.results.list(id, { type: 'commissioning' })).some(
        ({ status_name }) => status_name === 'Failed',
      ),
    ).toBe(true)
  })

  it('an abort ends the wait for the deployment; the reply of abort still says Deploying (fact 12)', async () => {
    await using still = await startMaasSimulator({ clock, autoAdvance: false })
    await using other = createMaasClient({ url: still.url, apiKey: still.apiKey, proxy: false })
    const { systemId: id } = still.addMachine()
    await other.machines.deploy(id)
    let replied = ''
    const abort = async (): Promise<void> => {
      const { status_name, status_message } = await other.machines.abort(id, { comment: 'changed my mind' })
      replied = `${status_name}, ${status_message}`
      still.settlePower(id)
    }
    const acts: Promise<void>[] = []
    const wait = other.machines.waitFor(id, 'Deployed', {
      ...fast,
      onProgress: () => acts.push(acts.length === 0 ? abort() : Promise.resolve()),
    })
    await expect(wait).rejects.toThrow(
      `${id}: it went from Deploying to Allocated of admin (Aborted deployment)`,
    )
    await Promise.all(acts)
    expect(replied).toBe('Deploying, Aborted deployment')
  })

  it('controls power and rescue mode', async () => {
    const { systemId: id } = simulator.addMachine({ hostname: 'patient' })
    await expect(maas.machines.powerOn(id)).rejects.toMatchObject({
      code: 'ERR_CONFLICT',
      hint: expect.stringContaining('Allocate or deploy the machine first'),
    })
    expect((await maas.machines.queryPowerState(id)).state).toMatch(/^(on|off)$/)
    await maas.machines.rescueMode(id)
    await maas.machines.waitFor(id, 'Rescue mode', fast)
    await maas.machines.exitRescueMode(id)
    await maas.machines.waitFor(id, 'Ready', fast)
    await maas.machines.allocate({ system_id: id })
    expect((await maas.machines.markBroken(id, { error_description: 'smoke' })).status_name).toBe('Broken')
    await expect(maas.machines.markBroken(id)).rejects.toMatchObject({ code: 'ERR_PERMISSION' })
    expect((await maas.machines.markFixed(id)).status_name).toBe('Ready')
    // An Allocated machine that is switched on starts to deploy (fact 1).
    await maas.machines.allocate({ system_id: id })
    expect((await maas.machines.powerOn(id)).status_name).toBe('Deploying')
    await maas.machines.waitFor(id, 'Deployed', fast)
  })

  it('explains errors of list and allocate', async () => {
    await expect(maas.machines.list({ zone: 'nowhere' })).rejects.toMatchObject({
      code: 'ERR_BAD_REQUEST',
      fieldErrors: { zone: [expect.any(String)] },
    })
    await expect(maas.machines.list({ status: 'Sleeping' })).rejects.toMatchObject({
      code: 'ERR_BAD_REQUEST',
    })
    await expect(maas.machines.allocate({ mem: 99_999_999 })).rejects.toMatchObject({
      code: 'ERR_CONFLICT',
      isRetryable: false,
      hint: expect.stringContaining('Relax the constraints'),
    })
    await expect(maas.request('GET', 'machines')).rejects.toMatchObject({
      code: 'ERR_NOT_FOUND',
      hint: expect.stringContaining('end in a slash'),
    })
    await expect(
      maas.request('GET', 'machines/', { query: { simple_status: 'ready' } }),
    ).rejects.toMatchObject({ code: 'ERR_SERVER', hint: expect.stringContaining('Filter by status') })
  })

  it('explains a wrong key, without the secret', async () => {
    const [consumer = '', token = ''] = simulator.apiKey.split(':')
    await using wrong = createMaasClient({
      url: simulator.url,
      apiKey: `${consumer}:${token}:wrongwrongwrongwrong`,
      proxy: false,
    })
    const error: unknown = await wrong.users.whoami().catch((caught: unknown) => caught)
    expect(error).toMatchObject({
      code: 'ERR_AUTHENTICATION',
      hint: expect.stringContaining('copy the key again'),
    })
    expect(JSON.stringify(error)).not.toContain(simulator.apiKey.split(':')[2])
    expect((await wrong.version()).version).toBe('3.4.10')
  })

  it('a user who is not an admin gets a hint', async () => {
    await using bob = createMaasClient({
      url: simulator.url,
      apiKey: simulator.users.user.apiKey,
      proxy: false,
    })
    expect(await bob.users.whoami()).toMatchObject({ username: 'bob', is_superuser: false })
    await expect(bob.tags.create({ name: 'mine' })).rejects.toMatchObject({ code: 'ERR_PERMISSION' })
  })

  it('follows the events of one machine', async () => {
    const { systemId: id } = simulator.addMachine({ hostname: 'watched', status: 'New' })
    const seen: string[] = []
    const started = maas.machines.commission(id)
    for await (const event of maas.events.tail({ id }, { after: 0, intervalMs: 5 })) {
      expect(event).toMatchObject({ node: id, hostname: 'watched' })
      seen.push(event.type)
      if (event.type === 'Ready' || event.description.includes('Ready')) break
    }
    await started
    expect(seen.length).toBeGreaterThan(1)
  })

  it('all these replies fit their schemas', () => {
    expect(drift).toEqual([])
  })
})
