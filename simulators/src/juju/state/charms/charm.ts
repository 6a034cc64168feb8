/** The metadata of a charm that a controller uses. */
export interface Charm {
  name: string
  summary?: string
  description?: string
  subordinate?: boolean
  provides?: Record<string, CharmEndpoint>
  requires?: Record<string, CharmEndpoint>
  peers?: Record<string, CharmEndpoint>
  extraBindings?: string[]
  options?: Record<string, CharmOption>
  actions?: Record<string, CharmAction>
  resources?: Record<string, CharmResource>
  /** Names of its storage, of which a unit may have any number. */
  storage?: string[]
  /** Bases in the order of the manifest, oldest first, such as `ubuntu@22.04`. */
  bases?: string[]
  /** Architectures of each base. @default ['amd64', 'arm64'] */
  architectures?: string[]
  /** Required endpoints without which the simulated workload is not active. */
  needs?: string[]
}

export interface CharmEndpoint {
  interface: string
  scope?: 'global' | 'container'
  optional?: boolean
  limit?: number
}

export interface CharmOption {
  type: 'string' | 'int' | 'float' | 'boolean' | 'secret'
  default?: unknown
  description?: string
}

export interface CharmAction {
  description?: string
  /** A JSON schema; what it lacks has Juju's defaults. */
  params?: Record<string, unknown>
}

export interface CharmResource {
  type: 'file' | 'oci-image'
  filename?: string
  description?: string
}

/** The JSON schema of an action's parameters, as the controller shows it. */
export function actionSchema(
  title: string,
  { description = '', params }: CharmAction,
): Record<string, unknown> {
  return { additionalProperties: true, description, properties: {}, title, type: 'object', ...params }
}

export type Role = 'provider' | 'requirer' | 'peer'

/** An endpoint in the API. */
export interface Endpoint {
  name: string
  role: Role
  interface: string
  optional: boolean
  limit: number
  scope: 'global' | 'container'
}

/** Every endpoint of a charm; each charm provides `juju-info`, unless it has an endpoint of that name itself. */
export function endpointsOf(charm: Charm): Endpoint[] {
  const all = [
    ...endpointsAs('provider', charm.provides),
    ...endpointsAs('requirer', charm.requires),
    ...endpointsAs('peer', charm.peers),
  ]
  if (!all.some((endpoint) => endpoint.name === 'juju-info')) {
    all.push({
      name: 'juju-info',
      role: 'provider',
      interface: 'juju-info',
      optional: false,
      limit: 0,
      scope: 'global',
    })
  }
  return all
}

export function endpointsOfRole(charm: Charm, role: Role): Record<string, Endpoint> | undefined {
  const found = endpointsOf(charm).filter((endpoint) => endpoint.role === role)
  return found.length === 0
    ? undefined
    : Object.fromEntries(found.map((endpoint) => [endpoint.name, endpoint]))
}

function endpointsAs(role: Role, endpoints: Record<string, CharmEndpoint> = {}): Endpoint[] {
  return Object.entries(endpoints).map(([name, endpoint]) => ({
    name,
    role,
    interface: endpoint.interface,
    optional: endpoint.optional ?? false,
    limit: endpoint.limit ?? 0,
    scope: endpoint.scope ?? 'global',
  }))
}

/** The channel of a charm's origin, such as `8.0/edge`; empty when the origin has no risk. */
export function channelOf({
  track = '',
  risk,
  branch = '',
}: {
  track?: string | undefined
  risk: string
  branch?: string | undefined
}): string {
  return risk === '' ? '' : [track, risk, branch].filter((part) => part !== '').join('/')
}

export interface Base {
  name: string
  channel: string
}

/** `ubuntu@22.04/stable` or `ubuntu@22.04` as name and channel, unchanged. */
export function parseBase(text: string): Base {
  const at = text.indexOf('@')
  return at < 0 ? { name: text, channel: '' } : { name: text.slice(0, at), channel: text.slice(at + 1) }
}

/** The channel without its risk: the controller shows most bases as `22.04`. */
export function trackOnly({ name, channel }: Base): Base {
  return { name, channel: channel.split('/', 1)[0] ?? '' }
}

/** The channel with a risk: `22.04` becomes `22.04/stable`. */
export function withRisk(base: Base): Base {
  return base.channel === '' || base.channel.includes('/')
    ? base
    : { name: base.name, channel: `${base.channel}/stable` }
}
