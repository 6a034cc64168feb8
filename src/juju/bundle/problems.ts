import { ConfigurationError } from '../../core/errors.js'
import { anyRedactor, type Redactor } from '../../core/redact.js'

/** One mistake of a bundle. */
export interface BundleProblem {
  /** Where in the bundle, such as `applications.glance.to[0]`; in an overlay, its name goes before. */
  path: string
  message: string
  /** How to correct it. */
  hint?: string
}

/** Collects mistakes and warnings, so that all of them are reported at once. */
export class Problems {
  readonly found: BundleProblem[] = []
  readonly warnings: string[] = []

  /** @param source the overlay whose mistakes these are; empty for the bundle itself */
  constructor(readonly source = '') {}

  add(path: string, message: string, hint?: string): void {
    this.found.push({ path: this.#named(path), message, ...(hint !== undefined && { hint }) })
  }

  warn(text: string): void {
    this.warnings.push(this.#named(text))
  }

  #named(text: string): string {
    return this.source === '' ? text : `${this.source}: ${text}`
  }
}

/** The options of applications, whose values may be secrets, as a call has them. */
export const optionsIn = (parts: readonly (object | null)[]): { options: unknown[] } => ({
  options: parts.flatMap((part) => (part !== null && 'options' in part ? [part.options] : [])),
})

/** Removes those values from messages. */
export const redactorOf = (parts: readonly (object | null)[], redactor = anyRedactor): Redactor =>
  redactor.ofCall({ params: optionsIn(parts) })

/** Throws ConfigurationError with all mistakes, and the warnings: an ignored key may be why something is missing. */
export function throwIfAny(
  found: readonly BundleProblem[],
  bundle: string | undefined,
  warnings: readonly string[],
  redactor?: Redactor,
): void {
  const [first, ...others] = found
  if (first === undefined) return
  const more = others.length === 0 ? '' : ` (and ${others.length} more, see below)`
  throw new ConfigurationError({
    system: 'juju',
    operation: 'model.deployBundle',
    redactor,
    summary: `${line(first)}${more}`,
    hint: first.hint,
    facts: {
      bundle,
      ...Object.fromEntries(others.map((problem, index) => [`mistake ${index + 2}`, line(problem)])),
      ...Object.fromEntries(warnings.map((warning, index) => [`warning ${index + 1}`, warning])),
    },
  })
}

const line = (problem: BundleProblem): string => `${problem.path}: ${problem.message}`
