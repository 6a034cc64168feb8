import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type MaasSimulator, SimulatedClock, startMaasSimulator } from 'canonical-stack-simulators'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  vi.resetModules()
  process.exitCode = undefined
})

/** A region in which everything is done before the first check: programs check every five seconds. */
async function startQuickRegion(release: '3.4' | '3.8'): Promise<MaasSimulator> {
  const simulator = await startMaasSimulator({ clock: new SimulatedClock({ timeScale: 20_000 }), release })
  simulator.faults.inject({
    match: { url: 'machines/?id=' },
    times: Number.POSITIVE_INFINITY,
    effect: { kind: 'delay', delayMs: 150 },
  })
  return simulator
}

/** Runs a program of examples/ against a region; returns its output. */
async function run(program: string, simulator: MaasSimulator, ...args: string[]): Promise<string> {
  const lines: string[] = []
  for (const name of ['log', 'error'] as const)
    vi.spyOn(console, name).mockImplementation((...words) => void lines.push(words.join(' ')))
  vi.stubEnv('MAAS_API_URL', simulator.url)
  vi.stubEnv('MAAS_API_KEY', simulator.apiKey)
  vi.spyOn(process, 'argv', 'get').mockReturnValue(['node', program, ...args])
  await import(`../../examples/maas-${program}.ts`)
  return lines.join('\n')
}

describe.each(['3.4', '3.8'] as const)('the programs in examples/, with MAAS %s', (release) => {
  it('machines', async () => {
    await using simulator = await startQuickRegion(release)
    simulator.addMachine({ hostname: 'node-1' })
    simulator.addMachine({ hostname: 'node-2', status: 'New' })
    const printed = await run('machines', simulator)
    expect(printed).toMatch(new RegExp(`^MAAS ${release}\\.\\S+, as admin \\(admin\\)$`, 'm'))
    expect(printed).toMatch(/^node-1\t\d+ cores\t\d+ MiB\t\d+ GB.*\tdefault$/m)
    expect(printed).not.toContain('node-2')
    expect(printed).toMatch(/^default: 2 machines$/m)
  })

  it('lifecycle, when it succeeds', async () => {
    await using simulator = await startQuickRegion(release)
    const machine = simulator.addMachine({ hostname: 'node-1', status: 'New' })
    const printed = await run('lifecycle', simulator, machine.systemId)
    expect(printed).toContain('node-1 runs ubuntu jammy')
    expect(printed.match(/^(Ready|Deployed) \(after \d+ s\)$/gm)?.map((line) => line.split(' ')[0])).toEqual([
      'Ready',
      'Deployed',
      'Ready',
    ])
    expect(machine.status).toBe('Ready')
    expect(machine.tags).toContain('lab')
  })

  it('lifecycle, when the deployment fails', async () => {
    await using simulator = await startQuickRegion(release)
    const machine = simulator.addMachine({ hostname: 'node-1' })
    simulator.failNext('deploy', machine.systemId)
    const printed = await run('lifecycle', simulator, machine.systemId)
    expect(printed).toMatch(/The wait for \w+ to be Deployed failed: \w+: it is Failed deployment/)
    expect(printed).toMatch(/^ {2}.* ERROR /m)
    expect(process.exitCode).toBe(1)
  })

  it('events', async () => {
    await using simulator = await startQuickRegion(release)
    const machine = simulator.addMachine({ hostname: 'node-1' })
    for (let count = 0; count < 7; count++) simulator.state.log(machine, 'WARNING', 'Fan', 'is slow')
    // The program only follows new events: emit warnings until it has enough.
    simulator.faults.inject({
      match: { url: 'after=' },
      times: Number.POSITIVE_INFINITY,
      effect: { kind: 'delay', delayMs: 100 },
    })
    const timer = setInterval(() => simulator.state.log(machine, 'ERROR', 'Fan', 'stands still'), 2)
    const printed = await run('events', simulator).finally(() => clearInterval(timer))
    expect(printed.match(/^before: /gm)).toHaveLength(5)
    expect(printed.match(/^ERROR node-1: Fan stands still$/gm)).toHaveLength(10)
  })

  it('errors', async () => {
    await using simulator = await startQuickRegion(release)
    const printed = await run('errors', simulator)
    expect(printed).toContain('zones: default')
    expect(printed.includes('reservedIps.list needs MAAS 3.6 or later')).toBe(release === '3.4')
    expect(printed).toContain("architecture: 'vax/generic' is not a valid architecture.")
    expect(printed).toContain('no machine matches. Relax the constraints')
  })

  it('add-machine: one that has enlisted itself', async () => {
    await using simulator = await startQuickRegion(release)
    const machine = simulator.addMachine({ hostname: 'node-1', status: 'New', macs: ['52:54:00:00:00:01'] })
    const printed = await run('add-machine', simulator, '52-54-00-00-00-01', '10.0.0.9')
    expect(printed).toMatch(/^node-1 is Ready: \d+ cores, \d+ MiB$/m)
    expect(machine).toMatchObject({ powerType: 'ipmi', status: 'Ready' })
    expect(machine.powerParameters).toMatchObject({ power_address: '10.0.0.9' })
    expect(simulator.machines).toHaveLength(1)
  })

  it('add-machine: a new one whose test fails', async () => {
    await using simulator = await startQuickRegion(release)
    simulator.failNext('test')
    const printed = await run('add-machine', simulator, '52:54:00:00:00:01', '10.0.0.9')
    expect(printed).toMatch(/it is Failed testing/)
    expect(printed).toMatch(/^smartctl-validate: Failed$/m)
    expect(process.exitCode).toBe(1)
  })

  it('enlisted: goes on with the others when one fails', async () => {
    await using simulator = await startQuickRegion(release)
    for (const hostname of ['node-1', 'node-2', 'node-3']) simulator.addMachine({ hostname, status: 'New' })
    const failing = simulator.machines[1]
    simulator.failNext('commission', failing?.systemId)
    simulator.addMachine({ hostname: 'node-4', status: 'New', powerType: '' })
    const printed = await run('enlisted', simulator)
    expect(printed).toContain('node-4 has no power type')
    expect(printed).toContain(`${failing?.systemId}: it is Failed commissioning`)
    expect(printed.match(/^node-[13] is Ready/gm)).toHaveLength(2)
  })

  it('deploy', async () => {
    await using simulator = await startQuickRegion(release)
    for (const hostname of ['node-1', 'node-2']) simulator.addMachine({ hostname })
    expect(await run('deploy', simulator, '2')).toMatch(/^node-1\.maas\t10\..*\nnode-2\.maas\t10\./)
    expect(simulator.machines.map(({ status }) => status)).toEqual(['Deployed', 'Deployed'])
  })

  it('deploy, when one fails: releases all', async () => {
    await using simulator = await startQuickRegion(release)
    for (const hostname of ['node-1', 'node-2']) simulator.addMachine({ hostname })
    simulator.failNext('deploy', simulator.machines[0]?.systemId)
    expect(await run('deploy', simulator, '2')).toContain('it is Failed deployment')
    await vi.waitFor(() => expect(simulator.machines.map(({ status }) => status)).toEqual(['Ready', 'Ready']))
  })

  it('maintenance', async () => {
    await using simulator = await startQuickRegion(release)
    const { systemId } = simulator.addMachine({ hostname: 'node-1' })
    const printed = await run('maintenance', simulator, systemId)
    expect(printed).toMatch(/^ssh ubuntu@\S+\nnode-1 passed its tests, and is Ready$/)
  })

  it('maintenance, when a test fails', async () => {
    await using simulator = await startQuickRegion(release)
    const machine = simulator.addMachine({ hostname: 'node-1' })
    simulator.failNext('test', machine.systemId)
    expect(await run('maintenance', simulator, machine.systemId)).toContain('is marked Broken')
    expect(machine.status).toBe('Broken')
  })

  it('images', async () => {
    await using simulator = await startQuickRegion(release)
    const folder = mkdtempSync(join(tmpdir(), 'images-'))
    try {
      const file = join(folder, 'golden.tgz')
      writeFileSync(file, 'an image')
      const printed = await run('images', simulator, 'noble', file)
      expect(printed).toMatch(/^ubuntu\/noble amd64\/\S+ is complete$/m)
      expect(printed).toMatch(/^8 of 8 bytes$/m)
      expect(printed).toMatch(/^\d+\tUploaded\tgolden\tamd64\/generic$/m)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('scripts', async () => {
    await using simulator = await startQuickRegion(release)
    const { systemId } = simulator.addMachine({ hostname: 'node-1' })
    const folder = mkdtempSync(join(tmpdir(), 'scripts-'))
    try {
      const printed = await run('scripts', simulator, systemId, folder)
      expect(printed).toMatch(/^disk-count: Passed, exit status 0$/m)
      expect(readdirSync(folder)).toEqual([`${systemId}-commissioning.tar.xz`])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('region-setup, which may run again', async () => {
    await using simulator = await startQuickRegion(release)
    const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPn0pqNRCZL6gF4oUPzO8bIYyV0b1Yz0JZqJjKd0VhXH me@example'
    simulator.state.ipRanges.length = 0
    const args = ['10.10.0.0/24', key]
    expect(await run('region-setup', simulator, ...args)).toBe('10.10.0.0/24 in fabric-0: DHCP is on')
    const counts = (): number[] =>
      [simulator.state.subnets, simulator.state.ipRanges, simulator.state.zones, simulator.state.pools].map(
        ({ length }) => length,
      )
    const before = counts()
    vi.resetModules()
    await run('region-setup', simulator, ...args)
    expect(counts()).toEqual(before)
  })

  it('inventory, of all and of one BMC', async () => {
    await using simulator = await startQuickRegion(release)
    const powerParameters = { power_address: '10.0.0.9', power_pass: 'planted' }
    simulator.addMachine({ hostname: 'node-1', powerType: 'ipmi', powerParameters })
    simulator.addMachine({ hostname: 'node-2' })
    const all = await run('inventory', simulator)
    expect(all.split('\n')).toHaveLength(3)
    expect(all).toMatch(/^"node-1","\w+","Ready","default","default",.*,"ipmi","10\.0\.0\.9"$/m)
    expect(all).not.toContain('planted')
    vi.resetModules()
    expect((await run('inventory', simulator, '10.0.0.9')).split('\n')).toHaveLength(2)
  })

  it('organize', async () => {
    await using simulator = await startQuickRegion(release)
    const ids = ['node-1', 'node-2'].map((hostname) => simulator.addMachine({ hostname }).systemId)
    const printed = await run('organize', simulator, ...ids)
    expect(printed).toContain('tagged openstack now: 2')
    expect(printed.match(/^node-[12]: .*openstack.*; cloud$/gm)).toHaveLength(2)
  })

  it('dns', async () => {
    await using simulator = await startQuickRegion(release)
    const { cidr = '' } = simulator.state.subnets[0] ?? {}
    const printed = await run('dns', simulator, cidr, cidr.replace(/\d+\/\d+$/, '50'))
    expect(printed).toMatch(/^switch-1\.lab\.example has 10\.[\d.]+$/m)
    expect(printed).toMatch(/^10\.[\d.]+ is reserved$/m)
    expect(printed).toMatch(/free addresses, \d+% used$/)
  })

  it('users', async () => {
    await using simulator = await startQuickRegion(release)
    vi.stubEnv('MAAS_USERNAME', 'admin')
    vi.stubEnv('MAAS_PASSWORD', simulator.users.admin.password)
    expect(await run('users', simulator)).toBe('admin is an admin\nthe new key is of admin')
    expect(simulator.state.user('robot')).toBeUndefined()
  })

  it('storage, shown, carried out, and repeated', async () => {
    await using simulator = await startQuickRegion(release)
    const { systemId } = simulator.addMachine()
    const refused = await run('storage', simulator, systemId)
    expect(refused).toMatch(
      /refused before anything was changed: it would delete partition 1 of sda .*replace: true/,
    )
    expect(process.exitCode).toBe(1)
    vi.resetModules()
    const printed = await run('storage', simulator, systemId, 'replace')
    expect(printed).toMatch(/^1\. delete partition 1 of sda/m)
    expect(printed).toMatch(/^done: mount vg0-root at \/$/m)
    vi.resetModules()
    expect(await run('storage', simulator, systemId)).toContain('nothing to do')
  })

  it('network, and again', async () => {
    await using simulator = await startQuickRegion(release)
    const { systemId } = simulator.addMachine({ inventory: { interfaceCount: 3 } })
    const printed = await run('network', simulator, systemId)
    expect(printed).toContain('create the VLAN interface bond0.100 on bond0')
    expect(printed).toMatch(/^eth2: dhcp$/m)
    vi.resetModules()
    expect(await run('network', simulator, systemId)).toContain('nothing to do')
  })
})
