import {
  bindOperations,
  type OperationExecutor,
  type PathArguments,
  type RpcOperation,
} from '../../core/operations.js'
import type { ConnectionError } from '../../core/errors.js'
import type { RequestOptions } from '../../core/options.js'
import { List } from '../../core/list.js'
import type { Pending } from '../../core/reply.js'
import type { Shape } from '../../core/shape/shape.js'
import { type CallFacts, checkItems } from '../errors.js'
import { type FacadeMethods, facades } from '../generated/facades.js'
import { entityOf } from '../syntax/tags.js'
import { nameOf, PendingCall } from './call.js'
import type { ClientContext } from './context.js'
import type { Endpoint } from './endpoint.js'
import { unreadableError } from './request.js'
import { givenTo, type VerbOptions, verbOf } from './verb.js'

const NO_OPTIONS: VerbOptions = {}

/** Makes the calls of one endpoint. */
export class FacadeCaller implements OperationExecutor<RpcOperation> {
  readonly endpoint: Endpoint
  readonly #facades = new Map<string, object>()

  constructor(endpoint: Endpoint) {
    this.endpoint = endpoint
  }

  get context(): ClientContext {
    return this.endpoint.context
  }

  get where(): string {
    return this.endpoint.where
  }

  /** The typed methods of a facade. Calls with one result per item return checked items. */
  facade<Name extends keyof FacadeMethods>(name: Name): FacadeMethods[Name] {
    let facade = this.#facades.get(name)
    if (facade === undefined)
      this.#facades.set(name, (facade = bindOperations(name, [[this, facades[name] ?? {}]])))
    return facade as FacadeMethods[Name]
  }

  /** A call whose errors of single items, or in the reply itself, reject as the call's own. */
  call<T>(
    operation: RpcOperation,
    _path: PathArguments,
    params: object,
    options?: RequestOptions,
  ): Pending<T> {
    const { each, reply } = operation
    return this.#start<object>(operation, params, options, true).transform((data) => {
      // The reply of a method without a result is {}.
      if (reply === undefined) return null as T
      const facts = (): CallFacts => this.factsOf(operation, options, params)
      if (each !== undefined) {
        const items = labelsOf(each, params)
        const results = resultsIn(data, this.context.shapes?.[reply])
        // Without items all are meant; some methods list errors only, and no result for what succeeded.
        const isComplete = results.length === items.length || items.length === 0
        if (!isComplete && !(results.length === 0 && reply.startsWith('ErrorResult')))
          throw countError(facts(), operation, items.length, results.length)
        return checkItems(facts, items, results) as T
      }
      checkItems(facts, [''], [data])
      return data as T
    })
  }

  /** A call whose reply is returned unchanged. */
  send<T>(operation: RpcOperation, params: object, options?: VerbOptions): Pending<T> {
    return this.#start(operation, params, options, false)
  }

  #start<T>(
    operation: RpcOperation,
    params: object,
    options: VerbOptions = NO_OPTIONS,
    isRead: boolean,
  ): Pending<T> {
    const call = new PendingCall<T>(this.endpoint, operation, params, options, isRead)
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
      { label: `Juju ${nameOf(operation)} on ${this.where}`, system: 'juju', operation: nameOf(operation) },
    )
  }

  /** The call, for errors; they show no secrets of its parameters, nor of what the verb was given. */
  factsOf(
    { facade, method }: Pick<RpcOperation, 'facade' | 'method'>,
    options?: VerbOptions,
    params?: object,
  ): CallFacts {
    return {
      operation: verbOf(options) ?? `${facade}.${method}`,
      facade,
      method,
      version: this.endpoint.versionOf(facade, method),
      where: this.where,
      redactor: this.context.redactor.ofCall({ params: [...givenTo(options), params] }),
    }
  }
}

/** The server answered for another number of items. */
const countError = (
  call: CallFacts,
  { reads }: RpcOperation,
  items: number,
  results: number,
): ConnectionError =>
  unreadableError(
    { ...call, params: {}, changes: reads !== true, timeoutMs: 0 },
    `the reply has ${results} results for ${items} items`,
  )

/** The list of results in a reply, under the name that its shape has for it; as in Go, capitals do not matter. */
function resultsIn(data: object, shape: Shape = {}): readonly object[] {
  const names = Object.keys(shape).map((name) => name.replace('?', '').toLowerCase())
  const lists = Object.entries(data).filter(
    (field): field is [string, object[]] => names.includes(field[0].toLowerCase()) && Array.isArray(field[1]),
  )
  return (lists.find(([, list]) => list.length > 0) ?? lists[0])?.[1] ?? []
}

/** The names of the items in the parameters of a call; tags are converted to entity names. */
function labelsOf(path: string, params: unknown): string[] {
  let found: unknown[] = [params]
  for (const key of path.split('.'))
    found = found.flatMap((part) => (part as Readonly<Record<string, unknown>> | undefined)?.[key] ?? [])
  const areTags = /tags?$/.test(path)
  return found.map((label, index) =>
    typeof label === 'string'
      ? areTags
        ? entityOf(label)
        : label
      : typeof label === 'number'
        ? String(label)
        : String(index),
  )
}
