import type { JujuState } from '../state/state.js'
import type { Model, User } from '../state/types.js'
import { badCredentials, Refusal, permissionDenied } from './refusal.js'

/** The user of an `Authorization: Basic` header, whose name is a tag. @throws Refusal when it is absent or wrong. */
export function basicUser(state: JujuState, header: string | undefined): User {
  const encoded = /^Basic (?<credentials>.+)$/i.exec(header ?? '')?.groups?.['credentials']
  if (encoded === undefined)
    throw new Refusal('authentication failed: no credentials provided', 'no credentials provided')
  const credentials = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = credentials.indexOf(':')
  const user = state.users.get(credentials.slice(0, colon).replace(/^user-/, ''))
  if (user === undefined || user.disabled || user.password !== credentials.slice(colon + 1)) {
    const { message, code } = badCredentials()
    throw new Refusal(`authentication failed: ${message}`, code)
  }
  return user
}

/** @throws Refusal when the user lacks this access to the model; a superuser has all access. */
export function requireAccess(model: Model, user: User, wanted: 'read' | 'write'): void {
  const has = user.access === 'superuser' ? 'admin' : model.access.get(user.name)
  if (has === undefined || (wanted === 'write' && has === 'read')) throw permissionDenied()
}
