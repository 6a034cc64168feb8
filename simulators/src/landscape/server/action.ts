import type { LandscapeContext } from './context.js'
import type { ParamTypes, ParamValues, RawParams } from './params.js'
import { refuse } from './refusal.js'

/** An action of the signed API. */
export interface Action {
  /** The names of its parameters. */
  params: string[]
  run: (context: LandscapeContext, raw: RawParams) => unknown
}

export type Actions = Record<string, Action>

/** Declares an action: its parameters, and a function that returns the reply; undefined becomes `null`. */
export function action<P extends ParamTypes>(
  types: P,
  run: (context: LandscapeContext, params: ParamValues<P>) => unknown,
): Action {
  return { params: Object.keys(types), run: (context, raw) => run(context, raw.parse(types)) }
}

/** One page of a list in the signed API, which has no total (protocol.md section 6). That a negative number is refused is inferred. */
export function page<T>(items: readonly T[], { limit, offset }: { limit: number; offset: number }): T[] {
  if (limit < 0 || offset < 0)
    throw refuse('InvalidParameterValue', 'The values of limit and offset must not be negative')
  return items.slice(offset, offset + limit)
}
