import type { IncomingMessage } from 'node:http'
import type { JujuState } from '../state/state.js'
import type { Model, User } from '../state/types.js'
import type { Discharger } from './discharge.js'
import { httpUser, requireAccess } from './http-authentication.js'
import { Refusal } from './refusal.js'

/** A request to one of the controller's HTTP endpoints. */
export interface HttpRequest {
  state: JujuState
  discharger: Discharger
  /** The parts of the path that the route names. */
  path: Record<string, string>
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: Buffer
}

export interface HttpReply {
  status: number
  headers?: Record<string, string>
  body: string | Buffer
}

/** One endpoint: `path` names the parts that `serve` needs. */
export interface Route {
  method: string
  path: RegExp
  serve(request: HttpRequest): HttpReply
}

/** The model of the path and the user. @throws Refusal when the model is unknown or access is denied. */
export function modelAndUser(
  { state, discharger, path, headers }: HttpRequest,
  access: 'read' | 'write',
): { model: Model; user: User } {
  const model = state.models.get(path['model'] ?? '')
  if (model === undefined) throw new Refusal(`unknown model: "${path['model']}"`, 'model not found')
  const user = httpUser(state, discharger, headers)
  requireAccess(model, user, access)
  return { model, user }
}

/** The URL that a request names; `undefined` when it names none, which Go's server answers with 400. Two slashes begin a path, not a host. */
export function urlOf({ url = '/' }: IncomingMessage): URL | undefined {
  const text = url.startsWith('/') ? `https://juju-apiserver${url}` : url
  const isEncoded = !/%(?![0-9a-f]{2})/i.test(url)
  return isEncoded && URL.canParse(text) ? new URL(text) : undefined
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): HttpReply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) }
}

export function plain(status: number, body: string, nosniff = true): HttpReply {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    ...(nosniff ? { 'x-content-type-options': 'nosniff' } : {}),
  }
  return { status, headers, body }
}
