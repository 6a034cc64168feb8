import { ConfigurationError } from '../../core/errors.js'
import type { WorkStep } from './plan.js'

interface Problem {
  text: string
  hint: string | undefined
}

/** Collects what is wrong with a description, so that all of it is reported at once. */
export class Problems {
  readonly #found: Problem[] = []

  add(text: string, hint?: string): void {
    if (!this.#found.some((problem) => problem.text === text)) this.#found.push({ text, hint })
  }

  get isEmpty(): boolean {
    return this.#found.length === 0
  }

  /** @throws ConfigurationError with all problems */
  throwIfAny(operation: string, systemId: string): void {
    const [first, ...others] = this.#found
    if (first === undefined) return
    const more = others.length === 0 ? '' : ` (and ${others.length} more, see below)`
    throw new ConfigurationError({
      system: 'maas',
      operation,
      summary: `MAAS ${operation} of ${systemId} was refused before anything was changed: ${first.text}${more}`,
      hint: first.hint,
      facts: Object.fromEntries(others.map(({ text }, index) => [`problem ${index + 2}`, text])),
    })
  }
}

/** Refuses removals that were not asked for. */
export function checkRemovals(
  problems: Problems,
  steps: readonly WorkStep[],
  replace: boolean | undefined,
): void {
  if (replace === true) return
  for (const step of steps)
    if (step.removes)
      problems.add(
        `it would ${step.text}`,
        'Pass { replace: true } to remove what is in the way, or describe what is there',
      )
}
