import { type System, ValidationError } from './errors.js'
import type { ClientEventEmitter } from './events.js'
import type { ValidateMode } from './options.js'
import type { Redactor } from './redact.js'
import { explainMisfit } from './shape/explain.js'
import { fitsOf, NestedTooDeeply } from './shape/fits.js'
import type { ShapeContext, Shapes } from './shape/shape.js'

/** The expected type of a reply, defined by an API's shapes. */
export interface ExpectedReply {
  operation: string
  shapes: Shapes
  type: string
  context?: ShapeContext
}

/** Compares replies with their shapes and reports each difference once. */
export class DriftWatch {
  readonly #setup: { system: System; label: string; events: ClientEventEmitter }
  readonly #reported = new Set<string>()

  constructor(setup: { system: System; label: string; events: ClientEventEmitter }) {
    this.#setup = setup
  }

  /**
   * Emits `drift` for each new difference.
   *
   * @param call has the redactor; it is only read where there is a difference
   * @returns whether there is none, as far as it is checked
   * @throws ValidationError in strict mode
   */
  check(
    { operation, shapes, type, context = {} }: ExpectedReply,
    data: unknown,
    mode: ValidateMode,
    { redactor }: { readonly redactor: Redactor },
  ): boolean {
    if (mode === 'off') return true
    const issues = differences(shapes, type, data, context)
    if (issues.length === 0) return true
    const { events, system, label } = this.#setup
    if (mode === 'strict') {
      const [first] = issues
      throw new ValidationError({
        system,
        redactor,
        operation,
        summary: `${label} ${operation} failed: unexpected reply at ${first?.path === '' ? 'its root' : first?.path}: ${first?.message}`,
        hint: "Use validate: 'report' to accept such replies, and report the release of this server to us",
        facts: issues.length > 1 ? { 'further differences': issues.length - 1 } : {},
        issues,
      })
    }
    for (const { path, message } of issues) {
      const key = `${operation} ${path}`
      if (this.#reported.has(key)) continue
      this.#reported.add(key)
      events.emit('drift', { system, operation, path: redactor.text(path), message: redactor.text(message) })
    }
    return false
  }
}

function differences(
  shapes: Shapes,
  type: string,
  data: unknown,
  context: ShapeContext,
): { path: string; message: string }[] {
  try {
    return fitsOf(shapes, type, context)(data) ? [] : explainMisfit(shapes, type, data, context)
  } catch (error) {
    if (error instanceof NestedTooDeeply) return [{ path: '', message: 'nested too deeply to be checked' }]
    throw error
  }
}
