import { checkRequestOptions, checkSendable } from '../arguments.js'
import { ConfigurationError, type System, UnreadableReplyError } from '../errors.js'
import { List } from '../list.js'
import type { ApiFacts, OperationExecutor, OperationFacts, PathArguments } from '../operations.js'
import type { RequestOptions } from '../options.js'
import { itemsOf, pageOf, type PageCursor } from '../pages.js'
import { Pending, type Reply } from '../reply.js'
import { describeValue } from '../shape/explain.js'
import { type CheckedCall, checkArguments, fieldFacts, selectsNothing } from '../shape/arguments.js'
import { isListOfKind } from '../shape/fits.js'
import type { Shapes, ShapesLoader } from '../shape/shape.js'
import type { HttpCall } from './call.js'
import type { HttpPipeline } from './pipeline.js'

/** One API of a product. */
export interface HttpApi<Operation> {
  system: System
  /** The product's name, for messages. */
  label: string
  facts: ApiFacts
  loadShapes: ShapesLoader
  /** Builds the HTTP call of an operation; the executor adds the type of its reply. */
  describe(operation: Operation, path: PathArguments, params: object, shapes: Shapes): Omit<HttpCall, 'reply'>
}

/** Executes the operations of an API over HTTP: checks arguments, sends requests, checks replies, pages lists. */
export class HttpExecutor<Operation extends OperationFacts> implements OperationExecutor<Operation> {
  readonly #pipeline: HttpPipeline
  readonly #api: HttpApi<Operation>
  #shapes: Shapes | undefined

  constructor(pipeline: HttpPipeline, api: HttpApi<Operation>) {
    this.#pipeline = pipeline
    this.#api = api
  }

  call<T>(operation: Operation, path: PathArguments, params: object, options?: RequestOptions): Pending<T> {
    return Pending.ofReply(
      this.#reply<T>(operation, path, params, options),
      `${this.#api.label} ${operation.id}`,
    )
  }

  list<T>(operation: Operation, path: PathArguments, params: object, options?: RequestOptions): List<T> {
    const style = this.#api.facts.pages[operation.list ?? ''] ?? { style: 'none' }
    const items = operation.items ?? style.items
    const { label, system } = this.#api
    return new List<T>(
      async (cursor) => {
        const paged =
          cursor === undefined ? params : { ...params, ...this.#checkCursor(operation.id, cursor) }
        const reply = await this.#reply<unknown>(operation, path, paged, options)
        if (reply === NOTHING) return { data: { items: [] }, response: reply.response }
        const found = itemsOf(items, reply.data) as readonly T[] | undefined
        const { reply: type } = operation
        if (
          found === undefined ||
          (type !== undefined && !isListOfKind(type, this.#shapes ?? {}, items, found))
        )
          throw this.#notAList(operation.id, items, reply)
        const page = pageOf(style, paged as Record<string, unknown>, reply.data, found)
        return { data: page, response: reply.response }
      },
      { label: `${label} ${operation.id}`, system, operation: operation.id },
    )
  }

  #reply<T>(
    operation: Operation,
    path: PathArguments,
    params: object,
    options?: RequestOptions,
  ): Promise<Reply<T>> {
    const shapes = this.#shapes
    if (shapes !== undefined) {
      try {
        return this.#send<T>(operation, path, params, shapes, options)
      } catch (error) {
        return Promise.reject(error)
      }
    }
    return this.#api
      .loadShapes()
      .then((loaded) => this.#send<T>(operation, path, params, (this.#shapes = loaded), options))
  }

  #send<T>(
    operation: Operation,
    path: PathArguments,
    params: object,
    shapes: Shapes,
    options?: RequestOptions,
  ): Promise<Reply<T>> {
    const { facts, system } = this.#api
    const { id, params: type, reply } = operation
    checkRequestOptions(system, id, options)
    checkSendable(system, id, 'a parameter', params)
    if (type !== undefined) {
      const call: CheckedCall = { system, operation: id }
      checkArguments(call, shapes, type, params)
      if (
        facts.emptyParameters === 'refused' &&
        selectsNothing(call, shapes, type, params, operation.list !== undefined)
      )
        return Promise.resolve(NOTHING as Reply<T>)
    }
    const given = options?.extra === undefined ? params : { ...params, ...options.extra }
    const call: HttpCall = this.#api.describe(operation, path, given, shapes)
    call.params = given
    call.facts = () => ({
      ...operation,
      parameter: (name) => (type === undefined ? undefined : fieldFacts(shapes, type, name)),
    })
    if (reply !== undefined) call.reply = { shapes, type: reply, isList: operation.list !== undefined }
    return this.#pipeline.send<T>(call, options)
  }

  #checkCursor(operation: string, cursor: unknown): PageCursor {
    if (typeof cursor === 'object' && cursor !== null && !Array.isArray(cursor)) return cursor as PageCursor
    throw new ConfigurationError({
      system: this.#api.system,
      operation,
      summary: `${operation}: from() needs the cursor of a page, got ${describeValue(cursor)}`,
      hint: 'Pass page.cursor of a page of the same list',
    })
  }

  #notAList(
    operation: string,
    field: string | undefined,
    { response }: Reply<unknown>,
  ): UnreadableReplyError {
    const { system, label } = this.#api
    return new UnreadableReplyError({
      system,
      operation,
      summary: `${label} ${operation} failed (${response.status}): the reply is not a list${field === undefined ? '' : ` of ${field}`}`,
      hint: `Check that the URL is that of ${label}, and any proxy in between`,
      status: response.status ?? 0,
      requestId: response.requestId,
      attempts: response.attempts,
    })
  }
}

/** The reply of a list whose filters select nothing: no request was needed. */
const NOTHING: Reply<readonly never[]> = {
  data: [],
  response: { headers: {}, requestId: '', attempts: 0, durationMs: 0 },
}

/** Whether a REST request changes nothing. */
export const readsByRequest = ({ method, reads }: { method: string; reads?: boolean | undefined }): boolean =>
  reads ?? method === 'GET'

/** Whether a REST request is idempotent. */
export const isIdempotentRequest = (operation: {
  method: string
  reads?: boolean | undefined
  idempotent?: boolean | undefined
}): boolean =>
  operation.idempotent ??
  (readsByRequest(operation) || operation.method === 'PUT' || operation.method === 'DELETE')
