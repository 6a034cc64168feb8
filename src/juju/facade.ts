import { inspect } from 'node:util'
import { checkType, nameOfCall } from '../core/arguments.js'
import { ConfigurationError } from '../core/errors.js'
import type { RpcOperation } from '../core/operations.js'
import { Pending } from '../core/reply.js'
import { describeMethods } from '../core/inspect.js'
import type { FacadeCaller } from './connection/caller.js'
import { startTotalTimeout } from './connection/total-timeout.js'
import { didYouMean } from '../core/near-names.js'
import { type Facades, facades } from './generated/facades.js'
import { knownFacades, knownVersions } from './known-versions.js'
import { checkFacadeCallOptions, type FacadeCallOptions } from './options.js'

/** The name of a facade; an editor completes those that are known. */
export type FacadeName = keyof Facades | (string & {})

/** The known methods of a facade, by their names on the wire: `FullStatus`. */
export type MethodOf<Name> = Name extends keyof Facades ? keyof Facades[Name] & string : never

/** What a method takes and returns. */
export type CallOf<Name, Method> = Name extends keyof Facades
  ? Method extends keyof Facades[Name]
    ? Facades[Name][Method]
    : never
  : never

/** The arguments of a method after its name. Parameters are optional for a method without any. */
export type ArgumentsOf<Call> = Call extends { params: infer Params }
  ? Record<string, never> extends Params
    ? [params?: Params, options?: FacadeCallOptions]
    : [params: Params, options?: FacadeCallOptions]
  : never

/** A facade by its name. Parameters and replies have their wire form; those of known methods are typed. */
export interface Facade<Name extends string = string> {
  readonly name: Name
  /**
   * Calls a method. Default version: the newest that the package and the controller support. The parameters of known methods are checked
   * before they are sent. The call is repeated only if the method is known to change nothing, or `idempotent` allows it. Throws
   * `RpcError` if the reply is an error; errors of single items stay in the reply.
   *
   * @example
   * await juju.facade('Cloud').call('Clouds', {})
   */
  call<Method extends MethodOf<Name>>(
    method: Method,
    ...args: ArgumentsOf<CallOf<Name, Method>>
  ): Pending<CallOf<Name, Method> extends { reply: infer Reply } ? Reply : never>
  call<Reply = unknown, Method extends string = string>(
    method: Method extends MethodOf<Name> ? never : Method,
    params?: object,
    options?: FacadeCallOptions,
  ): Pending<Reply>
}

export class FacadeByName<Name extends string> implements Facade<Name> {
  readonly name: Name
  readonly #caller: FacadeCaller
  readonly #versions: readonly number[]
  /** Whether the caller chose the version: then the types of the methods are unknown. */
  readonly #isChosen: boolean
  readonly #operations = new Map<string, RpcOperation>()

  constructor(caller: FacadeCaller, name: Name, version?: number) {
    checkType('juju', 'facade', 'name', 'string', name)
    if (version !== undefined) checkType('juju', 'facade', 'version', 'int', version)
    this.name = name
    this.#caller = caller
    this.#isChosen = version !== undefined
    this.#versions = version === undefined ? knownVersions(name) : [version]
    if (this.#versions.length > 0) return
    const near = didYouMean(name, knownFacades())
    throw new ConfigurationError({
      system: 'juju',
      operation: 'facade',
      summary: `No version of the facade ${name} is known`,
      hint: `${near === undefined ? '' : `${near} `}A facade that this package does not know needs a version: facade('${name}', 1)`,
    })
  }

  call(method: string, ...args: unknown[]): Pending<never> {
    const [params = {}, given = {}] = args as [object?, FacadeCallOptions?]
    let options: FacadeCallOptions
    const operation = this.#operation(typeof method === 'string' ? method : nameOfCall(method))
    try {
      // Whether they can be sent is checked with the call: this is the quick part, since many small calls are made.
      if (typeof method !== 'string') checkType('juju', `${this.name}.call`, 'method', 'string', method)
      if (typeof params !== 'object' || params === null || Array.isArray(params))
        checkType('juju', operation.id, 'the parameters', 'object', params)
      checkFacadeCallOptions(operation.id, given)
      options = startTotalTimeout(given)
    } catch (error) {
      const info = (): never => {
        throw error
      }
      return new Pending<never>((_resolve, reject) => reject(error), { label: operation.id, info })
    }
    return this.#caller.send<never>(operation, params, options)
  }

  #operation(method: string): RpcOperation {
    let operation = this.#operations.get(method)
    if (operation === undefined) {
      const known = this.#isChosen
        ? undefined
        : Object.values(facades[this.name] ?? {}).find((one) => one.method === method)
      operation = known ?? {
        id: `${this.name}.${method}`,
        facade: this.name,
        method,
        versions: this.#versions,
      }
      this.#operations.set(method, operation)
    }
    return operation
  }

  [inspect.custom](): string {
    return describeMethods(`Facade ${this.name}`, this)
  }
}
