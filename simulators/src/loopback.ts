import type { Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** Every connection of a server, also those that have not finished the TLS handshake or were upgraded, which Node's own list lacks. */
const connections = new WeakMap<Server, Set<Socket>>()

/** Listens on 127.0.0.1; 0 is any free port. Resolves with `127.0.0.1:PORT`. */
export function listenOnLoopback(server: Server, port = 0): Promise<string> {
  const open = new Set<Socket>()
  connections.set(server, open)
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve(`127.0.0.1:${(server.address() as AddressInfo).port}`)
    })
  })
}

/** Closes the server and all its connections. A server that does not listen is left as it is. */
export async function closeServer(server: Server): Promise<void> {
  for (const socket of connections.get(server) ?? []) socket.destroy()
  if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()))
}
