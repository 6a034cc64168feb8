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
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch(() => request.socket.destroy())
  })

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
    const { status, body, contentType } = this.#answer(request)
    exchange.status = status
    response.statusCode = status
    response.setHeader('Date', new Date(this.context.wallNow()).toUTCString())
    if (contentType !== undefined) response.setHeader('Content-Type', contentType)
    response.end(body)
  }

  #answer(request: WireRequest): Encoded {
    try {
      return encode(this.#dispatch(request))
    } catch (error) {
      return encode(
        error instanceof Refusal
          ? { status: error.status, body: { error: error.error, message: error.message } }
          : {
              status: 500,
              body: { error: 'InternalError', message: `the simulator failed: ${String(error)}` },
            },
      )
    }
  }

  #dispatch(request: WireRequest): { status: number; body?: unknown } {
    if (isSigned(request.path)) {
      if (!['GET', 'POST'].includes(request.method))
        throw new Refusal(404, 'NotFound', `The method ${request.method} is not allowed`)
      return { status: 200, body: dispatchAction(this.context, request) ?? null }
    }
    const path = /^\/api(?:\/v2)?(\/.+)$/.exec(request.path)?.[1]
    if (path === undefined) throw new Refusal(404, 'NotFound', `There is no ${request.path}`)
    return dispatchRest(this.context, request, path)
  }
}

interface Encoded {
  status: number
  body?: string | Buffer
  contentType?: string
}

function encode({ status, body }: { status: number; body?: unknown }): Encoded {
  if (body === undefined) return { status }
  if (Buffer.isBuffer(body)) return { status, body }
  return { status, body: JSON.stringify(body), contentType: 'application/json' }
}

/** Whether a path belongs to the signed API. That the slash is optional is inferred from the Python client's documentation. */
const isSigned = (path: string): boolean => path === '/api/' || path === '/api'
