import { domainReply } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { Form } from '../server/form.js'
import { invalid, notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import type { Domain } from '../state/types.js'
import { admin } from './networks.js'

function domainOf({ state, args }: Exchange): Domain {
  const domain = state.domains.find(
    (candidate) => String(candidate.id) === args[0] || candidate.name === args[0],
  )
  if (!domain) throw notFound('Domain')
  return domain
}

/** A nullable boolean: values that are neither true nor false give the default, true (README, fact 35). */
const authoritative = (value: string | undefined, fallback: boolean): boolean => {
  if (value?.toLowerCase() === 'true') return true
  return value?.toLowerCase() === 'false' ? false : fallback
}

function readDomain({ state, body }: UserExchange, current?: Domain): Omit<Domain, 'id'> {
  const form = new Form(formData(body))
  const name = form.or('name', current?.name)
  if (name === '') form.need('name')
  else if (!/^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?$/.test(name))
    form.add('name', `Invalid domain name: ${name}.`)
  else if (state.domains.some((other) => other !== current && other.name === name))
    form.add('name', 'Domain with this Name already exists.')
  const ttl = form.whole('ttl', { min: 1, max: 604_800 })
  form.check()
  return {
    name,
    authoritative: authoritative(form.text('authoritative'), current?.authoritative ?? true),
    ttl: form.text('ttl') === '' ? null : (ttl ?? current?.ttl ?? null),
    isDefault: current?.isDefault ?? false,
  }
}

function createDomain(exchange: UserExchange): unknown {
  const { state } = exchange
  const domain = { ...readDomain(exchange), id: state.next('domain') }
  state.domains.push(domain)
  return domainReply(domain)
}

function deleteDomain(exchange: UserExchange): unknown {
  const { state } = exchange
  const domain = domainOf(exchange)
  if (domain.isDefault) throw refuse(400, 'This domain is the default domain, it cannot be deleted.')
  const held = state.extras.dnsResources
    .filter((resource) => resource.domainId === domain.id)
    .map((resource) => `<DNSResource: name=${resource.name}>`)
  if (held.length > 0) {
    throw refuse(
      500,
      `("Cannot delete some instances of model 'Domain' because they are referenced through protected foreign keys: 'DNSResource.domain'.", {${held.join(', ')}})`,
    )
  }
  state.domains.splice(state.domains.indexOf(domain), 1)
  return deleted()
}

function setSerial({ body }: UserExchange): unknown {
  const serial = formData(body).get('serial')
  if (serial === undefined) throw invalid({ serial: ['Missing parameter'] })
  if (!/^-?\d+$/.test(serial)) throw invalid({ serial: ['Expected a serial number'] })
  if (Number(serial) < 1 || Number(serial) > 4_294_967_295)
    throw invalid({ serial: ['Expected a serial number between 1 and 4294967295'] })
  return null
}

export const domainResources: Resource[] = [
  {
    path: 'domains/',
    operations: {
      GET: ({ state }) => state.domains.map(domainReply),
      POST: admin(createDomain),
      'POST set_serial': admin(setSerial),
    },
  },
  {
    path: 'domains/{id}/',
    operations: {
      GET: (exchange) => domainReply(domainOf(exchange)),
      PUT: admin((exchange) => {
        const domain = domainOf(exchange)
        Object.assign(domain, readDomain(exchange, domain))
        return domainReply(domain)
      }),
      DELETE: admin(deleteDomain),
      'POST set_default': admin((exchange) => {
        const domain = domainOf(exchange)
        for (const other of exchange.state.domains) other.isDefault = other === domain
        return domainReply(domain)
      }),
    },
  },
]
