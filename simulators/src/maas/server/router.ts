import type { User } from '../state/types.js'
import type { Body } from './body.js'
import type { MaasContext } from './context.js'
import type { Params } from './params.js'

/** One request to an operation. */
export interface Exchange extends MaasContext {
  method: string
  /** The names in the path: `args[0]` of `/machines/{system_id}/` is the system_id. */
  args: string[]
  query: Params
  body: Body
  /** Undefined for a request without credentials. */
  user: User | undefined
}

/** A request of an authenticated user. */
export interface UserExchange extends Exchange {
  user: User
}

export type Operation = (exchange: UserExchange) => unknown
export type OpenOperation = (exchange: Exchange) => unknown

/**
 * An endpoint and its operations, keyed by method and op: `GET`, `POST`, `GET whoami`.
 * An operation returns a value that is sent as JSON, or a `Reply`.
 */
export interface Resource {
  /** The path below `/MAAS/api/2.0/`, names in braces; `{name*}` may hold slashes. */
  path: string
  operations: Record<string, Operation>
  /** The operations for requests without credentials. */
  anonymous?: Record<string, OpenOperation>
  /** No authentication at all. */
  open?: boolean
  /** For administrators only. */
  adminOnly?: boolean
}

export interface Match {
  resource: Resource
  args: string[]
  /** The operation that a path suffix `op-NAME` asks for. */
  op?: string
}

export class Router {
  readonly #routes: { resource: Resource; pattern: RegExp }[]

  constructor(resources: readonly Resource[]) {
    this.#routes = resources.map((resource) => ({ resource, pattern: patternOf(resource.path) }))
  }

  /** Finds the endpoint of a path below the root, decoded. */
  match(path: string): Match | undefined {
    for (const { resource, pattern } of this.#routes) {
      const found = pattern.exec(path)
      if (found) return { resource, args: found.slice(1) }
    }
    // Since 3.3 an operation can be a suffix without a slash; one that does not exist is an unknown path.
    const suffix = /^(.*\/)op-(\w+)$/.exec(path)
    const base = suffix && this.match(suffix[1] ?? '')
    const op = suffix?.[2]
    if (!base || !op || !hasOp(base.resource, op)) return undefined
    return { ...base, op }
  }
}

const hasOp = (resource: Resource, op: string): boolean =>
  Object.keys(resource.operations).some((key) => key.endsWith(` ${op}`))

function patternOf(path: string): RegExp {
  const source = path
    .split(/(\{\w+\*?\})/)
    .map((part) =>
      part.endsWith('*}') ? '(.+)' : part.startsWith('{') ? '([^/]+)' : part.replaceAll('.', String.raw`\.`),
    )
  return new RegExp(`^${source.join('')}$`)
}

/** The methods that an endpoint answers, in the order in which MAAS's Allow header names them. */
export function allowedMethods(operations: Record<string, unknown>): string[] {
  const present = new Set(Object.keys(operations).map((key) => key.split(' ')[0]))
  return ['POST', 'GET', 'PUT', 'DELETE'].filter((method) => present.has(method))
}
