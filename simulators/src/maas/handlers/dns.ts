import { byId, list, reference, text, whole, words } from '../forms/fields.js'
import { type Field, type Fields, readForm, type Reading } from '../forms/form.js'
import { domainNamed } from '../forms/references.js'
import { apiRoot } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import type { Params } from '../server/params.js'
import { stringBoolean } from '../server/param-values.js'
import { notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import type { DnsRecord, DnsResource } from '../state/extras.js'
import { parseAddress } from '../state/ip.js'
import type { MaasState } from '../state/state.js'
import type { Domain } from '../state/types.js'
import { addressReply, reserveAddress } from './ip-addresses.js'
import { readRecord } from './dns-records.js'
import { relatedNames } from './related-names.js'
import { admin } from './networks.js'

function fqdnOf(state: MaasState, resource: DnsResource): string {
  const domain = state.domains.find(({ id }) => id === resource.domainId)?.name ?? ''
  return resource.name === '@' ? domain : `${resource.name}.${domain}`
}

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

const label = '[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,62}[a-zA-Z0-9])?'
const service = `_${label}._${label}(?:.${label})?`
const special = ['', '@', '*']

/** The label and domain of a fully qualified name; a domain itself has the label `@`. */
function separate(state: MaasState, fqdn: string, rrtype: string): [string, string | undefined] {
  if (special.includes(fqdn)) return [fqdn, undefined]
  if (state.domains.some((domain) => domain.name === fqdn)) return ['@', fqdn]
  const spec = rrtype === 'SRV' ? service : label
  const found = new RegExp(`^(${spec}).((?:${label}[.])*${label}[.]?)$`).exec(fqdn)
  // 3.4.10 crashes on a name that it cannot take apart.
  if (!found) throw refuse(500, 'cannot unpack non-iterable NoneType object')
  return [found[1] ?? '', found[2]]
}

/**
 * Name and domain of a request: as they were sent, or taken from `fqdn`; the domain is replaced by its id, as forms want it.
 *
 * @throws Refusal 404 for an unknown domain.
 */
function named(state: MaasState, data: Params, rrtype = 'A'): Params {
  const fqdn = data.get('fqdn')
  const isApart = data.has('name') || data.has('domain') || fqdn === undefined
  const [name, domainName] = isApart ? [data.get('name'), data.get('domain')] : separate(state, fqdn, rrtype)
  const change: [string, string][] = []
  if (name !== undefined) change.push(['name', name])
  if (domainName !== undefined) {
    const domain = domainNamed(state)(domainName)
    if (!domain) throw notFound('Domain')
    change.push(['domain', String(domain.id)])
  }
  return data.with(change)
}

interface ResourceFields extends Fields {
  name: Field<string>
  domain: Field<Domain | null>
}

function readResource(state: MaasState, data: Params, current?: DnsResource) {
  return readForm(
    data,
    {
      name: text({ required: true, max: 191 }),
      domain: reference(byId(state.domains), { required: true }),
      address_ttl: whole({ min: 0, clears: true }),
      ip_addresses: list(/\s+/, words),
    },
    {
      current: current && {
        ...current,
        domain: byId(state.domains)(String(current.domainId)) ?? null,
        address_ttl: current.addressTtl,
        ip_addresses: current.ips,
      },
      clean: (form) => cleanResource(form, state, current),
    },
  )
}

function cleanResource(
  form: Reading<ResourceFields>,
  state: MaasState,
  current: DnsResource | undefined,
): void {
  const { name, domain } = form.values
  if (name === undefined) return
  const hasAddresses = form.data.has('ip_addresses') || (current?.ips.length ?? 0) > 0
  const records = state.extras.dnsRecords.filter((record) => record.resourceId === current?.id)
  if (hasAddresses && !special.includes(name) && !new RegExp(`^${label}$`).test(name))
    form.fail('__all__', `Invalid dnsresource name: ${name}.`)
  else if (
    !current &&
    state.extras.dnsResources.some((other) => other.name === name && other.domainId === domain?.id)
  )
    form.fail('__all__', 'Labels must be unique within their zone.')
  else if (current && current.ips.length > 0 && records.some((record) => record.rrtype === 'CNAME'))
    form.fail('__all__', 'Cannot add address: CNAME present.')
}

/** An address that is removed from a name stays reserved. */
function setAddresses(state: MaasState, resource: DnsResource, ips: string[], username: string): void {
  const { reserved } = state.extras
  // Spaces separate addresses; any other separator gives 500 (README, fact 50).
  for (const ip of ips)
    if (!parseAddress(ip)) throw refuse(500, `failed to detect a valid IP address from '${ip}'`)
  for (const ip of ips)
    if (!reserved.some((address) => address.ip === ip)) reserveAddress(state, ip, username)
  resource.ips = ips
}

function addResource(state: MaasState, data: Params, username: string): DnsResource {
  const values = readResource(state, data)
  const resource: DnsResource = {
    id: state.next('dnsresource'),
    name: values.name,
    domainId: values.domain?.id ?? 0,
    addressTtl: values.address_ttl,
    ips: [],
  }
  setAddresses(state, resource, values.ip_addresses, username)
  state.extras.dnsResources.push(resource)
  return resource
}

function createResource({ state, user, body }: UserExchange): unknown {
  return resourceReply(state, addResource(state, named(state, formData(body)), user.username))
}

function updateResource(exchange: UserExchange): unknown {
  const { state, user, body } = exchange
  const resource = resourceOf(exchange)
  const values = readResource(state, formData(body), resource)
  setAddresses(state, resource, values.ip_addresses, user.username)
  resource.name = values.name
  resource.domainId = values.domain?.id ?? resource.domainId
  resource.addressTtl = values.address_ttl
  return resourceReply(state, resource)
}

/** The filters of a list: a domain that does not exist is 404. */
function filters(state: MaasState, query: Params, rrtype: string | undefined) {
  const data = named(state, query, rrtype)
  const [name, domain] = [data.get('name'), data.get('domain')]
  return (resource: Pick<DnsResource, 'name' | 'domainId'>): boolean =>
    (name === undefined || resource.name === name) &&
    (domain === undefined || String(resource.domainId) === domain)
}

function listResources({ state, query }: UserExchange): unknown {
  const all = stringBoolean(query, 'all')
  const rrtype = query.get('rrtype')?.toUpperCase()
  const matches = filters(state, query, rrtype)
  const related =
    all && rrtype === undefined ? relatedNames(state, matches, (resource) => fqdnOf(state, resource)) : []
  const resources = state.extras.dnsResources
    .filter(matches)
    .filter(
      (resource) =>
        rrtype === undefined ||
        state.extras.dnsRecords.some(
          (record) => record.resourceId === resource.id && record.rrtype === rrtype,
        ),
    )
    .toSorted((a, b) => a.domainId - b.domainId || (a.name < b.name ? -1 : 1))
    .map((resource) => resourceReply(state, resource))
  return [...resources, ...related]
}

function listRecords({ state, query }: UserExchange): unknown {
  const rrtype = query.get('rrtype')
  const matches = filters(state, query, rrtype)
  return state.extras.dnsRecords
    .filter((record) => rrtype === undefined || record.rrtype === rrtype)
    .filter((record) =>
      state.extras.dnsResources.some((resource) => resource.id === record.resourceId && matches(resource)),
    )
    .map((record) => recordReply(state, record))
}

function recordOf({ state, args }: Exchange): DnsRecord {
  const found = state.extras.dnsRecords.find((candidate) => String(candidate.id) === args[0])
  if (!found) throw notFound('DNSData')
  return found
}

/** A record belongs to a DNS resource, which is created when it is missing. */
function createRecord({ state, user, body }: UserExchange): unknown {
  const sent = formData(body)
  const rrtype = sent.get('rrtype')
  if (rrtype === undefined) throw refuse(400, 'rrtype must be provided.')
  if (sent.get('rrdata') === undefined) throw refuse(400, 'rrdata must be provided.')
  const data = named(state, sent, rrtype)
  const [name, domain] = [data.get('name'), data.get('domain')]
  if (name === undefined || domain === undefined)
    throw refuse(400, 'Either name and domain (or fqdn) must be specified')
  const { dnsResources, dnsRecords } = state.extras
  const known = dnsResources.find(
    (candidate) => candidate.name === name && String(candidate.domainId) === domain,
  )
  const resource = known ?? addResource(state, data, user.username)
  try {
    const record = { id: 0, resourceId: resource.id, ...readRecord(state, data, resource) }
    dnsRecords.push(Object.assign(record, { id: state.next('dnsrecord') }))
    return recordReply(state, record)
  } catch (error) {
    if (!known) dnsResources.splice(dnsResources.indexOf(resource), 1)
    throw error
  }
}

/** The last record of a name without addresses takes the name with it. */
function deleteRecord(exchange: UserExchange): unknown {
  const { dnsRecords, dnsResources } = exchange.state.extras
  const record = recordOf(exchange)
  dnsRecords.splice(dnsRecords.indexOf(record), 1)
  const resource = dnsResources.find((candidate) => candidate.id === record.resourceId)
  if (resource?.ips.length === 0 && !dnsRecords.some((other) => other.resourceId === resource.id))
    dnsResources.splice(dnsResources.indexOf(resource), 1)
  return deleted()
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
      GET: listRecords,
      POST: admin(createRecord),
    },
  },
  {
    path: 'dnsresourcerecords/{id}/',
    operations: {
      GET: (exchange) => recordReply(exchange.state, recordOf(exchange)),
      PUT: admin((exchange) => {
        const { state, body } = exchange
        const record = recordOf(exchange)
        const resource = state.extras.dnsResources.find(({ id }) => id === record.resourceId)
        if (resource) Object.assign(record, readRecord(state, formData(body), resource, record))
        return recordReply(state, record)
      }),
      DELETE: admin(deleteRecord),
    },
  },
]
