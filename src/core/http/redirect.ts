import type { HttpResponse } from './transport.js'

const STATUSES = new Set([301, 302, 303, 307, 308])
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
const MAX_REDIRECTS = 3

export const isRedirect = (status: number): boolean => STATUSES.has(status)

/** Whether a method changes nothing on a server. */
export const isSafeMethod = (method: string): boolean => SAFE_METHODS.has(method)

/** The URL of a redirect, unless it is missing or not HTTP. */
export function redirectTarget({ headers }: HttpResponse, from: URL): URL | undefined {
  const location = headers['location']
  const to =
    location !== undefined && URL.canParse(location, from.href) ? new URL(location, from.href) : undefined
  return to?.protocol === 'http:' || to?.protocol === 'https:' ? to : undefined
}

/** Only reads are redirected, and within one origin: anything else would send credentials elsewhere or change the request. */
export const mayFollow = (method: string, from: URL, to: URL | undefined, redirects: number): to is URL =>
  to !== undefined && to.origin === from.origin && isSafeMethod(method) && redirects <= MAX_REDIRECTS
