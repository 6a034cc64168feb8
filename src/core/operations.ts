import { inspect } from 'node:util'
import type { List } from './list.js'
import type { RequestOptions } from './options.js'
import type { PageStyle } from './pages.js'
import type { Pending } from './reply.js'

/** Facts about an operation of any system, in generated code. */
export interface OperationFacts {
  /** Resource and name, such as `machines.deploy`. */
  readonly id: string
  /** The shape of the parameters. Absent if it has none. */
  readonly params?: string
  /** The type of the reply, including the envelope of a list. Absent if the reply is empty or not JSON. */
  readonly reply?: string
  /** The API's page style that a list uses. Absent if it is not a list. */
  readonly list?: string
  /** The field of the reply that holds the items. Default: that of the page style. */
  readonly items?: string
  /** Whether it changes nothing. Default: derived from the request. */
  readonly reads?: boolean
  /** Whether it is idempotent. Default: derived from the request. */
  readonly idempotent?: boolean
  /** The first release of the server that has it. */
  readonly since?: string
  /** The last release of the server that has it. */
  readonly until?: string
  /** Statuses that every further try would have too, whatever `Retry-After` says. */
  readonly permanent?: readonly number[]
}

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** An operation of a REST API. */
export interface RestOperation extends OperationFacts {
  readonly method: HttpMethod
  /** Path below the API's base; `{name}` is a path argument, `{name+}` one that may contain slashes. */
  readonly path: string
  /** Sent without credentials. */
  readonly anonymous?: boolean
  /** How the reply is read. Default: JSON. */
  readonly expects?: 'text' | 'bytes' | 'any'
  /** The encoding of the body. Default: that of the API. */
  readonly body?: 'json' | 'form' | 'multipart' | 'bytes'
}

/** A method of a Juju facade. */
export interface RpcOperation extends OperationFacts {
  readonly facade: string
  readonly method: string
  /** The known versions of the facade that have it. */
  readonly versions: readonly number[]
  /** The path of the item names in the parameters of a call that returns one result per item. */
  readonly each?: string
}

/** An action of Landscape's signed API. */
export interface ActionOperation extends OperationFacts {
  readonly action: string
  /** How the reply is read. Default: JSON. */
  readonly expects?: 'text' | 'bytes' | 'any'
}

/** Facts about all operations of an API. */
export interface ApiFacts {
  /** Path below the server's URL. */
  readonly base?: string
  /** Whether empty lists and required strings that are empty are sent or refused: some would be dropped, or select everything. */
  readonly emptyParameters?: 'sent' | 'refused'
  readonly pages: Readonly<Record<string, PageStyle>>
}

/** The operations of a resource or facade by name. */
export type Operations<Operation> = Readonly<Record<string, Operation>>

/** The resources of a client by path (`tags`, `v2.computers`), each with its operations by API. */
export type ResourceTable = Readonly<
  Record<string, readonly (readonly [api: string, operations: Operations<OperationFacts>])[]>
>

export type PathArguments = Readonly<Record<string, string | number>>

/** Executes the operations of an API. */
export interface OperationExecutor<Operation> {
  call<T>(operation: Operation, path: PathArguments, params: object, options?: RequestOptions): Pending<T>
  list<T>(operation: Operation, path: PathArguments, params: object, options?: RequestOptions): List<T>
}

/** The executors of a client, by API name. */
export type Executors = Readonly<Record<string, OperationExecutor<never>>>

/** Creates the methods of a resource. Their arguments are the path arguments, the parameters, if any, and the request options. */
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
  const method = (...args: unknown[]): unknown => {
    const path: Record<string, string | number> = {}
    for (let at = 0; at < paramsAt; at++) path[names[at] as string] = args[at] as string
    const params = (operation.params === undefined ? undefined : args[paramsAt]) as object | undefined
    return executor[verb](
      operation,
      path,
      params === undefined ? {} : params,
      args[optionsAt] as RequestOptions | undefined,
    )
  }
  return Object.defineProperty(method, 'name', { value: operation.id })
}

function describeResource<Resource extends object>(name: string, resource: Resource): Resource {
  const text = (): string => `${name} { ${Object.keys(resource).toSorted().join(', ')} }`
  return Object.defineProperty(resource, inspect.custom, { value: text })
}

/** The property of a client that holds the executors of its resources. */
export const EXECUTORS = Symbol('executors')

/** Defines a getter for each resource on a client's prototype; resources are created on first use. */
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

/** Creates a resource, or a namespace of resources. */
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
