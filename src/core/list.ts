import { inspect, type InspectOptions } from 'node:util'
import { rejection } from './caller-stack.js'
import { ConfigurationError, type System } from './errors.js'
import type { Reply } from './reply.js'

/** Where a page starts: plain data that can be stored as JSON. What is in it belongs to the list that it came from. */
export type PageCursor = string | number | object

/** The start of a page, and how to fetch it. */
interface NextPage<T> {
  cursor: PageCursor
  fetch(): Promise<Page<T>>
}

/** One page of a list: an array that knows whether more follows. */
export class Page<T> extends Array<T> {
  /** Mapping and filtering a page give plain arrays. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array
  }

  readonly #next: NextPage<T> | undefined

  constructor(items: readonly T[], next?: NextPage<T>) {
    super()
    for (const item of items) this.push(item)
    this.#next = next
  }

  /** Whether the server has more. */
  get hasNext(): boolean {
    return this.#next !== undefined
  }

  /** Where the next page starts, for {@link List.from}; undefined after the last page. */
  get cursor(): PageCursor | undefined {
    return this.#next?.cursor
  }

  /** Fetches the next page; an empty one after the last. */
  async next(): Promise<Page<T>> {
    return this.#next === undefined ? new Page<T>([]) : this.#next.fetch()
  }

  /** As Node shows an array of this name, which bundlers may change. */
  [inspect.custom](depth: number | null, options: InspectOptions): string {
    return `Page(${this.length}) ${inspect([...this], { ...options, depth })}`
  }
}

/** Fetches the page at a cursor; the reply says where the next one starts, or that there is none. */
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
 * A list on a server: `await` it for the first page, `for await` it for every item, `.toArray()` it for all in one array.
 *
 * Nothing is sent before one of these. Where the server does not page, the first page is everything.
 */
export class List<T> implements PromiseLike<Page<T>>, AsyncIterable<T> {
  readonly #fetch: PageFetcher<T, unknown>
  readonly #source: ListSource
  readonly #start: PageCursor | undefined
  #first: Promise<Reply<Page<T>>> | undefined

  constructor(fetch: PageFetcher<T, unknown>, source: ListSource, start?: PageCursor) {
    this.#fetch = fetch
    this.#source = source
    this.#start = start
  }

  /**
   * The same list from a later page on, in this process or another: `list(filters).from(page.cursor)`.
   *
   * @param cursor `cursor` of a page of a list with the same filters
   * @throws ConfigurationError without a cursor, which a last page does not have
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

  /** The first page with status, headers and request id. */
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

  /** Page after page. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    let { data: page } = await this.withResponse()
    yield page
    while (page.hasNext) {
      page = await page.next()
      yield page
    }
  }

  /** Everything in one array, or the first `limit` items. */
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
    const next: NextPage<T> | undefined =
      cursor === undefined ? undefined : { cursor, fetch: async () => (await this.#page(cursor)).data }
    return { data: new Page<T>(items, next), response }
  }

  /** A page, or a rejection whose stack shows who awaits the list, also where it failed before its request. */
  async #fetched(start: unknown): ReturnType<PageFetcher<T, unknown>> {
    try {
      return await this.#fetch(start)
    } catch (error) {
      return await rejection(error)
    }
  }

  get [Symbol.toStringTag](): string {
    return 'List'
  }

  [inspect.custom](): string {
    return `List { ${this.#source.label} } (await it for the first page, for await it for every item, .toArray() it for all)`
  }
}
