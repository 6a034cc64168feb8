import { deleted, handlerReply } from '../replies/reply.js'
import { refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import type { OidcProvider } from '../state/extras.js'
import { admin } from './networks.js'

const emitted = (value: unknown, status = 200): unknown =>
  handlerReply(status, JSON.stringify(value, null, 4), 'application/json; charset=utf-8')

function providerOf({ state, args }: Exchange): OidcProvider {
  const provider = state.extras.oidcProviders.find(({ id }) => String(id) === args[0])
  if (!provider) throw refuse(404, `No OIDC provider found with ID: ${args[0]}`)
  return provider
}

const addresses = { issuer_url: 'Issuer URL', redirect_uri: 'Redirect URI' } as const

/** What `POST` and `PUT` share; absent fields of an update keep their value. */
function readProvider({ state, body }: UserExchange, current?: OidcProvider): Omit<OidcProvider, 'id'> {
  const { post } = body
  const field = (name: keyof OidcProvider, fallback = ''): string =>
    post.get(name) ?? String(current?.[name] ?? fallback)
  for (const [name, label] of Object.entries(addresses))
    if (!/^https?:\/\/[^/]/.test(field(name as keyof typeof addresses)))
      throw refuse(400, `${label} must be a valid HTTP or HTTPS address.`)
  const type = field('token_type', 'JWT').toUpperCase()
  if (type !== 'JWT' && type !== 'OPAQUE')
    throw refuse(400, `Invalid token type: ${type}. Must be 'JWT' or 'Opaque'.`)
  const enabled = field('enabled', 'false').toLowerCase() === 'true'
  const others = state.extras.oidcProviders.filter((other) => other !== current)
  if (others.some(({ name }) => name === field('name')))
    throw refuse(409, 'An OIDC provider with the same name already exists.')
  if (enabled && others.some((other) => other.enabled)) {
    const before = current ? 'enabling this one' : 'creating a new one'
    throw refuse(409, `An enabled provider already exists. Disable the existing provider before ${before}.`)
  }
  return {
    name: field('name'),
    issuer_url: field('issuer_url'),
    client_id: field('client_id'),
    client_secret: field('client_secret'),
    enabled,
    token_type: type === 'JWT' ? 'JWT' : 'Opaque',
    redirect_uri: field('redirect_uri'),
    scopes: field('scopes'),
  }
}

function create(exchange: UserExchange): unknown {
  const { state } = exchange
  const provider = { id: state.next('oidc'), ...readProvider(exchange) }
  state.extras.oidcProviders.push(provider)
  return emitted(provider, 201)
}

function remove(exchange: UserExchange): unknown {
  const { oidcProviders } = exchange.state.extras
  const provider = providerOf(exchange)
  if (provider.enabled) throw refuse(409, 'Provider is currently enabled and cannot be deleted.')
  oidcProviders.splice(oidcProviders.indexOf(provider), 1)
  return deleted()
}

export const oidcProviderResources: Resource[] = [
  {
    path: 'oidc-providers/',
    operations: {
      GET: admin(({ state }) => {
        const { oidcProviders } = state.extras
        return emitted(oidcProviders.length === 0 ? 'No OIDC providers found.' : oidcProviders)
      }),
      POST: admin(create),
      'GET get_active': admin(({ state }) => {
        const active = state.extras.oidcProviders.find(({ enabled }) => enabled)
        if (!active) throw refuse(404, 'No enabled OIDC provider found.')
        return emitted(active)
      }),
    },
  },
  {
    path: 'oidc-providers/{id}/',
    operations: {
      GET: admin((exchange) => emitted(providerOf(exchange))),
      PUT: admin((exchange) => {
        const provider = providerOf(exchange)
        return emitted(Object.assign(provider, readProvider(exchange, provider)))
      }),
      DELETE: admin(remove),
    },
  },
]
