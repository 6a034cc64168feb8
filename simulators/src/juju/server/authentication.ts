import { facadeReleases } from '../../generated/juju/releases.js'
import type { Discharger } from './discharge.js'
import { badCredentials, JujuError, permissionDenied } from './refusal.js'
import { hasModelAccess } from './facade.js'
import { anything, decodeParams, int, list, str, struct } from './go-json.js'
import type { Model, User } from '../state/types.js'
import { parseTag, tagOf } from '../state/tags.js'
import type { World } from '../state/state.js'

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

/** The versions of a facade on this kind of connection, or undefined when it has none there. */
export function versionsOf(kind: ConnectionKind, facade: string): readonly number[] | undefined {
  const table: Record<string, readonly number[]> = served[kind]
  return table[facade]
}

export interface LoginOutcome {
  /** Absent when a discharge is asked for first. */
  user?: User
  response: Record<string, unknown>
}

/** `Admin.Login`: by password, by bound macaroons, or with neither, which asks for a discharge. @throws JujuError for a wrong login. */
export function login(
  world: World,
  discharger: Discharger,
  model: Model | undefined,
  params: unknown,
): LoginOutcome {
  const request = decodeParams(LoginRequest, params)
  const user = authenticate(world, discharger, request)
  if (user === undefined) return { response: discharger.challenge(request['bakery-version']) }
  if (model !== undefined && !hasModelAccess(model, user, 'read')) throw permissionDenied()
  const now = world.now()
  user.lastConnection = now
  const connected = model ?? world.controllerModel
  connected.lastConnection.set(user.name, now)
  return { user, response: loginResult(world, model, user) }
}

function authenticate(
  world: World,
  discharger: Discharger,
  request: { 'auth-tag': string; credentials: string; macaroons: unknown[] },
): User | undefined {
  const { 'auth-tag': authTag, credentials, macaroons } = request
  // 4.0.15 falls over a pure macaroon login (README of the recordings, 7).
  if (authTag === '' && macaroons.length > 0)
    throw new JujuError('runtime error: invalid memory address or nil pointer dereference')
  const tag = authTag === '' ? undefined : parseTag(authTag)
  if (tag !== undefined && tag.kind !== 'user') throw badCredentials()
  if (credentials === '') {
    const proven = discharger.verify(macaroons)
    if (proven === undefined) return undefined
    if (proven !== tag?.id) throw badCredentials()
    return known(world, proven)
  }
  const user = known(world, tag?.id ?? '')
  if (user.password !== credentials) throw badCredentials()
  return user
}

function known(world: World, name: string): User {
  const user = world.users.get(name)
  if (user === undefined || user.disabled) throw badCredentials()
  return user
}

function loginResult(world: World, model: Model | undefined, user: User): Record<string, unknown> {
  const kind: ConnectionKind = model === undefined ? 'controller' : 'model'
  const access = user.access === 'superuser' ? 'admin' : model?.access.get(user.name)
  return {
    servers: [[{ value: 'localhost', type: 'hostname', scope: '', port: world.port }]],
    ...(model === undefined ? {} : { 'model-tag': tagOf('model', model.uuid) }),
    'controller-tag': tagOf('controller', world.controllerUuid),
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
