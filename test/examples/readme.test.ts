import { readFileSync } from 'node:fs'
import { seedFleet, startSimulator } from 'canonical-stack-simulators'
import { afterEach, describe, expect, it, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

describe('the first programs', () => {
  it('succeed against the simulators', async () => {
    await using simulator = await startSimulator({ timeScale: 600 })
    seedFleet(simulator)
    for (const [name, value] of Object.entries(simulator.env)) vi.stubEnv(name, value)
    const printed: string[] = []
    vi.spyOn(console, 'log').mockImplementation(
      (...words: unknown[]) => void printed.push(words.map(String).join(' ')),
    )
    // One after the other: MAAS would give Juju the machines that the first program waits for.
    await import('../../examples/first-maas.js')
    await import('../../examples/first-juju.js')
    await import('../../examples/first-landscape.js')
    const all = printed.join('\n')
    expect(all).toContain('2 machines are being deployed')
    expect(all).toMatch(/^mysql-innodb-cluster\s+active\s+3 /m)
    expect(all).toContain('web-1 lacks security upgrades')
    expect(all).toContain('3 computers are patched')
  })

  it('are in the README unchanged', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block]) => block)
    expect(blocks).toEqual(
      ['maas', 'juju', 'landscape'].map((name) =>
        readFileSync(new URL(`../../examples/first-${name}.ts`, import.meta.url), 'utf8'),
      ),
    )
  })
})
