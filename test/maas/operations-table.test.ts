import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { RestOperation } from '../../src/core/operations.js'
import { answerJson, startServer } from '../support/http-server.js'
import { multipartParts } from '../support/multipart.js'
import { allOperations, client } from './support.js'

/** A parameter of an operation, as the reference describes it. */
interface Known {
  name: string
  in: 'path' | 'query' | 'form' | 'file'
  type: string
  required: boolean
  repeated?: boolean
  wire?: string
  bool_wire?: string
  enum?: (string | number)[]
  dynamic?: boolean
}

interface KnownOperation {
  handler: string
  uri: string
  method: string
  op: string | null
  params: Known[]
  first_release: string
  last_release: string
  gone_410_in?: string[]
}

const file = fileURLToPath(new URL('../../../shared/reference/maas/operations.json', import.meta.url))
const known: KnownOperation[] = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as { operations: KnownOperation[] }).operations
  : []
const skipped = known.length > 0 ? '' : ' (skipped without ../shared/reference)'

/** Parameters that the reference lists and the server does not read under that name, or that say the same twice. */
const omitted: Record<string, string> = {
  'setZone.system_id': 'the form has nodes under this name; a request does not',
  'machines.mountSpecial.mount_option': 'a misspelling in the documentation of MAAS: mount_options is read',
  'ipAddresses.reserve.ip_address': 'deprecated name of ip',
  'ipAddresses.reserve.mac_address': 'older name of mac',
  'ipAddresses.release.address': 'older name of ip',
  'sshKeys.create.user': 'a key always belongs to the caller',
  'dnsRecords.create.dnsresource': 'set by the server from name and domain',
  'dnsRecords.create.ip_addresses': 'of the form of names, not of records',
  'dnsRecords.create.address_ttl': 'of the form of names, not of records',
  'commissioningScripts.create.script': 'the server reads content',
  'commissioningScripts.update.script': 'the server reads content',
}

/** Parameters that the server reads and the reference does not list by name. */
const added: Record<string, string> = {
  power_parameters: 'power_parameters_NAME by name',
  script_parameters: 'parameters of scripts by name',
  'volumeGroups.deleteLogicalVolume.id': 'in the form, besides the id in the path (workflows.md 11)',
  'interfaces.unlinkSubnet.id': 'in the form, besides the id in the path (workflows.md 12)',
  'bootResources.uploadChunk.content': 'the body (protocol.md 4)',
  'interfaces.update.bond_num_grat_arp': 'of the form of bonds, as for create_bond',
  'machines.create.power_parameters_skip_check': 'as for update',
  'tags.update.name': 'renames it (exchanges events-and-rest)',
  'zones.update.name': 'renames it (exchanges events-and-rest)',
  'scripts.update.name': 'renames it (exchanges)',
  'vlans.update.vid': 'changes it (exchanges network)',
}

/** Where ours is stricter or less strict than the reference, and why. */
const requirements: Record<string, string> = {
  'machines.create.architecture': 'not for ipmi, and not for deployed machines (workflows.md 2)',
  'machines.create.mac_addresses': 'not for ipmi, and not for deployed machines (workflows.md 2)',
  'machines.accept.machines': 'without it the call accepts nothing',
  'machines.clone.storage': 'one of storage and interfaces (exchanges machines-allocate-deploy)',
  'machines.clone.interfaces': 'one of storage and interfaces (exchanges machines-allocate-deploy)',
  'interfaces.linkSubnet.subnet': 'LINK_UP needs none',
  'interfaces.addTag.tag': 'a tag is needed',
  'interfaces.removeTag.tag': 'a tag is needed',
  'blockDevices.removeTag.tag': 'a tag is needed',
  'scripts.addTag.tag': 'a tag is needed',
  'scripts.removeTag.tag': 'a tag is needed',
  'scripts.revert.to': 'a version is needed',
  'scripts.create.name': 'the metadata of the script may have it (exchanges images-and-files)',
  'scripts.create.script': 'a script needs a text',
  'bcaches.create.cache_set': 'required by the form',
  'bcaches.create.cache_mode': 'required by the form',
  'vlans.updateById.vid': 'absent parameters of an update keep their value',
  'spaces.update.name': 'absent parameters of an update keep their value',
  'spaces.create.name': 'MAAS makes one up',
  'domains.update.name': 'absent parameters of an update keep their value',
  'notifications.update.message': 'absent parameters of an update keep their value',
  'packageRepositories.create.disabled_components': 'optional in the recorded exchanges',
  'bootResources.create.sha256': 'not with content',
  'bootResources.create.size': 'not with content',
  'dnsResources.create.name': 'fqdn may replace it',
  'dnsResources.create.domain': 'fqdn may replace it',
  'dnsRecords.create.rrtype': 'required by the form',
  'dnsRecords.create.rrdata': 'required by the form',
  'vmHosts.create.power_user': 'of libvirt only',
  'vmHosts.create.power_pass': 'of libvirt, or LXD with a password',
  'pods.create.power_user': 'of libvirt only',
  'pods.create.power_pass': 'of libvirt, or LXD with a password',
  'bootSourceSelections.create.os': 'a selection without it selects nothing',
  'bootSourceSelections.create.release': 'a selection without it selects nothing',
  'reservedIps.create.mac_address': 'required by the form',
  'licenseKeys.update.license_key': 'there is nothing else to update',
  'networks.list.node': 'optional',
  'ipRanges.create.subnet': 'a region finds it by the addresses (exchanges network)',
}

const withoutNames = (path: string): string => path.replaceAll(/\{\w+\+?\}/g, '{}')

/** The operation of ours with the same method, path and op. */
function ours({ method, uri, op }: KnownOperation): RestOperation | undefined {
  const path = `${uri.replace(/^\//, '')}${op === null ? '' : `?op=${op}`}`
  return allOperations.find((one) => one.method === method && withoutNames(one.path) === withoutNames(path))
}

/** Names and values in an order of their own. */
const linesOf = (entries: readonly (readonly [string, string, string?])[]): string[] =>
  entries.map(([name, value]) => `${name}=${value}`).toSorted((a, b) => a.localeCompare(b))

type Call = (...args: unknown[]) => PromiseLike<unknown>

const isOmitted = (id: string, name: string): boolean =>
  `${id}.${name}` in omitted || `${id.split('.')[1] ?? ''}.${name}` in omitted

const SAMPLES: Record<string, string | string[]> = {
  mac_address: '52:54:00:12:34:56',
  mac_addresses: ['52:54:00:12:34:56', '52:54:00:12:34:57'],
  mac: '52:54:00:12:34:56',
  ip: '10.0.0.7',
  ip_address: '10.0.0.7',
  start_ip: '10.0.0.7',
  end_ip: '10.0.0.9',
  gateway_ip: '10.0.0.1',
  cidr: '10.0.0.0/24',
  dns_servers: ['10.0.0.2', '10.0.0.3'],
  user_data: '#cloud-config\n',
  storage: 'root:8(local)',
  interfaces: 'uplink:name=eth0',
  devices: ['vendor_id=8086', 'vendor_id=10de'],
  mode: 'STATIC',
  status: 'ready',
  for_hardware: ['pci:8086:1918'],
  add: ['4y3h7n', 'abc3fg'],
  remove: ['4y3h7n', 'abc3fg'],
}

/** A value of a parameter, and what it must be on the wire. */
function sample({ name, type, enum: words, wire, repeated, bool_wire }: Known): {
  given: unknown
  sent: string[]
} {
  const fixed = SAMPLES[name]
  if (name === 'user_data') return { given: fixed, sent: [Buffer.from(String(fixed)).toString('base64')] }
  if (name === 'cidr' && repeated === true) return { given: [SAMPLES['cidr']], sent: ['10.0.0.0/24'] }
  if (name === 'context') return { given: { who: 'you' }, sent: ['{"who":"you"}'] }
  if (name === 'packages') return { given: { apt: ['fio'] }, sent: ['{"apt":["fio"]}'] }
  if (name === 'pinned_cores') return { given: [0, 2], sent: ['0', '2'] }
  if (name === 'accept_all' || bool_wire === 'formencode-bool') return { given: true, sent: ['true'] }
  if (bool_wire === 'zero-one') return { given: true, sent: ['1'] }
  if (type === 'boolean') return { given: false, sent: ['false'] }
  const one = fixed ?? words?.[0] ?? (/^(int|float|number|bytes)/.test(type) ? 7 : 'some-text')
  const list = Array.isArray(one) ? one : [one, one]
  if (name === 'ip_addresses' || name === 'forward_dns_servers')
    return { given: ['10.0.0.7', '10.0.0.8'], sent: ['10.0.0.7 10.0.0.8'] }
  if (wire === 'comma-separated') return { given: list, sent: [list.join(',')] }
  if (Array.isArray(fixed) || type.endsWith('[]')) return { given: list, sent: list.map(String) }
  return { given: one, sent: [String(one)] }
}

/** What recorded regions accept where the reference says otherwise: a plain `file` is refused as "File not supplied", a snippet is text. */
const FILES: Record<string, boolean> = {
  'files.create.file': true,
  'dhcpSnippets.create.value': false,
  'dhcpSnippets.update.value': false,
}

/** Words that closed enums of ours have where the reference has none. */
const WORDS: Record<string, string> = {
  bond_lacp_rate: 'fast',
  bond_mode: '802.3ad',
  bond_xmit_hash_policy: 'layer2',
  bridge_type: 'ovs',
  cache_mode: 'writeback',
  chassis_type: 'virsh',
  filetype: 'txt',
  stop_mode: 'soft',
  storage_layout: 'lvm',
  type: 'lxd',
}

describe.skipIf(known.length === 0)(`the 401 operations of API 2.0${skipped}`, () => {
  it('are all there, each once, and no other', () => {
    expect(known).toHaveLength(401)
    const found = known.map((one) => ours(one)?.id ?? `none for ${one.method} ${one.uri} ${one.op ?? ''}`)
    expect(found.filter((id) => id.startsWith('none'))).toEqual([])
    expect(new Set(found).size).toBe(401)
    expect(allOperations.map(({ id }) => id).filter((id) => !found.includes(id))).toEqual([])
  })

  it('have the releases of the reference', () => {
    const differences = known.flatMap((one) => {
      const { id = '', since, until } = ours(one) ?? {}
      const first = /^(3\.[4-9]|[4-9])/.test(one.first_release) ? one.first_release : undefined
      const last =
        one.last_release !== 'current'
          ? one.last_release
          : one.gone_410_in?.join() === 'master'
            ? '3.8'
            : undefined
      return since === first && until === last
        ? []
        : [
            `${id}: ${since ?? ''}-${until ?? ''} instead of ${one.first_release} to ${one.last_release} (${one.gone_410_in?.join() ?? ''})`,
          ]
    })
    expect(differences).toEqual([])
  })

  it.each(
    known.map((one) => [`${one.method} ${one.uri}${one.op === null ? '' : ` ${one.op}`}`, one] as const),
  )('%s sends what the reference says', async (_name, one) => {
    const operation = ours(one) as RestOperation
    const list = operation.id === 'events.query' ? { events: [] } : []
    await using server = await startServer((_request, response) =>
      answerJson(response, operation.list === undefined ? null : list),
    )
    await using maas = client(server.url, { validate: 'off' })
    const [resource = '', name = ''] = operation.id.split('.')
    const target = maas as unknown as Record<string, Record<string, Call>>
    const call: Call =
      name === ''
        ? (...args) => (maas as unknown as Record<string, Call>)[resource]?.(...args) as PromiseLike<unknown>
        : (...args) => target[resource]?.[name]?.(...args) as PromiseLike<unknown>
    const paths = [...one.uri.matchAll(/\{(\w+)\}/g)].map(([, argument = '']) => `x${argument}`)
    const listed = one.params.filter(
      (param) => param.in !== 'path' && param.dynamic !== true && !isOmitted(operation.id, param.name),
    )
    const given: Record<string, unknown> = {}
    const query: [string, string][] = one.op === null ? [] : [['op', one.op]]
    const form: [string, string][] = []
    const files: string[] = []
    for (const param of listed) {
      const isFile =
        FILES[`${operation.id}.${param.name}`] ??
        (param.in === 'file' || param.type === 'text-or-file' || param.type === 'file')
      const isChunk = operation.body === 'bytes'
      const word = param.enum === undefined ? WORDS[param.name] : undefined
      const isWord = word !== undefined && param.type === 'string' && !/filters|level/.test(param.name)
      const { given: value, sent } = isWord ? { given: word, sent: [word] } : sample(param)
      given[param.name] = value
      if (isFile || isChunk) files.push(param.name)
      for (const text of sent) (param.in === 'query' ? query : form).push([param.name, text])
    }
    const isMap = one.params.some(({ dynamic, name: key }) => dynamic === true && key === '{key}')
    if (isMap) {
      given['service'] = 'openstack'
      form.push(['service', 'openstack'])
    }
    if (operation.body === 'bytes') given['content'] = new TextEncoder().encode('chunk')
    for (const key of Object.keys(added).filter((each) => each.startsWith(`${operation.id}.`))) {
      const field = key.split('.')[2] ?? ''
      if (field !== 'id') continue
      given[field] = 12
      form.push([field, '12'])
    }
    await call(...paths, ...(operation.params === undefined ? [] : [given]))
    const [{ method, url, body, headers } = { method: '', url: '', body: '', headers: {} }] = server.arrived
    expect(method).toBe(one.method)
    const { pathname, searchParams } = new URL(url, server.url)
    expect(pathname).toBe(`/MAAS/api/2.0${one.uri.replaceAll(/\{(\w+)\}/g, 'x$1')}`)
    expect(linesOf([...searchParams])).toEqual(linesOf(query))
    if (operation.body === 'bytes') {
      expect([headers['content-type'], body]).toEqual(['application/octet-stream', 'chunk'])
      return
    }
    const type = headers['content-type'] ?? ''
    const sent = files.length > 0 ? multipartParts(type, body) : [...new URLSearchParams(body)]
    expect(linesOf(sent)).toEqual(linesOf(form))
    if (form.length === 0) expect(headers['content-type']).toBeUndefined()
    for (const part of sent) if (files.includes(part[0])) expect(part[2], part[0]).toBe(part[0])
  })

  it('require what the reference requires, and nothing else', async () => {
    const { shapes } = await import('../../src/maas/generated/api2/shapes.js')
    const { fieldsOf } = await import('../../src/core/shape/shape.js')
    const differences: string[] = []
    for (const one of known) {
      const operation = ours(one) as RestOperation
      const shape = operation.params === undefined ? {} : (shapes[operation.params] ?? {})
      const fields = typeof shape === 'string' ? [] : fieldsOf(shape, { given: true })
      for (const param of one.params) {
        if (param.in === 'path' || param.dynamic === true || isOmitted(operation.id, param.name)) continue
        const field = fields.find(({ name }) => name === param.name)
        const key = `${operation.id}.${param.name}`
        if (field === undefined) differences.push(`${key} is missing`)
        else if (field.required !== param.required && !(key in requirements))
          differences.push(`${key}: required ${field.required}, in the reference ${param.required}`)
      }
      for (const { name } of fields)
        if (
          !one.params.some((param) => param.name === name && param.in !== 'path') &&
          !(name in added) &&
          !(`${operation.id}.${name}` in added)
        )
          differences.push(`${operation.id}.${name} is not in the reference`)
    }
    expect(differences).toEqual([])
  })
})
