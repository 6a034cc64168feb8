import { describe, expect, it } from 'vitest'
import { failure, fast, refusal, startRegion } from './support.js'

const userData = { packages: ['htop'] }

describe('deploying (workflows.md, section 6)', () => {
  it('a Ready machine is allocated and deployed, with its user data', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine()
    let given: string | undefined
    it.simulator.onDeployed((_, data) => (given = data))
    const started = await it.maas.machines.deploy(id, { distro_series: 'jammy', user_data: userData })
    expect(started).toMatchObject({ status_name: 'Deploying', owner: 'admin' })
    const [machine] = await it.maas.machines.waitFor(id, 'Deployed', fast)
    expect(machine).toMatchObject({ osystem: 'ubuntu', distro_series: 'jammy', netboot: false })
    expect(machine?.ip_addresses.length).toBeGreaterThan(0)
    expect(Buffer.from(given ?? '', 'base64').toString()).toContain('#cloud-config')
    expect(await it.maas.machines.getCurtinConfig(id)).toContain('install:')
  })

  it('power_on of an Allocated machine deploys it with the default series', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine()
    await it.maas.machines.allocate({ system_id: id })
    expect((await it.maas.machines.powerOn(id)).status_name).toBe('Deploying')
    await it.maas.machines.waitFor(id, 'Deployed', fast)
  })

  it('an installation that fails: Failed deployment, with the log as evidence', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine()
    it.simulator.failNext('deploy', id)
    await it.maas.machines.deploy(id)
    const { line, notes } = await failure(it.maas.machines.waitFor(id, 'Deployed', fast))
    expect(line).toContain(`${id}: it is Failed deployment (Marking node failed - Installation failed`)
    expect(notes).toContain('script /tmp/install.log: Failed')
    expect(notes).toContain('Node installation failure')
    await it.maas.machines.release(id)
    await it.maas.machines.waitFor(id, 'Ready', fast)
  })

  it('a BMC that does not respond: Failed deployment, of which the reply of deploy says nothing', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine()
    it.simulator.failNext('power', id)
    expect((await it.maas.machines.deploy(id)).status_name).toBe('Deploying')
    expect((await failure(it.maas.machines.waitFor(id, 'Deployed', fast))).line).toContain(
      "it is Failed deployment (Marking node failed - Could not contact node's BMC",
    )
  })

  it.each([
    ['an abort: Allocated', 'abort', 'it went from Deploying to Allocated of admin (Aborted deployment)'],
    ['a release by somebody else: Ready', 'release', 'it went from Deploying to Ready (Released)'],
    ['its owner marks it Broken', 'markBroken', 'it is Broken'],
  ] as const)('%s', async (_, action, line) => {
    await using it = await startRegion(false)
    const { systemId: id } = it.simulator.addMachine()
    await it.maas.machines.deploy(id)
    it.simulator.settlePower(id)
    let acted: Promise<unknown> | undefined
    const wait = it.maas.machines.waitFor(id, 'Deployed', {
      ...fast,
      onProgress: () => {
        acted ??= it.maas.machines[action](id).then(() => it.simulator.settlePower(id))
      },
    })
    expect((await failure(wait)).line).toContain(`${id}: ${line}`)
    await acted
  })

  it.each<[string, object, string, string]>([
    ['a series without an image', { distro_series: 'warty' }, 'distro_series', "'warty' is not a valid"],
    ['an unknown kernel', { distro_series: 'jammy', hwe_kernel: 'hwe-99.04' }, 'hwe_kernel', 'not available'],
  ])('%s is refused by field, and the machine stays Ready', async (_, params, field, message) => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine()
    const { fieldErrors } = await refusal(it.maas.machines.deploy(id, params))
    expect(fieldErrors?.[field]?.join()).toContain(message)
    expect((await it.maas.machines.get(id)).status_name).toBe('Ready')
  })

  it('a machine without a root filesystem or a network is refused', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine()
    await it.maas.machines.setStorageLayout(id, { storage_layout: 'blank' })
    expect((await refusal(it.maas.machines.deploy(id))).fieldErrors).toHaveProperty('storage')
    const machine = it.simulator.addMachine()
    for (const nic of machine.interfaces) nic.links = []
    expect((await refusal(it.maas.machines.deploy(machine.systemId))).fieldErrors).toEqual({
      network: ['Node must be configured to use a network'],
    })
  })

  it('a wrong state is 409; a locked machine and that of another user are 403', async () => {
    await using it = await startRegion()
    const fresh = it.simulator.addMachine({ status: 'New' }).systemId
    expect((await refusal(it.maas.machines.deploy(fresh))).message).toContain(
      "Can't deploy a machine that is in the 'New' state",
    )
    const deployed = it.machineIn('Deployed')
    await it.maas.machines.lock(deployed)
    expect((await refusal(it.maas.machines.lock(deployed))).status).toBe(409)
    expect(await refusal(it.maas.machines.deploy(deployed))).toMatchObject({
      code: 'ERR_PERMISSION',
      hint: expect.stringContaining('locked'),
    })
    expect((await it.maas.machines.unlock(deployed)).locked).toBe(false)
    expect((await refusal(it.bob.machines.deploy(it.machineIn('Allocated')))).status).toBeGreaterThan(402)
  })
})
