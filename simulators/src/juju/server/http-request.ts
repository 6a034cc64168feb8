import type { IncomingMessage } from 'node:http'
import type { JujuState } from '../state/state.js'
import type { Model, User } from '../state/types.js'
import { basicUser, requireAccess } from './http-authentication.js'
import { Refusal } from './refusal.js'

/** A request to one of the controller's HTTP endpoints. */
export interface HttpRequest {
  state: JujuState
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
  { state, path, headers }: HttpRequest,
  access: 'read' | 'write',
): { model: Model; user: User } {
  const model = state.models.get(path['model'] ?? '')
  if (model === undefined) throw new Refusal(`unknown model: "${path['model']}"`, 'model not found')
  const user = basicUser(state, headers.authorization)
  requireAccess(model, user, access)
  return { model, user }
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
