import { SimulatedClock, startMaasSimulator, type MaasSimulator } from 'canonical-stack-simulators'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MaasClient, NotFoundError } from '../../src/maas/index.js'
import { client } from './support.js'

let simulator: MaasSimulator
let maas: MaasClient
beforeAll(async () => {
  simulator = await startMaasSimulator({ clock: new SimulatedClock({ timeScale: 1000 }), release: '3.8' })
  maas = client(simulator.url, { apiKey: simulator.apiKey, validate: 'strict' })
})
afterAll(async () => {
  await maas.close()
  await simulator.close()
})

type Method = (...args: unknown[]) => PromiseLike<unknown>
type Item = Record<string, unknown>

interface Life {
  create: object
  /** The field that a path names the object by. */
  key?: string
  /** Path arguments before it. */
  under?: readonly (string | number)[]
  update?: object
  /** What an update must show in the object; default: the update itself. */
  updated?: Item
}

const ids = { subnet: 2 }
const lives: Record<string, Life> = {
  tags: { create: { name: 'gpu', comment: 'a' }, key: 'name', update: { comment: 'b' } },
  zones: { create: { name: 'room-12' }, key: 'name', update: { description: 'room 12' } },
  resourcePools: { create: { name: 'production' }, update: { description: 'for customers' } },
  domains: { create: { name: 'example.com' }, update: { ttl: 300 } },
  dnsResources: {
    create: { fqdn: 'keystone.maas', ip_addresses: ['10.10.0.70'] },
    update: { address_ttl: 60 },
  },
  dnsRecords: {
    create: { fqdn: 'www.maas', rrtype: 'TXT', rrdata: 'a' },
    update: { rrdata: 'b' },
  },
  fabrics: { create: { name: 'provider' }, update: { class_type: '10g' } },
  vlans: { create: { vid: 200, name: 'backup' }, key: 'vid', under: [0], update: { mtu: 9000 } },
  spaces: { create: { name: 'internal' }, update: { description: 'for hosts' }, updated: {} },
  subnets: { create: { cidr: '10.77.0.0/24' }, update: { gateway_ip: '10.77.0.1' } },
  ipRanges: {
    create: { type: 'reserved', start_ip: '10.10.0.150', end_ip: '10.10.0.160', subnet: ids.subnet },
    update: { comment: 'routers' },
  },
  reservedIps: {
    create: { ip: '10.10.0.90', mac_address: '52:54:00:aa:00:01' },
    update: { comment: 'printer' },
  },
  packageRepositories: {
    create: { name: 'mirror', url: 'http://archive.example.com/ubuntu', components: ['main'] },
    update: { enabled: false },
  },
  dhcpSnippets: {
    create: { name: 'ntp', value: 'option ntp-servers 10.0.0.2;', subnet: ids.subnet },
    update: { enabled: false },
  },
  notifications: {
    create: { message: 'Maintenance at {time}', context: { time: '22:00' }, admins: true, users: true },
    update: { message: 'over', dismissable: true },
    updated: { message: 'over', dismissable: true },
  },
  scripts: {
    create: { name: 'check-bios', script: '#!/bin/sh\necho\n', type: 'testing' },
    key: 'name',
    update: { tags: ['bios'] },
    // MAAS adds the kind of hardware.
    updated: { tags: ['bios', 'node'] },
  },
  bootSources: {
    create: { url: 'http://images.example.com/', keyring_filename: '/usr/share/keyrings/a.gpg' },
    update: { url: 'http://mirror.example.com' },
  },
  devices: {
    create: { hostname: 'printer-1', mac_addresses: ['52:54:00:aa:00:02'] },
    key: 'system_id',
    update: { description: 'on floor 2' },
  },
  users: {
    create: { username: 'ana', email: 'ana@example.com', password: 'a-long-password', is_superuser: false },
    key: 'username',
  },
  sshKeys: {
    create: {
      key: `ssh-ed25519 ${Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from('ssh-ed25519'), Buffer.from([0, 0, 0, 32]), Buffer.alloc(32, 7)]).toString('base64')} ops`,
    },
  },
  groups: { create: { name: 'operators' }, update: { description: 'on call' } },
}

describe('objects of a region, through their whole life', () => {
  it.each(Object.entries(lives))(
    '%s: created, read, listed, updated, deleted',
    async (resource, { create, key = 'id', under = [], update, updated }) => {
      const methods = (maas as unknown as Record<string, Record<string, Method>>)[resource] ?? {}
      const call = async (name: string, ...args: unknown[]): Promise<unknown> =>
        await methods[name]?.(...under, ...args)
      const made = (await call('create', create)) as Item
      const id = made[key]
      expect(id).toBeDefined()
      expect(await call('get', id)).toMatchObject({ [key]: id })
      const listed = (await call('list')) as Item[]
      expect(listed.some((one) => one[key] === id)).toBe(true)
      if (update !== undefined) {
        await call('update', id, update)
        expect(await call('get', id)).toMatchObject(updated ?? update)
      }
      await call('delete', id)
      await expect(call('get', id)).rejects.toBeInstanceOf(NotFoundError)
    },
  )

  it('static routes, which need two subnets', async () => {
    const { id: destination } = await maas.subnets.create({ cidr: '10.88.0.0/24' })
    const route = await maas.staticRoutes.create({
      source: ids.subnet,
      destination,
      gateway_ip: '10.10.0.1',
      metric: 5,
    })
    expect(await maas.staticRoutes.get(route.id)).toMatchObject({ metric: 5 })
    await maas.staticRoutes.update(route.id, { metric: 7 })
    expect((await maas.staticRoutes.list()).map(({ metric }) => metric)).toEqual([7])
    await maas.staticRoutes.delete(route.id)
    expect(await maas.staticRoutes.list()).toHaveLength(0)
  })

  it('files, by name and by key, with slashes and bytes', async () => {
    const content = new Uint8Array([0, 1, 2, 255])
    await maas.files.create({ filename: 'rack 12/notes.bin', file: content })
    expect([...(await maas.files.download({ filename: 'rack 12/notes.bin' }))]).toEqual([...content])
    const { anon_resource_uri: uri, content: encoded } = await maas.files.get('rack 12/notes.bin')
    expect([...Buffer.from(encoded ?? '', 'base64')]).toEqual([...content])
    const key = new URL(uri, simulator.url).searchParams.get('key') ?? ''
    expect([...(await maas.files.downloadByKey({ key }))]).toEqual([...content])
    await maas.files.delete('rack 12/notes.bin')
    expect(await maas.files.list()).toHaveLength(0)
  })

  it('selections of a boot source', async () => {
    const source = (await maas.bootSources.list())[0]?.id ?? 0
    for (const { id } of await maas.bootSourceSelections.list(source))
      await maas.bootSourceSelections.delete(source, id)
    const { id } = await maas.bootSourceSelections.create(source, {
      os: 'ubuntu',
      release: 'noble',
      arches: ['amd64'],
      subarches: ['*'],
      labels: ['*'],
    })
    await maas.bootSourceSelections.update(source, id, { arches: ['amd64', 'arm64'] })
    expect(await maas.bootSourceSelections.get(source, id)).toMatchObject({ arches: ['amd64', 'arm64'] })
    await maas.bootSourceSelections.delete(source, id)
    expect(await maas.bootSourceSelections.list(source)).toHaveLength(0)
  })

  it('members and entitlements of a group', async () => {
    const { id } = await maas.groups.create({ name: 'night-shift' })
    await maas.groups.addMember(id, { username: 'bob' })
    expect((await maas.groups.listMembers(id)).map(({ username }) => username)).toEqual(['bob'])
    const right = { resource_type: 'maas', resource_id: 0, entitlement: 'can_view_machines' }
    await maas.groups.addEntitlement(id, right)
    expect(await maas.groups.listEntitlements(id)).toMatchObject([right])
    await maas.groups.removeEntitlement(id, right)
    await maas.groups.removeMember(id, { username: 'bob' })
    expect(await maas.groups.listMembers(id)).toHaveLength(0)
  })
})

it('a VLAN is the same by its tag and by its id, and takes numbers', async () => {
  const byTag = await maas.vlans.get(0, 0)
  expect(await maas.vlans.getById(byTag.id)).toEqual(byTag)
})
