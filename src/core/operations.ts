import { inspect } from 'node:util'
import type { RequestOptions } from './options.js'
import type { List } from './list.js'
import type { Pending } from './reply.js'
import type { SchemaLoader } from './schema.js'

/** What the generated code says of every operation, whatever the system. */
interface OperationFacts {
  /** Resource and name, such as `machines.deploy`. */
  readonly id: string
  /** Whether doing it twice is the same as doing it once. */
  readonly idempotent: boolean
  readonly schema?: SchemaLoader
}

/** How a parameter travels when it is not as the system usually has it. */
export type Wire =
  | 'comma'
  | 'space'
  | 'boolean-word'
  | 'boolean-presence'
  | 'boolean-digit'
  | 'base64'
  | 'json'
  /** A map whose every entry is a parameter: under its own name, or under the map's name, `_` and its own. */
  | 'spread'
  | 'prefixed'

/** An operation of a REST API. */
export interface RestOperation extends OperationFacts {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the API's root, `{name}` where a path argument goes. */
  readonly path: string
  /** MAAS's `?op=`. */
  readonly op?: string
  /** Whether it changes nothing although its method may. */
  readonly reads?: boolean
  /** Sent without credentials. */
  readonly anonymous?: boolean
  /** How the reply is read. */
  readonly expects: 'json' | 'text' | 'bytes' | 'any'
  /** By field, where it differs from the usual. */
  readonly wire?: Readonly<Record<string, Wire>>
  /** How the list pages, where it does. */
  readonly pages?: 'offset' | 'events'
  /** The field of the reply that holds the items of a list; absent when the reply is the array. */
  readonly items?: string
}

/** A method of a Juju facade. */
export interface RpcOperation extends OperationFacts {
  readonly facade: string
  readonly method: string
  /** The versions of the facade that have it in this form. */
  readonly versions: readonly number[]
  /** Whether it changes nothing. */
  readonly reads: boolean
}

/** An action of Landscape's signed API. */
export interface ActionOperation extends OperationFacts {
  readonly action: string
  /** Whether it changes nothing. */
  readonly reads: boolean
  readonly expects: RestOperation['expects']
  readonly wire?: Readonly<Record<string, Wire>>
  readonly pages?: 'offset'
}

export type PathArguments = Readonly<Record<string, string | number>>

/** Carries out operations: a client, as the generated code sees it. */
export interface Caller<Operation> {
  call<T>(operation: Operation, path: PathArguments, params: object, options?: RequestOptions): Pending<T>
  list<T>(operation: Operation, path: PathArguments, params: object, options?: RequestOptions): List<T>
}

/** The base of every generated group of operations. */
export abstract class Operations<Operation> {
  protected readonly caller: Caller<Operation>

  constructor(caller: Caller<Operation>) {
    this.caller = caller
  }

  [inspect.custom](): string {
    const names = new Set<string>()
    for (
      let level = Object.getPrototypeOf(this) as object;
      level !== Operations.prototype;
      level = Object.getPrototypeOf(level) as object
    )
      for (const name of Object.getOwnPropertyNames(level))
        if (name !== 'constructor' && name !== 'caller') names.add(name)
    return `${this.constructor.name.replace(/Operations$/, '')} { ${[...names].toSorted().join(', ')} }`
  }
}
