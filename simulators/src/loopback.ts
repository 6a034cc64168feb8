import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Listens on 127.0.0.1; 0 is any free port. Resolves with `127.0.0.1:PORT`. */
export function listenOnLoopback(server: Server, port = 0): Promise<string> {
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
  server.closeAllConnections()
  if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()))
}
