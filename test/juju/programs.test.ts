import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type * as Sleep from '../../src/core/sleep.js'
import { simulate, type Simulated } from './simulated.js'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  vi.resetModules()
  process.exitCode = undefined
})

// A program looks every five seconds; here that is a tenth of one.
vi.mock('../../src/core/sleep.js', async (original) => {
  const real = await original<typeof Sleep>()
  return { ...real, sleep: (...[ms, signals]: Parameters<typeof real.sleep>) => real.sleep(ms / 50, signals) }
})

const environment = ({
  simulator: { address, username, password, caCert },
}: Simulated): Record<string, string> => ({
  JUJU_CONTROLLER_ADDRESSES: address,
  JUJU_USERNAME: username,
  JUJU_PASSWORD: password,
  JUJU_CA_CERT: caCert,
  MAAS_API_URL: 'http://10.0.0.2:5240/MAAS',
  MAAS_API_KEY: 'consumer:token1:secret1',
})

/** Runs a program of examples/ against a controller; gives back what it prints. */
async function run(program: string, lab: Simulated, ...words: string[]): Promise<string> {
  const lines: string[] = []
  for (const name of ['log', 'warn', 'error'] as const)
    vi.spyOn(console, name).mockImplementation((...said) => void lines.push(said.join(' ')))
  for (const [name, value] of Object.entries(environment(lab))) vi.stubEnv(name, value)
  vi.spyOn(process, 'argv', 'get').mockReturnValue(['node', program, ...words])
  await import(`../../examples/juju-${program}.ts`)
  return lines.join('\n')
}

describe('the programs in examples/', () => {
  test('models', async () => {
    await using lab = await simulate({ autoAdvance: false })
    await lab.juju.models.add('shop')
    await lab.juju.model('shop').applications.deploy('keystone')
    const printed = await run('models', lab, 'admin/shop')
    expect(printed).toMatch(/^Juju 4\.0\.15 at 127\.0\.0\.1:\d+, as admin$/m)
    expect(printed).toMatch(/^admin\/shop\tdummy\tavailable\tadmin$/m)
    expect(printed).toMatch(/^keystone\/0\*? +(?:waiting|maintenance) +(?:allocating|executing) +0 /m)
  })

  test('models, in a process of its own, which ends by itself since nothing is left open', async () => {
    await using lab = await simulate()
    await lab.juju.models.add('shop')
    const child = spawn(process.execPath, ['--import', 'tsx', 'examples/juju-models.ts', 'shop'], {
      cwd: fileURLToPath(new URL('../../', import.meta.url)),
      env: { ...process.env, ...environment(lab) },
    })
    let printed = ''
    child.stdout.on('data', (chunk) => (printed += String(chunk)))
    child.stderr.on('data', (chunk) => (printed += String(chunk)))
    const [code] = (await once(child, 'close')) as [number]
    expect(printed).toContain('admin/shop')
    expect(code).toBe(0)
  })

  test('deploy', async () => {
    await using lab = await simulate()
    const printed = await run('deploy', lab)
    expect(printed).toMatch(/^5 of 5 idle$/m)
    expect(printed).toMatch(/^added db\/3$/m)
  })

  test('deploy, when a hook fails', async () => {
    await using lab = await simulate()
    const watch = setInterval(() => {
      const there = lab.simulator.models()['admin/shop']
      if (there === undefined) return
      clearInterval(watch)
      lab.simulator.failUnit('vault/0', 'install', 'admin/shop')
    }, 1)
    expect(await run('deploy', lab)).toContain('vault/0: error: hook failed: "install"')
    expect(process.exitCode).toBe(1)
  })

  test('bundle, and a second time', async () => {
    await using lab = await simulate()
    await lab.juju.models.add('cloud')
    lab.simulator.charms.fromBundle(
      readFileSync(new URL('../../examples/openstack/bundle.yaml', import.meta.url), 'utf8'),
    )
    const printed = await run('bundle', lab, 'cloud')
    expect(printed).toMatch(/^\d+ steps$/m)
    expect(printed).toMatch(/^\d+ units added$/m)
    vi.resetModules()
    expect(await run('bundle', lab, 'cloud')).toMatch(/^nothing to do$/m)
  })

  test('bundle, when it fails', async () => {
    await using lab = await simulate()
    await lab.juju.models.add('cloud')
    lab.simulator.charms.fromBundle(
      readFileSync(new URL('../../examples/openstack/bundle.yaml', import.meta.url), 'utf8'),
    )
    lab.simulator.failCall('Application.Deploy', { message: 'the disk is full' })
    expect(await run('bundle', lab, 'cloud')).toContain('the disk is full')
    expect(process.exitCode).toBe(1)
  })

  test('maas', async () => {
    await using lab = await simulate()
    expect(await run('maas', lab)).toBe('machine 0 of admin/metal is on its way')
    expect(await lab.juju.models.get('metal')).toMatchObject({
      cloud: 'rack',
      credential: 'rack/admin/admin',
    })
  })

  test('log', async () => {
    await using lab = await simulate({ autoAdvance: false })
    await lab.juju.models.add('logged')
    lab.simulator.log('admin/logged', { tag: 'unit-mysql-0', severity: 'WARNING', message: 'slow' })
    lab.simulator.log('admin/logged', { tag: 'unit-mysql-0', severity: 'INFO', message: 'never mind' })
    lab.simulator.log('admin/logged', { tag: 'unit-mysql-1', severity: 'ERROR', message: 'dead' })
    const printed = await run('log', lab, 'logged', 'mysql')
    expect(printed.split('\n')).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d WARNING mysql\/0: slow$/),
      expect.stringMatching(/ERROR mysql\/1: dead$/),
    ])
  })

  test('errors', async () => {
    await using lab = await simulate({ autoAdvance: false })
    await lab.juju.models.add('openstack')
    await lab.juju.model('openstack').applications.deploy('keystone')
    const printed = await run('errors', lab)
    expect(printed).toContain('keystone is there already')
    expect(printed).toMatch(
      /^keystone\/99: Juju Application\.ResolveUnitErrors on model openstack failed: unit "keystone\/99" not found/m,
    )
    expect(printed).toMatch(/^keystone$/m)
    expect(printed).toMatch(/^1 charms$/m)
  })

  test('stand in the guide as they are', () => {
    const guide = readFileSync(new URL('../../docs/juju.md', import.meta.url), 'utf8')
    const quoted = [...guide.matchAll(/<!-- from (examples\/[\w-]+\.ts) -->\n```ts\n([\s\S]*?)```/g)]
    expect(quoted.length).toBeGreaterThan(5)
    for (const [, file = '', code = ''] of quoted)
      expect(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')).toContain(code)
    // Every block of TypeScript is such a quotation.
    expect(guide.match(/```ts/g)).toHaveLength(quoted.length)
  })
})
