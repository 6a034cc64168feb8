import { type Call, type Facade, method } from '../../server/facade.js'
import { anything, bool, type Decoded, list, map, optional, str, struct } from '../../server/go-json.js'
import { Empty, Entities } from '../../server/params.js'
import { bulk, Refusal, notFound, permissionDenied } from '../../server/refusal.js'
import { lookup } from '../../../lookup.js'
import type { JujuState } from '../../state/state.js'
import { parseTagOf, tagOf } from '../../state/tags.js'
import type { Cloud, Credential, User } from '../../state/types.js'
import { cloudByTag } from './lookups.js'

const Region = struct('CloudRegion', {
  name: str,
  endpoint: str,
  'identity-endpoint': str,
  'storage-endpoint': str,
})

const CloudParam = struct('Cloud', {
  type: str,
  'host-cloud-region': str,
  'auth-types': list(str),
  endpoint: str,
  'identity-endpoint': str,
  'storage-endpoint': str,
  regions: list(Region),
  'ca-certificates': list(str),
  'skip-tls-verify': bool,
  config: map(anything),
})

const CredentialParam = struct('TaggedCredential', {
  tag: str,
  credential: struct('CloudCredential', { 'auth-type': str, attrs: map(str) }),
})

const Credentials = struct('UpdateCredentialArgs', { credentials: list(CredentialParam), force: bool })

/** The types of clouds that a controller may have, by the type of its own. */
const COMPATIBLE: Record<string, string[]> = {
  kubernetes: ['lxd', 'maas', 'openstack'],
  lxd: ['lxd', 'maas', 'openstack'],
  maas: ['maas', 'openstack'],
  openstack: ['openstack'],
}

const login = { access: 'login' } as const
const superuser = { access: 'superuser' } as const

export const cloud: Facade = {
  // A user without access to a cloud does not learn of it.
  Clouds: method(login, Empty, ({ state, user }) => ({
    clouds: Object.fromEntries(
      [...state.clouds.values()]
        .filter((each) => maySee(each, user))
        .map((each) => [tagOf('cloud', each.name), wireCloud(each)]),
    ),
  })),

  Cloud: method(login, Entities, ({ state, user }, { entities }) => ({
    results: bulk(entities, ({ tag }) => {
      const target = cloudByTag(state, tag)
      if (!maySee(target, user)) throw notFound(`cloud "${target.name}" not found`)
      return { cloud: wireCloud(target) }
    }),
  })),

  CloudInfo: method(login, Entities, ({ state, user }, { entities }) => ({
    results: bulk(entities, ({ tag }) => ({ result: cloudInfo(state, cloudByTag(state, tag), user) })),
  })),

  ListCloudInfo: method(
    login,
    struct('ListCloudsRequest', { 'user-tag': str, all: bool }),
    ({ state, user }, params) => {
      const name = parseTagOf('user', params['user-tag'])
      if (name !== user.name && user.access !== 'superuser') throw permissionDenied()
      return {
        results: [...state.clouds.values()]
          .filter((each) => params.all || each.access.has(name) || user.access === 'superuser')
          .map((each) => ({ result: { ...wireCloud(each), 'user-access': each.access.get(name) ?? '' } })),
      }
    },
  ),

  AddCloud: method(
    superuser,
    struct('AddCloudArgs', { cloud: CloudParam, name: str, force: optional(bool) }),
    (call, params) => {
      const controllerCloud = call.state.clouds.get(call.state.controllerModelCloud())
      // --force asserts that the networks can reach each other.
      const type = controllerCloud?.type ?? ''
      if (params.force !== true && lookup(COMPATIBLE, type)?.includes(params.cloud.type) !== true) {
        const list = Object.entries(COMPATIBLE).map(
          ([each, others]) => `\n - controller cloud type "${each}" supports [${others.join(' ')}]`,
        )
        throw new Refusal(
          `controller cloud type "${type}" is not whitelisted, current whitelist: ${list.join('')}`,
          'incompatible clouds',
        )
      }
      if (call.state.clouds.has(params.name))
        throw new Refusal(`cloud "${params.name}" already exists`, 'already exists')
      call.state.clouds.set(
        params.name,
        readCloud(params.name, params.cloud, new Map([[call.user.name, 'admin']])),
      )
      return {}
    },
  ),

  UpdateCloud: method(
    superuser,
    struct('UpdateCloudArgs', { clouds: list(struct('AddCloudArgs', { cloud: CloudParam, name: str })) }),
    ({ state }, params) => ({
      results: bulk(params.clouds, (each) => {
        const old = state.clouds.get(each.name)
        if (old === undefined) throw notFound(`cloud "${each.name}" not found`)
        state.clouds.set(each.name, {
          ...readCloud(each.name, each.cloud, old.access),
          modelDefaults: old.modelDefaults,
          regionDefaults: old.regionDefaults,
        })
        return {}
      }),
    }),
  ),

  RemoveClouds: method(superuser, Entities, ({ state }, { entities }) => ({
    results: bulk(entities, ({ tag }) => {
      const name = parseTagOf('cloud', tag)
      if ([...state.models.values()].some((model) => model.cloud === name))
        throw new Refusal(`cannot delete cloud "${name}" as it is still referenced by models`)
      // In these words 4.0.15 also refuses a cloud that does not exist.
      if (!state.clouds.delete(name))
        throw new Refusal(`deleting cloud "${name}": cannot delete cloud as it is still in use`)
      return {}
    }),
  })),

  UserCredentials: method(
    login,
    struct('UserClouds', { 'user-clouds': list(struct('UserCloud', { 'user-tag': str, 'cloud-tag': str })) }),
    (call, params) => ({
      results: bulk(params['user-clouds'], (each) => {
        const owner = parseTagOf('user', each['user-tag'])
        if (owner !== call.user.name && call.user.access !== 'superuser') throw permissionDenied()
        const found = [...call.state.credentials].filter(
          ([, credential]) =>
            credential.owner === owner && credential.cloud === parseTagOf('cloud', each['cloud-tag']),
        )
        return { result: found.map(([id]) => tagOf('cloudcred', id)) }
      }),
    }),
  ),

  AddCredentials: method(
    login,
    struct('TaggedCredentials', { credentials: list(CredentialParam) }),
    (call, params) => ({
      results: bulk(params.credentials, (each) => {
        keepCredential(call, each)
        return {}
      }),
    }),
  ),

  UpdateCredentialsCheckModels: method(login, Credentials, (call, params) => ({
    results: params.credentials.map((each) => {
      const [result] = bulk([each], (one) => {
        keepCredential(call, one)
        return {}
      })
      return { tag: each.tag, ...result, ...usersOf(call.state, parseTagOf('cloudcred', each.tag)) }
    }),
  })),

  CheckCredentialsModels: method(
    login,
    struct('TaggedCredentials', { credentials: list(CredentialParam) }),
    ({ state }, params) => ({
      results: params.credentials.map(({ tag }) => ({
        tag,
        ...usersOf(state, parseTagOf('cloudcred', tag)),
      })),
    }),
  ),

  RevokeCredentialsCheckModels: method(
    login,
    struct('RevokeCredentialArgs', {
      credentials: list(struct('RevokeCredentialArg', { tag: str, force: bool })),
    }),
    ({ state }, { credentials }) => ({
      results: bulk(credentials, ({ tag, force }) => {
        const id = parseTagOf('cloudcred', tag)
        if (!state.credentials.has(id)) throw notFound(`credential "${id}" not found`)
        const used = modelsWith(state, id).length
        if (used > 0 && !force)
          throw new Refusal(
            `cannot revoke credential ${id}: it is still used by ${used} model${used === 1 ? '' : 's'}`,
          )
        state.credentials.delete(id)
        return {}
      }),
    }),
  ),

  Credential: method(login, Entities, ({ state }, { entities }) => ({
    results: bulk(entities, ({ tag }) => {
      const credential = credentialByTag(state, tag)
      const redacted = Object.keys(credential.attributes).filter((key) => isSecret(key))
      const attrs = shownAttributes(credential, false)
      return {
        result: {
          'auth-type': credential.authType,
          ...(Object.keys(attrs).length === 0 ? {} : { attrs }),
          ...(redacted.length === 0 ? {} : { redacted }),
        },
      }
    }),
  })),

  CredentialContents: method(
    login,
    struct('CloudCredentialArgs', {
      credentials: list(struct('CloudCredentialArg', { 'cloud-name': str, 'credential-name': str })),
      'include-secrets': bool,
    }),
    ({ state, user }, params) => {
      const own = [...state.credentials].filter(([, credential]) => credential.owner === user.name)
      const wanted =
        params.credentials.length === 0
          ? own
          : params.credentials.map((arg) => {
              const id = `${arg['cloud-name']}/${user.name}/${arg['credential-name']}`
              return [id, state.credentials.get(id)] as const
            })
      return {
        results: bulk(wanted, ([id, credential]) => ({
          result: credentialContent(state, user.name, id, credential, params['include-secrets']),
        })),
      }
    },
  ),

  ModifyCloudAccess: method(
    superuser,
    struct('ModifyCloudAccessRequest', {
      changes: list(
        struct('ModifyCloudAccess', { 'user-tag': str, 'cloud-tag': str, action: str, access: str }),
      ),
    }),
    ({ state }, { changes }) => ({
      results: bulk(changes, (change) => {
        const name = parseTagOf('user', change['user-tag'])
        if (!state.users.has(name)) throw new Refusal(`active users "${name}": user not found`)
        const target = cloudByTag(state, change['cloud-tag'])
        if (change.action === 'revoke') target.access.delete(name)
        else if (target.access.get(name) === change.access)
          throw new Refusal(`user "${name}" already has "${change.access}" access or greater`)
        else target.access.set(name, change.access)
        return {}
      }),
    }),
  ),
}

function readCloud(name: string, given: Decoded<typeof CloudParam>, access: Map<string, string>): Cloud {
  return {
    name,
    type: given.type,
    authTypes: given['auth-types'],
    ...(given.endpoint === '' ? {} : { endpoint: given.endpoint }),
    regions: given.regions.map((region) => ({
      name: region.name,
      ...(region.endpoint === '' ? {} : { endpoint: region.endpoint }),
    })),
    ...(given['ca-certificates'].length === 0 ? {} : { caCertificates: given['ca-certificates'] }),
    access,
    modelDefaults: new Map(),
    regionDefaults: new Map(),
  }
}

function wireCloud(each: Cloud): Record<string, unknown> {
  return {
    type: each.type,
    'auth-types': each.authTypes,
    ...(each.endpoint === undefined ? {} : { endpoint: each.endpoint }),
    ...(each.regions.length === 0 ? {} : { regions: each.regions }),
    ...(each.caCertificates === undefined ? {} : { 'ca-certificates': each.caCertificates }),
  }
}

function maySee(each: Cloud, user: User): boolean {
  return user.access === 'superuser' || each.access.has(user.name)
}

/** A user who is not an admin sees only their own access. */
function cloudInfo(state: JujuState, each: Cloud, user: User): Record<string, unknown> {
  const isAdmin = user.access === 'superuser' || each.access.get(user.name) === 'admin'
  const users = [...each.access].filter(([name]) => isAdmin || name === user.name)
  if (users.length === 0) throw permissionDenied()
  return {
    ...wireCloud(each),
    users: users.map(([name, access]) => ({
      user: name,
      'display-name': state.users.get(name)?.displayName ?? '',
      access,
    })),
  }
}

function keepCredential({ state, user }: Call, given: Decoded<typeof CredentialParam>): void {
  const id = parseTagOf('cloudcred', given.tag)
  const [cloudName = '', owner = '', name = ''] = id.split('/')
  if (owner !== user.name && user.access !== 'superuser') throw permissionDenied()
  const target = state.clouds.get(cloudName)
  if (target === undefined) throw notFound(`cloud "${cloudName}" not found`)
  const authType = given.credential['auth-type']
  if (!target.authTypes.includes(authType))
    throw new Refusal(
      `validating credential "${id}" for cloud "${cloudName}": supported auth-types [${target.authTypes.join(' ')}], "${authType}" not supported`,
      'not supported',
    )
  state.credentials.set(id, {
    cloud: cloudName,
    owner,
    name,
    authType,
    attributes: given.credential.attrs,
    revoked: false,
  })
}

function credentialByTag(state: JujuState, tag: string): Credential {
  const id = parseTagOf('cloudcred', tag)
  const credential = state.credentials.get(id)
  if (credential === undefined) throw notFound(`credential "${id}" not found`)
  return credential
}

function credentialContent(
  state: JujuState,
  user: string,
  id: string,
  credential: Credential | undefined,
  withSecrets: boolean,
): Record<string, unknown> {
  if (credential === undefined) throw notFound(`credential "${id}" not found`)
  const attrs = shownAttributes(credential, withSecrets)
  const models = modelsWith(state, id).map((model) => ({
    model: `${model.qualifier}/${model.name}`,
    access: model.access.get(user) ?? '',
  }))
  return {
    content: {
      name: credential.name,
      cloud: credential.cloud,
      'auth-type': credential.authType,
      valid: true,
      ...(Object.keys(attrs).length === 0 ? {} : { attrs }),
    },
    ...(models.length === 0 ? {} : { models }),
  }
}

/** The models of a credential, in replies to changes of it. */
function usersOf(state: JujuState, credential: string): { models?: { uuid: string; name: string }[] } {
  const models = modelsWith(state, credential).map(({ uuid, name }) => ({ uuid, name }))
  return models.length === 0 ? {} : { models }
}

function modelsWith(state: JujuState, credential: string) {
  return [...state.models.values()].filter((model) => model.credential === credential)
}

function shownAttributes(credential: Credential, withSecrets: boolean): Record<string, string> {
  return Object.fromEntries(
    Object.entries(credential.attributes).filter(([key]) => withSecrets || !isSecret(key)),
  )
}

/** The attributes that the providers mark as hidden. */
function isSecret(key: string): boolean {
  return [
    'password',
    'maas-oauth',
    'secret-key',
    'access-key',
    'client-key',
    'private-key',
    'application-password',
  ].includes(key)
}
