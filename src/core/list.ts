import { inspect, type InspectOptions } from 'node:util'
import { rejection } from './caller-stack.js'
import { ConfigurationError, type System, UnreadableReplyError } from './errors.js'
import { refuseUseBeforeAwait } from './not-awaited.js'
import { anyRedactor } from './redact.js'
import type { Reply, ReplyInfo } from './reply.js'
import { tableOf, viewShort } from './short-view.js'

/** The start of a page: plain data that can be stored as JSON. Its content depends on the list. */
export type PageCursor = string | number | object

/** The start of a page, and how to fetch it. */
interface NextPage<T> {
  cursor: PageCursor
  fetch(): Promise<Page<T>>
}

/** One page of a list: an array with `hasNext` and `cursor`. */
export class Page<T> extends Array<T> {
  /** Makes `map` and `filter` return plain arrays. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array
  }

  readonly #next: NextPage<T> | undefined

  /** @internal */
  constructor(items: readonly T[], next?: NextPage<T>) {
    super()
    for (const item of items) this.push(viewShort(item))
    this.#next = next
  }

  /** Whether another page follows. */
  get hasNext(): boolean {
    return this.#next !== undefined
  }

  /** The start of the next page, for {@link List.from}; undefined on the last page. */
  get cursor(): PageCursor | undefined {
    return this.#next?.cursor
  }

  /** Fetches the next page; empty after the last one. */
  async next(): Promise<Page<T>> {
    return this.#next === undefined ? new Page<T>([]) : this.#next.fetch()
  }

  /** Formats objects as a table, other items as Node does. */
  [inspect.custom](depth: number | null, options: InspectOptions): string {
    const table = this.length === 0 ? undefined : tableOf(this, options)
    const head = `Page(${this.length})`
    if (table === undefined) return `${head} ${inspect([...this], { ...options, depth })}`
    return `${head}${this.hasNext ? ', more follow: page.next()' : ''}\n${table}`
  }
}

/** Fetches the page at a cursor, with the cursor of the next page, if any. */
export type PageFetcher<T, Cursor> = (
  cursor: Cursor | undefined,
) => Promise<Reply<{ items: readonly T[]; next?: Cursor | undefined }>>

/** Where a list comes from. */
export interface ListSource {
  /** What `util.inspect` shows of the list. */
  label: string
  system?: System
  /** What the user called, such as `machines.list`. */
  operation: string
}

/**
 * A list on a server: `await` returns the first page, `for await` iterates over all items, `.toArray()` returns all items.
 *
 * Sends nothing until one of these is used. If the server does not page, the first page holds all items.
 */
export class List<T> implements PromiseLike<Page<T>>, AsyncIterable<T> {
  readonly #fetch: PageFetcher<T, unknown>
  readonly #source: ListSource
  readonly #start: PageCursor | undefined
  #first: Promise<Reply<Page<T>>> | undefined

  /** @internal */
  constructor(fetch: PageFetcher<T, unknown>, source: ListSource, start?: PageCursor) {
    this.#fetch = fetch
    this.#source = source
    this.#start = start
  }

  /**
   * Returns the same list starting at a later page, also in another process: `list(filters).from(page.cursor)`.
   *
   * @param cursor `cursor` of a page of a list with the same filters
   * @throws ConfigurationError if the cursor is missing; the last page has none
   */
  from(cursor: PageCursor): List<T> {
    if (cursor === undefined || cursor === null)
      throw new ConfigurationError({
        system: this.#source.system,
        operation: this.#source.operation,
        summary: `${this.#source.operation}: from() needs the cursor of a page, got ${String(cursor)}`,
        hint: 'The last page has none: check page.hasNext first',
      })
    return new List(this.#fetch, this.#source, cursor)
  }

  /** Returns the first page with status, headers and request id. */
  withResponse(): Promise<Reply<Page<T>>> {
    return (this.#first ??= this.#page(this.#start))
  }

  then<A = Page<T>, B = never>(
    onFulfilled?: ((page: Page<T>) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.withResponse()
      .then(({ data }) => data)
      .then(onFulfilled, onRejected)
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<Page<T> | B> {
    return this.then(undefined, onRejected)
  }

  finally(onFinally?: (() => void) | null): Promise<Page<T>> {
    return this.then((page) => page).finally(onFinally)
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) yield* page
  }

  /** Iterates over the pages. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    let { data: page } = await this.withResponse()
    yield page
    while (page.hasNext) {
      page = await page.next()
      yield page
    }
  }

  /** Returns all items in one array, or the first `limit` items. */
  async toArray({ limit = Number.POSITIVE_INFINITY }: { limit?: number } = {}): Promise<T[]> {
    const all: T[] = []
    for await (const page of this.pages()) {
      for (const item of page) {
        if (all.length >= limit) return all
        all.push(item)
      }
      if (all.length >= limit) return all
    }
    return all
  }

  async #page(start: unknown): Promise<Reply<Page<T>>> {
    const { data, response } = await this.#fetched(start)
    const { items } = data
    const cursor = data.next as PageCursor | undefined
    const fetchNext = async (): Promise<Page<T>> => {
      const page = await this.#page(cursor)
      if (isRepeated(items, page.data)) throw this.#repeated(page.response)
      return page.data
    }
    const next: NextPage<T> | undefined = cursor === undefined ? undefined : { cursor, fetch: fetchNext }
    return { data: new Page<T>(items, next), response }
  }

  #repeated({ status = 0, requestId, attempts }: ReplyInfo): UnreadableReplyError {
    const { system, operation, label } = this.#source
    return new UnreadableReplyError({
      system,
      operation,
      summary: `${label} failed (${status}): the server returned the same page twice, so the list would never end`,
      hint: 'Check the server, and any proxy or cache in between',
      status,
      requestId,
      attempts,
    })
  }

  /** A page, or a rejection whose stack shows who awaits the list, also where it failed before its request. */
  async #fetched(start: unknown): ReturnType<PageFetcher<T, unknown>> {
    try {
      return await this.#fetch(start)
    } catch (error) {
      return await rejection(error)
    }
  }

  /** @internal */
  static labelOf(list: List<unknown>): string {
    return list.#source.label
  }

  get [Symbol.toStringTag](): string {
    return 'List'
  }

  [inspect.custom](): string {
    return `List { ${anyRedactor.text(this.#source.label)} } (await: the first page, for await: every item, .toArray(): all items)`
  }
}

/** Whether a page holds the same items as the one before: the first and the last are compared. */
const isRepeated = (before: readonly unknown[], page: readonly unknown[]): boolean =>
  page.length > 0 &&
  page.length === before.length &&
  [0, -1].every((at) => JSON.stringify(page.at(at)) === JSON.stringify(before.at(at)))

refuseUseBeforeAwait(List.prototype, (list) => List.labelOf(list))
