import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { runProgram } from '../support/child.js'

/** A program that leaves something running does not exit: then the test times out. */
const limit = { timeout: 240_000 }
const escape = '\u001b'

describe.concurrent('npm run demo, in a pipe', () => {
  it(
    'goes from bare machines to patched computers in plain lines, and ends with the table of hosts',
    limit,
    async () => {
      const child = runProgram('examples/demo.ts')
      expect(await child.ended).toEqual({ code: 0, signal: null })
      expect(child.stderr).toBe('')
      expect(child.stdout).not.toContain(escape)
      const lines = child.stdout.trimEnd().split('\n')
      const done = lines
        .map((line) => /^\[ *[\d.]+ s\] (.+?): .* \([\d.]+ s\)$/.exec(line)?.[1])
        .filter((title) => title !== undefined)
      expect(done).toEqual([
        'Add MAAS and a model to Juju',
        'Check the bundle',
        'Enlist machines in MAAS',
        'Commission them',
        'Tag them',
        'Deploy the bundle',
        'Wait until every unit is idle',
        'Register the hosts with Landscape',
        'Apply their security upgrades',
      ])
      const table = lines.slice(-7).map((line) => line.split(/\s{2,}/))
      expect(table[0]).toEqual(['Host', 'MAAS', 'Juju machine', 'Landscape id', 'Units'])
      for (const [host, status, machine, computer, units] of table.slice(1)) {
        expect([host, status]).toEqual([expect.stringMatching(/^[a-z0-9-]+$/), 'Deployed'])
        expect(machine).toMatch(/^\d+$/)
        expect(computer).toMatch(/^\d+$/)
        expect(Number(units)).toBeGreaterThan(0)
      }
    },
  )

  const bundles = fileURLToPath(new URL('../../../shared/bundles/', import.meta.url))
  it.runIf(existsSync(bundles))(
    'deploys the real openstack-base with the spaces overlay on top',
    limit,
    async () => {
      const child = runProgram('examples/demo.ts', [
        '--bundle',
        join(bundles, 'openstack-base-yoga.yaml'),
        '--overlay',
        join(bundles, 'openstack-base-spaces-overlay.yaml'),
      ])
      expect(await child.ended).toEqual({ code: 0, signal: null })
      expect(child.stdout).toMatch(/Wait until every unit is idle: 27 applications/)
    },
  )

  it(
    'refuses a bundle with an unknown placement in its first line, and leaves nothing running',
    limit,
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'canonical-stack-demo-'))
      try {
        const bundle = join(folder, 'bundle.yaml')
        await writeFile(
          bundle,
          'applications:\n  web:\n    charm: keystone\n    num_units: 1\n    to: ["rack:7"]\n',
        )
        const child = runProgram('examples/demo.ts', ['--bundle', bundle])
        expect(await child.ended).toEqual({ code: 1, signal: null })
        const [first] = child.stderr.trim().split('\n')
        expect(first).toContain('ConfigurationError: ')
        expect(first).toContain('rack:7')
        expect(child.stderr).not.toContain('    at ')
        expect(child.stdout).toContain('Check the bundle')
        expect(child.stdout).not.toContain('Enlist machines')
      } finally {
        await rm(folder, { recursive: true })
      }
    },
  )

  it('tells of a missing file in a sentence', limit, async () => {
    const child = runProgram('examples/demo.ts', ['--overlay', '/no/such/overlay.yaml'])
    expect(await child.ended).toEqual({ code: 1, signal: null })
    expect(child.stderr).toBe('Cannot read the overlay /no/such/overlay.yaml: there is no such file\n')
    expect(child.stdout).not.toContain('Enlist machines')
  })

  it('--help prints the usage and starts nothing', limit, async () => {
    const child = runProgram('examples/demo.ts', ['--help'])
    expect(await child.ended).toEqual({ code: 0, signal: null })
    expect(child.stdout).toContain('Usage: npm run demo [-- [--bundle FILE] [--overlay FILE ...]]')
    expect(child.stderr).toBe('')
  })

  it.each<[string, string[], Record<string, string>, string]>([
    [
      'options without --, which npm keeps',
      ['bundle.yaml'],
      { npm_config_bundle: 'true' },
      'npm took --bundle as an option of its own. Put -- before the options: npm run demo -- --bundle FILE',
    ],
    ['an unknown option', ['--fast'], {}, "Unknown option '--fast'"],
    ['a file without an option', ['bundle.yaml'], {}, "Unexpected argument 'bundle.yaml'"],
  ])('%s: says what is wrong, and the usage', limit, async (_name, args, env, line) => {
    const child = runProgram('examples/demo.ts', args, env)
    expect(await child.ended).toEqual({ code: 1, signal: null })
    expect(child.stderr.split('\n')[0]).toBe(line)
    expect(child.stderr).toContain('Usage: npm run demo')
    expect(child.stdout).toBe('')
  })
})

describe.concurrent('the same with a failure', () => {
  it('ends when a machine fails commissioning, with the evidence', limit, async () => {
    const child = runProgram('test/support/deploy-with-failure.ts', ['commissioning'])
    expect(await child.ended).toEqual({ code: 1, signal: null })
    const [first, ...facts] = child.stderr.trim().split('\n')
    expect(first).toMatch(
      /^WaitFailedError: The wait for .* to be Ready failed: \w+: .*Failed commissioning/i,
    )
    expect(facts.join('\n')).toContain('evidence 1: ')
    expect(child.stdout).not.toContain('Deploy the bundle')
  })

  it('ends when a hook fails, naming the unit', limit, async () => {
    const child = runProgram('test/support/deploy-with-failure.ts', ['hook'])
    expect(await child.ended).toEqual({ code: 1, signal: null })
    const [first] = child.stderr.trim().split('\n')
    expect(first).toMatch(
      /^WaitFailedError: The wait for .* failed: keystone\/0: error: hook failed: "install"/,
    )
    expect(child.stdout).not.toContain('Register the hosts with Landscape')
  })
})
