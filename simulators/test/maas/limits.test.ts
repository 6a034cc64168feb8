import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { startMaasSimulator } from '../../src/maas/simulator.js'
import { caller } from './client.js'

interface Parameter {
  name: string
  in: string
  type: string
  maxLength?: number
  min?: number
  max?: number
  enum?: unknown[]
  dynamic?: boolean
  bool_wire?: string
  src: string[]
}

interface Operation {
  uri: string
  method: string
  op: string | null
  params: Parameter[]
  releases_checked: string[]
}

const file = fileURLToPath(new URL('../../../../shared/reference/maas/operations.json', import.meta.url))
const isPresent = existsSync(file)

/** Operations that answer before they read these parameters, and parameters with a rule of their own. */
const excluded: Record<string, string> = {
  '/vlans/{vlan_id}/': 'there is no such VLAN',
  '/license-key/{osystem}/{distro_series}': 'there is no such key',
  '/boot-sources/{boot_source_id}/selections/{id}/': 'there is no such selection',
  '/nodes/{system_id}/vmfs-datastore/{id}/': 'there is no such datastore',
  '/commissioning-scripts/': 'the content is needed first',
  '/commissioning-scripts/{name}': 'the content is needed first',
  add_chassis: 'the type is needed first',
  power_on: 'only of an allocated machine; a controller is not powered on',
  release: 'an IP address is needed first',
  create_vlan: 'the name is that of VLAN and parent',
  'dnsresourcerecords ttl': 'the type is needed first',
  'dnsresourcerecords address_ttl': 'the type is needed first',
  'dhcp-snippets to': 'a message of its own',
  'domains serial': 'a message of its own',
  'ipranges type': 'a choice is checked before its length',
  'notifications category': 'a choice is checked before its length',
  'interfaces parent': 'ids of several: a key that is no number',
  'interfaces bridge_fd': 'only of a bridge',
  'interfaces bond_miimon': 'only of a bond',
  'interfaces bond_downdelay': 'only of a bond',
  'interfaces bond_updelay': 'only of a bond',
  hwe_kernel: 'known by name',
  deployment_target: 'since 3.5',
  not_deployment_target: 'since 3.5',
}

const isExcluded = ({ uri, op }: Operation, { name }: Parameter): boolean =>
  [uri, op ?? '', name].some((key) => key in excluded) ||
  Object.keys(excluded).some((key) => {
    const [where = '', what] = key.split(' ')
    return what === name && uri.includes(where)
  })

/** A value that the parameter does not take, and what is said of it. */
function wrongValues(parameter: Parameter): [value: string, message: RegExp][] {
  const { type, maxLength, min, max } = parameter
  const isChoice = parameter.enum && !parameter.dynamic && type !== 'boolean'
  return [
    ...(maxLength === undefined
      ? []
      : [['a'.repeat(maxLength + 1), new RegExp(`at most ${maxLength} character`)] as [string, RegExp]]),
    ...(isChoice ? [['nosuch', /not a valid|valid choice|not one of/i] as [string, RegExp]] : []),
    ...(type === 'int' ? [['abc', /whole number|integer/] as [string, RegExp]] : []),
    ...(min === undefined ? [] : [[String(min - 1), /greater than or equal/] as [string, RegExp]]),
    ...(max === undefined ? [] : [[String(max + 1), /less than or equal/] as [string, RegExp]]),
    ...(parameter.bool_wire === 'formencode-stringbool' && parameter.src.includes('code')
      ? [['maybe', /'true' or 'false'/] as [string, RegExp]]
      : []),
  ]
}

/** Existing objects by the part of the path that names them. */
async function region() {
  const sim = await startMaasSimulator({ clock: new SimulatedClock(), autoAdvance: false })
  const node = sim.addMachine({ hostname: 'node-1' })
  const admin = caller(sim.url, sim.apiKey)
  const make = async (path: string, fields: Record<string, string>): Promise<string> => {
    const { json, text } = await admin('POST', path, Object.entries(fields))
    const { id } = (json ?? {}) as { id?: number }
    expect(id, `${path} ${text}`).toBeDefined()
    return String(id)
  }
  const disk = (letter: string) =>
    make(`nodes/${node.systemId}/blockdevices/`, {
      name: `sd${letter}`,
      serial: letter,
      model: 'M',
      size: '100000000000',
      block_size: '512',
    })
  const [one, two, three, four] = [await disk('w'), await disk('x'), await disk('y'), await disk('z')]
  const of = (path: string, fields: Record<string, string>) => make(`nodes/${node.systemId}/${path}/`, fields)
  const partition = await of(`blockdevices/${one}/partitions`, { size: '10G' })
  const group = await of('volume-groups', { name: 'vg0', block_devices: two })
  const cache = await of('bcache-cache-sets', { cache_device: three })
  const bcache = await of('bcaches', {
    name: 'b0',
    cache_set: cache,
    cache_mode: 'writeback',
    backing_partition: partition,
  })
  await admin('POST', 'devices/', [['mac_addresses', '52:54:00:dd:00:01']])
  const device = sim.state.devices[0]?.systemId ?? ''
  const fabric = await make('fabrics/', { name: 'f1' })
  const vlan = await make(`fabrics/${fabric}/vlans/`, { vid: '10' })
  await make('vm-hosts/', { type: 'virsh', power_address: 'qemu:///system' })
  await admin('POST', 'tags/', [['name', 'tag1']])
  const names: [RegExp, string][] = [
    [/^devices\/\{system_id\}/, `devices/${device}`],
    [/^(rack|region)controllers\/\{system_id\}/, `$1controllers/${sim.state.rackId}`],
    [/\{system_id\}/, node.systemId],
    [/blockdevices\/\{(device_)?id\}/, `blockdevices/${four}`],
    [/volume-group\/\{id\}/, `volume-group/${group}`],
    [/bcache-cache-set\/\{id\}/, `bcache-cache-set/${cache}`],
    [/bcache\/\{id\}/, `bcache/${bcache}`],
    [/interfaces\/\{id\}/, `interfaces/${node.interfaces[0]?.id}`],
    [/fabrics\/\{(fabric_)?id\}/, `fabrics/${fabric}`],
    [/vlans\/\{vid\}/, 'vlans/10'],
    [/vlans\/\{id\}/, `vlans/${vlan}`],
    [/results\/\{id\}/, 'results/current-testing'],
    [/tags\/\{name\}/, 'tags/tag1'],
    [/zones\/\{name\}/, 'zones/default'],
    [/scripts\/\{name\}/, 'scripts/maas-lshw'],
  ]
  const pathOf = (uri: string): string =>
    names
      .reduce((path, [pattern, text]) => path.replace(pattern, text), uri.slice(1))
      .replaceAll(/\{\w+\}/g, '1')
  return { sim, admin, pathOf }
}

describe.runIf(isPresent)('the limits of parameters that the reference knows', () => {
  const operations = isPresent
    ? (JSON.parse(readFileSync(file, 'utf8')) as { operations: Operation[] }).operations
    : []

  it('a value beyond them is refused by name', async () => {
    const { sim, admin, pathOf } = await region()
    try {
      const agreed: string[] = []
      const wrong: string[] = []
      for (const operation of operations.filter((one) => one.releases_checked.includes('3.4')))
        for (const parameter of operation.params.filter((one) => ['form', 'query'].includes(one.in)))
          for (const [value, message] of isExcluded(operation, parameter) ? [] : wrongValues(parameter)) {
            const query = new URLSearchParams(operation.op === null ? {} : { op: operation.op })
            if (parameter.in === 'query') query.set(parameter.name, value)
            const form: [string, string][] | undefined =
              operation.method === 'GET'
                ? undefined
                : parameter.in === 'form'
                  ? [[parameter.name, value]]
                  : []
            const path = `${pathOf(operation.uri)}?${query.toString()}`
            const { status, text } = await admin(operation.method, path, form)
            if (status === 404) continue
            const isRight = status === 400 && text.includes(parameter.name) && message.test(text)
            const asked = `${operation.method} ${operation.uri} ${operation.op ?? ''} ${parameter.name}=${value.slice(0, 20)}`
            if (isRight) agreed.push(asked)
            else wrong.push(`${asked}: ${status} ${text.slice(0, 200)}`)
          }
      expect(wrong).toEqual([])
      expect(agreed.length).toBeGreaterThan(150)
    } finally {
      await sim.close()
    }
  })
})
