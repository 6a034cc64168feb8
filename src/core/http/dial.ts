import { connect, type Socket } from 'node:net'
import type { buildConnector } from 'undici'
import { type Proxy, ProxyFailure } from './proxy.js'
import type { RequestStage } from './transport.js'

/** How the connections of a transport are made. */
export interface Dialling {
  /** Milliseconds for all of it; 0 for no limit. */
  timeoutMs: number
  /** Adds TLS to a connection with the server. */
  secure: buildConnector.connector
  /** Adds TLS to a connection with a proxy. */
  secureProxy: buildConnector.connector
}

/** The highWaterMark is that of files. */
const SOCKET_OPTIONS = {
  noDelay: true,
  keepAlive: true,
  keepAliveInitialDelay: 60_000,
  highWaterMark: 65_536,
}

/** The error of a connection that took too long. */
const timedOut = (): Error =>
  Object.assign(new Error('The connection was not established in time'), { code: 'UND_ERR_CONNECT_TIMEOUT' })

/**
 * Connects: with the server; through a proxy that opens a tunnel to it; or with a proxy that forwards requests in plain HTTP, where
 * `options` are those of the proxy.
 *
 * @param onStage called with what it waits for
 * @returns a function that ends it at once, without a call of `callback`
 */
export function dial(
  { timeoutMs, secure, secureProxy }: Dialling,
  options: buildConnector.Options,
  { proxy, forwards }: { proxy: Proxy | undefined; forwards: boolean },
  onStage: (stage: RequestStage) => void,
  callback: buildConnector.Callback,
): () => void {
  let ended = false
  /** Every socket of it: one with TLS leaves the one below it open while it connects. */
  const held: { destroy(): unknown }[] = []
  const end = (): boolean => {
    if (ended) return false
    ended = true
    clearTimeout(timer)
    return true
  }
  const cancel = (): void => {
    if (end()) for (const socket of held) socket.destroy()
  }
  const fail = (error: Error): void => {
    if (ended) return
    cancel()
    callback(error, null)
  }
  const timer = timeoutMs > 0 ? setTimeout(() => fail(timedOut()), timeoutMs) : undefined
  const finish = (socket: Socket): void => {
    if (end()) callback(null, socket)
    else socket.destroy()
  }
  const failed = (cause: Error): void =>
    fail(forwards && proxy !== undefined ? new ProxyFailure(proxy.name, undefined, { cause }) : cause)
  const reached = (socket: Socket): void => {
    if (ended) return void socket.destroy()
    // The socket below TLS may be the first to know.
    socket.on('error', failed)
    if (options.protocol !== 'https:') return finish(socket)
    onStage('tls')
    const add = forwards ? secureProxy : secure
    try {
      add({ ...options, httpSocket: socket }, (error, withTls) => {
        if (error === null) finish(withTls)
        else failed(error)
      })
    } catch (error) {
      // Certificates and keys that cannot be read.
      failed(error as Error)
    }
  }
  onStage('connect')
  const port = Number(options.port === '' ? (options.protocol === 'https:' ? 443 : 80) : options.port)
  if (proxy === undefined || forwards) {
    const socket = connect({ ...SOCKET_OPTIONS, host: options.hostname, port })
    held.push(socket)
    socket.once('connect', () => reached(socket)).once('error', failed)
  } else {
    const host = options.hostname.includes(':') ? `[${options.hostname}]` : options.hostname
    import('./tunnel.js').then(({ openTunnel }) => {
      if (ended) return
      const tunnel = openTunnel(
        proxy,
        `${host}:${port}`,
        () => onStage('proxy'),
        (error, socket) => {
          if (error !== null) return fail(error)
          held.push(socket)
          reached(socket)
        },
      )
      held.push(tunnel)
    }, fail)
  }
  return cancel
}
