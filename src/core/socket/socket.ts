import type { Socket as TcpSocket } from 'node:net'
import type { WebSocket } from 'ws'
import { textFrames } from './frames.js'

/** How a connection ended. */
export interface SocketEnd {
  /** The close code; 1006 when the connection ended without one. */
  code: number
  reason: string
  cause?: unknown
}

export interface SocketListener {
  onText(text: string): void
  onEnd(end: SocketEnd): void
}

/** Milliseconds that a server has to close the connection before it is terminated. */
const CLOSE_MS = 1000

/** An open websocket for text frames. Nothing is read before {@link listen}. */
export class Socket {
  readonly url: string
  readonly #ws: WebSocket
  readonly #stream: TcpSocket
  #unsent: string[] = []
  #cause: unknown
  #end: Promise<void>

  /** @internal The types of ws are a development dependency: no declaration may name them. */
  constructor(ws: WebSocket, stream: TcpSocket, url: string) {
    this.url = url
    this.#ws = ws
    this.#stream = stream
    ws.pause()
    ws.on('error', (error) => (this.#cause ??= error))
    this.#end = new Promise((resolve) => ws.once('close', () => resolve()))
  }

  /** Starts reading. Call it once. */
  listen(listener: SocketListener): void {
    const ws = this.#ws
    // Text frames arrive as buffers of their bytes.
    ws.on('message', (data: Buffer) => listener.onText(data.toString()))
    ws.once('close', (code, reason) =>
      listener.onEnd({ code, reason: reason.toString(), cause: this.#cause }),
    )
    ws.resume()
  }

  /**
   * Sends a frame. All frames of one turn of the event loop are one write and few TLS records; `ws` makes two buffers and a record of
   * each frame.
   */
  send(text: string): void {
    if (this.#unsent.push(text) === 1) setImmediate(this.#flush)
  }

  readonly #flush = (): void => {
    if (this.#unsent.length > 0 && this.#ws.readyState === this.#ws.OPEN)
      this.#stream.write(textFrames(this.#unsent))
    this.#unsent = []
  }

  /** Keeps the process alive, as a new socket does. */
  ref(): void {
    this.#stream.ref()
  }

  /** Lets the process exit while the connection is open. */
  unref(): void {
    this.#stream.unref()
  }

  /** Pauses reading, so that a fast server waits for a slow reader. */
  hold(): void {
    this.#ws.pause()
  }

  /** Resumes reading. */
  release(): void {
    if (this.#ws.isPaused) this.#ws.resume()
  }

  /** Closes the connection and waits for the server to close it too, at most a second. */
  async close(): Promise<void> {
    const timer = setTimeout(() => this.#ws.terminate(), CLOSE_MS)
    this.#ws.resume()
    this.#flush()
    this.#ws.close(1000)
    await this.#end
    clearTimeout(timer)
  }

  /** Terminates the connection; `cause` is reported to the listener. */
  cut(cause: unknown): void {
    this.#cause ??= cause
    this.#ws.terminate()
  }
}
