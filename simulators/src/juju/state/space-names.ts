import type { JujuState } from './state.js'
import type { Model } from './types.js'

/** The names of a model's spaces: every model has `alpha`, and the dummy cloud has no other. */
export function spacesOf(state: JujuState, model: Model): string[] {
  return state.clouds.get(model.cloud)?.type === 'dummy' ? ['alpha'] : ['alpha', ...state.spaces]
}

/** The spaces of a constraint that the model does not have; `^space` excludes one, which must exist as well. */
export function unknownSpaces(state: JujuState, model: Model, wanted: readonly string[]): string[] {
  const known = spacesOf(state, model)
  return wanted.map((space) => space.replace(/^\^/, '')).filter((space) => !known.includes(space))
}
