import type { LoginRequest } from '../generated/admin.js'
import { userTag } from '../syntax/tags.js'

/** The newest release whose facades are known here: what a controller of 3.0 to 3.2 decides by whom it serves. */
const CLIENT_VERSION = '4.0.15'

/** The login of a user with a password. */
export const passwordLogin = (username: string, password: string): LoginRequest => ({
  'auth-tag': userTag(username),
  credentials: password,
  nonce: '',
  'user-data': '',
  'cli-args': 'canonical-stack',
  // Asks for macaroons of the newer form, should a discharge be needed.
  'bakery-version': 3,
  'client-version': CLIENT_VERSION,
})
