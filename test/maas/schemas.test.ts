import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ShapeIssue } from '../../src/core/shape/explain.js'
import { objectsIn, recording } from '../../simulators/test/conformance/maas/recording.js'
import {
  allOperations,
  haveReference,
  operationOf,
  publishedExample,
  recordedFolder,
  replyIssues,
  skipped,
} from './support.js'

const files = [
  'auth',
  'http',
  'machines-lifecycle',
  'machines-allocate-deploy',
  'machines-deploy-errors',
  'machines-deploy-kernels',
  'machines-states',
  'machines-list',
  'events-and-rest',
  'network',
  'storage',
  'images-and-files',
  'storage-bcache-vmfs',
]

const operation = (id: string): (typeof allOperations)[number] => {
  const found = allOperations.find((one) => one.id === id)
  if (found === undefined) throw new Error(`there is no operation ${id}`)
  return found
}

/** The recorded files, and the operation that each is a reply of; `.item` files are replies of the second. */
const recordings: Record<string, [list: string, item?: string]> = {
  'bcache-cache-sets': ['bcacheCacheSets.list', 'bcacheCacheSets.get'],
  bcaches: ['bcaches.list', 'bcaches.get'],
  'blockdevices-raid': ['blockDevices.list', 'blockDevices.get'],
  'boot-resources': ['bootResources.list', 'bootResources.get'],
  'boot-sources': ['bootSources.list', 'bootSources.get'],
  'commissioning-scripts': ['commissioningScripts.list'],
  devices: ['devices.list', 'devices.get'],
  'dhcp-snippets': ['dhcpSnippets.list', 'dhcpSnippets.get'],
  discovery: ['discoveries.list', 'discoveries.get'],
  dnsresourcerecords: ['dnsRecords.list', 'dnsRecords.get'],
  dnsresources: ['dnsResources.list', 'dnsResources.get'],
  domains: ['domains.list', 'domains.get'],
  events: ['events.query'],
  fabrics: ['fabrics.list', 'fabrics.get'],
  files: ['files.list', 'files.get'],
  'interfaces-bond': ['interfaces.list', 'interfaces.get'],
  ipaddresses: ['ipAddresses.list', 'ipAddresses.list'],
  ipranges: ['ipRanges.list', 'ipRanges.get'],
  'license-keys': ['licenseKeys.list', 'licenseKeys.get'],
  'machine-power': ['machines.allPowerParameters'],
  'machine-raid': ['machines.get', 'machines.get'],
  machines: ['machines.list', 'machines.get'],
  nodes: ['nodes.list', 'nodes.get'],
  notifications: ['notifications.list', 'notifications.get'],
  'package-repositories': ['packageRepositories.list', 'packageRepositories.get'],
  pods: ['pods.list', 'pods.get'],
  rackcontrollers: ['rackControllers.list', 'rackControllers.get'],
  raids: ['raids.list', 'raids.get'],
  regioncontrollers: ['regionControllers.list', 'regionControllers.get'],
  reservedips: ['reservedIps.list', 'reservedIps.get'],
  resourcepools: ['resourcePools.list', 'resourcePools.get'],
  results: ['results.list', 'results.get'],
  scripts: ['scripts.list', 'scripts.get'],
  spaces: ['spaces.list', 'spaces.get'],
  sshkeys: ['sshKeys.list', 'sshKeys.get'],
  sslkeys: ['sslKeys.list', 'sslKeys.get'],
  'static-routes': ['staticRoutes.list', 'staticRoutes.get'],
  'subnet-statistics': ['subnets.statistics'],
  subnets: ['subnets.list', 'subnets.get'],
  tags: ['tags.list', 'tags.get'],
  users: ['users.list', 'users.get'],
  version: ['version'],
  'virtual-machines': ['virtualMachines.list', 'virtualMachines.get'],
  'vlans-of-fabric': ['vlans.list', 'vlans.get'],
  'vlans-relay': ['vlans.list', 'vlans.get'],
  'vm-clusters': ['vmClusters.list', 'vmClusters.get'],
  'vm-hosts': ['vmHosts.list', 'vmHosts.get'],
  'volume-groups': ['volumeGroups.list', 'volumeGroups.get'],
  whoami: ['users.whoami'],
  zones: ['zones.list', 'zones.get'],
}

/** Files that no operation of ours has as its reply. */
const others = new Set(['describe', 'maas-config'])

const releases = ['3.4.10', '3.7.3', '3.8.0b6', 'master-3.8.0a1']
const recordedFiles = haveReference
  ? releases.flatMap((release) =>
      readdirSync(`${recordedFolder}../recorded-${release}`)
        .filter((file) => file.endsWith('.json'))
        .map((file) => [release, file.replace('.json', '')] as const),
    )
  : []

describe.skipIf(!haveReference)(
  `the schemas describe all recorded replies of 3.4, 3.7 and 3.8${skipped}`,
  () => {
    it.each(recordedFiles)('%s %s', (release, file) => {
      const name = file.replace('.item', '')
      if (others.has(name)) return
      const [list, item] = recordings[name] ?? []
      const id = file === name ? list : item
      if (id === undefined) throw new Error(`no operation is known for ${file}`)
      const reply: unknown = JSON.parse(
        readFileSync(`${recordedFolder}../recorded-${release}/${file}.json`, 'utf8'),
      )
      expect(replyIssues(operation(id), reply)).toEqual([])
    })

    it('every successful reply in the exchanges that was not cut', async () => {
      const checked = new Map<string, number>()
      const misfits: unknown[] = []
      for await (const { where, id, issues, cut } of goodReplies()) {
        if (cut) continue
        if (issues.length > 0) misfits.push([where, id, issues])
        checked.set(id, (checked.get(id) ?? 0) + 1)
      }
      const total = [...checked.values()].reduce((sum, count) => sum + count, 0)
      console.log(
        `MAAS replies checked: ${total} (${[...checked].map(([id, count]) => `${id} ${count}`).join(', ')})`,
      )
      expect(misfits).toEqual([])
      expect(total).toBeGreaterThan(450)
    })

    it('the remaining parts of replies that were cut', async () => {
      const checked = new Map<string, number>()
      const misfits: unknown[] = []
      for await (const { where, id, issues, cut } of goodReplies()) {
        if (!cut) continue
        if (issues.length > 0) misfits.push([where, id, issues])
        checked.set(id, (checked.get(id) ?? 0) + 1)
      }
      const total = [...checked.values()].reduce((sum, count) => sum + count, 0)
      console.log(
        `MAAS replies checked as far as they go: ${total} (${[...checked].map(([id, count]) => `${id} ${count}`).join(', ')})`,
      )
      expect(misfits).toEqual([])
      expect(total).toBeGreaterThan(200)
    })

    it('the published examples of older releases lack fields, and contradict none', () => {
      const machines = ['machines', 'nodes', 'tags'].flatMap((file) =>
        [...objectsIn(publishedExample(file))].filter((one) => 'boot_disk' in one && 'netboot' in one),
      )
      expect(machines.length).toBeGreaterThan(20)
      const contradictions = machines
        .flatMap((machine) => replyIssues(operation('machines.get'), machine))
        .filter(({ kind }) => kind !== 'missing')
      expect(contradictions).toEqual([])
    })
  },
)

/** The successful replies to known operations, each with its differences from the schema. */
async function* goodReplies(): AsyncGenerator<{
  where: string
  id: string
  issues: readonly ShapeIssue[]
  cut: boolean
}> {
  for (const file of files) {
    for (const { name, request, status, reply, cut } of recording(`${file}.json`)) {
      if (
        status === 0 ||
        status >= 300 ||
        request.as === 'nobody' ||
        !request.path.startsWith('/MAAS/api/2.0/')
      )
        continue
      const op =
        new URLSearchParams(request.query).getAll('op').at(-1) ??
        request.fields?.find(([field]) => field === 'op')?.[1]
      const found = operationOf(
        allOperations,
        request.method,
        request.path,
        typeof op === 'string' ? op : undefined,
      )
      const said = isText(reply) ? parse(reply.text) : reply
      if (found?.reply === undefined || said === undefined) continue
      yield {
        where: `${file}: ${name}`,
        id: found.id,
        issues:
          cut === true
            ? partIssues(found, withoutNotes(said)).filter(({ kind }) => kind !== 'missing')
            : replyIssues(found, said),
        cut: cut === true,
      }
    }
  }
}

/** The differences of a part of a reply; of several types that it may have, from the nearest. */
function partIssues(found: (typeof allOperations)[number], said: unknown): readonly ShapeIssue[] {
  const whole = found.reply ?? 'any'
  const [, members = whole, list = ''] = /^\(?(\w+(?: \| \w+)+)\)?(\[\])?$/.exec(whole) ?? []
  return members
    .split(' | ')
    .map((member) =>
      replyIssues({ ...found, reply: `${member}${list}` }, said).filter(({ kind }) => kind !== 'missing'),
    )
    .reduce((best, issues) => (issues.length < best.length ? issues : best))
}

/** Long lists have a note in place of omitted items. */
function withoutNotes(value: unknown): unknown {
  if (Array.isArray(value))
    return value.filter((item) => typeof item !== 'string' || !item.startsWith('<')).map(withoutNotes)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutNotes(item)]))
}

const isText = (reply: unknown): reply is { text: string } =>
  typeof reply === 'object' && reply !== null && Object.keys(reply).join() === 'text'

/** Replies that are not JSON are descriptions of padded or JSONP replies, which the client never requests. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
