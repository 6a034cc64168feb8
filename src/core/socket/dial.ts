import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket as TcpSocket } from 'node:net'
import type { ClientOptions, WebSocket } from 'ws'
import { classifyConnectionFailure, type OptionNames } from '../connection-failure.js'
import { traceToCaller } from '../caller-stack.js'
import { AbortedError, ConnectionError, type StackError, type System, TimeoutError } from '../errors.js'
import { failureLine, responseError } from '../http/status.js'
import type { TlsOptions } from '../options.js'
import type { Redactor } from '../redact.js'
import { onAbort } from '../signals.js'
import { loadWs } from './load-ws.js'
import { Socket } from './socket.js'

export interface DialOptions {
  system: System
  /** The beginning of errors: `Juju model.debugLog`. */
  label: string
  operation: string
  redactor: Redactor
  names: OptionNames
  /** Addresses of one server; the first connection is used. */
  urls: readonly string[]
  tls: TlsOptions
  headers?: Record<string, string>
  /** Milliseconds for all addresses together. */
  timeoutMs: number
  /** Largest frame that is accepted, in bytes. */
  maxPayloadBytes: number
  signal?: AbortSignal | undefined
}

/** Milliseconds from one address to the next, as in Juju's own client. */
const STAGGER_MS = 50

/** The server replied to the handshake with an HTTP status instead of a websocket. */
class NotWebSocket extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
  ) {
    super(`HTTP ${status} ${body}`.trim())
  }
}

interface Failure {
  url: string
  error: Error
}

/**
 * Dials the addresses of a server in a staggered race: a new one every 50 ms or as soon as one has failed. The first connection wins
 * and the others are closed.
 *
 * @throws ConnectionError, TimeoutError, AbortedError, or ResponseError for an HTTP reply that is not a websocket
 */
export async function dial(options: DialOptions): Promise<Socket> {
  const { WebSocket: Ws } = await loadWs(options)
  const { urls, tls, timeoutMs, signal } = options
  const wsOptions: ClientOptions = {
    perMessageDeflate: false,
    maxPayload: options.maxPayloadBytes,
    // A server that writes JSON writes valid UTF-8; checking every byte of a status of many MB is not worth its time.
    skipUTF8Validation: true,
    // Masks keep scripts in browsers from writing bytes that a proxy takes for a request (RFC 6455, 10.3). A proxy sees nothing inside
    // TLS, so the mask is zero there, which saves a copy of every frame.
    ...(urls.every((url) => url.startsWith('wss:')) ? { generateMask: (mask: Buffer) => mask.fill(0) } : {}),
    ...(options.headers === undefined ? {} : { headers: options.headers }),
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    ...(tls.cert === undefined ? {} : { cert: tls.cert }),
    ...(tls.key === undefined ? {} : { key: tls.key }),
    ...(tls.serverName === undefined ? {} : { servername: tls.serverName }),
    ...(tls.insecure === true ? { rejectUnauthorized: false } : {}),
  }
  const dialled = new Promise<Socket>((resolve, reject) => {
    const running = new Set<WebSocket>()
    const failures: Failure[] = []
    let next = 0
    let stagger: NodeJS.Timeout | undefined
    let over = false
    const unlisten = signal === undefined ? undefined : onAbort(signal, () => abort())

    const finish = (): void => {
      over = true
      clearTimeout(stagger)
      clearTimeout(limit)
      unlisten?.()
      for (const ws of running) ws.terminate()
    }
    const fail = (error: StackError): void => {
      if (over) return
      finish()
      reject(error)
    }
    const abort = (): void =>
      fail(new AbortedError({ ...detailsOf(options), summary: `${options.label} was aborted by its signal` }))
    const limit = setTimeout(() => fail(timedOut(options, failures)), timeoutMs)

    const start = (): void => {
      clearTimeout(stagger)
      const url = urls[next++]
      if (url === undefined) {
        if (running.size === 0) fail(explain(options, failures))
        return
      }
      let ws: WebSocket
      try {
        ws = new Ws(url, wsOptions)
      } catch (error) {
        // Node refuses the certificate or the key.
        failures.push({ url, error: error as Error })
        return start()
      }
      let stream: TcpSocket | undefined
      let refusal: Promise<NotWebSocket> | undefined
      running.add(ws)
      const lose = (error: Error): void => {
        if (over || !running.delete(ws)) return
        failures.push({ url, error })
        start()
      }
      ws.once('upgrade', (response) => (stream = response.socket))
      ws.once('unexpected-response', (request, response) => {
        refusal = readRefusal(request, response)
        void refusal.then(lose)
      })
      // A socket that is closed while it dials emits an error too, so the listener stays.
      ws.on('error', (error) => {
        // After an upgrade, an error without a code is about the handshake itself.
        if (stream !== undefined && !('code' in error)) Object.assign(error, { code: 'WS_ERR_HANDSHAKE' })
        if (refusal === undefined) lose(error)
      })
      ws.once('open', () => {
        if (over || stream === undefined) return ws.terminate()
        running.delete(ws)
        finish()
        resolve(new Socket(ws, stream, url))
      })
      stagger = setTimeout(start, STAGGER_MS)
    }

    if (signal?.aborted === true) abort()
    else start()
  })
  try {
    return await dialled
  } catch (error) {
    traceToCaller(error)
    throw error
  }
}

/** Reads the beginning of the body, and ends the connection. */
async function readRefusal(request: ClientRequest, response: IncomingMessage): Promise<NotWebSocket> {
  // After the whole reply Node keeps the connection open, since the request has the header `Connection: Upgrade`.
  const { socket } = response
  let body = ''
  try {
    for await (const chunk of response) if ((body += String(chunk)).length > 2000) break
  } catch {
    // The status is enough.
  }
  request.destroy()
  socket.destroy()
  return new NotWebSocket(response.statusCode ?? 0, body.trim())
}

type Details = Pick<DialOptions, 'system' | 'operation' | 'redactor'> & { facts: Record<string, unknown> }

const detailsOf = (
  { system, operation, redactor }: DialOptions,
  failures: readonly Failure[] = [],
): Details => ({
  system,
  operation,
  redactor,
  facts:
    failures.length > 1
      ? Object.fromEntries(failures.map(({ url, error }) => [hostOf(url), error.message]))
      : {},
})

const hostOf = (url: string): string => new URL(url).host

function timedOut(options: DialOptions, failures: readonly Failure[]): TimeoutError {
  const { label, urls, timeoutMs } = options
  return new TimeoutError({
    ...detailsOf(options, failures),
    summary: `${label} timed out: no connection to ${urls.map(hostOf).join(', ')} within ${timeoutMs} ms`,
    hint: 'Check the addresses, and firewalls on the way; connectTimeoutMs is the limit',
    phase: 'connect',
    timeoutMs,
    isRetryable: true,
  })
}

/** The error when all addresses failed: that of the address which got furthest. */
function explain(options: DialOptions, failures: readonly Failure[]): StackError {
  const { label, names } = options
  const classified = failures.map((failure) => ({
    ...failure,
    ...classifyConnectionFailure(failure.error, hostOf(failure.url), names),
  }))
  const refused = classified.find(({ error }) => error instanceof NotWebSocket)
  const details = detailsOf(options, failures)
  if (refused?.error instanceof NotWebSocket) {
    const { status, body } = refused.error
    return responseError({
      ...details,
      summary: failureLine(
        label,
        status,
        `${hostOf(refused.url)} answered with HTTP instead of a websocket${body === '' ? '' : `: ${options.redactor.text(body).slice(0, 200)}`}`,
      ),
      // The reply of servers written in Go, such as Juju.
      hint: body.includes('HTTP request to an HTTPS server')
        ? 'Write the address with wss://, or without a scheme: the server speaks TLS'
        : 'Check the address and the port',
      status,
      body,
      isRetryable: status >= 500,
    })
  }
  const furthest =
    classified.find(({ reason }) => reason === 'tls') ??
    classified.find(({ reason }) => reason === 'closed') ??
    classified[0]
  const { reason = 'unreachable', problem = 'there is no address to connect to' } = furthest ?? {}
  const hint =
    reason === 'closed' && furthest?.url.startsWith('ws:') === true
      ? 'Check the port; if the server speaks TLS, the address begins with wss://'
      : furthest?.hint
  return new ConnectionError({
    ...details,
    summary: `${label} failed: ${problem}${failures.length > 1 ? ` (${failures.length} addresses tried)` : ''}`,
    hint,
    reason,
    cause:
      failures.length > 1
        ? new AggregateError(
            failures.map(({ error }) => error),
            'no address could be connected to',
          )
        : furthest?.error,
    isRetryable: reason !== 'tls' && reason !== 'protocol',
  })
}
