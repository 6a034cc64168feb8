import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { fieldsOf, OTHERS } from '../../src/core/shape/shape.js'
import { shapes } from '../../src/maas/generated/api2/shapes.js'

interface Entity {
  fields: Record<string, { type: string; nullable: boolean | null; releases: 'all' | string[] | null }>
}

const file = fileURLToPath(new URL('../../../shared/reference/maas/entities.json', import.meta.url))
const entities: Record<string, Entity> = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as { entities: Record<string, Entity> }).entities
  : {}
const skipped = existsSync(file) ? '' : ' (skipped without ../shared/reference)'

/** Our names of entities that the reference names otherwise. */
const NAMES: Record<string, string> = {
  DNSResource: 'DnsResource',
  DNSResourceRecord: 'DnsRecord',
  IPRange: 'IpRange',
  IPAddress: 'IpAddress',
  ReservedIP: 'ReservedIp',
  ScriptResultSet: 'ScriptSet',
  SSHKey: 'SshKey',
  SSLKey: 'SslKey',
  DHCPSnippet: 'DhcpSnippet',
  Notification: 'MaasNotification',
  File: 'StoredFile',
  EventPage: 'EventQueryPage',
  Event: 'MaasEvent',
  'BootResource(detail)': 'BootResource',
  'Account.token': 'NewApiKey',
  'Account.tokenListItem': 'ApiKey',
  SubnetIPAddress: 'SubnetIpAddress',
  'Network (deprecated)': 'LegacyNetwork',
  NodeTokens: 'NodeToken',
}

describe.skipIf(!existsSync(file))(`the 64 entities of API 2.0${skipped}`, () => {
  it('are 64', () => {
    expect(Object.keys(entities)).toHaveLength(64)
  })

  it.each(Object.entries(entities))('%s is described with all its fields', (name, { fields }) => {
    const shape = shapes[NAMES[name] ?? name]
    if (shape === undefined || typeof shape === 'string') throw new Error(`there is no type for ${name}`)
    const known = new Map(fieldsOf(shape, {}).map((field) => [field.name, field]))
    const differences: string[] = []
    for (const [written, facts] of Object.entries(fields)) {
      const field = written.replace('?', '')
      const ours = known.get(field)
      if (ours === undefined) {
        if (!(OTHERS in shape)) differences.push(`${field} is missing`)
        continue
      }
      const isNullable =
        ours.type.kind === 'nullable' || (ours.type.kind === 'plain' && ours.type.name === 'any')
      if (facts.nullable === true && !isNullable && ours.required) differences.push(`${field} may be null`)
    }
    expect(differences).toEqual([])
  })
})
