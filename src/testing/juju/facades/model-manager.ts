import { bulk, JujuError, notFound, permissionDenied } from '../errors.js'
import { type Call, type Facade, hasModelAccess, isGreater, method } from '../facade.js'
import { anything, bool, int, list, map, optional, str, struct } from '../go-json.js'
import { defaultSettings } from '../model-config.js'
import { modelInfo, modelStatus, modelSummary, noModelStatus, userModel } from '../model-info.js'
import { Entities, Entity } from '../params.js'
import type { Model, ModelAccess, User } from '../state.js'
import { parseTagOf } from '../tags.js'
import { cloudByTag, modelByTag, userByTag } from './lookups.js'

const CreateArgs = struct('ModelCreateArgs', {
  name: str,
  qualifier: str,
  'owner-tag': str,
  config: map(anything),
  'cloud-tag': str,
  region: str,
  credential: str,
  'target-controller': str,
})

const DestroyArgs = struct('DestroyModelsParams', {
  models: list(
    struct('DestroyModelParams', {
      'model-tag': str,
      'destroy-storage': optional(bool),
      force: optional(bool),
      'max-wait': optional(int),
      timeout: optional(int),
    }),
  ),
})

const AccessArgs = struct('ModifyModelAccessRequest', {
  changes: list(struct('ModifyModelAccess', { 'user-tag': str, action: str, access: str, 'model-tag': str })),
})

const DefaultsArgs = struct('SetModelDefaults', {
  config: list(struct('ModelDefaultValues', { 'cloud-tag': str, 'cloud-region': str, config: map(anything) })),
})

const login = { access: 'login' } as const

export const modelManager: Facade = {
  CreateModel: method(login, CreateArgs, (call, params) => {
    const { world, user } = call
    const qualifier =
      params.qualifier === '' ? (params['owner-tag'] === '' ? user.name : parseTagOf('user', params['owner-tag'])) : params.qualifier
    if (!/^[a-z0-9]+[a-z0-9-]*$/.test(params.name)) {
      throw new JujuError(`"${params.name}" is not a valid name: model names may only contain lowercase letters, digits and hyphens`)
    }
    if (world.findModel(`${qualifier}/${params.name}`) !== undefined) {
      throw new JujuError(`model "${params.name}" for ${qualifier} already exists`, 'already exists')
    }
    const cloud = params['cloud-tag'] === '' ? undefined : cloudByTag(world, params['cloud-tag'])
    const credential = params.credential === '' ? undefined : parseTagOf('cloudcred', params.credential)
    if (credential !== undefined && !world.credentials.has(credential)) throw notFound(`credential "${credential}" not found`)
    const model = world.addModel({
      name: params.name,
      qualifier,
      config: params.config,
      ...(cloud === undefined ? {} : { cloud: cloud.name }),
      ...(params.region === '' ? {} : { region: params.region }),
      ...(credential === undefined ? {} : { credential }),
    })
    model.access.set(user.name, 'admin')
    return modelInfo(world, model, true)
  }),

  ListModels: method(login, Entity, (call, { tag }) => {
    const user = ownOrAny(call, tag)
    return {
      'user-models': visibleModels(call, user)
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map((model) => userModel(model, user)),
    }
  }),

  ListModelSummaries: method(login, struct('ModelSummariesRequest', { 'user-tag': str, all: bool }), (call, params) => {
    const user = ownOrAny(call, params['user-tag'])
    const models = params.all ? [...call.world.models.values()] : visibleModels(call, user)
    return { results: models.map((model) => ({ result: modelSummary(call.world, model, params.all ? undefined : user) })) }
  }),

  ModelInfo: method(login, Entities, (call, { entities }) => ({
    results: bulk(entities, ({ tag }) => {
      const model = modelByTag(call.world, tag)
      if (!hasModelAccess(model, call.user, 'read')) throw permissionDenied()
      return { result: modelInfo(call.world, model, false) }
    }),
  })),

  ModelStatus: method(login, Entities, (call, { entities }) => ({
    models: bulk(entities, ({ tag }) => {
      const model = call.world.models.get(parseTagOf('model', tag))
      if (model === undefined) throw notFound('model not found')
      if (!hasModelAccess(model, call.user, 'admin')) throw permissionDenied()
      return modelStatus(model)
    }, noModelStatus),
  })),

  DestroyModels: method(login, DestroyArgs, (call, { models }) => ({
    results: bulk(models, (arg) => {
      const uuid = parseTagOf('model', arg['model-tag'])
      const model = call.world.models.get(uuid)
      if (model === undefined) throw notFound(`model "${uuid}" not found`)
      if (!hasModelAccess(model, call.user, 'admin')) throw permissionDenied()
      if (model.blocks.size > 0) throw new JujuError('the operation has been blocked', 'operation is blocked')
      model.life = 'dying'
      call.world.life.modelDying(model)
      return {}
    }),
  })),

  ModifyModelAccess: method(login, AccessArgs, (call, { changes }) => ({
    results: bulk(changes, (change) => {
      const model = modelByTag(call.world, change['model-tag'])
      if (!hasModelAccess(model, call.user, 'admin')) throw permissionDenied()
      changeAccess(model, userByTag(call.world, change['user-tag']), change.action, change.access)
      return {}
    }),
  })),

  ModelDefaultsForClouds: method(login, Entities, ({ world }, { entities }) => ({
    results: bulk(entities, ({ tag }) => {
      const cloud = cloudByTag(world, tag)
      const settings = [...defaultSettings(cloud)].map(([key, value]) => {
        const own = cloud.modelDefaults.get(key)
        return [key, { default: value, ...(own === undefined ? {} : { controller: own }) }]
      })
      return { config: Object.fromEntries(settings) as Record<string, unknown> }
    }, { config: null }),
  })),

  SetModelDefaults: method({ access: 'superuser' }, DefaultsArgs, ({ world }, { config }) => ({
    results: bulk(config, (each) => {
      const cloud = each['cloud-tag'] === '' ? world.clouds.get(world.controllerModelCloud()) : cloudByTag(world, each['cloud-tag'])
      for (const [key, value] of Object.entries(each.config)) cloud?.modelDefaults.set(key, value)
      return {}
    }),
  })),

  UnsetModelDefaults: method(
    { access: 'superuser' },
    struct('UnsetModelDefaults', { keys: list(struct('ModelUnsetKeys', { 'cloud-tag': str, 'cloud-region': str, keys: list(str) })) }),
    ({ world }, params) => ({
      results: bulk(params.keys, (each) => {
        const cloud = cloudByTag(world, each['cloud-tag'])
        for (const key of each.keys) cloud.modelDefaults.delete(key)
        return {}
      }),
    }),
  ),

  ChangeModelCredential: method(
    login,
    struct('ChangeModelCredentialsParams', {
      'model-credentials': list(struct('ChangeModelCredentialParams', { 'model-tag': str, 'credential-tag': str })),
    }),
    (call, params) => ({
      results: bulk(params['model-credentials'], (each) => {
        const model = modelByTag(call.world, each['model-tag'])
        if (!hasModelAccess(model, call.user, 'admin')) throw permissionDenied()
        const credential = parseTagOf('cloudcred', each['credential-tag'])
        if (!call.world.credentials.has(credential)) throw notFound(`credential "${credential}" not found`)
        model.credential = credential
        return {}
      }),
    }),
  ),
}

/** Revoking an access leaves the one below it; granting one that is there already is an error (user-grant-again). */
function changeAccess(model: Model, user: User, action: string, access: string): void {
  const wanted = access as ModelAccess
  if (!['read', 'write', 'admin'].includes(access)) throw new JujuError(`"${access}" model access not valid`, 'not valid')
  const current = model.access.get(user.name)
  if (action === 'grant') {
    if (!isGreater(wanted, current)) throw new JujuError(`user "${user.name}" already has "${access}" access or greater`)
    model.access.set(user.name, wanted)
    return
  }
  if (action !== 'revoke') throw new JujuError(`unknown action "${action}"`)
  if (wanted === 'read') model.access.delete(user.name)
  else if (current !== undefined && !isGreater(wanted, current)) model.access.set(user.name, wanted === 'admin' ? 'write' : 'read')
}

function ownOrAny({ world, user }: Call, tag: string): User {
  const name = parseTagOf('user', tag)
  if (name !== user.name && user.access !== 'superuser') throw permissionDenied()
  // A superuser may ask for a user that is not there (errors.json, "ListModels of another user").
  return world.users.get(name) ?? { ...user, name }
}

function visibleModels({ world, user: caller }: Call, user: User): Model[] {
  return [...world.models.values()].filter((model) => caller.access === 'superuser' || hasModelAccess(model, user, 'read'))
}
