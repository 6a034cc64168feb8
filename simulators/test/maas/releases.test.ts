import { afterEach, describe, expect, it } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { type MaasSimulator, startMaasSimulator } from '../../src/maas/simulator.js'
import type { MaasRelease } from '../../src/maas/state/releases.js'
import { caller } from './client.js'

const clock = new SimulatedClock()
let simulator: MaasSimulator | undefined
afterEach(() => simulator?.close())

/** Starts a region of a release and returns what calls it as its administrator. */
async function start(release?: MaasRelease) {
  await simulator?.close()
  simulator = await startMaasSimulator({ clock, ...(release && { release }), autoAdvance: false })
  return caller(simulator.url, simulator.apiKey)
}

describe('the release', () => {
  it('decides which endpoints exist', async () => {
    const status = async (release: MaasRelease, path: string) =>
      (await (await start(release))('GET', path)).status
    expect(await status('3.4', 'reservedips/')).toBe(404)
    expect(await status('3.7', 'reservedips/')).toBe(200)
    expect(await status('3.7', 'groups/')).toBe(404)
    expect(await status('3.8', 'groups/')).toBe(200)
    expect(await status('3.8', 'vm-hosts/')).toBe(200)
    expect(await status('master', 'vm-hosts/')).toBe(410)
    expect(await status('master', 'pods/1/')).toBe(410)
    expect(await status('3.8', 'virtual-machines/')).toBe(200)
    expect(await status('master', 'virtual-machines/')).toBe(410)
  })

  it('decides the zone of times, and the fields of a boot source', async () => {
    const source = async (release?: MaasRelease) =>
      ((await (await start(release))('GET', 'boot-sources/')).json as Record<string, string>[])[0]
    expect(await source()).toMatchObject({
      created: expect.stringMatching(/\.\d{3}$/),
      url: 'http://images.maas.io/ephemeral-v3/stable/',
    })
    expect(await source()).not.toHaveProperty('priority')
    expect(await source('3.8')).toMatchObject({
      created: expect.stringMatching(/\.\d{3}Z$/),
      url: 'http://images.maas.io/ephemeral-v3/stable',
      name: 'MAAS Stable',
      priority: 1,
    })
    const history = async (release: MaasRelease) =>
      ((await (await start(release))('GET', 'scripts/')).json as { history: { created: string }[] }[])[0]
        ?.history[0]?.created
    expect(await history('3.4')).toMatch(/ -0000$/)
    expect(await history('3.7')).toMatch(/ \+0000$/)
  })

  it('decides which power types a rack describes', async () => {
    const types = async (release: MaasRelease) =>
      (await (await start(release))('GET', 'rackcontrollers/?op=describe_power_types')).json as {
        name: string
        driver_type: string
        fields: { name: string; scope: string }[]
      }[]
    const old = await types('3.4')
    expect(old).toHaveLength(24)
    expect(old.find(({ name }) => name === 'nova')).toBeDefined()
    expect(old.find(({ name }) => name === 'virsh')?.driver_type).toBe('pod')
    expect(
      old.find(({ name }) => name === 'virsh')?.fields.map(({ name, scope }) => `${name} ${scope}`),
    ).toEqual(['power_address bmc', 'power_pass bmc', 'power_id node'])
    const fieldsOfAmt = (all: typeof old) =>
      all.find(({ name }) => name === 'amt')?.fields.map(({ name }) => name)
    expect(fieldsOfAmt(old)).not.toContain('port')
    expect(fieldsOfAmt(await types('3.7'))).toContain('port')
    expect((await types('3.8')).find(({ name }) => name === 'nova')).toBeUndefined()
    expect((await types('master')).find(({ name }) => name === 'virsh')?.driver_type).toBe('power')
  })
})

describe('parameters of the release', () => {
  it('lists know the filters of their release', async () => {
    const answer = async (release: MaasRelease, query: string) =>
      (await (await start(release))('GET', `machines/?${query}`)).json
    expect(await answer('3.4', 'deployment_target=disk')).toEqual({
      deployment_target: ['No such constraint.'],
    })
    expect(await answer('3.7', 'deployment_target=disk')).toEqual([])
    expect(await answer('3.8', 'pod=x')).toEqual([])
    expect(await answer('master', 'pod=x')).toEqual({ pod: ['No such constraint.'] })
  })

  it('machines keep the fields that their release knows', async () => {
    const created = async (release: MaasRelease) => {
      const call = await start(release)
      const fields: [string, string][] = [
        ['architecture', 'amd64'],
        ['mac_addresses', '52:54:00:00:00:01'],
        ['power_type', 'manual'],
        ['commission', 'false'],
        ['is_dpu', 'true'],
      ]
      const { system_id: id } = (await call('POST', 'machines/', fields)).json as { system_id: string }
      return (await call('PUT', `machines/${id}/`, [['enable_kernel_crash_dump', 'true']])).json
    }
    expect(await created('3.4')).not.toHaveProperty('is_dpu')
    expect(await created('3.7')).toMatchObject({ is_dpu: true, enable_kernel_crash_dump: false })
    expect(await created('3.8')).toMatchObject({ is_dpu: true, enable_kernel_crash_dump: true })
  })

  it('what is for administrators is refused in the words of the release', async () => {
    const refusal = async (release: MaasRelease) => {
      await start(release)
      const user = caller(simulator!.url, simulator!.users.user.apiKey)
      return user('POST', 'fabrics/', [['name', 'x']])
    }
    expect(await refusal('3.7')).toMatchObject({
      status: 403,
      text: 'This method is reserved for admin users.',
    })
    expect(await refusal('3.8')).toMatchObject({
      status: 403,
      text: expect.stringMatching(/^User does not have permission/),
    })
  })
})

interface Entity {
  list: string
  create: Record<string, string>
  change: Record<string, string>
}

/** Creates, reads, lists, updates and deletes at one endpoint; the state must follow. */
async function lives(call: ReturnType<typeof caller>, { list, create, change }: Entity): Promise<void> {
  const fields = (values: Record<string, string>): [string, string][] => Object.entries(values)
  const created = await call('POST', list, fields(create))
  expect(created).toMatchObject({ status: expect.toBeOneOf([200, 201]), json: create })
  const path = `${list}${(created.json as { id: number }).id}/`
  expect((await call('GET', path)).json).toMatchObject(create)
  expect((await call('GET', list)).json).toContainEqual(created.json)
  expect(await call('PUT', path, fields(change))).toMatchObject({ status: 200, json: change })
  expect((await call('GET', path)).json).toMatchObject({ ...create, ...change })
  expect((await call('DELETE', path)).status).toBe(204)
  expect((await call('GET', path)).status).toBe(404)
}

describe('what is created is read back, listed, updated and deleted', () => {
  it.each([
    { list: 'groups/', create: { name: 'operators', description: 'x' }, change: { description: 'y' } },
    {
      list: 'reservedips/',
      create: { ip: '10.10.0.77', mac_address: '52:54:00:00:00:77', comment: 'x' },
      change: { comment: 'y' },
    },
    {
      list: 'boot-sources/1/selections/',
      create: { os: 'ubuntu', release: 'oracular' },
      change: { release: 'bionic' },
    },
    {
      list: 'oidc-providers/',
      create: {
        name: 'p',
        issuer_url: 'https://id.example',
        client_id: 'c',
        client_secret: 's',
        redirect_uri: 'https://maas.example',
        scopes: 'openid',
      },
      change: { token_type: 'Opaque' },
    },
  ] as Entity[])('$list', async (entity) => lives(await start('3.8'), entity))

  it('vm-hosts/, whose address is among its parameters and in no other reply', async () => {
    const call = await start()
    const sent = { type: 'virsh', name: 'host-0', power_address: 'qemu:///system' }
    const { id } = (await call('POST', 'vm-hosts/', Object.entries(sent))).json as { id: number }
    expect((await call('GET', `vm-hosts/${id}/?op=parameters`)).json).toEqual({
      power_address: 'qemu:///system',
    })
    expect(await call('PUT', `vm-hosts/${id}/`, [['name', 'host-9']])).toMatchObject({
      json: { name: 'host-9' },
    })
    expect((await call('POST', `vm-hosts/${id}/?op=add_tag`, [['tag', 'fast']])).json).toMatchObject({
      name: 'host-9',
      tags: ['pod-console-logging', 'fast'],
    })
    expect((await call('DELETE', `vm-hosts/${id}/`)).status).toBe(204)
    expect((await call('GET', 'pods/')).json).toEqual([])
  })

  it('a device has the domain that it was given', async () => {
    const call = await start()
    await call('POST', 'domains/', [['name', 'lab.example']])
    const device = await call('POST', 'devices/', [
      ['mac_addresses', '52:54:00:00:00:78'],
      ['hostname', 'printer'],
      ['domain', 'lab.example'],
    ])
    expect(device.json).toMatchObject({ fqdn: 'printer.lab.example', domain: { name: 'lab.example' } })
    expect(
      (
        await call('POST', 'devices/', [
          ['mac_addresses', '52:54:00:00:00:79'],
          ['domain', 'nosuch'],
        ])
      ).status,
    ).toBe(400)
  })

  it('an API key is renamed by the whole key and by its middle part', async () => {
    const call = await start()
    const key = (await call('POST', 'account/?op=create_authorisation_token')).json as Record<string, string>
    const whole = `${key['consumer_key']}:${key['token_key']}:${key['token_secret']}`
    const names = async () =>
      ((await call('GET', 'account/?op=list_authorisation_tokens')).json as { name: string }[]).map(
        ({ name }) => name,
      )
    for (const [token, name] of [
      [whole, 'first'],
      [key['token_key'] ?? '', 'second'],
    ] as const) {
      const fields: [string, string][] = [
        ['token', token],
        ['name', name],
      ]
      expect((await call('POST', 'account/?op=update_token_name', fields)).status).toBe(202)
      expect(await names()).toContain(name)
    }
  })

  it('all=true lists the names of nodes and of addresses too', async () => {
    const call = await start()
    const machine = simulator!.addMachine({ hostname: 'node-1' })
    const [nic] = machine.interfaces
    nic!.links = [{ id: 1, mode: 'static', subnetId: 2, ipAddress: '10.10.0.9' }]
    await call('POST', 'dnsresources/', [
      ['fqdn', 'www.maas'],
      ['ip_addresses', '10.10.0.10'],
    ])
    const listed = async (query: string) =>
      ((await call('GET', `dnsresources/${query}`)).json as { id: number; fqdn: string }[]).map(
        ({ id, fqdn }) => `${id} ${fqdn}`,
      )
    expect(await listed('')).toEqual(['1 www.maas'])
    expect(await listed('?all=true')).toEqual(['1 www.maas', '-1 node-1.maas', '-1 www.maas'])
    expect(await listed('?all=true&fqdn=node-1.maas')).toEqual(['-1 node-1.maas'])
    expect((await call('GET', 'dnsresources/?all=true&fqdn=node-1.maas')).json).toMatchObject([
      {
        ip_addresses: null,
        resource_records: [{ system_id: machine.systemId, rrtype: 'A', rrdata: '10.10.0.9' }],
      },
    ])
    expect((await call('GET', 'dnsresources/-1/')).status).toBe(404)
  })

  it('settings have their older names', async () => {
    const call = await start()
    await call('POST', 'maas/?op=set_config', [
      ['name', 'ntp_server'],
      ['value', 'ntp.example.com'],
    ])
    expect((await call('GET', 'maas/?op=get_config&name=ntp_servers')).json).toBe('ntp.example.com')
    await call('POST', 'maas/?op=set_config', [
      ['name', 'main_archive'],
      ['value', 'http://mirror.example/ubuntu'],
    ])
    expect((await call('GET', 'maas/?op=get_config&name=main_archive')).json).toBe(
      'http://mirror.example/ubuntu',
    )
    expect((await call('GET', 'package-repositories/1/')).json).toMatchObject({
      url: 'http://mirror.example/ubuntu',
    })
  })

  it('the results of a commissioning are in the list of all results', async () => {
    const call = await start()
    const { systemId } = simulator!.addMachine({ hostname: 'node-1' })
    const results = (await call('GET', `installation-results/?system_id=${systemId}&result_type=2`)).json
    expect(results).toHaveLength(3)
    expect(results).toContainEqual(
      expect.objectContaining({ name: 'smartctl-validate', script_result: 0, node: { system_id: systemId } }),
    )
    expect((await call('GET', 'commissioning-results/?name=maas-lshw')).json).toHaveLength(1)
  })

  it('a rack tells its images and is deleted by force only while it serves DHCP', async () => {
    const call = await start()
    const rack = `rackcontrollers/${simulator!.state.rackId}/`
    expect((await call('GET', `${rack}?op=list_boot_images`)).json).toMatchObject({
      connected: true,
      status: 'synced',
      images: expect.arrayContaining([
        { name: 'ubuntu/jammy', architecture: 'amd64', subarches: ['ga-22.04'] },
      ]),
    })
    expect(await call('DELETE', rack)).toMatchObject({
      status: 400,
      text: "Unable to delete 'rack-a'; it is currently set as a primary rack controller on VLANs fabric-0.untagged and no other rack controller can provide DHCP.",
    })
    expect((await call('DELETE', `${rack}?force=true`)).status).toBe(204)
    expect((await call('GET', 'rackcontrollers/')).json).toEqual([])
  })
})
