import { createHash } from 'node:crypto'
import type { JujuSimulator } from '../../../src/juju/simulator.js'
import { Comparer, type Difference } from '../compare.js'
import type { Scoreboard, Verdict } from '../scoreboard.js'
import {
  type Exchange,
  type FrameExchange,
  type HttpExchange,
  isLogin,
  type Reply,
  type Request,
  type SocketExchange,
} from './recordings.js'
import { rules } from './rules.js'
import { basic, HandshakeRefused, http, Wire } from './wire.js'

/** How long to wait for a reply before the exchange counts as different. */
const patienceMs = 20_000

/** Sends the recorded requests to one simulator and scores its replies. */
export class Replay {
  readonly #wires = new Map<string, Wire>()

  constructor(
    readonly sim: JujuSimulator,
    readonly board: Scoreboard,
    readonly charms: ReadonlyMap<string, Buffer>,
    readonly comparer = new Comparer(rules),
  ) {}

  /** The same run with another scoreboard. */
  onto(board: Scoreboard): Replay {
    return new Replay(this.sim, board, this.charms, this.comparer)
  }

  /** Replays the exchanges of one command; `<uuid>` in a socket's path is replaced by `modelUuid`, a simulated id. */
  async run(file: string, exchanges: readonly Exchange[], modelUuid: string): Promise<void> {
    const path = (socket: string) => this.comparer.translate(socket).replace('<uuid>', modelUuid)
    for (const [i, exchange] of exchanges.entries()) {
      if (isLogin(exchange))
        await this.#login(file, `${i} Admin.Login`, path((exchange as SocketExchange).socket))
      else if ('http' in exchange) await this.#http(file, i, exchange, modelUuid)
      else if ('frame' in exchange) {
        const isFirst = i === 0 || !('frame' in (exchanges[i - 1] as Exchange))
        if (isFirst)
          await this.#stream(file, i, exchange, exchanges.slice(i) as FrameExchange[], path(exchange.socket))
      } else if (typeof exchange.reply === 'object') {
        await this.call(
          file,
          `${i} ${exchange.request.type}.${exchange.request.request}`,
          path(exchange.socket),
          exchange.request,
          exchange.reply,
        )
      }
    }
    this.hangUp()
  }

  hangUp(): void {
    for (const wire of this.#wires.values()) wire.close()
    this.#wires.clear()
  }

  /** Sends one call on the socket last opened on `path`, and compares its reply. */
  async call(
    file: string,
    name: string,
    path: string,
    request: Request,
    recorded: Reply,
  ): Promise<Reply | undefined> {
    const wire = this.#wires.get(path)
    return this.score(file, name, recorded, async () => {
      if (wire === undefined) throw new Error(`no login on ${path}`)
      return patiently(wire.call({ ...request, params: this.comparer.translate(request.params) }))
    })
  }

  /** Opens a socket and logs in, as the recordings do before a command's first call on it. */
  async dial(path: string, user = this.sim.username, password = this.sim.password): Promise<Wire> {
    const wire = await patiently(Wire.dial(this.sim, path))
    this.#wires.get(path)?.close()
    this.#wires.set(path, wire)
    const reply = await patiently(wire.call(login(user, password)))
    if (reply.error !== undefined) throw new Error(`login on ${path}: ${reply.error}`)
    return wire
  }

  /** The socket last opened on `path`, or a new one. */
  async on(path: string): Promise<Wire> {
    return this.#wires.get(path) ?? this.dial(path)
  }

  async #login(file: string, name: string, path: string): Promise<void> {
    try {
      await this.dial(path)
    } catch (error) {
      this.fail(file, name, 'a login', error)
    }
  }

  async #http(file: string, i: number, exchange: HttpExchange, modelUuid: string): Promise<void> {
    const url = new URL(exchange.path, 'https://juju')
    const upload = /^\/model-(?<model>[^/]+)\/charms\/(?<charm>.+)-[0-9a-f]{7}$/.exec(url.pathname)?.groups
    const label = `${i} ${exchange.http} ${url.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'UUID').replace(/-[0-9a-f]{7}$/, '-SHA')}`
    const body = this.charms.get(upload?.charm ?? '') ?? Buffer.alloc(0)
    const model = this.comparer.bound(upload?.model ?? '') ?? modelUuid
    const charmPath = `/model-${model}/charms/${upload?.charm}-${sha256(body).slice(0, 7)}`
    const target = upload === undefined ? this.comparer.translate(exchange.path) : charmPath
    const headers = {
      'content-type': 'application/zip',
      'juju-curl': `local:${upload?.charm}-0`,
      ...exchange.requestHeaders,
      authorization: basic(`user-${this.sim.username}`, this.sim.password),
      'content-length': String(body.length),
    }
    const recorded = {
      status: exchange.status,
      ...(exchange.reply === undefined ? {} : answerOf(exchange.replyHeaders ?? {}, exchange.reply)),
    }
    await this.score(
      file,
      label,
      recorded,
      async () => {
        const answer = await patiently(http(this.sim, exchange.http, target, headers, body))
        return {
          status: answer.status,
          ...(exchange.reply === undefined ? {} : answerOf(answer.headers, answer.body)),
        }
      },
      (answer) => answer.status === 404 || answer.status === 501,
    )
  }

  async #stream(
    file: string,
    i: number,
    first: FrameExchange,
    rest: FrameExchange[],
    path: string,
  ): Promise<void> {
    const end = rest.findIndex((exchange) => exchange.socket !== first.socket || !('frame' in exchange))
    const frames = rest.slice(0, end < 0 ? rest.length : end).map(({ frame }) => frame)
    await this.score(file, `${i} frames of ${path.replace(/^.*\/log/, '/log')}`, frames, async () => {
      const wire = await Wire.dial(this.sim, path, {
        authorization: basic(`user-${this.sim.username}`, this.sim.password),
      })
      const got = await patiently(wire.frames(frames.length))
      wire.close()
      return got
    })
  }

  /** Compares the result of `answer` with the recorded reply; `isMissing` detects calls that are not simulated. */
  async score<T>(
    file: string,
    exchange: string,
    recorded: unknown,
    answer: () => Promise<T>,
    isMissing: (answer: T) => boolean = notImplemented,
  ): Promise<T | undefined> {
    try {
      const simulated = await answer()
      const differences = this.comparer.compare(withoutId(recorded), withoutId(simulated))
      const verdict: Verdict =
        differences.length === 0 ? 'agrees' : isMissing(simulated) ? 'not served' : 'differs'
      this.board.add({ file, exchange, verdict, differences })
      return simulated
    } catch (error) {
      this.fail(file, exchange, recorded, error)
      return undefined
    }
  }

  fail(file: string, exchange: string, recorded: unknown, error: unknown): void {
    const verdict = error instanceof HandshakeRefused && error.status === 404 ? 'not served' : 'differs'
    const difference: Difference = {
      path: '.',
      recorded: JSON.stringify(recorded).slice(0, 240),
      simulated: String(error),
    }
    this.board.add({ file, exchange, verdict, differences: [difference] })
  }
}

export function login(user: string, password: string, more: Record<string, unknown> = {}): Request {
  const params = {
    'auth-tag': `user-${user}`,
    credentials: password,
    nonce: '',
    macaroons: null,
    'user-data': '',
    'client-version': '4.0.15',
    ...more,
  }
  return { type: 'Admin', version: 3, request: 'Login', params }
}

/** The compared parts of an HTTP reply besides its status: relevant headers and the body. */
export function answerOf(
  headers: Record<string, string>,
  body: string,
): { headers: Record<string, string>; body: unknown } {
  const named = [
    'content-type',
    'juju-curl',
    'sec-websocket-version',
    'www-authenticate',
    'x-content-type-options',
  ]
  const kept = Object.fromEntries(
    Object.entries(headers).filter(([name]) => named.includes(name.toLowerCase())),
  )
  const isJson = (headers['content-type'] ?? '').includes('json')
  return { headers: kept, body: isJson ? JSON.parse(body) : body }
}

export function sha256(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

export function patiently<T>(promise: Promise<T>): Promise<T> {
  const { promise: late, cancel } = deadline()
  return Promise.race([promise, late]).finally(cancel)
}

function deadline(): { promise: Promise<never>; cancel: () => void } {
  let timer: NodeJS.Timeout | undefined
  const promise = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs)
  })
  return { promise, cancel: () => clearTimeout(timer) }
}

function notImplemented(answer: unknown): boolean {
  return (answer as Reply)['error-code'] === 'not implemented'
}

function withoutId(reply: unknown): unknown {
  if (typeof reply !== 'object' || reply === null || Array.isArray(reply)) return reply
  const { 'request-id': _, ...rest } = reply as Reply
  return rest
}
