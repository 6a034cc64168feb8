import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

export interface WsTestServer extends AsyncDisposable {
  port: number
  /** `127.0.0.1:PORT`. */
  address: string
  /** The received upgrade requests. */
  upgrades: IncomingMessage[]
  /** The open TCP connections. */
  sockets: Set<Socket>
}

export interface WsTestOptions {
  tls?: { cert: string; key: string }
  /** Replies to the upgrade with this instead of a websocket. */
  refuse?: { status: number; body: string }
  onSocket?: (socket: WebSocket, request: IncomingMessage) => void
  onUpgrade?: (socket: Socket) => void
}

/** A websocket server on loopback, with TLS if it is given a certificate. */
export async function startWsServer({
  tls,
  refuse,
  onSocket,
  onUpgrade,
}: WsTestOptions = {}): Promise<WsTestServer> {
  const server: Server = tls === undefined ? createHttpServer() : createHttpsServer(tls)
  const ws = new WebSocketServer({ noServer: true, perMessageDeflate: true })
  const upgrades: IncomingMessage[] = []
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('upgrade', (request, socket: Socket, head) => {
    upgrades.push(request)
    if (refuse !== undefined)
      return void socket.end(
        `HTTP/1.1 ${refuse.status} No\r\ncontent-length: ${refuse.body.length}\r\nconnection: close\r\n\r\n${refuse.body}`,
      )
    onUpgrade?.(socket)
    ws.handleUpgrade(request, socket, head, (one) => {
      one.on('error', () => {})
      onSocket?.(one, request)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    address: `127.0.0.1:${port}`,
    upgrades,
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
