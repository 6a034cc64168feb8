import type { IncomingMessage } from 'node:http'
import type { JujuState } from '../state/state.js'
import type { Model, User } from '../state/types.js'
import type { Discharger } from './discharge.js'
import { badCredentials, Refusal, permissionDenied } from './refusal.js'
import { macaroonsOf } from './request-macaroons.js'

/**
 * The user of a request: by the password in `Authorization: Basic`, whose name is a tag; or, without a password there, by macaroons.
 *
 * @throws Refusal when the credentials are absent or wrong, with the macaroon to discharge when there is no password.
 */
export function httpUser(
  state: JujuState,
  discharger: Discharger,
  headers: IncomingMessage['headers'],
): User {
  const encoded = /^Basic (?<credentials>.+)$/i.exec(headers.authorization ?? '')?.groups?.['credentials']
  if (encoded === undefined)
    throw new Refusal('authentication failed: no credentials provided', 'no credentials provided')
  const credentials = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = credentials.indexOf(':')
  const name = credentials.slice(0, colon).replace(/^user-/, '')
  const user = state.users.get(name)
  const password = credentials.slice(colon + 1)
  if (password === '') {
    const proven = discharger.verify(macaroonsOf(headers))
    if (proven === undefined) {
      const bakeryVersion = Number(headers['bakery-protocol-version']) || 0
      throw discharger.required({ bakeryVersion, user: name, host: headers.host })
    }
    if (proven === name && user?.disabled === false) return user
  } else if (user?.disabled === false && user.password === password) return user
  const { message, code } = badCredentials()
  throw new Refusal(`authentication failed: ${message}`, code)
}

/** @throws Refusal when the user lacks this access to the model; a superuser has all access. */
export function requireAccess(model: Model, user: User, wanted: 'read' | 'write'): void {
  const has = user.access === 'superuser' ? 'admin' : model.access.get(user.name)
  if (has === undefined || (wanted === 'write' && has === 'read')) throw permissionDenied()
}
