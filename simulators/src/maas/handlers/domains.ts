import { list, maybe, taken, text, whole, words } from '../forms/fields.js'
import { Invalid, readForm } from '../forms/form.js'
import { domainNamed } from '../forms/references.js'
import { domainReply } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { invalid, notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import { parseAddress } from '../state/ip.js'
import type { MaasState } from '../state/state.js'
import type { Domain } from '../state/types.js'
import { admin } from './networks.js'

function domainOf({ state, args }: Exchange): Domain {
  const domain = domainNamed(state)(args[0] ?? '')
  if (!domain) throw notFound('Domain')
  return domain
}

const label = '[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,62}[a-zA-Z0-9])?'
const domainPattern = new RegExp(`^(?:${label}[.])*${label}[.]?$`)

/** @throws Invalid for a name that is no domain. */
export function checkDomainName(name: string, state: MaasState): void {
  if (name.length > 255) throw new Invalid('Domain name length cannot exceed 255 characters.')
  if (!domainPattern.test(name)) {
    throw new Invalid(
      /[^a-zA-Z0-9.-]/.test(name)
        ? 'Domain name contains invalid characters.'
        : `Invalid domain name: ${name}.`,
    )
  }
  if (name === state.settings.get('maas_internal_domain'))
    throw new Invalid('Domain name cannot duplicate maas internal domain name.')
}

function readDomain({ state, body }: UserExchange, current?: Domain): Omit<Domain, 'id'> {
  const { name, authoritative, ttl } = readForm(
    formData(body),
    {
      ttl: whole({ min: 1, max: 604_800, clears: true }),
      authoritative: maybe(true),
      forward_dns_servers: list(/[\s,]+/, (servers) => {
        const wrong = words(servers).find((server) => !parseAddress(server))
        if (wrong !== undefined)
          throw new Invalid(`Invalid IP address: ${wrong}; provide a list of space-separated IP addresses`)
        return servers
      }),
      name: text({
        required: true,
        max: 256,
        check: (name) => checkDomainName(name, state),
        unique: taken('Domain with this Name', state.domains, 'name', current),
      }),
    },
    {
      current,
      clean: (form) => {
        const { data } = form
        if ((data.get('authoritative') ?? current?.authoritative) && data.get('forward_dns_servers'))
          form.fail('__all__', 'a domain cannot be both authoritative and have forward dns servers')
      },
    },
  )
  return { name: name.replace(/[.]$/, ''), authoritative, ttl, isDefault: current?.isDefault ?? false }
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
