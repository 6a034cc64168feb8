import type { JujuState } from './state.js'

/** The names of a model's spaces: every model has `alpha`. */
export function spacesOf(state: JujuState): string[] {
  return [...new Set(['alpha', ...state.spaces, ...state.charmhub.spaces])]
}

/** The spaces of a constraint that the model does not have; `^space` excludes one, which must exist as well. */
export function unknownSpaces(state: JujuState, wanted: readonly string[]): string[] {
  const known = spacesOf(state)
  return wanted.map((space) => space.replace(/^\^/, '')).filter((space) => !known.includes(space))
}
