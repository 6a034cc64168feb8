import { apiRoot } from '../replies/network.js'
import { deleted, handlerReply, pistonText } from '../replies/reply.js'
import { formData } from '../server/body.js'
import type { MaasContext } from '../server/context.js'
import { mandatory } from '../server/param-values.js'
import { adminOnly, notFound, Refusal, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import { newKey } from '../state/state.js'
import type { User } from '../state/types.js'

export function userReply(user: User): object {
  return {
    is_superuser: user.isAdmin,
    username: user.username,
    email: user.email,
    is_local: true,
    resource_uri: `${apiRoot}/users/${encodeURIComponent(user.username)}/`,
  }
}

/** Creates an API key for a user. */
export function createToken(context: MaasContext, username: string, name: string) {
  const token = { name, consumerKey: newKey(18), tokenKey: newKey(18), tokenSecret: newKey(32), username }
  context.oauth.tokens.push(token)
  return token
}

function createUser({ state, user, body }: UserExchange): unknown {
  if (!user.isAdmin) throw adminOnly()
  const data = formData(body)
  const username = mandatory(data, 'username')
  const email = mandatory(data, 'email')
  const password = data.get('password') ?? mandatory(data, 'password')
  const superuser = mandatory(data, 'is_superuser')
  if (superuser !== '0' && superuser !== '1')
    throw refuse(500, `Not a valid Boolean value (0 or 1): '${superuser}'`)
  if (state.users.some((other) => other.username === username || other.email === email)) throw conflict()
  const created = { username, email, password, isAdmin: superuser === '1' }
  state.users.push(created)
  return userReply(created)
}

/** A name or e-mail that exists gives a conflict that looks retryable and never succeeds (README, fact 52); here without the 15 s wait. */
function conflict(): Refusal {
  return new Refusal({
    status: 409,
    body: '<!DOCTYPE html>\n<html>\n<head><title>409: Conflict</title></head>\n<body><h1>Conflict</h1></body>\n</html>\n',
    contentType: 'text/html; charset=utf-8',
    origin: 'bare',
    headers: { 'Retry-After': '5' },
  })
}

function userNamed(exchange: Exchange): User {
  const found = exchange.state.user(exchange.args[0] ?? '')
  if (!found) throw notFound('User')
  return found
}

function deleteUser(exchange: UserExchange): unknown {
  const { state, user, args, query, oauth } = exchange
  if (!user.isAdmin) throw adminOnly()
  if (args[0] === user.username) throw refuse(400, 'An administrator cannot self-delete.')
  if (args[0] === 'MAAS') throw refuse(500, 'User has no userprofile.')
  const heir = query.get('transfer_resources_to')
  if (heir !== undefined && !state.user(heir)) throw notFound('User')
  const index = state.users.findIndex((other) => other.username === args[0])
  if (index === -1) return deleted()
  state.users.splice(index, 1)
  for (const machine of state.machines) if (machine.owner === args[0]) machine.owner = heir ?? null
  oauth.tokens.splice(0, oauth.tokens.length, ...oauth.tokens.filter((token) => token.username !== args[0]))
  return deleted()
}

const tokenReply = (token: ReturnType<typeof createToken>): object => ({
  token_key: token.tokenKey,
  token_secret: token.tokenSecret,
  consumer_key: token.consumerKey,
  name: token.name,
})

function renameToken({ oauth, user, body }: UserExchange): unknown {
  const sent = mandatory(body.post, 'token')
  // The whole key, or its second part alone.
  const key = sent.includes(':') ? sent.split(':')[1] : sent
  const name = mandatory(body.post, 'name')
  const token = oauth.tokens.find(
    (candidate) => candidate.tokenKey === key && candidate.username === user.username,
  )
  if (!token) throw notFound('Token')
  token.name = name
  return pistonText(202, 'Accepted')
}

function deleteToken({ oauth, user, body }: UserExchange): unknown {
  const key = mandatory(body.post, 'token_key')
  const index = oauth.tokens.findIndex((token) => token.tokenKey === key && token.username === user.username)
  if (index === -1) throw notFound('Token')
  oauth.tokens.splice(index, 1)
  return deleted()
}

export const userResources: Resource[] = [
  {
    path: 'users/',
    operations: {
      GET: ({ state }) => state.users.toSorted((a, b) => (a.username < b.username ? -1 : 1)).map(userReply),
      'GET whoami': ({ user }) => userReply(user),
      POST: createUser,
    },
  },
  {
    path: 'users/{username}/',
    operations: { GET: (exchange) => userReply(userNamed(exchange)), DELETE: deleteUser },
  },
  {
    path: 'account/',
    operations: {
      'GET list_authorisation_tokens': ({ oauth, user }) =>
        oauth.tokens
          .filter((token) => token.username === user.username)
          .toSorted((a, b) => (a.name < b.name ? -1 : 1))
          .map((token) => ({
            name: token.name,
            token: [token.consumerKey, token.tokenKey, token.tokenSecret].join(':'),
          })),
      'POST create_authorisation_token': (exchange) =>
        tokenReply(
          createToken(exchange, exchange.user.username, exchange.body.post.get('name') ?? 'MAAS consumer'),
        ),
      'POST update_token_name': renameToken,
      'POST delete_authorisation_token': deleteToken,
    },
  },
]

/** `POST /MAAS/accounts/authenticate/`: exchanges name and password for an API key, the same one for the same consumer name. */
export function authenticate(context: MaasContext, exchange: Pick<Exchange, 'body'>): unknown {
  const { post } = exchange.body
  const user = context.state.user(post.get('username') ?? '')
  if (!user || user.password === '' || user.password !== post.get('password')) {
    throw new Refusal({ ...handlerReply(403, '', 'text/html; charset=utf-8'), origin: 'bare' })
  }
  const name = post.get('consumer') ?? 'MAAS consumer'
  const known = context.oauth.tokens.find((token) => token.username === user.username && token.name === name)
  const { consumer_key, token_key, token_secret } = tokenReply(
    known ?? createToken(context, user.username, name),
  ) as Record<string, string>
  return { consumer_key, name, token_key, token_secret }
}
