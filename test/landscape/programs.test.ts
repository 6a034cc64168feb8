import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Lab, startLab } from './support.js'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  vi.resetModules()
  process.exitCode = undefined
})

/** Runs a program of examples/ against a lab; returns its output. */
async function run(program: string, lab: Lab): Promise<string> {
  const lines: string[] = []
  for (const name of ['log', 'error'] as const)
    vi.spyOn(console, name).mockImplementation((...words) => void lines.push(words.join(' ')))
  const { uri, accessKey, secretKey } = lab.simulator
  for (const [name, value] of Object.entries({
    LANDSCAPE_API_URI: uri,
    LANDSCAPE_API_KEY: accessKey,
    LANDSCAPE_API_SECRET: secretKey,
  }))
    vi.stubEnv(name, value)
  vi.spyOn(process, 'argv', 'get').mockReturnValue(['node', program])
  await import(`../../examples/landscape-${program}.ts`)
  return lines.join('\n')
}

/** A lab whose computers are done before the first check: programs check every five seconds. */
async function startQuickLab(): Promise<Lab> {
  const lab = await startLab({}, { timing: { exchangeSeconds: 0, workSeconds: [0, 0] } })
  lab.simulator.inject({ match: { url: 'action=GetActivities' }, effect: { kind: 'delay', delayMs: 100 } })
  return lab
}

describe('the programs in examples/', () => {
  it('inventory', async () => {
    await using lab = await startLab()
    const printed = await run('inventory', lab)
    expect(printed).toMatch(/^web-1\t24\.04\tweb\t/m)
    expect(printed).toContain('db-1 lacks 2 security upgrades')
  })

  it('register', async () => {
    await using lab = await startLab({}, { autoRegister: false })
    lab.simulator.register({ account_name: 'standalone', computer_title: 'node-1' })
    expect(await run('register', lab)).toContain('accepted node-1')
    expect(lab.simulator.computer('node-1')?.tags).toContain('accepted')
  })

  it('errors', async () => {
    await using lab = await startLab()
    const printed = await run('errors', lab)
    expect(printed).toMatch(/^0 scripts; \d+ active alerts, received in \d+ ms$/m)
    expect(printed).toContain('Use the name of the group, not its title')
  })

  it('upgrade, when it succeeds', async () => {
    await using lab = await startQuickLab()
    const printed = await run('upgrade', lab)
    expect(printed).toContain('2 of 2 computers upgraded')
    expect(printed).toMatch(/^computer \d+: Upgrade packages/m)
  })

  it('upgrade, when a computer fails', async () => {
    await using lab = await startQuickLab()
    lab.simulator.failActivity({ computer: 'web-2', resultText: 'E: dpkg was interrupted' })
    const printed = await run('upgrade', lab)
    expect(printed).toMatch(/on "web-2" \(computer \d+\), .*: failed with code 1: E: dpkg was interrupted/)
    expect(process.exitCode).toBe(1)
  })
})
