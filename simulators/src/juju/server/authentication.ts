import { facadeReleases } from '../../generated/juju/releases.js'
import { lookup } from '../../lookup.js'
import type { JujuState } from '../state/state.js'
import { parseTag, tagOf } from '../state/tags.js'
import type { Model, User } from '../state/types.js'
import type { Discharger } from './discharge.js'
import { hasModelAccess } from './facade.js'
import { anything, decodeParams, int, list, str, struct } from './go-json.js'
import { badCredentials, Refusal, permissionDenied } from './refusal.js'

const LoginRequest = struct('LoginRequest', {
  'auth-tag': str,
  credentials: str,
  nonce: str,
  macaroons: list(list(anything)),
  'bakery-version': int,
  'cli-args': str,
  'user-data': str,
  'client-version': str,
  token: str,
})

export type ConnectionKind = 'model' | 'controller'

const served = facadeReleases['4.0.15']

/** The versions of a facade on this kind of connection, or undefined when the facade is not available there. */
export function versionsOf(kind: ConnectionKind, facade: string): readonly number[] | undefined {
  const table: Record<string, readonly number[]> = served[kind]
  return lookup(table, facade)
}

export interface LoginOutcome {
  /** Absent when a discharge is required first. */
  user?: User
  response: Record<string, unknown>
}

/** `Admin.Login`: by password, by bound macaroons, or with neither, which requires a discharge. @throws Refusal for a wrong login. */
export function login(
  state: JujuState,
  discharger: Discharger,
  model: Model | undefined,
  params: unknown,
  host: string | undefined,
): LoginOutcome {
  const request = decodeParams(LoginRequest, params)
  const user = authenticate(state, discharger, request)
  if (user === undefined) {
    const tag = request['auth-tag']
    const challenged = { host, bakeryVersion: request['bakery-version'] }
    return {
      response: discharger.challenge({ ...challenged, user: tag === '' ? undefined : parseTag(tag).id }),
    }
  }
  if (model !== undefined && !hasModelAccess(model, user, 'read')) throw permissionDenied()
  const now = state.now()
  user.lastConnection = now
  const connected = model ?? state.controllerModel
  connected.lastConnection.set(user.name, now)
  return { user, response: loginResult(state, model, user) }
}

function authenticate(
  state: JujuState,
  discharger: Discharger,
  request: { 'auth-tag': string; credentials: string; macaroons: unknown[] },
): User | undefined {
  const { 'auth-tag': authTag, credentials, macaroons } = request
  // 4.0.15 crashes on a login by macaroon only (README of the recordings, 7).
  if (authTag === '' && macaroons.length > 0)
    throw new Refusal('runtime error: invalid memory address or nil pointer dereference')
  const tag = authTag === '' ? undefined : parseTag(authTag)
  if (tag !== undefined && tag.kind !== 'user') throw badCredentials()
  if (credentials === '') {
    const proven = discharger.verify(macaroons)
    if (proven === undefined) return undefined
    if (proven !== tag?.id) throw badCredentials()
    return known(state, proven)
  }
  const user = known(state, tag?.id ?? '')
  if (user.password !== credentials) throw badCredentials()
  return user
}

function known(state: JujuState, name: string): User {
  const user = state.users.get(name)
  if (user === undefined || user.disabled) throw badCredentials()
  return user
}

function loginResult(state: JujuState, model: Model | undefined, user: User): Record<string, unknown> {
  const kind: ConnectionKind = model === undefined ? 'controller' : 'model'
  const access = user.access === 'superuser' ? 'admin' : model?.access.get(user.name)
  return {
    servers: [[{ value: 'localhost', type: 'hostname', scope: '', port: state.port }]],
    ...(model === undefined ? {} : { 'model-tag': tagOf('model', model.uuid) }),
    'controller-tag': tagOf('controller', state.controllerUuid),
    'user-info': {
      'display-name': '',
      identity: tagOf('user', user.name),
      'controller-access': user.access,
      'model-access': model === undefined ? '' : (access ?? ''),
    },
    facades: Object.entries(served[kind]).map(([name, versions]) => ({ name, versions })),
    'server-version': '4.0.15',
  }
}
