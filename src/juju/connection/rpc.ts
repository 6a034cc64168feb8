import { AbortedError, ConnectionError, type StackError, TimeoutError } from '../../core/errors.js'
import { onAbort } from '../../core/signals.js'
import type { Socket, SocketEnd } from '../../core/socket/socket.js'
import { type CallFacts, rpcError } from '../errors.js'

/** One call on the wire. */
export interface RpcRequest extends CallFacts {
  params: object
  /** What its message says after the request id and before the parameters, where that was written already. */
  head?: string | undefined
  /** Whether the call may change something. */
  changes: boolean
  signal?: AbortSignal | undefined
  /** 0 for no limit. */
  timeoutMs: number
}

interface RpcReply {
  'request-id'?: number
  response?: unknown
  error?: string
  'error-code'?: string
  'error-info'?: unknown
}

/** A call and whom to tell of its end. */
export interface Waiting {
  request: RpcRequest
  resolve(response: unknown): void
  reject(error: StackError): void
}

/** The part of a message that is the same for every call of a method. */
export const headOf = ({
  facade,
  version,
  method,
}: {
  facade: string
  version: number
  method: string
}): string =>
  `,"type":${JSON.stringify(facade)},"version":${version},"request":${JSON.stringify(method)},"params":`

/** Calls and replies over one socket. Replies come in any order; each finds its call by the request id. */
export class Rpc {
  readonly #socket: Socket
  readonly #waiting = new Map<number, Waiting>()
  readonly #onEnd: (end: SocketEnd) => void
  #nextId = 1
  #end: SocketEnd | undefined

  constructor(socket: Socket, onEnd: (end: SocketEnd) => void) {
    this.#socket = socket
    this.#onEnd = onEnd
    socket.listen({ onText: (text) => this.#receive(text), onEnd: (end) => this.#ended(end) })
  }

  /** How many calls have no reply yet. */
  get outstanding(): number {
    return this.#waiting.size
  }

  /** Sends a call. Rejects with `RpcError`, `ConnectionError`, `TimeoutError` or `AbortedError`. */
  send(request: RpcRequest): Promise<unknown> {
    return new Promise((resolve, reject) => this.start({ request, resolve, reject }))
  }

  /** As {@link send}, told by callbacks: with a thousand calls at once a promise less is to be felt. */
  start(waiting: Waiting): void {
    const { request } = waiting
    if (this.#end !== undefined) return waiting.reject(closedError(request, this.#end, false))
    const { signal, timeoutMs } = request
    if (signal?.aborted === true) return waiting.reject(abortedError(request, false))
    const id = this.#nextId++
    const text = `{"request-id":${id}${request.head ?? headOf(request)}${JSON.stringify(request.params)}}`
    // A program goes on while it waits for a reply, and may end when it waits for none.
    if (this.#waiting.size === 0) this.#socket.ref()
    this.#waiting.set(id, signal === undefined && timeoutMs === 0 ? waiting : this.#limited(id, waiting))
    this.#socket.send(text)
  }

  close(): Promise<void> {
    return this.#socket.close()
  }

  cut(cause: unknown): void {
    this.#socket.cut(cause)
  }

  /** The server has no message to cancel a call: its late reply finds nobody. */
  #limited(id: number, waiting: Waiting): Waiting {
    const { request } = waiting
    const { signal, timeoutMs } = request
    const give = (error: StackError): void => {
      this.#forget(id)
      limited.reject(error)
    }
    const abort = (): void => give(abortedError(request, true))
    const timer = timeoutMs > 0 ? setTimeout(() => give(timeoutError(request)), timeoutMs) : undefined
    const unlisten = signal === undefined ? undefined : onAbort(signal, abort)
    const clear = (): void => {
      clearTimeout(timer)
      unlisten?.()
    }
    const limited: Waiting = {
      request,
      resolve(response) {
        clear()
        waiting.resolve(response)
      },
      reject(error) {
        clear()
        waiting.reject(error)
      },
    }
    return limited
  }

  #receive(text: string): void {
    let reply: RpcReply
    try {
      reply = JSON.parse(text) as RpcReply
    } catch (cause) {
      return this.cut(new ProtocolError(text, { cause }))
    }
    const id = reply['request-id'] ?? 0
    const waiting = this.#waiting.get(id)
    if (waiting === undefined) return
    this.#forget(id)
    if (reply.error)
      waiting.reject(
        rpcError(waiting.request, {
          message: reply.error,
          code: reply['error-code'],
          info: reply['error-info'],
        }),
      )
    else waiting.resolve(reply.response)
  }

  #forget(id: number): void {
    this.#waiting.delete(id)
    if (this.#waiting.size === 0) this.#socket.unref()
  }

  #ended(end: SocketEnd): void {
    this.#end = end
    const all = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const waiting of all) waiting.reject(closedError(waiting.request, end, true))
    this.#onEnd(end)
  }
}

/** The other side does not speak the protocol: it sent this. */
class ProtocolError extends Error {
  constructor(
    readonly frame: string,
    options: ErrorOptions,
  ) {
    super('the server sent a frame that is not JSON', options)
  }
}

const isTooLarge = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'

const nameOf = ({ facade, method, where }: RpcRequest): string => `Juju ${facade}.${method} on ${where}`

const LOOK = 'It was sent and may have been carried out: look before you repeat it'

function closedError(request: RpcRequest, end: SocketEnd, sent: boolean): ConnectionError {
  const unknown = sent && request.changes
  const { redactor } = request
  const protocol = end.cause instanceof ProtocolError ? end.cause : undefined
  const tooLarge = isTooLarge(end.cause)
  // Cut after the secrets are out of it: half of one would not be known again.
  const how = protocol
    ? `${protocol.message}: ${redactor.text(protocol.frame).slice(0, 80)}`
    : tooLarge
      ? 'a reply is larger than maxReplyBytes'
      : sent
        ? 'the connection ended before the reply'
        : 'the connection had ended'
  return new ConnectionError({
    system: 'juju',
    redactor,
    operation: `${request.facade}.${request.method}`,
    summary: `${nameOf(request)} failed: ${how}`,
    hint: unknown
      ? LOOK
      : tooLarge
        ? 'Raise maxReplyBytes, or ask for less'
        : protocol
          ? 'Check the address: is it a Juju controller, and is there a proxy between?'
          : 'Check the controller, and any proxy between',
    facts: { 'close code': end.code, ...(end.reason === '' ? {} : { 'close reason': end.reason }), sent },
    reason: protocol ? 'protocol' : 'closed',
    cause: protocol?.cause ?? end.cause,
    isRetryable: protocol === undefined && !tooLarge,
    mayHaveHappened: unknown,
  })
}

function timeoutError(request: RpcRequest): TimeoutError {
  return new TimeoutError({
    system: 'juju',
    redactor: request.redactor,
    operation: `${request.facade}.${request.method}`,
    summary: `${nameOf(request)} timed out: no reply within ${request.timeoutMs} ms`,
    hint: request.changes ? LOOK : 'Raise timeoutMs: some calls take minutes by right',
    phase: 'reply',
    timeoutMs: request.timeoutMs,
    isRetryable: true,
    mayHaveHappened: request.changes,
  })
}

export function abortedError(request: RpcRequest, sent: boolean): AbortedError {
  const unknown = sent && request.changes
  return new AbortedError({
    system: 'juju',
    redactor: request.redactor,
    operation: `${request.facade}.${request.method}`,
    summary: `${nameOf(request)} was aborted by its signal`,
    hint: unknown ? 'It had been sent, and the server goes on with it' : undefined,
    mayHaveHappened: unknown,
  })
}
