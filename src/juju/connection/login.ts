import { type Environment, requireEnv } from '../../core/env.js'
import { ConfigurationError, RpcError } from '../../core/errors.js'
import { rpcError } from '../errors.js'
import type { AuthUserInfo, LoginRequest, LoginResult } from '../generated/facades/admin.js'
import { userTag } from '../syntax/tags.js'
import { readReply } from './read-reply.js'
import type { RpcRequest } from './request.js'

/** The newest release whose facades are known: a controller of 3.0 to 3.2 accepts or rejects clients by it. */
const CLIENT_VERSION = '4.0.15'

/** Options of a login by user name and password. */
export interface JujuLoginOptions {
  username: string
  password: string
}

/** How a client logs in. The only place that depends on the kind of login. */
export interface Login {
  /** The user's name, such as `admin`. */
  readonly username: string
  /** Secrets that no message may contain. */
  readonly secrets: readonly string[]
  /** What to check when the controller refuses the login. */
  readonly hint: string
  /** Parameters of `Admin.Login`. */
  params(): LoginRequest
  /** Headers that authorize an HTTP request, or the websocket of a log. */
  headers(): Record<string, string>
}

/** The login that the options of a client describe. Throws `ConfigurationError`. */
export function readLogin({ username, password }: JujuLoginOptions): Login {
  if (typeof username !== 'string' || username === '')
    throw invalidLogin('username is empty', 'Set it to a user of the controller, such as admin')
  if (!/^[a-zA-Z0-9][a-zA-Z0-9.+-]*(@[a-zA-Z0-9.-]+)?$/.test(username))
    throw invalidLogin('username is not a Juju user name', 'Pass only the name, such as admin, without user-')
  if (typeof password !== 'string' || password === '')
    throw invalidLogin(
      'password is empty',
      "Set it to the user's password: juju change-user-password sets one",
    )
  return passwordLogin(username, password)
}

/** The login options in `JUJU_USERNAME` and `JUJU_PASSWORD`, together with other variables that must be set. */
export function loginFromEnv<Name extends string>(
  env: Environment,
  others: readonly Name[],
): { login: JujuLoginOptions; variables: Record<Name, string> } {
  const variables = requireEnv('juju', env, [...others, 'JUJU_USERNAME', 'JUJU_PASSWORD'])
  return { login: { username: variables.JUJU_USERNAME, password: variables.JUJU_PASSWORD }, variables }
}

const invalidLogin = (summary: string, hint: string): ConfigurationError =>
  new ConfigurationError({
    system: 'juju',
    operation: 'createJujuClient',
    summary: `The Juju client cannot be created: ${summary}`,
    hint,
  })

function passwordLogin(username: string, password: string): Login {
  const basic = Buffer.from(`${userTag(username)}:${password}`).toString('base64')
  return {
    username,
    secrets: [password, basic],
    hint: 'Check username and password',
    params: () => ({
      'auth-tag': userTag(username),
      credentials: password,
      nonce: '',
      'user-data': '',
      'cli-args': 'canonical-stack',
      // Requests macaroons of version 2, if a discharge is needed.
      'bakery-version': 3,
      'client-version': CLIENT_VERSION,
    }),
    headers: () => ({ authorization: `Basic ${basic}` }),
  }
}

/** The result of a login. */
export interface LoginFacts {
  serverVersion: string
  controllerTag: string
  user: AuthUserInfo | undefined
  /** Versions by facade. */
  facades: ReadonlyMap<string, readonly number[]>
}

type Send = (request: RpcRequest) => Promise<object>

/** Logs in over a new connection. `request` is what all its calls have in common; `send` sends one. */
export async function logIn(
  login: Login,
  request: Omit<RpcRequest, 'facade' | 'version' | 'method' | 'params'>,
  send: Send,
): Promise<LoginFacts> {
  const call: RpcRequest = {
    ...request,
    facade: 'Admin',
    version: 3,
    method: 'Login',
    params: login.params(),
  }
  let reply: object
  try {
    reply = await send(call)
  } catch (error) {
    throw error instanceof RpcError ? await explainLogin(login, send, call, error) : error
  }
  const { shapes } = await import('../generated/facades/shapes.js')
  const result = readReply(call, shapes, 'LoginResult', reply) as LoginResult
  if (result['discharge-required'] !== undefined || result['bakery-discharge-required'] !== undefined)
    throw rpcError(
      call,
      {
        message:
          result['discharge-required-error'] || `the controller requires macaroons of ${login.username}`,
        code: 'macaroon discharge required',
      },
      'Log in as a local user with a password; logins by an identity provider are not supported yet',
    )
  return {
    serverVersion: result['server-version'] ?? '',
    controllerTag: result['controller-tag'] ?? '',
    user: result['user-info'],
    facades: new Map(result.facades?.map(({ name, versions }) => [name, versions])),
  }
}

/** Adds a hint to a failed login, and information that the server only sends on request. */
async function explainLogin(login: Login, send: Send, call: RpcRequest, error: RpcError): Promise<RpcError> {
  const server = { message: error.serverMessage, code: error.rpcCode, info: error.info }
  const { reason } = error
  if (reason === 'unauthorized')
    return rpcError(call, server, `${login.hint}; for a model, the user may also have no access to it`)
  if (reason === 'not-found') return rpcError(call, server, 'See models.list() for existing models')
  if (reason !== 'redirected') return error
  // JAAS sends the new address only on request over the same connection.
  const info =
    error.info ?? (await send({ ...call, method: 'RedirectInfo', params: {} }).catch(() => undefined))
  return rpcError(
    call,
    { ...server, info },
    'The model has moved to another controller: info has its servers and CA certificate',
  )
}
