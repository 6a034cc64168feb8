import { type ClientOptions, WebSocket } from 'ws'
import type { JujuSimulator } from '../../src/juju/simulator.js'

/** Replies are untyped: the tests check their contents. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Loose = Record<string, any>

export interface Reply {
  'request-id': number
  response?: Loose
  error?: string
  'error-code'?: string
}

/** A raw websocket to the simulator, without any client of the SDK. */
export class Wire {
  readonly closed: Promise<number>
  readonly #waiting = new Map<number, (reply: Reply) => void>()
  #id = 0

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const reply = JSON.parse(data.toString()) as Reply
      this.#waiting.get(reply['request-id'])?.(reply)
    })
    socket.on('error', () => {})
    this.closed = new Promise((resolve) => {
      socket.on('close', (code) => resolve(code))
    })
  }

  static open(
    sim: JujuSimulator,
    path = '/api',
    options: ClientOptions & { servername?: string } = {},
  ): Promise<Wire> {
    const socket = new WebSocket(`wss://${sim.address}${path}`, {
      ca: sim.caCert,
      servername: 'juju-apiserver',
      ...options,
    })
    return new Promise((resolve, reject) => {
      const wire = new Wire(socket)
      socket.once('open', () => resolve(wire))
      socket.once('error', reject)
    })
  }

  /** Opens a socket and logs in as the simulator's user. */
  static async login(
    sim: JujuSimulator,
    path = '/api',
    user = sim.username,
    password = sim.password,
  ): Promise<Wire> {
    const wire = await Wire.open(sim, path)
    const { error } = await wire.send('Admin', 3, 'Login', {
      'auth-tag': `user-${user}`,
      credentials: password,
    })
    if (error !== undefined) throw new Error(error)
    return wire
  }

  send(type: string, version: number, request: string, params?: unknown, watcher?: string): Promise<Reply> {
    this.#id += 1
    const id = this.#id
    const reply = new Promise<Reply>((resolve) => this.#waiting.set(id, resolve))
    this.socket.send(JSON.stringify({ 'request-id': id, type, version, request, id: watcher, params }))
    return reply
  }

  /** The response of a call that must succeed. */
  async call(operation: string, params: unknown = {}): Promise<Loose> {
    const [type = '', request = ''] = operation.split('.')
    const { response, error } = await this.send(type, VERSIONS[type] ?? 1, request, params)
    if (error !== undefined) throw new Error(`${operation}: ${error}`)
    return response ?? {}
  }

  close(): void {
    this.socket.terminate()
  }
}

const VERSIONS: Record<string, number> = {
  Action: 7,
  Annotations: 2,
  Application: 22,
  Block: 2,
  Charms: 7,
  Client: 8,
  Cloud: 8,
  Controller: 14,
  MachineManager: 11,
  ModelConfig: 4,
  ModelManager: 11,
  Resources: 3,
  UserManager: 3,
}

/** Repeats a call until its reply meets `condition`; limited by the test's timeout. */
export async function until<T>(ask: () => T | Promise<T>, condition: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (condition(answer)) return answer
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
