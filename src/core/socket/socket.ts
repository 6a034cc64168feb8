import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'

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
  readonly #stream: Duplex
  #corked = false
  #cause: unknown
  #end: Promise<void>

  constructor(ws: WebSocket, stream: Duplex, url: string) {
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
    ws.once('close', (code, reason) => listener.onEnd({ code, reason: reason.toString(), cause: this.#cause }))
    ws.resume()
  }

  /** Sends a frame. Frames of one tick leave together, which spares a system call each. */
  send(text: string): void {
    if (!this.#corked) {
      this.#corked = true
      this.#stream.cork()
      process.nextTick(this.#uncork)
    }
    this.#ws.send(text)
  }

  readonly #uncork = (): void => {
    this.#corked = false
    this.#stream.uncork()
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
