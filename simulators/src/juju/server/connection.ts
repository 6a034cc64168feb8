import type { RawData, WebSocket } from 'ws'
import { facades } from '../handlers/index.js'
import { isUnserved } from '../handlers/unserved.js'
import { inVersion } from '../replies/older-versions.js'
import { lookup } from '../../lookup.js'
import type { JujuState } from '../state/state.js'
import type { Model, User } from '../state/types.js'
import { type ConnectionKind, login, versionsOf } from './authentication.js'
import type { Discharger } from './discharge.js'
import type { Handler } from './facade.js'
import { Refusal } from './refusal.js'
import { Watchers } from './watchers.js'

interface Frame {
  'request-id': number
  type: string
  version: number
  request: string
  /** The id of the addressed watcher. */
  id: string
  params: unknown
}

/** The target of a websocket: the controller on `/api`, or a model. With an unknown model every call fails. */
export type Target = { kind: 'controller' } | { kind: 'model'; uuid: string }

/** Serves the RPC of one socket: login first, then facade calls, handled concurrently. */
export class Connection {
  #user: User | undefined
  readonly #watchers = new Watchers()

  /** @internal The types of ws are a development dependency: no declaration may name them. */
  constructor(
    private readonly state: JujuState,
    private readonly discharger: Discharger,
    private readonly target: Target,
    private readonly socket: WebSocket,
    private readonly host: string | undefined,
  ) {}

  serve(): void {
    const { socket } = this
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary))
    socket.on('error', () => socket.terminate())
  }

  #receive(data: RawData, isBinary: boolean): void {
    const frame = isBinary ? undefined : parseFrame(data)
    // A frame that is not a JSON object closes the connection without a reason (errors.json).
    if (frame === undefined) {
      this.socket.close(1000)
      return
    }
    // Request id 0 is the codec of Juju 1 and gets no reply. A frame without a facade counts as a response and is ignored.
    if (frame['request-id'] === 0 || (frame.type === '' && frame.request === '')) return
    void this.#serve(frame)
  }

  async #serve(frame: Frame): Promise<void> {
    const fault = this.state.faults.take(`${frame.type}.${frame.request}`)
    if (fault === 'hang') return
    if (fault === 'drop') {
      this.socket.terminate()
      return
    }
    if (typeof fault === 'object' && 'delayMs' in fault)
      await new Promise((resolve) => setTimeout(resolve, fault.delayMs))
    const reply = await this.#answer(
      frame,
      typeof fault === 'object' && 'message' in fault ? new Refusal(fault.message, fault.code) : undefined,
    )
    if (fault === 'drop-after') this.socket.terminate()
    else if (this.socket.readyState === this.socket.OPEN) this.socket.send(reply)
  }

  /** The frame of the reply, as text: also a response that cannot be written as JSON is an error, not a call without an answer. */
  async #answer(frame: Frame, injected: Refusal | undefined): Promise<string> {
    const id = { 'request-id': frame['request-id'] }
    try {
      if (injected !== undefined) throw injected
      const model = this.#model()
      const response = inVersion(frame.type, frame.version, await this.#call(frame, model))
      return JSON.stringify({ ...id, response })
    } catch (error) {
      // A bug in the simulator must not look like a reply of Juju, nor leave the caller waiting.
      const { message, code, info } =
        error instanceof Refusal ? error : new Refusal(`simulator: ${String(error)}`)
      return JSON.stringify({
        ...id,
        error: message,
        ...(code === '' ? {} : { 'error-code': code }),
        ...(info === undefined ? {} : { 'error-info': info }),
        response: {},
      })
    }
  }

  #model(): Model | undefined {
    if (this.target.kind === 'controller') return undefined
    const model = this.state.models.get(this.target.uuid)
    if (model === undefined) throw new Refusal(`unknown model: "${this.target.uuid}"`, 'model not found')
    return model
  }

  #call(frame: Frame, model: Model | undefined): unknown {
    if (this.#user === undefined) return this.#beforeLogin(frame, model)
    const handler = handlerFor(this.target.kind, frame)
    const { state } = this
    return handler(
      {
        state,
        user: this.#user,
        model: model ?? state.controllerModel,
        watchers: this.#watchers,
        id: frame.id,
      },
      frame.params,
    )
  }

  #beforeLogin({ type, version, request, params }: Frame, model: Model | undefined): unknown {
    if (type !== 'Admin')
      throw new Refusal(`unknown version ${version} for facade type "${type}"`, 'not implemented')
    if (version !== 3)
      throw new Refusal('this version of Juju does not support login from old clients', 'not supported')
    if (request === 'RedirectInfo') throw new Refusal('not redirected')
    if (request !== 'Login')
      throw new Refusal(`unknown method "${request}" at version 3 for facade type "Admin"`, 'not implemented')
    const { user, response } = login(this.state, this.discharger, model, params, this.host)
    this.#user = user
    return response
  }
}

/** @throws Refusal for an unknown facade, version or method. */
function handlerFor(kind: ConnectionKind, { type, version, request }: Frame): Handler {
  const versions = versionsOf(kind, type)
  if (versions === undefined)
    throw new Refusal(`facade "${type}" not supported for ${kind} API connection`, 'not supported')
  if (!versions.includes(version))
    throw new Refusal(`unknown version ${version} for facade type "${type}"`, 'not implemented')
  // 4.0.15 offers this version and cannot serve it (raw-calls.json).
  if (type === 'Secrets' && version === 1) {
    throw new Refusal(
      'internal error, Secrets(1) claimed to return *secrets.SecretsAPI but returned *secrets.SecretsAPIV1',
    )
  }
  const handler = lookup(lookup(facades, type), request)
  if (isUnserved(type, request))
    throw new Refusal(`the simulator does not serve ${type}.${request}`, 'not implemented')
  if (handler === undefined)
    throw new Refusal(
      `unknown method "${request}" at version ${version} for facade type "${type}"`,
      'not implemented',
    )
  return handler
}

function parseFrame(data: RawData): Frame | undefined {
  let value: unknown
  try {
    const text = Buffer.isBuffer(data) ? data.toString('utf8') : ''
    if (text.length > MAX_DEPTH && isTooDeep(text)) return undefined
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const fields = value as Record<string, unknown>
  const { type = '', version = 0, request = '', id: watcher = '', params } = fields
  const id = fields['request-id'] ?? 0
  if (
    !isCount(id) ||
    typeof type !== 'string' ||
    !isCount(version) ||
    typeof request !== 'string' ||
    typeof watcher !== 'string'
  )
    return undefined
  return { 'request-id': id, type, version, request, id: watcher, params }
}

/** The most levels of JSON that Go's decoder reads. */
const MAX_DEPTH = 10_000

function isTooDeep(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length && depth <= MAX_DEPTH; at += 1) {
    const char = text[at]
    if (quoted && char === '\\') at += 1
    else if (char === '"') quoted = !quoted
    else if (!quoted && (char === '[' || char === '{')) depth += 1
    else if (!quoted && (char === ']' || char === '}')) depth -= 1
  }
  return depth > MAX_DEPTH
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
