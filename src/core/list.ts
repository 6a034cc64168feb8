import { inspect, type InspectOptions } from 'node:util'
import type { Reply } from './reply.js'

/** One page of a list: an array that knows whether more follows. */
export class Page<T> extends Array<T> {
  /** Mapping and filtering a page give plain arrays. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array
  }

  readonly #next: (() => Promise<Page<T>>) | undefined

  constructor(items: readonly T[], next?: () => Promise<Page<T>>) {
    super()
    for (const item of items) this.push(item)
    this.#next = next
  }

  /** Whether the server has more. */
  get hasNext(): boolean {
    return this.#next !== undefined
  }

  /** Fetches the next page; an empty one after the last. */
  async next(): Promise<Page<T>> {
    return this.#next === undefined ? new Page<T>([]) : this.#next()
  }

  /** As node shows an array of this name, which bundlers may change. */
  [inspect.custom](depth: number | null, options: InspectOptions): string {
    return `Page(${this.length}) ${inspect([...this], { ...options, depth })}`
  }
}

/** Fetches the page at a cursor; the reply says where the next one starts, or that there is none. */
export type PageFetcher<T, Cursor> = (
  cursor: Cursor | undefined,
) => Promise<Reply<{ items: readonly T[]; next?: Cursor | undefined }>>

/**
 * A list on a server: `await` it for the first page, `for await` it for every item, `.toArray()` it for all in one array.
 *
 * Nothing is sent before one of these. Where the server does not page, the first page is everything.
 */
export class List<T> implements PromiseLike<Page<T>>, AsyncIterable<T> {
  readonly #fetch: PageFetcher<T, unknown>
  readonly #label: string
  #first: Promise<Reply<Page<T>>> | undefined

  constructor(fetch: PageFetcher<T, unknown>, label: string) {
    this.#fetch = fetch
    this.#label = label
  }

  /** The first page with status, headers and request id. */
  withResponse(): Promise<Reply<Page<T>>> {
    return (this.#first ??= this.#page(undefined))
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

  async #page(cursor: unknown): Promise<Reply<Page<T>>> {
    const { data, response } = await this.#fetch(cursor)
    const { items, next } = data
    return {
      data: new Page<T>(items, next === undefined ? undefined : async () => (await this.#page(next)).data),
      response,
    }
  }

  get [Symbol.toStringTag](): string {
    return 'List'
  }

  [inspect.custom](): string {
    return `List { ${this.#label} } (await it for the first page, for await it for every item, .toArray() it for all)`
  }
}
