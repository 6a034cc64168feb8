// Servers that the benchmarks call, each in a process of its own. Forked by bench/http.ts and bench/rpc.ts.
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { createServerCertificate } from '../simulators/src/tls.js'

const kind = process.argv[2]
const listen = (server: {
  listen(port: number, host: string, ready: () => void): unknown
  address(): unknown
}): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

if (kind === 'http') {
  // 236 bytes, like a small reply of MAAS.
  const user = {
    is_superuser: true,
    username: 'admin',
    email: 'admin@example.com',
    is_local: true,
    resource_uri: '/MAAS/api/2.0/users/admin/',
  }
  const text = JSON.stringify(user, null, 4).padEnd(236)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(text.length),
    'x-maas-api-hash': 'a'.repeat(40),
  }
  const server = createServer((_request, response) => response.writeHead(200, headers).end(text))
  process.send?.({ port: await listen(server) })
} else if (kind === 'machines') {
  const { machine, MACHINES } = await import('./list.js')
  // MAAS indents its replies.
  const machines = Array.from({ length: MACHINES }, (_, index) => machine(index))
  const text = Buffer.from(JSON.stringify(machines, null, 4))
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(text.byteLength),
  }
  const server = createServer((_request, response) => response.writeHead(200, headers).end(text))
  process.send?.({ port: await listen(server) })
} else {
  const { cert, key, caCert } = await createServerCertificate(['juju-apiserver'], 'Bench')
  const server = createTlsServer({ cert, key })
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  const facades = [{ name: 'Pinger', versions: [1] }]
  const login = {
    servers: [],
    'controller-tag': 'controller-deadbeef-1bad-500d-9000-4b1d0d06f00d',
    'user-info': {
      'display-name': '',
      identity: 'user-admin',
      'controller-access': 'superuser',
      'model-access': '',
    },
    facades,
    'server-version': '4.0.15',
  }
  const filler = 'x'.repeat(90)
  sockets.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const { 'request-id': id, request } = JSON.parse(data.toString()) as {
        'request-id': number
        request: string
      }
      socket.send(JSON.stringify({ 'request-id': id, response: request === 'Login' ? login : { filler } }))
    })
  })
  process.send?.({ port: await listen(server), caCert })
}
process.on('disconnect', () => process.exit(0))
