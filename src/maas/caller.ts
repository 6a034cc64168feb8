import { UnreadableReplyError } from '../core/errors.js'
import type { Expects, PreparedRequest } from '../core/http/call.js'
import type { HttpPipeline } from '../core/http/pipeline.js'
import type { Caller, PathArguments, RestOperation } from '../core/operations.js'
import type { RequestOptions } from '../core/options.js'
import { List } from '../core/list.js'
import { Pending, type Reply } from '../core/reply.js'
import type { SchemaLoader } from '../core/schema.js'
import type { Signer } from './auth.js'
import { type Encoded, encode } from './encode.js'

/** What sending needs to know of an operation. */
export interface Sendable {
  readonly id: string
  readonly method: string
  readonly idempotent: boolean
  readonly expects: Expects
  readonly schema?: SchemaLoader | undefined
  readonly anonymous?: boolean
}

/** Carries out operations of MAAS: encodes, signs, pages. */
export class MaasCaller implements Caller<RestOperation> {
  readonly #pipeline: HttpPipeline
  readonly #signer: Signer
  /** URL of the API's root, with its last slash. */
  readonly #root: string

  constructor(pipeline: HttpPipeline, signer: Signer, root: string) {
    this.#pipeline = pipeline
    this.#signer = signer
    this.#root = root
  }

  call<T>(
    operation: RestOperation,
    path: PathArguments,
    params: object,
    options?: RequestOptions,
  ): Pending<T> {
    return this.send<T>(operation, () => encode(operation, path, params), options)
  }

  list<T>(operation: RestOperation, path: PathArguments, params: object, options?: RequestOptions): List<T> {
    const page = async (cursor: unknown): Promise<Reply<{ items: readonly T[]; next?: unknown }>> => {
      const asked: EventCursor = { ...params, ...(cursor as EventCursor | undefined) }
      const reply = await this.call<unknown>(operation, path, asked, options).withResponse()
      const items = itemsOf(operation, reply) as readonly T[]
      return {
        data: operation.pages === 'events' ? eventsPage(items, asked) : { items },
        response: reply.response,
      }
    }
    return new List(page, `${operation.method} ${this.#root}${operation.path}`)
  }

  /** Sends what `make` makes, now; a mistake in it rejects like a failure on the way. */
  send<T>(operation: Sendable, make: () => Encoded, options?: RequestOptions): Pending<T> {
    let reply: Promise<Reply<T>>
    try {
      reply = this.#send(operation, make(), options)
    } catch (error) {
      reply = Promise.reject(error)
    }
    return Pending.ofReply(reply, `${operation.method} ${operation.id}`)
  }

  #send<T>(operation: Sendable, { path, body }: Encoded, options?: RequestOptions): Promise<Reply<T>> {
    const { id, method, expects, idempotent, schema, anonymous } = operation
    const url = this.#root + path
    const queryAt = url.indexOf('?')
    const signed = (authorization: string): PreparedRequest => ({ url, headers: { authorization }, body })
    return this.#pipeline.send<T>(
      {
        operation: id,
        method,
        target: queryAt < 0 ? url : url.slice(0, queryAt),
        idempotent,
        expects,
        schema,
        prepare: () => {
          if (anonymous === true) return { url, headers: {}, body }
          const header = this.#signer.sign()
          return typeof header === 'string' ? signed(header) : header.then(signed)
        },
      },
      options,
    )
  }
}

interface EventCursor {
  after?: number
  before?: number
  limit?: number
}

/** The items of a reply. One that has none is no list: an empty body, or something else on this port that speaks JSON. */
function itemsOf(
  { id, items: field }: RestOperation,
  { data, response }: Reply<unknown>,
): readonly unknown[] {
  const items = field === undefined ? data : (data as Record<string, unknown> | null)?.[field]
  if (Array.isArray(items)) return items
  throw new UnreadableReplyError({
    system: 'maas',
    operation: id,
    summary: `MAAS ${id} failed: its reply is no list${field === undefined ? '' : ` of ${field}`}`,
    hint: 'Check that the url is that of a MAAS, and any proxy between',
    status: response.status ?? 0,
    requestId: response.requestId,
    attempts: response.attempts,
  })
}

/**
 * A page of events and where the next one starts. The links in the reply are no help: that of an empty page forgets where it was
 * (fact 54). Without `after` the pages go back in time, newest first; with it they go forward, and are turned round to fit.
 */
function eventsPage<T>(
  events: readonly T[],
  { after, limit = 100 }: EventCursor,
): { items: readonly T[]; next?: EventCursor } {
  const items = after === undefined ? events : events.toReversed()
  const last = items.at(-1) as { id: number } | undefined
  // A limit below 1 gives one event.
  if (last === undefined || items.length < Math.max(1, limit)) return { items }
  return { items, next: after === undefined ? { before: last.id } : { after: last.id } }
}
