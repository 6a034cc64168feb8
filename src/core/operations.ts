import { inspect } from 'node:util'
import type { List } from './list.js'
import type { RequestOptions } from './options.js'
import type { PageStyle } from './pages.js'
import type { Pending } from './reply.js'

/** What the generated code says of every operation, whatever the system. */
export interface OperationFacts {
  /** Resource and name, such as `machines.deploy`. */
  readonly id: string
  /** The shape of the parameters; absent: it takes none. */
  readonly params?: string
  /** The type of the reply, of a list with what is around its items; absent: nothing, or no JSON. */
  readonly reply?: string
  /** The page style of the API that a list has; absent: it does not list. */
  readonly list?: string
  /** The field of the reply that holds the items, where it is not the page style's. */
  readonly items?: string
  /** Whether it changes nothing, where that does not follow from its request. */
  readonly reads?: boolean
  /** Whether doing it twice is the same as doing it once, where that does not follow from its request. */
  readonly idempotent?: boolean
  /** The first release of the server that has it. */
  readonly since?: string
  /** The last release of the server that has it. */
  readonly until?: string
}

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** An operation of a REST API. */
export interface RestOperation extends OperationFacts {
  readonly method: HttpMethod
  /** Below the API's base; `{name}` stands for a path argument, `{name+}` for one that may hold slashes. */
  readonly path: string
  /** Sent without credentials. */
  readonly anonymous?: boolean
  /** How the reply is read. Default: JSON. */
  readonly expects?: 'text' | 'bytes' | 'any'
  /** How the body is written, where that differs from the usual way of the API. */
  readonly body?: 'json' | 'form' | 'multipart' | 'bytes'
}

/** A method of a Juju facade. */
export interface RpcOperation extends OperationFacts {
  readonly facade: string
  readonly method: string
  /** The versions of the facade that are known to have it. */
  readonly versions: readonly number[]
  /** Where the names of the items are in the parameters, of a call whose results answer them one by one. */
  readonly each?: string
}

/** An action of Landscape's signed API. */
export interface ActionOperation extends OperationFacts {
  readonly action: string
  /** How the reply is read. Default: JSON. */
  readonly expects?: 'text' | 'bytes' | 'any'
}

/** What holds for every operation of an API. */
export interface ApiFacts {
  /** Path below the server's URL. */
  readonly base?: string
  readonly authentication?: string
  readonly errors?: string
  /** What an empty list does as a parameter: it reaches the server, or it would vanish on the way and is refused. */
  readonly emptyLists?: 'sent' | 'refused'
  readonly pages: Readonly<Record<string, PageStyle>>
}

/** The operations of a resource or facade by name. */
export type Operations<Operation> = Readonly<Record<string, Operation>>

/** The resources of a client by path (`tags`, `v2.computers`): for each the APIs that have a part of it. */
export type ResourceTable = Readonly<
  Record<string, readonly (readonly [api: string, operations: Operations<OperationFacts>])[]>
>

export type PathArguments = Readonly<Record<string, string | number>>

/** Carries out the operations of an API. */
export interface OperationExecutor<Operation> {
  call<T>(operation: Operation, path: PathArguments, params: object, options?: RequestOptions): Pending<T>
  list<T>(operation: Operation, path: PathArguments, params: object, options?: RequestOptions): List<T>
}

/** The executors of a client's APIs by the API's name. */
export type Executors = Readonly<Record<string, OperationExecutor<never>>>

/** The methods of a resource: path arguments, then parameters where there are any, then request options. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the table of operations has no type of its resource
export function bindOperations<Resource extends object>(
  name: string,
  parts: readonly (readonly [OperationExecutor<never>, Operations<OperationFacts>])[],
): Resource {
  const resource: Record<string, unknown> = {}
  for (const [executor, operations] of parts)
    for (const method in operations)
      resource[method] = methodOf(executor, operations[method] as OperationFacts)
  return describeResource(name, resource) as Resource
}

/** Adds handwritten methods to a resource. */
export const extendResource = <Base extends object, Extension extends object>(
  name: string,
  base: Base,
  extension: Extension,
): Base & Extension => describeResource(name, { ...base, ...extension })

function methodOf(
  executor: OperationExecutor<OperationFacts>,
  operation: OperationFacts,
): (...args: unknown[]) => unknown {
  const names =
    'path' in operation
      ? [...String(operation.path).matchAll(/\{(\w+)\+?\}/g)].map(([, name = '']) => name)
      : []
  const paramsAt = names.length
  const optionsAt = operation.params === undefined ? paramsAt : paramsAt + 1
  const verb = operation.list === undefined ? 'call' : 'list'
  return (...args) => {
    const path: Record<string, string | number> = {}
    for (let at = 0; at < paramsAt; at++) path[names[at] as string] = args[at] as string
    const params = (operation.params === undefined ? undefined : args[paramsAt]) as object | undefined
    return executor[verb](operation, path, params ?? {}, args[optionsAt] as RequestOptions | undefined)
  }
}

function describeResource<Resource extends object>(name: string, resource: Resource): Resource {
  const text = (): string => `${name} { ${Object.keys(resource).toSorted().join(', ')} }`
  return Object.defineProperty(resource, inspect.custom, { value: text })
}

/** Where a client keeps the executors that its resources are made with. */
export const EXECUTORS = Symbol('executors')

/** Defines a getter for each resource on a client's prototype; a resource is made when it is first used. */
export function defineResources(prototype: object, table: ResourceTable): void {
  const names = [...new Set(Object.keys(table).map((path) => path.split('.')[0] as string))]
  for (const name of names) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      get(this: { [EXECUTORS]: Executors }) {
        const value = makeResource(name, table, this[EXECUTORS])
        Object.defineProperty(this, name, { value, enumerable: true })
        return value
      },
    })
  }
}

/** A resource, or the resources of a namespace. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the table of operations has no type of its resource
export function makeResource<Resource extends object>(
  path: string,
  table: ResourceTable,
  executors: Executors,
): Resource {
  const parts = table[path]
  if (parts !== undefined)
    return bindOperations(
      path,
      parts.map(([api, operations]) => [executors[api] as OperationExecutor<never>, operations] as const),
    )
  const inner = Object.keys(table).filter((other) => other.startsWith(`${path}.`))
  const namespace = {}
  for (const other of inner) {
    const name = other.slice(path.length + 1)
    Object.defineProperty(namespace, name, {
      enumerable: true,
      configurable: true,
      get: () => {
        const value = makeResource(other, table, executors)
        Object.defineProperty(namespace, name, { value, enumerable: true })
        return value
      },
    })
  }
  return Object.defineProperty(namespace, inspect.custom, {
    value: () => `${path} { ${Object.keys(namespace).toSorted().join(', ')} }`,
  }) as Resource
}
