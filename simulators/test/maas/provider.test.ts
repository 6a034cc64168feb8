import { afterEach, describe, expect, it } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { maasInstanceProvider } from '../../src/maas/life/instance-provider.js'
import { type MaasSimulator, startMaasSimulator } from '../../src/maas/simulator.js'

let simulator: MaasSimulator | undefined

async function start() {
  const clock = new SimulatedClock({ timeScale: 20_000 })
  simulator = await startMaasSimulator({ clock })
  return { sim: simulator, provider: maasInstanceProvider(simulator) }
}

afterEach(() => simulator?.close())

describe('maasInstanceProvider', () => {
  it('deploys a machine that matches the constraints and returns its address and hardware', async () => {
    const { sim, provider } = await start()
    sim.addMachine({ inventory: { memoryMib: 4096 } })
    const fitting = sim.addMachine({
      hostname: 'compute',
      tags: ['compute'],
      zone: 'rack-1',
      inventory: { memoryMib: 65_536, cpuCount: 32 },
    })
    const received: (string | undefined)[] = []
    sim.onDeployed((_machine, userData) => received.push(userData))
    const instance = await provider.start({
      machineId: '0',
      base: 'ubuntu@22.04',
      constraints: { mem: 32_768, cores: 16, tags: ['compute'], arch: 'amd64', zones: ['rack-1'] },
      userData: '#cloud-config',
    })
    expect(instance).toEqual({
      instanceId: fitting.systemId,
      hostname: 'compute',
      addresses: [expect.stringMatching(/^10\.10\.0\./)],
      hardware: { arch: 'amd64', cores: 32, memMib: 65_536, availabilityZone: 'rack-1' },
    })
    expect(received).toEqual(['#cloud-config'])
    expect(fitting).toMatchObject({ status: 'Deployed', distroSeries: 'jammy', owner: 'admin' })
  })

  it('rejects with the message of MAAS when no machine matches', async () => {
    const { sim, provider } = await start()
    sim.addMachine()
    const start1 = provider.start({ machineId: '1', base: 'ubuntu@22.04', constraints: { mem: 999_999 } })
    await expect(start1).rejects.toThrow(
      "No available machine matches constraints: [('mem', ['999999'])] (resolved to \"mem=999999.0\")",
    )
    const start2 = provider.start({
      machineId: '2',
      base: 'ubuntu@22.04',
      constraints: {},
      placement: 'system-id=xxxxxx',
    })
    await expect(start2).rejects.toThrow('No machine with system ID xxxxxx available.')
  })

  it('rejects when the deployment fails, and releases the machine', async () => {
    const { sim, provider } = await start()
    const machine = sim.addMachine()
    sim.failNext('deploy')
    const failing = provider.start({
      machineId: '0',
      base: 'ubuntu@24.04',
      constraints: {},
      placement: machine.hostname,
    })
    await expect(failing).rejects.toThrow('failed to deploy: Installation failed')
    expect(machine.status).toBe('Failed deployment')
    await provider.stop(machine.systemId)
    await expect.poll(() => machine.status).toBe('Ready')
  })

  it("takes machines for the user of the credential's API key, and none for a wrong key", async () => {
    const { sim, provider } = await start()
    const { systemId } = sim.addMachine()
    const request = { machineId: '0', base: 'ubuntu@22.04', constraints: {} }
    await expect(provider.start({ ...request, credential: { 'maas-oauth': 'a:b:c' } })).rejects.toThrow(
      "Authorization Error: 'Invalid API key.'",
    )
    expect(sim.state.machine(systemId)?.status).toBe('Ready')
    await provider.start({ ...request, credential: { 'maas-oauth': sim.users.user.apiKey } })
    expect(sim.state.machine(systemId)).toMatchObject({ status: 'Deployed', owner: 'bob' })
  })
})
