import { connect } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { createLandscapeClient, createMaasClient } from '../../src/index.js'
import { type Child, runProgram } from '../support/child.js'

const canonicalStack = (...args: string[]): Child => runProgram('src/cli/main.ts', args)

/** What a shell makes of the `export` lines. */
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

describe('canonical-stack simulate', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'prints the environment, serves, and leaves nothing after %s',
    { timeout: 60_000 },
    async (signal) => {
      const child = canonicalStack('simulate', '--only', 'maas,landscape', '--time-scale', '600')
      await vi.waitFor(() => expect(child.stderr).toContain('Ctrl-C ends it'), {
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
      // Clients that stay connected do not hold it up.
      child.process.kill(signal)
      expect(await child.ended).toEqual({ code: 0, signal: null })
      await Promise.all([maas.close(), landscape.close()])
      for (const url of [env['MAAS_API_URL'], env['LANDSCAPE_API_URI']])
        expect(await portIsOpen(Number(new URL(url ?? '').port))).toBe(false)
    },
  )

  it(
    'prints what a shell takes, the certificate of the controller included',
    { timeout: 60_000 },
    async () => {
      const child = canonicalStack('simulate', '--only=juju')
      await vi.waitFor(() => expect(child.stderr).toContain('Simulating juju, 60 times'), {
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

describe('what cannot be meant', () => {
  it.each([
    [
      ['deploy'],
      'canonical-stack: there is no command "deploy": the only one is simulate (see canonical-stack --help)',
    ],
    [
      ['simulate', 'now'],
      'canonical-stack: there is no command "simulate now": the only one is simulate (see canonical-stack --help)',
    ],
    [['simulate', '--fast'], "canonical-stack: Unknown option '--fast'"],
    [
      ['simulate', '--only', 'maas,openstack'],
      'canonical-stack: there is no system "openstack": --only takes maas, juju, landscape, separated by commas (see canonical-stack --help)',
    ],
    [
      ['simulate', '--time-scale', 'fast'],
      'canonical-stack: --time-scale is "fast": give a number above 0, such as 60 (see canonical-stack --help)',
    ],
    [
      ['simulate', '--time-scale', '0'],
      'canonical-stack: --time-scale is "0": give a number above 0, such as 60 (see canonical-stack --help)',
    ],
  ])(
    '%j ends with one line that helps, and a code that is not 0',
    { timeout: 60_000 },
    async (args, line) => {
      const child = canonicalStack(...args)
      expect((await child.ended).code).toBe(1)
      expect(child.stdout).toBe('')
      expect(child.stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(line) as string])
    },
  )
})

describe('help', () => {
  it.each([['--help'], ['-h'], ['help'], ['simulate', '--help']])(
    'is what %s %s prints',
    { timeout: 60_000 },
    async (...args) => {
      const child = canonicalStack(...args.filter((arg) => typeof arg === 'string'))
      expect((await child.ended).code).toBe(0)
      expect(child.stdout).toContain('Usage: canonical-stack simulate')
      expect(child.stderr).toBe('')
    },
  )

  it('has a version beside it', { timeout: 60_000 }, async () => {
    const child = canonicalStack('--version')
    expect((await child.ended).code).toBe(0)
    expect(child.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('goes to stderr, with code 2, when nothing was asked', { timeout: 60_000 }, async () => {
    const child = canonicalStack()
    expect((await child.ended).code).toBe(2)
    expect([child.stdout, child.stderr.split('\n')[2]]).toEqual([
      '',
      'Usage: canonical-stack simulate [--time-scale N] [--only maas,juju,landscape] [--empty]',
    ])
  })
})
