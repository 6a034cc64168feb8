import type { WebSocket } from 'ws'
import { createJujuClient, type JujuClient, type JujuClientOptions } from '../../src/juju/index.js'
import { startWsServer, type WsTestServer } from '../support/ws-server.js'

/** What the scripted controller does with a call; a function may answer later. */
export type Answer =
  | { response: unknown }
  | { error: string; 'error-code'?: string; 'error-info'?: unknown }
  | 'silence'
  | 'cut'
  | { frame: string }
  | ((reply: (answer: Answer) => void) => void)

export interface Arrived {
  /** The request id. */
  id: number
  facade: string
  version: number
  method: string
  params: Record<string, unknown>
  path: string
}

export interface Scripted extends AsyncDisposable {
  server: WsTestServer
  juju: JujuClient
  /** Every call that arrived, logins among them. */
  calls: Arrived[]
  /** Calls without logins, as `Facade.Method`. */
  named(): string[]
  client(options?: Partial<JujuClientOptions>): JujuClient
}

const FACADES = {
  ModelManager: [9, 10, 11, 99],
  Cloud: [7, 8],
  Pinger: [1],
  Client: [8],
  Application: [19, 20, 21, 22],
  MachineManager: [11],
  ModelConfig: [3, 4],
}

export const loggedIn = (facades: Record<string, number[]> = FACADES): Answer => ({
  response: {
    'controller-tag': 'controller-00000000-0000-4000-8000-000000000001',
    'server-version': '4.0.15',
    'user-info': {
      'display-name': '',
      identity: 'user-admin',
      'controller-access': 'superuser',
      'model-access': '',
    },
    facades: Object.entries(facades).map(([name, versions]) => ({ name, versions })),
  },
})

/** A controller that answers as a test says, also with replies that a real one never sends. */
export async function script(
  answer: (call: Arrived, count: number) => Answer | undefined,
  options: Partial<JujuClientOptions> = {},
): Promise<Scripted> {
  const calls: Arrived[] = []
  const server = await startWsServer({
    onSocket(ws: WebSocket, request) {
      ws.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString()) as {
          'request-id': number
          type: string
          version: number
          request: string
          params: Record<string, unknown>
        }
        const call = {
          id: message['request-id'],
          facade: message.type,
          version: message.version,
          method: message.request,
          params: message.params,
          path: request.url ?? '',
        }
        calls.push(call)
        const count = calls.filter((one) => one.facade === call.facade && one.method === call.method).length
        const reply = (given: Answer): void => {
          if (given === 'silence') return
          if (given === 'cut') return ws.terminate()
          if (typeof given === 'function') return given(reply)
          ws.send(
            'frame' in given
              ? given.frame
              : JSON.stringify({ 'request-id': message['request-id'], ...given }),
          )
        }
        reply(answer(call, count) ?? (call.method === 'Login' ? loggedIn() : { response: {} }))
      })
    },
  })
  const clients: JujuClient[] = []
  const client = (more: Partial<JujuClientOptions> = {}): JujuClient => {
    const made = createJujuClient({
      address: `ws://${server.address}`,
      username: 'admin',
      password: 'hunter22',
      retries: { max: 2, baseMs: 1 },
      connectTimeoutMs: 15_000,
      ...options,
      ...more,
    })
    clients.push(made)
    return made
  }
  return {
    server,
    juju: client(),
    calls,
    named: () =>
      calls.filter(({ facade }) => facade !== 'Admin').map(({ facade, method }) => `${facade}.${method}`),
    client,
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map((one) => one.close()))
      await server[Symbol.asyncDispose]()
    },
  }
}
