import { type Facade, method } from '../../server/facade.js'
import { anything, list, map, str, struct } from '../../server/go-json.js'
import { ConstraintsParam, Empty } from '../../server/params.js'
import { Refusal } from '../../server/refusal.js'
import { cleanConstraints } from '../../state/constraints.js'
import { modelSettings } from '../../state/model-config.js'

const FIXED = ['agent-version', 'name', 'type', 'uuid']

export const modelConfig: Facade = {
  ModelGet: method({ access: 'read' }, Empty, ({ state, model }) => ({
    config: modelSettings(model, state.clouds.get(model.cloud)),
  })),

  ModelSet: method(
    { access: 'write', changes: 'change' },
    struct('ModelSet', { config: map(anything) }),
    ({ model }, { config }) => {
      for (const key of Object.keys(config))
        if (FIXED.includes(key)) throw new Refusal(`${key} cannot be set`)
      for (const [key, value] of Object.entries(config)) model.config.set(key, value)
      return {}
    },
  ),

  ModelUnset: method(
    { access: 'write', changes: 'change' },
    struct('ModelUnset', { keys: list(str) }),
    ({ model }, { keys }) => {
      for (const key of keys) model.config.delete(key)
      return {}
    },
  ),

  GetModelConstraints: method({ access: 'read' }, Empty, ({ model }) => ({ constraints: model.constraints })),

  SetModelConstraints: method(
    { access: 'write', changes: 'change' },
    struct('SetConstraints', { application: str, constraints: ConstraintsParam }),
    ({ model }, { constraints }) => {
      model.constraints = cleanConstraints(constraints)
      return {}
    },
  ),

  // Always null in 4.0.15, whatever was deployed before (model-calls, bundle-again).
  Sequences: method({ access: 'read' }, Empty, () => ({ sequences: null })),

  GetModelSecretBackend: method({ access: 'read' }, Empty, () => ({ result: 'auto' })),
}
