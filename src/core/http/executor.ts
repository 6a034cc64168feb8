import { checkRequestOptions } from '../arguments.js'
import { UnreadableReplyError, type System } from '../errors.js'
import { List } from '../list.js'
import type { ApiFacts, OperationExecutor, OperationFacts, PathArguments } from '../operations.js'
import type { RequestOptions } from '../options.js'
import { itemsOf, pageOf, type PageCursor } from '../pages.js'
import { Pending, type Reply } from '../reply.js'
import { type CheckedCall, checkArguments, selectsNothing } from '../shape/arguments.js'
import type { Shapes, ShapesLoader } from '../shape/shape.js'
import type { HttpCall } from './call.js'
import type { HttpPipeline } from './pipeline.js'

/** One API of a product: where its operations go, and how they are written. */
export interface HttpApi<Operation> {
  system: System
  /** The product's name as people write it. */
  label: string
  facts: ApiFacts
  loadShapes: ShapesLoader
  /** What the pipeline sends for an operation. Its reply's type is added here. */
  describe(operation: Operation, path: PathArguments, params: object, shapes: Shapes): Omit<HttpCall, 'reply'>
}

/** Carries out the operations of an API over HTTP: checks arguments, sends, checks replies, pages lists. */
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
        const asked = { ...params, ...(cursor as PageCursor | undefined) }
        const reply = await this.#reply<unknown>(operation, path, asked, options)
        const found = itemsOf(items, reply.data) as readonly T[] | undefined
        if (found === undefined) throw this.#notAList(operation.id, items, reply)
        return { data: pageOf(style, asked, reply.data, found), response: reply.response }
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
    options: RequestOptions = {},
  ): Promise<Reply<T>> {
    const { facts, label, system } = this.#api
    const { id, params: type, reply } = operation
    checkRequestOptions(system, id, options)
    if (type !== undefined) {
      const call: CheckedCall = { system, label, operation: id }
      checkArguments(call, shapes, type, params)
      if (facts.emptyLists === 'refused' && selectsNothing(call, shapes, type, params))
        return Promise.resolve(NOTHING as Reply<T>)
    }
    const given = options.extra === undefined ? params : { ...params, ...options.extra }
    const call: HttpCall = this.#api.describe(operation, path, given, shapes)
    if (reply !== undefined) call.reply = { shapes, type: reply }
    return this.#pipeline.send<T>(call, options)
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

/** Whether repeating a REST request does no more than sending it once. */
export const isIdempotentRequest = (operation: {
  method: string
  reads?: boolean | undefined
  idempotent?: boolean | undefined
}): boolean =>
  operation.idempotent ??
  (readsByRequest(operation) || operation.method === 'PUT' || operation.method === 'DELETE')
