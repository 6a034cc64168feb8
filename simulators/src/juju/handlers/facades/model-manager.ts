import { randomUUID } from 'node:crypto'
import { modelInfo, modelStatus, modelSummary, noModelStatus, userModel } from '../../replies/model-info.js'
import { type Call, type Facade, hasModelAccess, heedBlocks, isGreater, method } from '../../server/facade.js'
import { anything, bool, int, list, map, optional, str, struct } from '../../server/go-json.js'
import { Entities, Entity } from '../../server/params.js'
import { bulk, Refusal, notFound, permissionDenied } from '../../server/refusal.js'
import { defaultSettings } from '../../state/model-config.js'
import type { JujuState } from '../../state/state.js'
import { parseTagOf } from '../../state/tags.js'
import type { Cloud, Model, ModelAccess, User } from '../../state/types.js'
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
  config: list(
    struct('ModelDefaultValues', { 'cloud-tag': str, 'cloud-region': str, config: map(anything) }),
  ),
})

const login = { access: 'login' } as const

export const modelManager: Facade = {
  CreateModel: method(login, CreateArgs, (call, params) => {
    const { state, user } = call
    const qualifier = qualifierOf(call, params)
    const cloud = cloudForModel(state, params['cloud-tag'], `${qualifier}/${params.name}`, params.name)
    mayAddModel(call, cloud, qualifier)
    const credential = params.credential === '' ? undefined : parseTagOf('cloudcred', params.credential)
    if (
      [...state.models.values()].some((model) => model.name === params.name && model.qualifier === qualifier)
    ) {
      throw new Refusal(`model ${qualifier}/${params.name} already exists`, 'already exists')
    }
    requireRegion(cloud, params.region, `${qualifier}/${params.name}`, params.name)
    if (!/^[a-z0-9][a-z0-9-]*$/.test(params.name)) {
      throw new Refusal(
        `setting model config for model "${params.name}": constructing new model config with model defaults: "${params.name}" is not a valid name: model names may only contain lowercase letters, digits and hyphens`,
      )
    }
    if (credential !== undefined && !state.credentials.has(credential))
      throw notFound('cloud credential for new model is not valid')
    const model = state.addModel({
      name: params.name,
      qualifier,
      config: params.config,
      ...(cloud === undefined ? {} : { cloud: cloud.name }),
      ...(params.region === '' ? {} : { region: params.region }),
      ...(credential === undefined ? {} : { credential }),
    })
    model.access.set(user.name, 'admin')
    return modelInfo(state, model, 'just made')
  }),

  ListModels: method(login, Entity, (call, { tag }) => {
    const user = ownOrAny(call, tag)
    return {
      'user-models': visibleModels(call, user)
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map((model) => userModel(model, user)),
    }
  }),

  ListModelSummaries: method(
    login,
    struct('ModelSummariesRequest', { 'user-tag': str, all: bool }),
    (call, params) => {
      const user = ownOrAny(call, params['user-tag'])
      if (params.all && call.user.access !== 'superuser') {
        throw new Refusal(
          'permission denied: cannot list all models as non-admin user',
          'unauthorized access',
        )
      }
      const models = [...call.state.models.values()].filter(
        (model) => params.all || model.access.has(user.name),
      )
      return {
        results: models.map((model) => ({
          result: modelSummary(call.state, model, params.all ? undefined : user),
        })),
      }
    },
  ),

  ModelInfo: method(login, Entities, (call, { entities }) => ({
    results: bulk(entities, ({ tag }) => {
      const model = reachable(call, tag, 'read')
      return { result: modelInfo(call.state, model, { user: call.user }) }
    }),
  })),

  ModelStatus: method(login, Entities, (call, { entities }) => ({
    models: bulk(
      entities,
      ({ tag }) => {
        return modelStatus(reachable(call, tag, 'admin', `model "${tag}" does not exist`))
      },
      noModelStatus,
    ),
  })),

  DestroyModels: method(login, DestroyArgs, (call, { models }) => ({
    results: bulk(models, (arg) => {
      // What is gone need not be destroyed.
      const uuid = parseTagOf('model', arg['model-tag'])
      if (call.user.access === 'superuser' && !call.state.models.has(uuid)) return {}
      const model = reachable(call, arg['model-tag'], 'admin')
      heedBlocks(model, 'destroy')
      model.life = 'dying'
      call.state.lifecycle.modelDying(model)
      return {}
    }),
  })),

  ModifyModelAccess: method(login, AccessArgs, (call, { changes }) => ({
    results: bulk(changes, (change) => {
      parsedForAccess('model', change['model-tag'])
      const model = reachable(call, change['model-tag'], 'admin')
      parsedForAccess('user', change['user-tag'])
      changeAccess(model, userByTag(call.state, change['user-tag']), change.action, change.access)
      return {}
    }),
  })),

  ModelDefaultsForClouds: method({ access: 'superuser' }, Entities, ({ state }, { entities }) => ({
    results: bulk(entities, ({ tag }) => ({ config: shownDefaults(cloudByTag(state, tag)) }), {
      config: null,
    }),
  })),

  SetModelDefaults: method({ access: 'superuser' }, DefaultsArgs, ({ state, model }, { config }) => {
    heedBlocks(model, 'change')
    return {
      results: bulk(config, (each) => {
        const defaults = defaultsAt(state, each['cloud-tag'], each['cloud-region'])
        for (const [key, value] of Object.entries(each.config)) defaults.set(key, value)
        return {}
      }),
    }
  }),

  UnsetModelDefaults: method(
    { access: 'superuser' },
    struct('UnsetModelDefaults', {
      keys: list(struct('ModelUnsetKeys', { 'cloud-tag': str, 'cloud-region': str, keys: list(str) })),
    }),
    ({ state, model }, params) => {
      heedBlocks(model, 'change')
      return {
        results: bulk(params.keys, (each) => {
          const defaults = defaultsAt(state, each['cloud-tag'], each['cloud-region'])
          for (const key of each.keys) defaults.delete(key)
          return {}
        }),
      }
    },
  ),

  // 4.0 no longer has the database that this call dumped.
  DumpModelsDB: method(login, Entities, (_call, { entities }) => ({
    results: bulk(
      entities,
      () => {
        throw new Refusal('DumpModelsDB not implemented', 'not implemented')
      },
      { result: null },
    ),
  })),

  ChangeModelCredential: method(
    login,
    struct('ChangeModelCredentialsParams', {
      'model-credentials': list(
        struct('ChangeModelCredentialParams', { 'model-tag': str, 'credential-tag': str }),
      ),
    }),
    (call, params) => ({
      results: bulk(params['model-credentials'], (each) => {
        const model = reachable(call, each['model-tag'], 'admin')
        const credential = parseTagOf('cloudcred', each['credential-tag'])
        if (!call.state.credentials.has(credential))
          throw notFound(`not found cloud credential "${credential}"`)
        model.credential = credential
        return {}
      }),
    }),
  ),
}

function qualifierOf({ user }: Call, params: { qualifier: string; 'owner-tag': string }): string {
  if (params.qualifier !== '') return params.qualifier
  return params['owner-tag'] === '' ? user.name : parseTagOf('user', params['owner-tag'])
}

/** The cloud of a new model: the controller's unless one is named. @throws Refusal when it does not exist. */
function cloudForModel(state: JujuState, tag: string, full: string, name: string): Cloud | undefined {
  if (tag === '') return state.clouds.get(state.controllerModelCloud())
  const wanted = parseTagOf('cloud', tag)
  const cloud = state.clouds.get(wanted)
  if (cloud === undefined) {
    throw new Refusal(
      `creating new model ${full}: creating model "${name}": determining model type when creating model "${name}": determining model type from cloud: cloud not found for name "${wanted}"`,
    )
  }
  return cloud
}

function requireRegion(cloud: Cloud | undefined, region: string, full: string, name: string): void {
  if (region === '' || cloud === undefined || cloud.regions.some((each) => each.name === region)) return
  const uuid = randomUUID()
  throw notFound(
    `creating new model ${full}: creating model "${name}": creating initial model "${name}" with id "${uuid}": setting cloud region for model "${uuid}": cloud region "${region}" for model uuid "${uuid}" not found`,
  )
}

/** Users who are not superusers need `add-model` on the cloud, and may only create models of their own. */
function mayAddModel({ user }: Call, cloud: Cloud | undefined, qualifier: string): void {
  if (user.access === 'superuser') return
  if (cloud?.access.has(user.name) !== true) throw permissionDenied()
  if (qualifier !== user.name) {
    throw new Refusal(
      '"add-model" permission does not permit creation of models for different owners',
      'unauthorized access',
    )
  }
}

/** The model of a tag. Without access, the error does not show whether the model exists. */
function reachable({ state, user }: Call, tag: string, access: ModelAccess, missing?: string): Model {
  const model = state.models.get(parseTagOf('model', tag))
  if (user.access !== 'superuser' && (model === undefined || !hasModelAccess(model, user, access)))
    throw permissionDenied()
  if (model === undefined && missing !== undefined) throw notFound(missing)
  return model ?? modelByTag(state, tag)
}

function parsedForAccess(kind: 'model' | 'user', tag: string): void {
  try {
    parseTagOf(kind, tag)
  } catch (error) {
    if (error instanceof Refusal)
      throw new Refusal(`could not modify model access: ${error.message}`, error.code)
    throw error
  }
}

function defaultsAt(state: JujuState, tag: string, region: string): Map<string, unknown> {
  if (tag === '') throw new Refusal('missing cloud name')
  const cloud = cloudByTag(state, tag)
  if (region === '') return cloud.modelDefaults
  if (!cloud.regions.some(({ name }) => name === region))
    throw notFound(`cloud "${cloud.name}" region "${region}" not found`)
  const known = cloud.regionDefaults.get(region) ?? new Map<string, unknown>()
  cloud.regionDefaults.set(region, known)
  return known
}

function shownDefaults(cloud: Cloud): Record<string, unknown> {
  const settings = [...defaultSettings(cloud)].map(([key, value]) => {
    const own = cloud.modelDefaults.get(key)
    const regions = [...cloud.regionDefaults].filter(([, values]) => values.has(key))
    return [
      key,
      {
        default: value,
        ...(own === undefined ? {} : { controller: own }),
        ...(regions.length === 0
          ? {}
          : { regions: regions.map(([name, values]) => ({ 'region-name': name, value: values.get(key) })) }),
      },
    ]
  })
  return Object.fromEntries(settings) as Record<string, unknown>
}

/** Revoking an access leaves the one below it; granting an access that the user has is an error (user-grant-again). */
function changeAccess(model: Model, user: User, action: string, access: string): void {
  const wanted = access as ModelAccess
  if (!['read', 'write', 'admin'].includes(access))
    throw new Refusal(`"${access}" model access not valid`, 'not valid')
  const current = model.access.get(user.name)
  if (action === 'grant') {
    if (!isGreater(wanted, current))
      throw new Refusal(`user "${user.name}" already has "${access}" access or greater`)
    model.access.set(user.name, wanted)
    return
  }
  if (action !== 'revoke') throw new Refusal(`unknown action "${action}"`)
  if (wanted === 'read') model.access.delete(user.name)
  else if (current !== undefined && !isGreater(wanted, current))
    model.access.set(user.name, wanted === 'admin' ? 'write' : 'read')
}

function ownOrAny({ state, user }: Call, tag: string): User {
  const name = parseTagOf('user', tag)
  if (name !== user.name && user.access !== 'superuser') throw permissionDenied()
  const found = state.users.get(name)
  if (found === undefined) throw new Refusal(`user not found when finding user uuid for name "${name}"`)
  return found
}

function visibleModels({ state, user: caller }: Call, user: User): Model[] {
  return [...state.models.values()].filter(
    (model) => caller.access === 'superuser' || hasModelAccess(model, user, 'read'),
  )
}
