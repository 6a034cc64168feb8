import type { IncomingMessage } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { closeServer, listenOnLoopback } from '../../loopback.js'
import type { ServerCertificate } from '../../tls.js'
import type { JujuState } from '../state/state.js'
import { isUuid } from '../state/tags.js'
import { Connection, type Target } from './connection.js'
import { serveDebugLog } from './debug-log.js'
import { Discharger } from './discharge.js'
import { httpUser, requireAccess } from './http-authentication.js'
import { urlOf } from './http-request.js'
import { Refusal } from './refusal.js'
import { httpHandler } from './router.js'

/** The TLS server of a controller: RPC and log websockets, and HTTP endpoints, on one port. */
export class JujuServer {
  readonly #server: Server
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 0 })
  readonly #discharger: Discharger

  constructor(
    private readonly state: JujuState,
    certificate: ServerCertificate,
  ) {
    this.#discharger = new Discharger(state)
    this.#server = createServer(
      { key: certificate.key, cert: certificate.cert, minVersion: 'TLSv1.2' },
      httpHandler(state, this.#discharger),
    )
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
  }

  /** Listens on loopback; resolves with `127.0.0.1:PORT`. */
  listen(port: number | undefined): Promise<string> {
    return listenOnLoopback(this.#server, port)
  }

  /** Terminates every open websocket, as a crashing controller does. */
  dropSockets(): void {
    for (const socket of this.#sockets.clients) socket.terminate()
  }

  async close(): Promise<void> {
    this.dropSockets()
    this.#sockets.close()
    await closeServer(this.#server)
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Node no longer listens for the errors of an upgraded socket, and ws not yet.
    socket.on('error', () => socket.destroy())
    const url = urlOf(request)
    const route = url === undefined ? BAD_TARGET : routeOf(url.pathname)
    if (url === undefined || 'refusal' in route) {
      refuse(socket, 'refusal' in route ? route.refusal : BAD_TARGET.refusal)
      return
    }
    this.#sockets.handleUpgrade(request, socket, head, (websocket) => {
      if (route.stream === 'rpc')
        new Connection(this.state, this.#discharger, route.target, websocket, request.headers.host).serve()
      else this.#serveLog(request, url, route.target, websocket)
    })
  }

  #serveLog(request: IncomingMessage, url: URL, target: Target, websocket: WebSocket): void {
    const model =
      target.kind === 'controller' ? this.state.controllerModel : this.state.models.get(target.uuid)
    websocket.on('error', () => websocket.terminate())
    const authorize = () => {
      if (model === undefined)
        throw new Refusal(`unknown model: "${target.kind === 'model' ? target.uuid : ''}"`, 'model not found')
      requireAccess(model, httpUser(this.state, this.#discharger, request.headers), 'read')
    }
    serveDebugLog(this.state, model ?? this.state.controllerModel, url.searchParams, authorize, websocket)
  }
}

type Route = { stream: 'rpc' | 'log'; target: Target } | { refusal: { status: string; body: string } }

const BAD_TARGET = { refusal: { status: '400 Bad Request', body: '400 Bad Request' } }

function routeOf(path: string): Route {
  const match = /^(?:\/model\/(?<model>[^/]+))?\/(?<what>api|log)?$/.exec(path)
  const model = match?.groups?.['model']
  const what = match?.groups?.['what']
  // The root path is the oldest form of /api; a model's path must name the endpoint.
  if (match === null || (model !== undefined && what === undefined))
    return { refusal: { status: '404 Not Found', body: '404 page not found\n' } }
  if (model !== undefined && !isUuid(model))
    return { refusal: { status: '400 Bad Request', body: `invalid model UUID "${model}"\n` } }
  const target: Target = model === undefined ? { kind: 'controller' } : { kind: 'model', uuid: model }
  return { stream: what === 'log' ? 'log' : 'rpc', target }
}

function refuse(socket: Duplex, { status, body }: { status: string; body: string }): void {
  const headers = [
    'content-type: text/plain; charset=utf-8',
    'x-content-type-options: nosniff',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  // The client may keep its side open, and the server could then not be closed.
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status}\r\n${headers.join('\r\n')}\r\n\r\n${body}`)
}
