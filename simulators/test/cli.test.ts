import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { createLandscapeClient, createMaasClient } from '../../src/index.js'
import { type Child, runProgram } from '../../test/support/child.js'
import { runCommand } from '../src/command-line.js'

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string
}

const simulators = (...args: string[]): Child => runProgram('simulators/src/cli.ts', args)

/** Runs the command in this process, and collects what it writes. */
async function runHere(args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const written = { stdout: '', stderr: '' }
  const code = await runCommand(args, {
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
  })
  return { code, ...written }
}

/** The environment that the `export` lines set in a shell. */
const exported = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/^export (\w+)='([^']*)'$/gm)].map(([, name = '', value = '']) => [name, value]),
  )

const portIsOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    }).on('error', () => resolve(false))
  })

/** The first of so many consecutive ports that are free now. */
async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 10_000)
    const open = await Promise.all(Array.from({ length: count }, (_, index) => portIsOpen(first + index)))
    if (open.every((isOpen) => !isOpen)) return first
  }
}

describe('canonical-stack-simulators', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'prints the environment, serves, and releases its ports after %s',
    { timeout: 60_000 },
    async (signal) => {
      const child = simulators('--only', 'maas,landscape', '--time-scale', '600')
      await vi.waitFor(() => expect(child.stderr).toContain('Ctrl-C stops'), {
        timeout: 40_000,
        interval: 50,
      })
      const env = exported(child.stdout)
      expect(Object.keys(env)).toEqual([
        'MAAS_API_URL',
        'MAAS_API_KEY',
        'LANDSCAPE_API_URI',
        'LANDSCAPE_API_KEY',
        'LANDSCAPE_API_SECRET',
      ])
      expect(child.stdout.trimEnd().split('\n')).toHaveLength(5)
      const maas = createMaasClient.fromEnv(env, { proxy: false })
      const landscape = createLandscapeClient.fromEnv(env, { proxy: false })
      expect(await maas.users.whoami()).toMatchObject({ username: 'admin' })
      expect(
        (await landscape.computers.list({ query: 'tag:openstack alert:security-upgrades' })).map(
          ({ title }) => title,
        ),
      ).toEqual(['web-1', 'web-2', 'db-1'])
      expect(
        (await maas.machines.list())
          .map(({ status_name }) => status_name)
          .toSorted((a, b) => a.localeCompare(b)),
      ).toEqual([...Array<string>(2).fill('New'), ...Array<string>(6).fill('Ready')])
      // Open connections of clients do not delay the exit.
      child.process.kill(signal)
      expect(await child.ended).toEqual({ code: 0, signal: null })
      await Promise.all([maas.close(), landscape.close()])
      for (const url of [env['MAAS_API_URL'], env['LANDSCAPE_API_URI']])
        expect(await portIsOpen(Number(new URL(url ?? '').port))).toBe(false)
    },
  )

  it(
    '--port keeps the ports, --maas-release is what MAAS reports, and --fail makes the next machine and activity fail',
    { timeout: 120_000 },
    async () => {
      const port = await freePorts(3)
      const options = [
        '--only',
        'maas,landscape',
        '--time-scale',
        '6000',
        '--port',
        String(port),
        '--maas-release',
        '3.7',
      ]
      const failures = [
        '--fail',
        'machine:commission:node-2',
        '--fail',
        'activity:ChangePackagesRequest:web-1',
      ]
      const failing = simulators(...options, ...failures)
      await vi.waitFor(() => expect(failing.stderr).toContain('Ctrl-C stops'), {
        timeout: 60_000,
        interval: 50,
      })
      const env = exported(failing.stdout)
      expect(env).toMatchObject({
        MAAS_API_URL: `http://127.0.0.1:${port}/MAAS`,
        LANDSCAPE_API_URI: `http://127.0.0.1:${port + 2}/api/`,
      })
      await using maas = createMaasClient.fromEnv(env, { proxy: false })
      await using landscape = createLandscapeClient.fromEnv(env, { proxy: false })
      expect(await (await fetch(`${env['MAAS_API_URL']}/api/2.0/version/`)).json()).toMatchObject({
        version: '3.7.3',
      })
      const machines = await maas.machines.list({ hostname: ['node-1', 'node-2'] })
      for (const { system_id } of machines) await maas.machines.commission(system_id)
      await vi.waitFor(
        async () =>
          expect(
            (await maas.machines.list({ hostname: ['node-1', 'node-2'] })).map(
              ({ status_name }) => status_name,
            ),
          ).toEqual(['Ready', 'Failed commissioning']),
        { timeout: 30_000, interval: 50 },
      )
      await landscape.packages.upgrade({ query: 'tag:openstack' })
      await vi.waitFor(
        async () => {
          const failed = await landscape.activities.list({ query: 'status:failed' })
          expect(failed.map(({ type }) => type).toSorted()).toEqual([
            'ActivityGroup',
            'ChangePackagesRequest',
          ])
        },
        { timeout: 30_000, interval: 50 },
      )
      failing.process.kill('SIGTERM')
      await failing.ended
    },
  )

  it(
    'prints lines that a shell can read, including the certificate of the controller',
    { timeout: 60_000 },
    async () => {
      const child = simulators('--only=juju')
      await vi.waitFor(() => expect(child.stderr).toContain('Simulating juju at 60 times'), {
        timeout: 40_000,
        interval: 50,
      })
      expect(exported(child.stdout)).toMatchObject({
        JUJU_USERNAME: 'admin',
        JUJU_CA_CERT: expect.stringMatching(
          /^-----BEGIN CERTIFICATE-----[\s\S]*-----END CERTIFICATE-----$/,
        ) as string,
      })
      child.process.kill('SIGTERM')
      expect(await child.ended).toEqual({ code: 0, signal: null })
    },
  )
})

describe('mistakes on the command line', () => {
  it.each([
    [['deploy'], "canonical-stack-simulators: Unexpected argument 'deploy'."],
    [['--only', 'maas', 'now'], "canonical-stack-simulators: Unexpected argument 'now'."],
    [['--fast'], "canonical-stack-simulators: Unknown option '--fast'"],
    [
      ['--only', 'maas,openstack'],
      'canonical-stack-simulators: --only takes maas, juju, landscape, separated by commas, got "openstack" (see canonical-stack-simulators --help)',
    ],
    [
      ['--time-scale', 'fast'],
      'canonical-stack-simulators: --time-scale must be a number above 0, such as 60, got "fast" (see canonical-stack-simulators --help)',
    ],
    [
      ['--time-scale', '0'],
      'canonical-stack-simulators: --time-scale must be a number above 0, such as 60, got "0" (see canonical-stack-simulators --help)',
    ],
    [['--port', '0'], 'canonical-stack-simulators: --port must be a number from 1 to 65533, got "0"'],
    [['--maas-release', '2.9'], '--maas-release must be one of 3.4, 3.7, 3.8, master, got "2.9"'],
    [['--port', 'x'], 'canonical-stack-simulators: --port must be a number from 1 to 65533, got "x"'],
    [
      ['--fail', 'machine:explode'],
      '--fail "machine:explode": the action is none of commission, test, deploy,',
    ],
    [
      ['--fail', 'machine'],
      '--fail "machine": not machine:ACTION[:HOST], unit:UNIT:HOOK or activity:TYPE[:COMPUTER]',
    ],
    [
      ['--fail', 'unit:mysql:install'],
      '--fail "unit:mysql:install": a unit is UNIT:HOOK, such as mysql/0:install',
    ],
    [['--fail', 'disk:x'], '--fail "disk:x": it begins with "disk" instead of machine, unit or activity'],
    [['--only', 'landscape', '--fail', 'machine:deploy'], '--fail "machine:deploy": MAAS is not started'],
    [
      ['--only', 'maas', '--fail', 'machine:deploy:nosuch'],
      '--fail "machine:deploy:nosuch": MAAS has no machine nosuch',
    ],
  ])('%j exits with code 1 and one line on stderr', { timeout: 60_000 }, async (args, line) => {
    const { code, stdout, stderr } = await runHere(args)
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(line) as string])
  })
})

describe('help and version', () => {
  it.each([[['--help']], [['-h']], [['--only', 'maas', '--help']]])(
    '%j prints the usage',
    { timeout: 60_000 },
    async (args) => {
      const { code, stdout, stderr } = await runHere(args)
      expect(code).toBe(0)
      expect(stdout).toContain('Usage: canonical-stack-simulators [--time-scale N]')
      expect(stderr).toBe('')
    },
  )

  it('a mistake is the exit code of the process', { timeout: 60_000 }, async () => {
    const child = simulators('deploy')
    expect((await child.ended).code).toBe(1)
    expect(child.stderr).toContain("Unexpected argument 'deploy'")
  })

  it('--version prints the version of the package', { timeout: 60_000 }, async () => {
    const child = simulators('--version')
    expect((await child.ended).code).toBe(0)
    expect(child.stdout).toBe(`${manifest.version}\n`)
  })
})
