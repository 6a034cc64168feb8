import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { StateChange } from '../../../src/juju/simulator.js'

const root = fileURLToPath(new URL('../../../../../shared/reference/juju/recorded-4.0.15/', import.meta.url))

export const haveRecordings = existsSync(root)

/** A client's message in the format of the recordings. */
export interface Request {
  'request-id'?: number
  type: string
  version: number
  request: string
  params?: unknown
}

/** A reply without its `request-id`; absent keys stay absent. */
export interface Reply {
  'request-id'?: number
  error?: string
  'error-code'?: string
  response?: unknown
}

/** A call on a websocket; the recordings have no details of logins. */
export interface SocketExchange {
  socket: string
  request: Request
  reply: Reply | 'see login.json' | 'see ../login.json'
}

/** A frame that a stream sent. */
export interface FrameExchange {
  socket: string
  frame: unknown
}

/** An HTTP request of a command. `charmhub/` and `clouds-offers-users/` have only its status. */
export interface HttpExchange {
  http: string
  path: string
  status: number
  requestHeaders?: Record<string, string>
  replyHeaders?: Record<string, string>
  reply?: string
}

export type Exchange = SocketExchange | FrameExchange | HttpExchange

/** One run of the real `juju` command. */
export interface CommandRun {
  command: string
  output: string
  exchange: Exchange[]
}

/** A step of `order.json`: a command, or a state set by hand. */
export type Step = { command: string } | { set: StateChange }

/** An HTTP request with its reply, of `http.json` and `discharge.json`. */
export interface HttpProbe {
  name: string
  request: { method: string; path: string; headers: Record<string, string>; body?: string }
  status?: number
  headers?: Record<string, string>
  body?: string
  /** The error of node:https when there is no reply. */
  error?: string
}

/** One probe of the list files. */
export interface Probe {
  name?: string
  request?: Request
  reply?: Reply
  replies?: Reply[]
  handshake?: string
  socket?: { code: number; reason: string }
}

/** A connection to the log stream. */
export interface StreamProbe {
  name: string
  query: string
  frames: unknown[]
  close: { code: number; reason: string }
}

export function read(file: string): unknown {
  return JSON.parse(readFileSync(`${root}${file}.json`, 'utf8'))
}

/** A published bundle of the recordings. */
export function realBundle(name: string): string {
  return readFileSync(`${root}../../../bundles/${name}.yaml`, 'utf8')
}

/** The runs of a folder in the order of the table in its README; `register.json` and similar files are not runs. */
export function runsInOrder(folder: string): string[] {
  const table = readFileSync(`${root}${folder}/README.md`, 'utf8').matchAll(/^\| ([a-z0-9-]+) \| `/gm)
  const there = new Set(readdirSync(`${root}${folder}`))
  return [...table].map(([, name]) => name ?? '').filter((name) => there.has(`${name}.json`))
}

export function isLogin(exchange: Exchange): boolean {
  return 'request' in exchange && exchange.request.request === 'Login'
}
