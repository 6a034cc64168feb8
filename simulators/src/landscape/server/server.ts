import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { FaultInjector } from '../../faults.js'
import { closeServer, listenOnLoopback } from '../../loopback.js'
import { dispatchAction } from './action-router.js'
import type { LandscapeContext } from './context.js'
import { Refusal } from './refusal.js'
import { readRequest, type WireRequest } from './request.js'
import { dispatchRest } from './rest-router.js'

/** One request to the simulator and the status of its reply. */
export interface LandscapeExchange {
  method: string
  path: string
  /** The action of a call of the signed API. */
  action?: string
  /** Undefined when an injected fault replaced the reply. */
  status?: number
}

/** The HTTP server of Landscape: the signed API and REST v2. */
export class LandscapeServer {
  readonly exchanges: LandscapeExchange[] = []
  readonly #server = createServer((request, response) => void this.#serve(request, response))

  constructor(
    private readonly context: LandscapeContext,
    private readonly faults: FaultInjector,
  ) {}

  /** Listens on loopback; resolves with `127.0.0.1:PORT`. */
  listen(port: number | undefined): Promise<string> {
    return listenOnLoopback(this.#server, port)
  }

  close(): Promise<void> {
    return closeServer(this.#server)
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message).catch(() => undefined)
    if (!request) return
    const action = new Map([...request.query, ...request.form]).get('action')
    // Adds the action to the URL, so that faults match actions sent in a body.
    if (isSigned(request.path)) message.url = `${request.path}?action=${action ?? ''}`
    const exchange: LandscapeExchange = {
      method: request.method,
      path: request.path,
      ...(isSigned(request.path) && action && { action }),
    }
    this.exchanges.push(exchange)
    if (await this.faults.intercept(message, response)) return
    const { status, body } = this.#answer(request)
    exchange.status = status
    response.statusCode = status
    response.setHeader('Date', new Date(this.context.wallNow()).toUTCString())
    if (body === undefined || Buffer.isBuffer(body)) {
      response.end(body)
    } else {
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify(body))
    }
  }

  #answer(request: WireRequest): { status: number; body?: unknown } {
    try {
      if (isSigned(request.path)) {
        if (!['GET', 'POST'].includes(request.method))
          throw new Refusal(404, 'NotFound', `The method ${request.method} is not allowed`)
        return { status: 200, body: dispatchAction(this.context, request) ?? null }
      }
      const path = /^\/api(?:\/v2)?(\/.+)$/.exec(request.path)?.[1]
      if (path === undefined) throw new Refusal(404, 'NotFound', `There is no ${request.path}`)
      return dispatchRest(this.context, request, path)
    } catch (error) {
      if (error instanceof Refusal)
        return { status: error.status, body: { error: error.error, message: error.message } }
      return {
        status: 500,
        body: { error: 'InternalError', message: `the simulator failed: ${String(error)}` },
      }
    }
  }
}

/** Whether a path belongs to the signed API. That the slash is optional is inferred from the Python client's documentation. */
const isSigned = (path: string): boolean => path === '/api/' || path === '/api'
