import { randomBytes } from 'node:crypto'
import { type Call, type Facade, method } from '../../server/facade.js'
import { bool, list, optional, str, struct } from '../../server/go-json.js'
import { Entities } from '../../server/params.js'
import { bulk, Refusal, permissionDenied } from '../../server/refusal.js'
import { wireSeconds, wireTime } from '../../state/state.js'
import { parseTagOf, tagOf } from '../../state/tags.js'
import type { Model, User } from '../../state/types.js'
import { modelByTag, userByTag } from './lookups.js'

const AddArgs = struct('AddUsers', {
  users: list(struct('AddUser', { username: str, 'display-name': str, password: optional(str) })),
})

const PasswordArgs = struct('EntityPasswords', {
  changes: list(struct('EntityPassword', { tag: str, password: str })),
})

const login = { access: 'login' } as const
const superuser = { access: 'superuser' } as const

export const users: Facade = {
  AddUser: method(superuser, AddArgs, ({ state, user: creator }, params) => ({
    results: bulk(params.users, ({ username, 'display-name': displayName, password = '' }) => {
      if (state.users.has(username))
        throw new Refusal(`creating user: adding user "${username}": user already exists`)
      const tag = tagOf('user', username)
      if (!/^[a-zA-Z0-9][a-zA-Z0-9.+-]*[a-zA-Z0-9]$/.test(username))
        throw new Refusal(`creating user: username not valid: "${username}"`, 'not valid')
      const user: User = {
        name: username,
        displayName,
        access: 'login',
        createdBy: creator.name,
        created: state.now(),
        disabled: false,
      }
      state.users.set(username, user)
      if (password !== '') {
        user.password = password
        return { tag }
      }
      return { tag, 'secret-key': newSecretKey(user) }
    }),
  })),

  RemoveUser: method(superuser, Entities, ({ state }, { entities }) => ({
    results: bulk(entities, ({ tag }) => {
      const user = userByTag(state, tag)
      if (user.name === state.admin) throw new Refusal(`cannot delete controller owner "${user.name}"`)
      state.users.delete(user.name)
      for (const model of state.models.values()) model.access.delete(user.name)
      return {}
    }),
  })),

  EnableUser: method(superuser, Entities, (call, params) => setDisabled(call, params, false)),
  DisableUser: method(superuser, Entities, (call, params) => setDisabled(call, params, true)),

  UserInfo: method(
    login,
    struct('UserInfoRequest', { entities: list(struct('Entity', { tag: str })), 'include-disabled': bool }),
    (call, params) => {
      const { state, user: caller } = call
      if (params.entities.length === 0) {
        if (caller.access !== 'superuser') return { results: [userInfo(caller)] }
        return {
          results: [...state.users.values()]
            .filter((user) => params['include-disabled'] || !user.disabled)
            .map(userInfo),
        }
      }
      return {
        results: bulk(params.entities, ({ tag }) => {
          const name = parseTagOf('user', tag)
          if (caller.access !== 'superuser' && name !== caller.name) throw permissionDenied()
          return userInfo(userByTag(state, tag))
        }),
      }
    },
  ),

  SetPassword: method(login, PasswordArgs, ({ state, user: caller }, { changes }) => ({
    results: bulk(changes, ({ tag, password }) => {
      const user = userByTag(state, tag)
      if (caller.access !== 'superuser' && caller !== user) throw permissionDenied()
      if (password === '') throw new Refusal('cannot set an empty password')
      user.password = password
      delete user.secretKey
      return {}
    }),
  })),

  ResetPassword: method(superuser, Entities, ({ state }, { entities }) => ({
    results: bulk(entities, ({ tag }) => {
      const user = userByTag(state, tag)
      delete user.password
      return { tag, 'secret-key': newSecretKey(user) }
    }),
  })),

  ModelUserInfo: method(login, Entities, (call, { entities }) => ({
    results: entities.flatMap(({ tag }) => {
      const model = modelByTag(call.state, tag)
      return [...model.access].map(([name, access]) => {
        const connected = model.lastConnection.get(name)
        return {
          result: {
            'model-tag': tag,
            user: name,
            'display-name': call.state.users.get(name)?.displayName ?? '',
            'last-connection': connected === undefined ? null : wireSeconds(connected),
            access,
          },
        }
      })
    }),
  })),
}

function userInfo(user: User): { result: Record<string, unknown> } {
  const result = {
    username: user.name,
    'display-name': user.displayName,
    access: user.access,
    'created-by': user.createdBy,
    'date-created': wireTime(user.created),
    ...(user.lastConnection === undefined ? {} : { 'last-connection': wireSeconds(user.lastConnection) }),
    disabled: user.disabled,
  }
  return { result }
}

function setDisabled(
  { state }: Call,
  { entities }: { entities: { tag: string }[] },
  disabled: boolean,
): Record<string, unknown> {
  return {
    results: bulk(entities, ({ tag }) => {
      const user = userByTag(state, tag)
      const orphaned = [...state.models.values()].filter((model) => isOnlyAdmin(model, user.name)).length
      if (disabled && orphaned > 0)
        throw new Refusal(`failed to disable user: ${orphaned} model(s) would be left without an admin user`)
      user.disabled = disabled
      return {}
    }),
  }
}

function isOnlyAdmin(model: Model, name: string): boolean {
  const admins = [...model.access].filter(([, access]) => access === 'admin')
  return admins.length === 1 && admins[0]?.[0] === name
}

/** The key that the user registers with, in base64 like every byte string of the API. */
function newSecretKey(user: User): string {
  user.secretKey = randomBytes(32)
  return user.secretKey.toString('base64')
}
