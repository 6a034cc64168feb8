import type { Caller, PathArguments, RpcOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import { List } from '../../core/paginate.js'
import type { Pending } from '../../core/reply.js'
import type { CallFacts } from '../errors.js'
import { nameOf, PendingCall } from './call.js'
import type { ClientContext } from './context.js'
import type { Endpoint } from './endpoint.js'
import { type VerbOptions, verbOf } from './verb.js'

const NO_OPTIONS: VerbOptions = {}

/** Makes the calls of one endpoint. */
export class FacadeCaller implements Caller<RpcOperation> {
  readonly endpoint: Endpoint

  constructor(endpoint: Endpoint) {
    this.endpoint = endpoint
  }

  get context(): ClientContext {
    return this.endpoint.context
  }

  get where(): string {
    return this.endpoint.where
  }

  call<T>(
    operation: RpcOperation,
    _path: PathArguments,
    params: object,
    options?: RequestOptions,
  ): Pending<T> {
    const pending = this.send<T>(operation, params, options)
    // A method without a result answers {} on the wire.
    return operation.schema === undefined ? pending.map(() => null as T) : pending
  }

  /** A call whose reply is passed on as it arrives. */
  send<T>(operation: RpcOperation, params: object, options: VerbOptions = NO_OPTIONS): Pending<T> {
    const call = new PendingCall<T>(this.endpoint, operation, params, options)
    call.start()
    return call.pending
  }

  /** Juju's lists have one page. */
  list<T>(operation: RpcOperation, path: PathArguments, params: object, options?: RequestOptions): List<T> {
    return new List<T>(
      async () => {
        const { data, response } = await this.call<T[]>(operation, path, params, options).withResponse()
        return { data: { items: data }, response }
      },
      `Juju ${nameOf(operation)} on ${this.where}`,
    )
  }

  /** What errors say about a call of a verb. */
  factsOf(facade: string, method: string, options?: VerbOptions): CallFacts {
    return {
      operation: verbOf(options) ?? `${facade}.${method}`,
      facade,
      method,
      version: this.endpoint.versionOf(facade, method),
      where: this.where,
      redactor: this.context.redactor,
    }
  }
}
