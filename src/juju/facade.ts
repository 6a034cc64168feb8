import { ConfigurationError } from '../core/errors.js'
import type { RpcOperation } from '../core/operations.js'
import type { RequestOptions } from '../core/options.js'
import type { Pending } from '../core/reply.js'
import type { Facades } from './generated/facades.js'
import { facadeReleases } from './generated/releases.js'
import type { Link } from './connection/endpoint.js'

/** The operations of a facade, if they are known here. */
type OperationsOf<Name> = Name extends keyof Facades ? Facades[Name] : object

type Call = (...args: never[]) => Pending<unknown>

/** The methods of a facade that are known here, as the wire has them: `FullStatus`. */
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

/** What answers nothing answers an empty object. */
type ReplyOf<Operation extends Call> =
  ReturnType<Operation> extends Pending<infer Reply>
    ? [Reply] extends [null]
      ? Record<string, never>
      : Reply
    : never

/** A facade by its name. Parameters and replies are the wire's; those of methods that are known here are typed. */
export class Facade<Name extends string = string> {
  readonly name: Name
  readonly #link: Link
  readonly #versions: readonly number[]
  readonly #operations = new Map<string, RpcOperation>()

  constructor(link: Link, name: Name, version?: number) {
    this.name = name
    this.#link = link
    this.#versions = version === undefined ? knownVersions(name) : [version]
    if (this.#versions.length === 0)
      throw new ConfigurationError({
        system: 'juju',
        summary: `No version of the facade ${name} is known here`,
        hint: `Say which one to call: facade('${name}', 1)`,
      })
  }

  /**
   * Calls a method, with the newest version that both sides know unless one was given. It is repeated only if `idempotent` says that it
   * may. Throws `RpcError` for what the server answers as an error of the call; errors of single items stay in the reply.
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
  call(method: string, ...args: unknown[]): Pending<never> {
    const [params = {}, options] = args as [object?, RequestOptions?]
    return this.#link.send<never>(this.#operation(method), params, options)
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
