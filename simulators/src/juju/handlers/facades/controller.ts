import { modelStatus, noModelStatus, userModel } from '../../replies/model-info.js'
import { type Facade, method } from '../../server/facade.js'
import { anything, bool, int, list, map, optional, str, struct } from '../../server/go-json.js'
import { Empty, Entities } from '../../server/params.js'
import { bulk, Refusal, notFound, permissionDenied } from '../../server/refusal.js'
import { controllerSettings, isControllerSetting } from '../../state/controller-config.js'
import { modelSettings } from '../../state/model-config.js'
import { parseTagOf } from '../../state/tags.js'
import { modelByTag, userByTag } from './lookups.js'

const DestroyArgs = struct('DestroyControllerArgs', {
  'destroy-models': bool,
  'destroy-storage': optional(bool),
  force: optional(bool),
  'max-wait': optional(int),
  'model-timeout': optional(int),
})

const AccessArgs = struct('ModifyControllerAccessRequest', {
  changes: list(struct('ModifyControllerAccess', { 'user-tag': str, action: str, access: str })),
})

const login = { access: 'login' } as const
const superuser = { access: 'superuser' } as const

const RANK = ['', 'login', 'superuser'] as const

export const controller: Facade = {
  AllModels: method(superuser, Empty, ({ state, user }) => ({
    'user-models': [...state.models.values()]
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((model) => userModel(model, user)),
  })),

  ModelStatus: method(login, Entities, ({ state, user }, { entities }) => ({
    models: bulk(
      entities,
      ({ tag }) => {
        const model = state.models.get(parseTagOf('model', tag))
        if (model === undefined) throw notFound('model not found')
        if (user.access !== 'superuser' && model.access.get(user.name) !== 'admin') throw permissionDenied()
        return modelStatus(model)
      },
      noModelStatus,
    ),
  })),

  ControllerVersion: method(login, Empty, () => ({ version: '4.0.15', 'git-commit': '' })),

  IdentityProviderURL: method(login, Empty, () => ({ result: '' })),

  ControllerConfig: method(login, Empty, ({ state }) => ({ config: controllerSettings(state) })),

  ConfigSet: method(
    superuser,
    struct('ControllerConfigSet', { config: map(anything) }),
    ({ state }, { config }) => {
      for (const key of Object.keys(config)) {
        if (!isControllerSetting(key)) throw new Refusal(`unknown controller config setting "${key}"`)
      }
      for (const [key, value] of Object.entries(config)) state.controllerConfig.set(key, value)
      return {}
    },
  ),

  GetControllerAccess: method(login, Entities, ({ state, user }, { entities }) => ({
    results: bulk(entities, ({ tag }) => {
      const wanted = userByTag(state, tag)
      if (user.access !== 'superuser' && wanted !== user) throw permissionDenied()
      return { result: { 'user-tag': tag, access: wanted.access } }
    }),
  })),

  ModifyControllerAccess: method(superuser, AccessArgs, ({ state }, { changes }) => ({
    results: bulk(changes, ({ 'user-tag': tag, action, access }) => {
      const user = userByTag(state, tag)
      const wanted = RANK.findIndex((each) => each === access)
      if (wanted < 1) throw new Refusal(`"${access}" controller access not valid`, 'not valid')
      const current = RANK.indexOf(user.access)
      if (action === 'grant') {
        if (current >= wanted)
          throw new Refusal(`user "${user.name}" already has "${access}" access or greater`)
        user.access = RANK[wanted] ?? ''
      } else if (current >= wanted) user.access = RANK[wanted - 1] ?? ''
      return {}
    }),
  })),

  HostedModelConfigs: method(superuser, Empty, ({ state }) => ({
    models: [...state.models.values()]
      .filter((model) => model !== state.controllerModel)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((model) => {
        const cloud = state.clouds.get(model.cloud)
        const credential = state.credentials.get(model.credential)
        return {
          name: model.name,
          qualifier: model.qualifier,
          config: Object.fromEntries(
            Object.entries(modelSettings(model, cloud)).map(([key, { value }]) => [key, value]),
          ),
          'cloud-spec': {
            type: cloud?.type ?? '',
            name: model.cloud,
            ...(model.region === '' ? {} : { region: model.region }),
            ...(cloud?.endpoint === undefined ? {} : { endpoint: cloud.endpoint }),
            ...(credential === undefined
              ? {}
              : { credential: { 'auth-type': credential.authType, attrs: credential.attributes } }),
          },
        }
      }),
  })),

  CloudSpec: method(superuser, Entities, ({ state }, { entities }) => ({
    results: bulk(entities, ({ tag }) => {
      const model = modelByTag(state, tag)
      const cloud = state.clouds.get(model.cloud)
      const credential = state.credentials.get(model.credential)
      return {
        result: {
          type: cloud?.type ?? '',
          name: model.cloud,
          ...(credential === undefined
            ? {}
            : { credential: { 'auth-type': credential.authType, attrs: credential.attributes } }),
        },
      }
    }),
  })),

  ControllerAPIInfoForModels: method(login, Entities, ({ state }, { entities }) => ({
    results: bulk(
      entities,
      ({ tag }) => {
        modelByTag(state, tag)
        return { addresses: [`localhost:${state.port}`], cacert: state.caCert }
      },
      { addresses: null, cacert: '' },
    ),
  })),

  InitiateMigration: method(
    superuser,
    struct('InitiateMigrationArgs', { specs: list(anything) }),
    (_call, { specs }) => ({
      results: bulk(specs, (): Record<string, never> => {
        throw new Refusal('the simulator has no other controller to migrate to', 'not supported')
      }),
    }),
  ),

  // All models, also those without a block.
  ListBlockedModels: method(superuser, Empty, ({ state }) => {
    const all = [...state.models.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
    return {
      models: all.map((model) => ({
        name: model.name,
        'model-uuid': model.uuid,
        qualifier: model.qualifier,
        blocks: [...model.blocks.keys()],
      })),
    }
  }),

  RemoveBlocks: method(superuser, struct('RemoveBlocksArgs', { all: bool }), ({ state }, { all }) => {
    if (!all) throw new Refusal('not supported', 'not supported')
    for (const model of state.models.values()) model.blocks.clear()
    return {}
  }),

  DestroyController: method(superuser, DestroyArgs, ({ state }, params) => {
    const hosted = [...state.models.values()].filter((model) => model !== state.controllerModel)
    if (hosted.length > 0 && !params['destroy-models']) {
      throw new Refusal('cannot destroy controller with hosted models', 'controller has hosted models')
    }
    for (const model of hosted) {
      model.life = 'dying'
      state.lifecycle.modelDying(model)
    }
    return {}
  }),

  MongoVersion: method(login, anything, () => {
    throw new Refusal('not supported', 'not supported')
  }),

  DashboardConnectionInfo: refused('DashboardConnectionInfo', 'not implemented'),
  WatchAllModels: refused('WatchAllModels', 'not implemented'),
  WatchModelSummaries: refused('WatchModelSummaries', 'not supported'),
  WatchAllModelSummaries: refused('WatchAllModelSummaries', 'not supported'),
}

/** Methods in the schema that 4.x always rejects. */
function refused(name: string, why: 'not implemented' | 'not supported') {
  return method(login, anything, () => {
    throw new Refusal(`${name} ${why}`, why)
  })
}
