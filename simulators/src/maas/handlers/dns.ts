import { stringBoolean } from '../server/param-values.js'
import { formData } from '../server/body.js'
import type { DnsRecord, DnsResource } from '../state/extras.js'
import { Form } from '../server/form.js'
import { parseAddress } from '../state/ip.js'
import type { Domain } from '../state/types.js'
import { apiRoot } from '../replies/network.js'
import { deleted, invalid, notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import type { World } from '../state/state.js'
import { addressReply, reserveAddress } from './ip-addresses.js'
import { admin } from './networks.js'

const fqdnOf = (world: World, resource: DnsResource): string =>
  `${resource.name}.${world.domains.find((domain) => domain.id === resource.domainId)?.name ?? ''}`

function resourceReply(world: World, resource: DnsResource): object {
  return {
    address_ttl: resource.addressTtl,
    fqdn: fqdnOf(world, resource),
    resource_records: world.extras.dnsRecords
      .filter((record) => record.resourceId === resource.id)
      .map((record) => recordReply(world, record)),
    id: resource.id,
    ip_addresses: resource.ips.flatMap((ip) => {
      const address = world.extras.reserved.find((candidate) => candidate.ip === ip)
      return address ? [addressReply(world, address)] : []
    }),
    resource_uri: `${apiRoot}/dnsresources/${resource.id}/`,
  }
}

function recordReply(world: World, record: DnsRecord): object {
  const resource = world.extras.dnsResources.find((candidate) => candidate.id === record.resourceId)
  return {
    ttl: record.ttl,
    rrtype: record.rrtype,
    rrdata: record.rrdata,
    fqdn: resource ? fqdnOf(world, resource) : '',
    id: record.id,
    resource_uri: `${apiRoot}/dnsresourcerecords/${record.id}/`,
  }
}

function resourceOf({ world, args }: Exchange): DnsResource {
  const found = world.extras.dnsResources.find((candidate) => String(candidate.id) === args[0])
  if (!found) throw notFound('DNSResource')
  return found
}

/** A name comes whole, or as a label and a domain (by id or name). */
function readName(form: Form, world: World): { name: string; domain: Domain | undefined } {
  const fqdn = form.text('fqdn')
  const [label = '', rest] = fqdn?.split(/\.(.*)/s) ?? []
  const name = form.text('name') ?? label
  const domainName = form.text('domain') ?? rest ?? ''
  return {
    name,
    domain: world.domains.find((domain) => domain.name === domainName || String(domain.id) === domainName),
  }
}

/** Addresses are separated by blanks; anything else is taken for one address, and 500 (README, fact 50). */
function readAddresses(form: Form): string[] | undefined {
  const text = form.text('ip_addresses')
  if (text === undefined) return undefined
  const addresses = text.split(/\s+/).filter(Boolean)
  for (const address of addresses)
    if (!parseAddress(address)) throw refuse(500, `failed to detect a valid IP address from '${address}'`)
  return addresses
}

/** An address that a name drops stays reserved. */
function setAddresses(world: World, resource: DnsResource, ips: string[], username: string): void {
  const { reserved } = world.extras
  for (const ip of ips)
    if (!reserved.some((address) => address.ip === ip)) reserveAddress(world, ip, username)
  resource.ips = ips
}

function createResource(exchange: UserExchange): unknown {
  const { world, user, body } = exchange
  const form = new Form(formData(body))
  const { name, domain } = readName(form, world)
  const ips = readAddresses(form) ?? []
  if (name === '') form.need('name')
  if (!domain) form.need('domain')
  const ttl = form.whole('address_ttl', { min: 1 })
  form.check()
  if (name.includes('_')) throw invalid({ __all__: [`Invalid dnsresource name: ${name}.`] })
  const { dnsResources } = world.extras
  if (dnsResources.some((other) => other.name === name && other.domainId === domain?.id)) {
    throw invalid({ __all__: ['Labels must be unique within their zone.'] })
  }
  const resource: DnsResource = {
    id: world.next('dnsresource'),
    name,
    domainId: domain?.id ?? 0,
    addressTtl: ttl ?? null,
    ips: [],
  }
  dnsResources.push(resource)
  setAddresses(world, resource, ips, user.username)
  return resourceReply(world, resource)
}

function updateResource(exchange: UserExchange): unknown {
  const { world, user, body } = exchange
  const resource = resourceOf(exchange)
  const form = new Form(formData(body))
  const ips = readAddresses(form)
  const ttl = form.whole('address_ttl', { min: 1 })
  form.check()
  resource.addressTtl = form.text('address_ttl') === '' ? null : (ttl ?? resource.addressTtl)
  if (ips) setAddresses(world, resource, ips, user.username)
  return resourceReply(world, resource)
}

function listResources({ world, query }: UserExchange): unknown {
  stringBoolean(query, 'all')
  const domainName = query.get('domain')
  const domain = world.domains.find(
    (candidate) => candidate.name === domainName || String(candidate.id) === domainName,
  )
  if (domainName && !domain) throw notFound('Domain')
  const rrtype = query.get('rrtype')
  return world.extras.dnsResources
    .filter((resource) => !domain || resource.domainId === domain.id)
    .filter(
      (resource) =>
        !rrtype ||
        world.extras.dnsRecords.some(
          (record) => record.resourceId === resource.id && record.rrtype === rrtype,
        ),
    )
    .toSorted((a, b) => b.id - a.id)
    .map((resource) => resourceReply(world, resource))
}

function recordOf({ world, args }: Exchange): DnsRecord {
  const found = world.extras.dnsRecords.find((candidate) => String(candidate.id) === args[0])
  if (!found) throw notFound('DNSData')
  return found
}

const types = ['CNAME', 'MX', 'SSHFP', 'TXT', 'NS', 'SRV']

/** Records belong to a name; one that has none yet is made. */
function createRecord({ world, body }: UserExchange): unknown {
  const form = new Form(formData(body))
  const rrtype = form.text('rrtype')?.toUpperCase()
  if (!rrtype) throw refuse(400, 'rrtype must be provided.')
  if (!types.includes(rrtype)) throw invalid({ rrtype: [`${rrtype} is not one of ${types.join(' ')}.`] })
  const { name, domain } = readName(form, world)
  const rrdata = form.text('rrdata') ?? ''
  if (rrtype === 'MX' && !/^\d+ \S+$/.test(rrdata)) {
    throw invalid({
      __all__: ["Invalid MX: Should be '<preference> <server>'. Range for preference is 0-65535."],
    })
  }
  // Under a name that is no service 3.4.10 falls over.
  if (rrtype === 'SRV' && !name.startsWith('_'))
    throw refuse(500, 'cannot unpack non-iterable NoneType object')
  const { dnsResources, dnsRecords } = world.extras
  const known = dnsResources.find((candidate) => candidate.name === name && candidate.domainId === domain?.id)
  const others = dnsRecords.filter((record) => record.resourceId === known?.id)
  if (
    rrtype === 'CNAME' &&
    known &&
    (others.some((record) => record.rrtype !== 'CNAME') || known.ips.length > 0)
  ) {
    throw invalid({ __all__: ['CNAME records for a name cannot coexist with non-CNAME records.'] })
  }
  const resource = known ?? {
    id: world.next('dnsresource'),
    name,
    domainId: domain?.id ?? 0,
    addressTtl: null,
    ips: [],
  }
  if (!known) dnsResources.push(resource)
  const record = {
    id: world.next('dnsrecord'),
    resourceId: resource.id,
    rrtype,
    rrdata,
    ttl: form.whole('ttl') ?? null,
  }
  dnsRecords.push(record)
  return recordReply(world, record)
}

export const dnsResourceResources: Resource[] = [
  { path: 'dnsresources/', operations: { GET: listResources, POST: admin(createResource) } },
  {
    path: 'dnsresources/{id}/',
    operations: {
      GET: (exchange) => resourceReply(exchange.world, resourceOf(exchange)),
      PUT: admin(updateResource),
      DELETE: admin((exchange) => {
        const { world, user } = exchange
        const resource = resourceOf(exchange)
        setAddresses(world, resource, [], user.username)
        world.extras.dnsResources.splice(world.extras.dnsResources.indexOf(resource), 1)
        return deleted()
      }),
    },
  },
  {
    path: 'dnsresourcerecords/',
    operations: {
      GET: ({ world }) => world.extras.dnsRecords.map((record) => recordReply(world, record)),
      POST: admin(createRecord),
    },
  },
  {
    path: 'dnsresourcerecords/{id}/',
    operations: {
      GET: (exchange) => recordReply(exchange.world, recordOf(exchange)),
      PUT: admin((exchange) => {
        const record = recordOf(exchange)
        const form = new Form(formData(exchange.body))
        record.rrdata = form.or('rrdata', record.rrdata)
        record.ttl = form.whole('ttl') ?? record.ttl
        form.check()
        return recordReply(exchange.world, record)
      }),
      DELETE: admin((exchange) => {
        const { dnsRecords } = exchange.world.extras
        dnsRecords.splice(dnsRecords.indexOf(recordOf(exchange)), 1)
        return deleted()
      }),
    },
  },
]
