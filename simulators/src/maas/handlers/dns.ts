import { apiRoot } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { Form } from '../server/form.js'
import { stringBoolean } from '../server/param-values.js'
import { invalid, notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import type { DnsRecord, DnsResource } from '../state/extras.js'
import { parseAddress } from '../state/ip.js'
import type { MaasState } from '../state/state.js'
import type { Domain } from '../state/types.js'
import { addressReply, reserveAddress } from './ip-addresses.js'
import { admin } from './networks.js'

const fqdnOf = (state: MaasState, resource: DnsResource): string =>
  `${resource.name}.${state.domains.find((domain) => domain.id === resource.domainId)?.name ?? ''}`

function resourceReply(state: MaasState, resource: DnsResource): object {
  return {
    address_ttl: resource.addressTtl,
    fqdn: fqdnOf(state, resource),
    resource_records: state.extras.dnsRecords
      .filter((record) => record.resourceId === resource.id)
      .map((record) => recordReply(state, record)),
    id: resource.id,
    ip_addresses: resource.ips.flatMap((ip) => {
      const address = state.extras.reserved.find((candidate) => candidate.ip === ip)
      return address ? [addressReply(state, address)] : []
    }),
    resource_uri: `${apiRoot}/dnsresources/${resource.id}/`,
  }
}

function recordReply(state: MaasState, record: DnsRecord): object {
  const resource = state.extras.dnsResources.find((candidate) => candidate.id === record.resourceId)
  return {
    ttl: record.ttl,
    rrtype: record.rrtype,
    rrdata: record.rrdata,
    fqdn: resource ? fqdnOf(state, resource) : '',
    id: record.id,
    resource_uri: `${apiRoot}/dnsresourcerecords/${record.id}/`,
  }
}

function resourceOf({ state, args }: Exchange): DnsResource {
  const found = state.extras.dnsResources.find((candidate) => String(candidate.id) === args[0])
  if (!found) throw notFound('DNSResource')
  return found
}

/** A name is a fully qualified name, or a label and a domain (id or name). */
function readName(form: Form, state: MaasState): { name: string; domain: Domain | undefined } {
  const fqdn = form.text('fqdn')
  const [label = '', rest] = fqdn?.split(/\.(.*)/s) ?? []
  const name = form.text('name') ?? label
  const domainName = form.text('domain') ?? rest ?? ''
  return {
    name,
    domain: state.domains.find((domain) => domain.name === domainName || String(domain.id) === domainName),
  }
}

/** Addresses are separated by spaces; any other separator gives 500 (README, fact 50). */
function readAddresses(form: Form): string[] | undefined {
  const text = form.text('ip_addresses')
  if (text === undefined) return undefined
  const addresses = text.split(/\s+/).filter(Boolean)
  for (const address of addresses)
    if (!parseAddress(address)) throw refuse(500, `failed to detect a valid IP address from '${address}'`)
  return addresses
}

/** An address that is removed from a name stays reserved. */
function setAddresses(state: MaasState, resource: DnsResource, ips: string[], username: string): void {
  const { reserved } = state.extras
  for (const ip of ips)
    if (!reserved.some((address) => address.ip === ip)) reserveAddress(state, ip, username)
  resource.ips = ips
}

function createResource(exchange: UserExchange): unknown {
  const { state, user, body } = exchange
  const form = new Form(formData(body))
  const { name, domain } = readName(form, state)
  const ips = readAddresses(form) ?? []
  if (name === '') form.need('name')
  if (!domain) form.need('domain')
  const ttl = form.whole('address_ttl', { min: 1 })
  form.check()
  if (name.includes('_')) throw invalid({ __all__: [`Invalid dnsresource name: ${name}.`] })
  const { dnsResources } = state.extras
  if (dnsResources.some((other) => other.name === name && other.domainId === domain?.id)) {
    throw invalid({ __all__: ['Labels must be unique within their zone.'] })
  }
  const resource: DnsResource = {
    id: state.next('dnsresource'),
    name,
    domainId: domain?.id ?? 0,
    addressTtl: ttl ?? null,
    ips: [],
  }
  dnsResources.push(resource)
  setAddresses(state, resource, ips, user.username)
  return resourceReply(state, resource)
}

function updateResource(exchange: UserExchange): unknown {
  const { state, user, body } = exchange
  const resource = resourceOf(exchange)
  const form = new Form(formData(body))
  const ips = readAddresses(form)
  const ttl = form.whole('address_ttl', { min: 1 })
  form.check()
  resource.addressTtl = form.text('address_ttl') === '' ? null : (ttl ?? resource.addressTtl)
  if (ips) setAddresses(state, resource, ips, user.username)
  return resourceReply(state, resource)
}

function listResources({ state, query }: UserExchange): unknown {
  stringBoolean(query, 'all')
  const domainName = query.get('domain')
  const domain = state.domains.find(
    (candidate) => candidate.name === domainName || String(candidate.id) === domainName,
  )
  if (domainName && !domain) throw notFound('Domain')
  const rrtype = query.get('rrtype')
  return state.extras.dnsResources
    .filter((resource) => !domain || resource.domainId === domain.id)
    .filter(
      (resource) =>
        !rrtype ||
        state.extras.dnsRecords.some(
          (record) => record.resourceId === resource.id && record.rrtype === rrtype,
        ),
    )
    .toSorted((a, b) => b.id - a.id)
    .map((resource) => resourceReply(state, resource))
}

function recordOf({ state, args }: Exchange): DnsRecord {
  const found = state.extras.dnsRecords.find((candidate) => String(candidate.id) === args[0])
  if (!found) throw notFound('DNSData')
  return found
}

const types = ['CNAME', 'MX', 'SSHFP', 'TXT', 'NS', 'SRV']

/** A record belongs to a DNS resource, which is created when it is missing. */
function createRecord({ state, body }: UserExchange): unknown {
  const form = new Form(formData(body))
  const rrtype = form.text('rrtype')?.toUpperCase()
  if (!rrtype) throw refuse(400, 'rrtype must be provided.')
  if (!types.includes(rrtype)) throw invalid({ rrtype: [`${rrtype} is not one of ${types.join(' ')}.`] })
  const { name, domain } = readName(form, state)
  const rrdata = form.text('rrdata') ?? ''
  if (rrtype === 'MX' && !/^\d+ \S+$/.test(rrdata)) {
    throw invalid({
      __all__: ["Invalid MX: Should be '<preference> <server>'. Range for preference is 0-65535."],
    })
  }
  // 3.4.10 crashes on a name that is not a service.
  if (rrtype === 'SRV' && !name.startsWith('_'))
    throw refuse(500, 'cannot unpack non-iterable NoneType object')
  const { dnsResources, dnsRecords } = state.extras
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
    id: state.next('dnsresource'),
    name,
    domainId: domain?.id ?? 0,
    addressTtl: null,
    ips: [],
  }
  if (!known) dnsResources.push(resource)
  const record = {
    id: state.next('dnsrecord'),
    resourceId: resource.id,
    rrtype,
    rrdata,
    ttl: form.whole('ttl') ?? null,
  }
  dnsRecords.push(record)
  return recordReply(state, record)
}

export const dnsResourceResources: Resource[] = [
  { path: 'dnsresources/', operations: { GET: listResources, POST: admin(createResource) } },
  {
    path: 'dnsresources/{id}/',
    operations: {
      GET: (exchange) => resourceReply(exchange.state, resourceOf(exchange)),
      PUT: admin(updateResource),
      DELETE: admin((exchange) => {
        const { state, user } = exchange
        const resource = resourceOf(exchange)
        setAddresses(state, resource, [], user.username)
        state.extras.dnsResources.splice(state.extras.dnsResources.indexOf(resource), 1)
        return deleted()
      }),
    },
  },
  {
    path: 'dnsresourcerecords/',
    operations: {
      GET: ({ state }) => state.extras.dnsRecords.map((record) => recordReply(state, record)),
      POST: admin(createRecord),
    },
  },
  {
    path: 'dnsresourcerecords/{id}/',
    operations: {
      GET: (exchange) => recordReply(exchange.state, recordOf(exchange)),
      PUT: admin((exchange) => {
        const record = recordOf(exchange)
        const form = new Form(formData(exchange.body))
        record.rrdata = form.or('rrdata', record.rrdata)
        record.ttl = form.whole('ttl') ?? record.ttl
        form.check()
        return recordReply(exchange.state, record)
      }),
      DELETE: admin((exchange) => {
        const { dnsRecords } = exchange.state.extras
        dnsRecords.splice(dnsRecords.indexOf(recordOf(exchange)), 1)
        return deleted()
      }),
    },
  },
]
