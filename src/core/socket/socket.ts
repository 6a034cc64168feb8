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

/** Milliseconds that a server has to answer a close before the connection is cut. */
const CLOSE_MS = 1000

/** A websocket that stands, text frames in and out. Nothing is read before {@link listen}. */
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

  /** Starts reading. To be called once. */
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
   * Sends a frame. Those of one turn of the event loop leave in one piece: one write and few TLS records, instead of two buffers and a
   * record a frame, which is what `ws` makes of them.
   */
  send(text: string): void {
    if (this.#unsent.push(text) === 1) setImmediate(this.#flush)
  }

  readonly #flush = (): void => {
    if (this.#unsent.length > 0 && this.#ws.readyState === this.#ws.OPEN)
      this.#stream.write(textFrames(this.#unsent))
    this.#unsent = []
  }

  /** Keeps the program alive, as a new socket does. */
  ref(): void {
    this.#stream.ref()
  }

  /** Lets the program end although the connection stands. */
  unref(): void {
    this.#stream.unref()
  }

  /** Stops reading, so that a fast server waits for a slow reader. */
  hold(): void {
    this.#ws.pause()
  }

  /** Reads on. */
  release(): void {
    if (this.#ws.isPaused) this.#ws.resume()
  }

  /** Says goodbye and waits for the end; a server that does not answer is not waited for long. */
  async close(): Promise<void> {
    const timer = setTimeout(() => this.#ws.terminate(), CLOSE_MS)
    this.#ws.resume()
    this.#flush()
    this.#ws.close(1000)
    await this.#end
    clearTimeout(timer)
  }

  /** Cuts the connection, for the reason given. */
  cut(cause: unknown): void {
    this.#cause ??= cause
    this.#ws.terminate()
  }
}
