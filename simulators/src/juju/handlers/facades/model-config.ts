import { randomUUID } from 'node:crypto'
import { type Facade, method } from '../../server/facade.js'
import { anything, list, map, str, struct } from '../../server/go-json.js'
import { ConstraintsParam, Empty } from '../../server/params.js'
import { Refusal, notFound } from '../../server/refusal.js'
import { cleanConstraints } from '../../state/constraints.js'
import { modelSettings } from '../../state/model-config.js'
import { unknownSpaces } from '../../state/space-names.js'
import type { JujuState } from '../../state/state.js'
import type { Model } from '../../state/types.js'

export const modelConfig: Facade = {
  ModelGet: method({ access: 'read' }, Empty, ({ state, model }) => ({
    config: modelSettings(model, state.clouds.get(model.cloud)),
  })),

  ModelSet: method(
    { access: 'write', changes: 'change' },
    struct('ModelSet', { config: map(anything) }),
    ({ model }, { config }) => {
      if ('agent-version' in config) {
        throw new Refusal(
          'config key ["agent-version"] not valid: agent-version cannot be changed',
          'not valid',
        )
      }
      const base = config['default-base']
      if (typeof base === 'string' && base !== '' && base.split('@').length !== 2) {
        throw new Refusal(
          `making updated model configuration: building new model config with removed attributes: invalid default base "${base}": expected base string to contain os and channel separated by '@'`,
        )
      }
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
    ({ state, model }, { constraints }) => {
      requireSpaces(state, model, constraints.spaces)
      model.constraints = cleanConstraints(constraints)
      return {}
    },
  ),

  // Always null in 4.0.15, whatever was deployed before (model-calls, bundle-again).
  Sequences: method({ access: 'read' }, Empty, () => ({ sequences: null })),

  GetModelSecretBackend: method({ access: 'read' }, Empty, () => ({ result: 'auto' })),
}

/** @throws Refusal in 4.0.15's words, which have Go's form of the spaces and an id of the constraints. */
function requireSpaces(state: JujuState, model: Model, wanted: readonly string[] = []): void {
  if (unknownSpaces(state, wanted).length === 0) return
  const shown = wanted.map((space) => `{${space.startsWith('^')} ${space.replace('^', '')}}`).join(' ')
  throw notFound(
    `space not found for model constraint "${model.uuid}": setting constraint spaces for model: inserting constraints "${randomUUID()}" spaces, space(s) [${shown}] does not exist`,
  )
}
