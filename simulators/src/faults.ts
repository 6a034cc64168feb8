import type { IncomingMessage, ServerResponse } from 'node:http'

/** Which requests a fault affects. */
export interface FaultMatch {
  method?: string
  /** A part of the URL, including its query, or a pattern for it. */
  url?: string | RegExp
}

/** The effect of a fault. */
export type FaultEffect =
  | { kind: 'reply'; status: number; body?: string; contentType?: string; headers?: Record<string, string> }
  /** The connection is reset. */
  | { kind: 'reset' }
  /** No reply is sent. */
  | { kind: 'hang' }
  /** The headers announce the whole body, `bytes` of it are sent, then the connection is closed. */
  | { kind: 'truncate'; bytes: number }
  /** The reply is delayed by `delayMs` of real time. */
  | { kind: 'delay'; delayMs: number }

export interface Fault {
  match?: FaultMatch
  /**
   * How many requests it affects.
   * @default 1
   */
  times?: number
  /**
   * Whether the server handles the request before its reply is lost.
   * @default false
   */
  afterWork?: boolean
  effect: FaultEffect
}

/** The titles of nginx's error pages. */
const PROXY_ERRORS: Readonly<Record<number, string>> = {
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
}

/** The error reply of a proxy that cannot reach the server: the page of nginx. */
export function badGateway(status = 502): FaultEffect {
  const title = `${status} ${PROXY_ERRORS[status] ?? 'Bad Gateway'}`
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`
  return { kind: 'reply', status, body, contentType: 'text/html' }
}

/**
 * Injects faults into an HTTP server, which calls `intercept` before it handles a request. The server answers with `statusCode`,
 * `setHeader` and one `end`: what `writeHead` and `write` have sent can't be replaced.
 */
export class FaultInjector {
  readonly #faults: { fault: Fault; left: number }[] = []

  /** Adds a fault; the returned function removes it. */
  inject(fault: Fault): () => void {
    const entry = { fault, left: fault.times ?? 1 }
    this.#faults.push(entry)
    return () => {
      entry.left = 0
    }
  }

  /** Removes all faults. */
  clear(): void {
    this.#faults.length = 0
  }

  /** Applies the first matching fault. True when the request is done and the server must not reply. */
  async intercept(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const entry = this.#faults.find(({ fault, left }) => left > 0 && matches(fault.match, request))
    if (!entry) return false
    entry.left -= 1
    if (entry.left === 0) this.#faults.splice(this.#faults.indexOf(entry), 1)
    const { effect, afterWork } = entry.fault
    if (effect.kind === 'truncate' || afterWork) {
      replaceEnd(request, response, effect)
      return false
    }
    if (effect.kind === 'delay') {
      await new Promise((resolve) => setTimeout(resolve, effect.delayMs))
      return false
    }
    request.resume()
    play(request, response, effect)
    return true
  }
}

function matches(match: FaultMatch | undefined, request: IncomingMessage): boolean {
  if (match?.method && match.method !== request.method) return false
  const url = request.url ?? ''
  if (typeof match?.url === 'string') return url.includes(match.url)
  return match?.url?.test(url) ?? true
}

function play(request: IncomingMessage, response: ServerResponse, effect: FaultEffect): void {
  if (effect.kind === 'reset') request.socket.resetAndDestroy()
  if (effect.kind === 'reply') {
    response.writeHead(effect.status, {
      'Content-Type': effect.contentType ?? 'text/plain',
      ...effect.headers,
    })
    response.end(effect.body ?? '')
  }
}

/** Lets the server handle the request and replaces its reply. */
function replaceEnd(request: IncomingMessage, response: ServerResponse, effect: FaultEffect): void {
  const end = response.end.bind(response)
  response.end = ((body?: string | Uint8Array) => {
    response.end = end
    if (effect.kind === 'delay') {
      setTimeout(() => end(body), effect.delayMs)
      return response
    }
    if (effect.kind !== 'truncate') {
      for (const name of response.getHeaderNames()) response.removeHeader(name)
      play(request, response, effect)
      return response
    }
    const whole = Buffer.from(body ?? '')
    response.setHeader('Content-Length', whole.length)
    response.write(whole.subarray(0, effect.bytes), () => request.socket.destroy())
    return response
  }) as typeof response.end
}

/**
 * What a fault does to an RPC call: no reply, the socket closed before or after the call took effect, a reply that is late by `delayMs`
 * of real time, or this error as the reply.
 */
export type FaultAction =
  'hang' | 'drop' | 'drop-after' | { delayMs: number } | { message: string; code?: string }

export interface FaultOptions {
  /** How many calls are affected. @default 1 */
  times?: number
}

/** Injects faults into RPC calls, by operation. */
export class CallFaults {
  readonly #faults = new Map<string, { action: FaultAction; left: number }[]>()

  /** Makes the next calls of `operation`, such as `Application.Deploy`, fail. */
  inject(operation: string, action: FaultAction, options: FaultOptions = {}): void {
    const faults = this.#faults.get(operation) ?? []
    faults.push({ action, left: options.times ?? 1 })
    this.#faults.set(operation, faults)
  }

  /** Returns the fault for this call, if any, and counts it. */
  take(operation: string): FaultAction | undefined {
    const faults = this.#faults.get(operation)
    const fault = faults?.[0]
    if (faults === undefined || fault === undefined) return undefined
    fault.left -= 1
    if (fault.left <= 0) faults.shift()
    return fault.action
  }
}
