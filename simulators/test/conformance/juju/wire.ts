import { request as httpsRequest } from 'node:https'
import { type ClientOptions, WebSocket } from 'ws'
import type { Reply, Request } from './recordings.js'

/** The address of a simulator. This raw client is separate, so that no client of the SDK can hide a bug. */
export interface Target {
  /** `host:port` */
  address: string
  caCert: string
}

const serverName = 'juju-apiserver'

/** The server refused the upgrade. */
export class HandshakeRefused extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
  ) {
    super(`HTTP ${status} ${body}`)
  }
}

/** One websocket to the simulator that speaks frames. */
export class Wire {
  readonly #socket: WebSocket
  readonly #frames: unknown[] = []
  readonly #waiting = new Set<() => void>()
  readonly closed: Promise<{ code: number; reason: string }>
  #isClosed = false
  #lastId = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data: Buffer) => {
      this.#frames.push(JSON.parse(data.toString('utf8')))
      this.#wake()
    })
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        this.#isClosed = true
        resolve({ code, reason: reason.toString('utf8') })
        this.#wake()
      })
    })
    socket.on('error', () => {})
  }

  static dial(
    { address, caCert }: Target,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<Wire> {
    const options: ClientOptions & { servername: string } = {
      ca: caCert,
      servername: serverName,
      headers,
      perMessageDeflate: false,
    }
    const socket = new WebSocket(`wss://${address}${path}`, options)
    return new Promise((resolve, reject) => {
      const wire = new Wire(socket)
      socket.once('open', () => resolve(wire))
      socket.once('error', reject)
      socket.once('unexpected-response', (request, response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          request.destroy()
          reject(new HandshakeRefused(response.statusCode ?? 0, Buffer.concat(chunks).toString('utf8')))
        })
      })
    })
  }

  send(text: string): void {
    this.#socket.send(text)
  }

  /** Sends a request with the next id, or its own, and returns the reply. */
  async call(request: Request): Promise<Reply> {
    const id = request['request-id'] ?? this.#lastId + 1
    this.#lastId = id
    this.send(JSON.stringify({ ...request, 'request-id': id }))
    const answers = (frame: unknown) => (frame as Reply)['request-id'] === id
    await this.#until(() => this.#frames.some(answers))
    const [reply] = this.#frames.splice(this.#frames.findIndex(answers), 1)
    return reply as Reply
  }

  /** The next `count` frames, or those received before the socket closed. */
  async frames(count: number): Promise<unknown[]> {
    await this.#until(() => this.#frames.length >= count).catch(() => {})
    return this.#frames.splice(0, count)
  }

  #until(condition: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!condition() && !this.#isClosed) return
        this.#waiting.delete(check)
        if (condition()) resolve()
        else reject(new Error('the socket closed before the answer came'))
      }
      this.#waiting.add(check)
      check()
    })
  }

  #wake(): void {
    for (const check of this.#waiting) check()
  }

  close(): void {
    this.#socket.terminate()
  }
}

export interface HttpAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** One HTTP request on a new connection. */
export function http(
  { address, caCert }: Target,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string | Buffer,
): Promise<HttpAnswer> {
  const [host, port] = [
    address.slice(0, address.lastIndexOf(':')),
    address.slice(address.lastIndexOf(':') + 1),
  ]
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      { host, port, method, path, headers, ca: caCert, servername: serverName, agent: false },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const replied = Object.entries(response.headers).map(([name, value]) => [name, String(value)])
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(replied),
            body: Buffer.concat(chunks).toString('utf8'),
          })
        })
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

export function basic(userTag: string, password: string): string {
  return `Basic ${Buffer.from(`${userTag}:${password}`).toString('base64')}`
}
