import { bulk, JujuError, notFound, permissionDenied } from '../../server/refusal.js'
import { type Facade, method } from '../../server/facade.js'
import { anything, bool, int, list, map, optional, str, struct } from '../../server/go-json.js'
import { controllerSettings, isControllerSetting } from '../../state/controller-config.js'
import { modelSettings } from '../../state/model-config.js'
import { modelStatus, noModelStatus, userModel } from '../../replies/model-info.js'
import { Empty, Entities } from '../../server/params.js'
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
  AllModels: method(superuser, Empty, ({ world, user }) => ({
    'user-models': [...world.models.values()]
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((model) => userModel(model, user)),
  })),

  ModelStatus: method(login, Entities, ({ world, user }, { entities }) => ({
    models: bulk(
      entities,
      ({ tag }) => {
        const model = world.models.get(parseTagOf('model', tag))
        if (model === undefined) throw notFound('model not found')
        if (user.access !== 'superuser' && model.access.get(user.name) !== 'admin') throw permissionDenied()
        return modelStatus(model)
      },
      noModelStatus,
    ),
  })),

  ControllerVersion: method(login, Empty, () => ({ version: '4.0.15', 'git-commit': '' })),

  IdentityProviderURL: method(login, Empty, () => ({ result: '' })),

  ControllerConfig: method(login, Empty, ({ world }) => ({ config: controllerSettings(world) })),

  ConfigSet: method(
    superuser,
    struct('ControllerConfigSet', { config: map(anything) }),
    ({ world }, { config }) => {
      for (const key of Object.keys(config)) {
        if (!isControllerSetting(key)) throw new JujuError(`unknown controller config setting "${key}"`)
      }
      for (const [key, value] of Object.entries(config)) world.controllerConfig.set(key, value)
      return {}
    },
  ),

  GetControllerAccess: method(login, Entities, ({ world, user }, { entities }) => ({
    results: bulk(entities, ({ tag }) => {
      const wanted = userByTag(world, tag)
      if (user.access !== 'superuser' && wanted !== user) throw permissionDenied()
      return { result: { 'user-tag': tag, access: wanted.access } }
    }),
  })),

  ModifyControllerAccess: method(superuser, AccessArgs, ({ world }, { changes }) => ({
    results: bulk(changes, ({ 'user-tag': tag, action, access }) => {
      const user = userByTag(world, tag)
      const wanted = RANK.findIndex((each) => each === access)
      if (wanted < 1) throw new JujuError(`"${access}" controller access not valid`, 'not valid')
      const current = RANK.indexOf(user.access)
      if (action === 'grant') {
        if (current >= wanted)
          throw new JujuError(`user "${user.name}" already has "${access}" access or greater`)
        user.access = RANK[wanted] ?? ''
      } else if (current >= wanted) user.access = RANK[wanted - 1] ?? ''
      return {}
    }),
  })),

  HostedModelConfigs: method(superuser, Empty, ({ world }) => ({
    models: [...world.models.values()]
      .filter((model) => model !== world.controllerModel)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((model) => {
        const cloud = world.clouds.get(model.cloud)
        const credential = world.credentials.get(model.credential)
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

  CloudSpec: method(superuser, Entities, ({ world }, { entities }) => ({
    results: bulk(entities, ({ tag }) => {
      const model = modelByTag(world, tag)
      const cloud = world.clouds.get(model.cloud)
      const credential = world.credentials.get(model.credential)
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

  ControllerAPIInfoForModels: method(login, Entities, ({ world }, { entities }) => ({
    results: bulk(
      entities,
      ({ tag }) => {
        modelByTag(world, tag)
        return { addresses: [`localhost:${world.port}`], cacert: world.caCert }
      },
      { addresses: null, cacert: '' },
    ),
  })),

  InitiateMigration: method(
    superuser,
    struct('InitiateMigrationArgs', { specs: list(anything) }),
    (_call, { specs }) => ({
      results: bulk(specs, (): Record<string, never> => {
        throw new JujuError('the simulator has no other controller to migrate to', 'not supported')
      }),
    }),
  ),

  ListBlockedModels: method(superuser, Empty, ({ world }) => {
    const blocked = [...world.models.values()].filter((model) => model.blocks.size > 0)
    if (blocked.length === 0) return {}
    return {
      models: blocked.map((model) => ({
        name: model.name,
        'model-uuid': model.uuid,
        qualifier: model.qualifier,
        blocks: [...model.blocks.keys()],
      })),
    }
  }),

  RemoveBlocks: method(superuser, struct('RemoveBlocksArgs', { all: bool }), ({ world }, { all }) => {
    if (!all) throw new JujuError('not supported', 'not supported')
    for (const model of world.models.values()) model.blocks.clear()
    return {}
  }),

  DestroyController: method(superuser, DestroyArgs, ({ world }, params) => {
    const hosted = [...world.models.values()].filter((model) => model !== world.controllerModel)
    if (hosted.length > 0 && !params['destroy-models']) {
      throw new JujuError('controller has hosted models', 'controller has hosted models')
    }
    for (const model of hosted) {
      model.life = 'dying'
      world.life.modelDying(model)
    }
    return {}
  }),

  DashboardConnectionInfo: refused('DashboardConnectionInfo', 'not implemented'),
  WatchAllModels: refused('WatchAllModels', 'not implemented'),
  WatchModelSummaries: refused('WatchModelSummaries', 'not supported'),
  WatchAllModelSummaries: refused('WatchAllModelSummaries', 'not supported'),
}

/** Methods that the schema lists and 4.x always refuses. */
function refused(name: string, why: 'not implemented' | 'not supported') {
  return method(login, anything, () => {
    throw new JujuError(`${name} ${why}`, why)
  })
}
