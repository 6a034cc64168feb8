import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Socket } from 'node:net'
import { type Proxy, ProxyFailure } from './proxy.js'

/**
 * Requests a tunnel from a proxy.
 *
 * @param authority host and port of the server
 * @param onReached called when the proxy is connected
 * @returns what ends it
 */
export function openTunnel(
  proxy: Proxy,
  authority: string,
  onReached: () => void,
  callback: (...result: [null, Socket] | [Error, null]) => void,
): { destroy(): unknown } {
  const { protocol, hostname, port } = proxy.url
  const request = (protocol === 'https:' ? httpsRequest : httpRequest)({
    method: 'CONNECT',
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (protocol === 'https:' ? 443 : 80) : port,
    path: authority,
    headers: {
      host: authority,
      ...(proxy.authorization === undefined ? {} : { 'proxy-authorization': proxy.authorization }),
    },
    agent: false,
  })
  request.once('socket', (socket) => {
    socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', onReached)
  })
  request.once('connect', ({ statusCode = 0 }, socket: Socket, head: Buffer) => {
    if (statusCode >= 200 && statusCode < 300) {
      if (head.byteLength > 0) socket.unshift(head)
      callback(null, socket)
    } else {
      socket.destroy()
      callback(new ProxyFailure(proxy.name, statusCode), null)
    }
  })
  request.on('error', (cause) => callback(new ProxyFailure(proxy.name, undefined, { cause }), null))
  request.end()
  return request
}
