/** The pagination of an API's lists. */
export type PageStyle = NoPages | OffsetPages | NumberedPages | TokenPages | KeysetPages

interface AnyPages {
  /** The field of the reply that holds the items. Absent if the reply is the list. */
  readonly items?: string
}

/** The reply holds all items. */
interface NoPages extends AnyPages {
  readonly style: 'none'
}

interface OffsetPages extends AnyPages {
  readonly style: 'offset'
  readonly limit: string
  readonly offset: string
  /** The page size if no limit is given. */
  readonly size: number
  /** The field of the reply that is a string if another page follows. Absent if a full page means that another may follow. */
  readonly more?: string
}

/** Pages are counted from 1. `total` and `next` of a reply may be wrong: a page with fewer items than its size is the last. */
interface NumberedPages extends AnyPages {
  readonly style: 'number'
  readonly page: string
  readonly limit: string
  readonly size: number
}

interface TokenPages extends AnyPages {
  readonly style: 'token'
  readonly token: string
  /** The parameter that limits a page, if there is one. */
  readonly limit?: string
  /** The page size if no limit is given. */
  readonly size?: number
  /** The field of the reply that holds the token of the next page. */
  readonly next: string
}

/**
 * The next page is selected by a key of the last item. Without `after`, pages go backwards, newest first. With `after`, pages go
 * forwards; the server still returns them newest first, so they are reversed.
 */
interface KeysetPages extends AnyPages {
  readonly style: 'keyset'
  readonly key: string
  readonly after: string
  readonly before: string
  readonly limit: string
  readonly size: number
}

/** The parameters that select a page. */
export type PageCursor = Readonly<Record<string, string | number>>

/** A page of a list, and the parameters that select the next one. */
export interface PageOfItems<T> {
  items: readonly T[]
  next?: PageCursor | undefined
}

/** Returns the items of a reply; undefined if it holds no list. */
export function itemsOf(field: string | undefined, reply: unknown): readonly unknown[] | undefined {
  const items =
    field === undefined ? reply : (reply as Readonly<Record<string, unknown>> | null | undefined)?.[field]
  return Array.isArray(items) ? items : undefined
}

/**
 * Returns the items of a page in the order of the list, and the start of the next page.
 *
 * @param params parameters of the request for this page
 */
export function pageOf<T>(
  style: PageStyle,
  params: Readonly<Record<string, unknown>>,
  reply: unknown,
  items: readonly T[],
): PageOfItems<T> {
  if (style.style === 'none' || items.length === 0) return { items }
  if (style.style === 'token') {
    const token = (reply as Readonly<Record<string, unknown>>)[style.next]
    return { items, next: typeof token === 'string' && token !== '' ? { [style.token]: token } : undefined }
  }
  // A limit below 1 gives one item.
  const limit = Math.max(1, numberOf(params[style.limit], style.size))
  const isFull = items.length >= limit
  if (style.style === 'offset') {
    // A server may give fewer items than a limit above its page size, so then only an empty page is the last.
    const more =
      style.more === undefined
        ? isFull || limit > style.size
        : typeof (reply as Readonly<Record<string, unknown>>)[style.more] === 'string'
    return {
      items,
      next: more ? { [style.offset]: numberOf(params[style.offset], 0) + items.length } : undefined,
    }
  }
  if (style.style === 'number')
    return { items, next: isFull ? { [style.page]: numberOf(params[style.page], 1) + 1 } : undefined }
  const forward = params[style.after] !== undefined
  const ordered = forward ? items.toReversed() : items
  const last = (ordered.at(-1) as Readonly<Record<string, number>> | undefined)?.[style.key]
  return {
    items: ordered,
    next: isFull && last !== undefined ? { [forward ? style.after : style.before]: last } : undefined,
  }
}

const numberOf = (value: unknown, fallback: number): number => (typeof value === 'number' ? value : fallback)
