import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket as TcpSocket } from 'node:net'
import type { ClientOptions, WebSocket } from 'ws'
import { diagnose, type OptionNames } from '../diagnose.js'
import { AbortedError, ConnectionError, type StackError, type System, TimeoutError } from '../errors.js'
import { responseError } from '../http/failure.js'
import type { TlsOptions } from '../options.js'
import type { Redactor } from '../redact.js'
import { onAbort } from '../signals.js'
import { Socket } from './socket.js'

export interface DialOptions {
  system: System
  /** What is being done, as errors begin: `Juju admin/openstack: connecting`. */
  label: string
  operation: string
  redactor: Redactor
  names: OptionNames
  /** All of the same server: the first that answers is taken. */
  urls: readonly string[]
  tls: TlsOptions
  headers?: Record<string, string>
  /** Milliseconds for the whole race. */
  timeoutMs: number
  /** Bytes of the largest frame that is accepted. */
  maxPayloadBytes: number
  signal?: AbortSignal | undefined
}

/** Milliseconds from one address to the next, as Juju's own client has it. */
const STAGGER_MS = 50

/** The server answered the handshake with an HTTP status instead of a websocket. */
class Refused extends Error {
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
 * Dials the addresses of a server in a staggered race: a new one every 50 ms or as soon as one has failed. The first that stands wins,
 * the others are closed. Throws `ConnectionError`, `TimeoutError`, `AbortedError`, or for an answer that is no websocket the
 * `ResponseError` of its status.
 */
export async function dial(options: DialOptions): Promise<Socket> {
  const { WebSocket: Ws } = await import('ws')
  const { urls, tls, timeoutMs, signal } = options
  const wsOptions: ClientOptions = {
    perMessageDeflate: false,
    maxPayload: options.maxPayloadBytes,
    // What a server writes as JSON is valid UTF-8; looking at every byte of a status of many MB costs more than it tells.
    skipUTF8Validation: true,
    // Masks keep scripts in browsers from writing what a proxy between takes for a request (RFC 6455, 10.3). In TLS nobody between sees
    // a byte, so there the mask is zero, which spares a copy and a pass over every frame.
    ...(urls.every((url) => url.startsWith('wss:')) ? { generateMask: (mask: Buffer) => mask.fill(0) } : {}),
    ...(options.headers === undefined ? {} : { headers: options.headers }),
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    ...(tls.cert === undefined ? {} : { cert: tls.cert }),
    ...(tls.key === undefined ? {} : { key: tls.key }),
    ...(tls.serverName === undefined ? {} : { servername: tls.serverName }),
    ...(tls.insecure === true ? { rejectUnauthorized: false } : {}),
  }
  return await new Promise<Socket>((resolve, reject) => {
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
      fail(new AbortedError({ ...detailsOf(options), summary: `${options.label} was aborted` }))
    const limit = setTimeout(() => fail(timedOut(options, failures)), timeoutMs)

    const start = (): void => {
      clearTimeout(stagger)
      const url = urls[next++]
      if (url === undefined) {
        if (running.size === 0) fail(explain(options, failures))
        return
      }
      const ws = new Ws(url, wsOptions)
      let stream: TcpSocket | undefined
      let refusal: Promise<Refused> | undefined
      running.add(ws)
      const lose = (error: Error): void => {
        if (over || !running.delete(ws)) return
        failures.push({ url, error })
        start()
      }
      ws.once('upgrade', (response) => (stream = response.socket))
      ws.once('unexpected-response', (request, response) => {
        refusal = refusedBy(request, response)
        void refusal.then(lose)
      })
      // A socket that is closed while it dials emits an error too: it has a listener as long as it lives.
      ws.on('error', (error) => {
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
}

/** Reads the first of what the server has to say, no more. */
async function refusedBy(request: ClientRequest, response: IncomingMessage): Promise<Refused> {
  let body = ''
  try {
    for await (const chunk of response) if ((body += String(chunk)).length > 2000) break
  } catch {
    // The status says enough.
  }
  request.destroy()
  return new Refused(response.statusCode ?? 0, body.trim())
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

/** The error of a race that nobody won: that of the address which got furthest. */
function explain(options: DialOptions, failures: readonly Failure[]): StackError {
  const { label, names } = options
  const diagnoses = failures.map((failure) => ({
    ...failure,
    ...diagnose(failure.error, hostOf(failure.url), names),
  }))
  const refused = diagnoses.find(({ error }) => error instanceof Refused)
  const details = detailsOf(options, failures)
  if (refused?.error instanceof Refused) {
    const { status, body } = refused.error
    return responseError({
      ...details,
      summary: `${label} failed: ${hostOf(refused.url)} answers HTTP ${status} instead of a websocket${body === '' ? '' : `: ${options.redactor.text(body).slice(0, 200)}`}`,
      // Go's servers, Juju's among them, answer so.
      hint: body.includes('HTTP request to an HTTPS server')
        ? 'Write the address with wss://, or without a scheme: the server speaks TLS'
        : 'Check the address and the port',
      status,
      body,
      isRetryable: status >= 500,
    })
  }
  const furthest =
    diagnoses.find(({ reason }) => reason === 'tls') ??
    diagnoses.find(({ reason }) => reason === 'closed') ??
    diagnoses[0]
  const { reason = 'unreachable', problem = 'there is no address' } = furthest ?? {}
  const hint =
    reason === 'closed' && furthest?.url.startsWith('ws:') === true
      ? 'Check the port, and whether the server speaks TLS: then the address begins with wss://'
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
            'no address answered',
          )
        : furthest?.error,
    isRetryable: reason !== 'tls' && reason !== 'protocol',
  })
}
