import { checkRequestOptions } from '../core/arguments.js'
import { ConfigurationError } from '../core/errors.js'
import type { RpcOperation } from '../core/operations.js'
import type { RequestOptions } from '../core/options.js'
import { Pending } from '../core/reply.js'
import type { FacadeCaller } from './connection/caller.js'
import type { Facades } from './generated/facades.js'
import { facadeReleases } from './generated/releases.js'

/** The known operations of a facade. */
type OperationsOf<Name> = Name extends keyof Facades ? Facades[Name] : object

type Call = (...args: never[]) => Pending<unknown>

/** The known methods of a facade, by their names on the wire: `FullStatus`. */
export type MethodOf<Name> = {
  [Method in keyof OperationsOf<Name> & string]: OperationsOf<Name>[Method] extends Call
    ? Capitalize<Method>
    : never
}[keyof OperationsOf<Name> & string]

type OperationOf<Name, Method extends string> =
  Uncapitalize<Method> extends keyof OperationsOf<Name>
    ? Extract<OperationsOf<Name>[Uncapitalize<Method>], Call>
    : never

/** The arguments of a method after its name; one that takes no parameters gets an empty object. */
type ArgumentsOf<Operation extends Call> =
  Parameters<Operation> extends [RequestOptions?]
    ? [params?: Record<string, never>, options?: RequestOptions]
    : Parameters<Operation>

/** A method without a result answers an empty object. */
type ReplyOf<Operation extends Call> =
  ReturnType<Operation> extends Pending<infer Reply>
    ? [Reply] extends [null]
      ? Record<string, never>
      : Reply
    : never

/** A facade by its name. Parameters and replies have their form on the wire; those of known methods are typed. */
export interface Facade<Name extends string = string> {
  readonly name: Name
  /**
   * Calls a method, with the newest version that both sides know unless one was given. The call is repeated only if `idempotent` allows
   * it. Throws `RpcError` when the server answers the call with an error; errors of single items stay in the reply.
   */
  call<Method extends MethodOf<Name>>(
    method: Method,
    ...args: ArgumentsOf<OperationOf<Name, Method>>
  ): Pending<ReplyOf<OperationOf<Name, Method>>>
  call<Reply = unknown, Method extends string = string>(
    method: Method extends MethodOf<Name> ? never : Method,
    params?: object,
    options?: RequestOptions,
  ): Pending<Reply>
}

export class FacadeByName<Name extends string> implements Facade<Name> {
  readonly name: Name
  readonly #caller: FacadeCaller
  readonly #versions: readonly number[]
  readonly #operations = new Map<string, RpcOperation>()

  constructor(caller: FacadeCaller, name: Name, version?: number) {
    this.name = name
    this.#caller = caller
    this.#versions = version === undefined ? knownVersions(name) : [version]
    if (this.#versions.length === 0)
      throw new ConfigurationError({
        system: 'juju',
        operation: 'facade',
        summary: `No version of the facade ${name} is known`,
        hint: `Give the version to call: facade('${name}', 1)`,
      })
  }

  call(method: string, ...args: unknown[]): Pending<never> {
    const [params = {}, options] = args as [object?, RequestOptions?]
    const operation = this.#operation(method)
    try {
      checkRequestOptions('juju', operation.id, options)
    } catch (error) {
      const info = (): never => {
        throw error
      }
      return new Pending<never>((_resolve, reject) => reject(error), { label: operation.id, info })
    }
    return this.#caller.send<never>(operation, params, options)
  }

  #operation(method: string): RpcOperation {
    const known = this.#operations.get(method)
    if (known !== undefined) return known
    const operation = {
      id: `${this.name}.${method}`,
      facade: this.name,
      method,
      versions: this.#versions,
      reads: false,
      idempotent: false,
    }
    this.#operations.set(method, operation)
    return operation
  }
}

function knownVersions(name: string): number[] {
  const known = Object.values(facadeReleases).flatMap((release) =>
    Object.values(release).flatMap((facades: Record<string, readonly number[]>) => facades[name] ?? []),
  )
  return [...new Set(known)]
}
