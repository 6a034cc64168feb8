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

/** Receives what arrives. An error that a listener throws ends the connection; it cannot reach `ws` or Node. */
export interface SocketListener {
  onText(text: string): void
  onEnd(end: SocketEnd): void
}

/** A frame to send. */
export interface OutgoingFrame {
  /** The text, until it is sent or withdrawn. */
  text: string | undefined
  /** Whether it was written to the connection, so that the server may have received it. */
  sent: boolean
}

/** How a frame breaks the websocket protocol, if that is why a connection ended. */
export const frameMistake = (cause: unknown): string | undefined =>
  cause instanceof Error && 'code' in cause && String(cause.code).startsWith('WS_ERR_')
    ? cause.message
    : undefined

/** Milliseconds that a server has to close the connection before it is terminated. */
const CLOSE_MS = 100

/** An open websocket for text frames. Nothing is read before {@link listen}. */
export class Socket {
  readonly url: string
  readonly #ws: WebSocket
  readonly #stream: TcpSocket
  #unsent: OutgoingFrame[] = []
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
    ws.on('message', (data: Buffer) => {
      try {
        // Text frames arrive as buffers of their bytes.
        listener.onText(data.toString())
      } catch (error) {
        this.cut(error)
      }
    })
    ws.once('close', (code, reason) => {
      try {
        listener.onEnd({ code, reason: reason.toString(), cause: this.#cause })
      } catch {
        // The connection has ended already.
      }
    })
    ws.resume()
  }

  /**
   * Sends a frame. All frames of one turn of the event loop are one write and few TLS records; `ws` makes two buffers and a record of
   * each frame. A frame whose text is removed before is not sent.
   */
  send(frame: OutgoingFrame): void {
    if (this.#unsent.push(frame) === 1) setImmediate(this.#flush)
  }

  readonly #flush = (): void => {
    const frames = this.#unsent
    this.#unsent = []
    if (this.#ws.readyState !== this.#ws.OPEN) return
    const texts: string[] = []
    for (const frame of frames) {
      if (frame.text === undefined) continue
      texts.push(frame.text)
      frame.text = undefined
      frame.sent = true
    }
    if (texts.length > 0) this.#stream.write(textFrames(texts))
  }

  /** Sends a ping of the websocket protocol; `onPong` is called for every pong that arrives from then on. */
  ping(onPong: () => void): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return
    this.#ws.removeAllListeners('pong')
    this.#ws.on('pong', onPong)
    this.#ws.ping()
  }

  /** Keeps the process alive, as a new socket does. */
  ref(): void {
    this.#stream.ref()
  }

  /** Lets the process exit while the connection is open. */
  unref(): void {
    this.#stream.unref()
  }

  /** Whether reading is paused. */
  get isHeld(): boolean {
    return this.#ws.isPaused
  }

  /** Pauses reading, so that a fast server waits for a slow reader. */
  hold(): void {
    this.#ws.pause()
  }

  /** Resumes reading. */
  release(): void {
    if (this.#ws.isPaused) this.#ws.resume()
  }

  /** Closes the connection, and terminates it if the server does not close it too. */
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
