import { type System, ValidationError } from './errors.js'
import type { ClientEventEmitter } from './events.js'
import type { ValidateMode } from './options.js'
import type { Redactor } from './redact.js'
import { replyIssues, type SchemaLoader, type ZodLike } from './schema.js'

/** A dynamic import is not free the second time either. */
const loaded = new WeakMap<SchemaLoader, ZodLike>()

/** Compares replies with their schemas, and tells each difference once. */
export class DriftWatch {
  readonly #setup: { system: System; label: string; events: ClientEventEmitter; redactor: Redactor }
  readonly #told = new Set<string>()

  constructor(setup: { system: System; label: string; events: ClientEventEmitter; redactor: Redactor }) {
    this.#setup = setup
  }

  /** Emits `drift` for what is new, or in strict mode throws `ValidationError`. A promise only until the schema is loaded. */
  check(
    operation: string,
    schema: SchemaLoader,
    data: unknown,
    mode: ValidateMode,
  ): Promise<void> | undefined {
    if (mode === 'off') return undefined
    const known = loaded.get(schema)
    if (known === undefined) return this.#load(operation, schema, data, mode)
    this.#compare(operation, known, data, mode)
    return undefined
  }

  async #load(operation: string, schema: SchemaLoader, data: unknown, mode: ValidateMode): Promise<void> {
    const known = await schema()
    loaded.set(schema, known)
    this.#compare(operation, known, data, mode)
  }

  #compare(operation: string, schema: ZodLike, data: unknown, mode: ValidateMode): void {
    const issues = replyIssues(schema, data)
    if (issues.length === 0) return
    const { events, system, label, redactor } = this.#setup
    if (mode === 'strict') {
      const first = issues[0]
      throw new ValidationError({
        system,
        redactor,
        operation,
        summary: `${label} ${operation} answered something unexpected at ${first?.path === '' ? 'its root' : first?.path}: ${first?.message}`,
        hint: "Use validate: 'report' to go on, and tell us about this server's release",
        facts: issues.length > 1 ? { 'further differences': issues.length - 1 } : {},
        issues,
      })
    }
    for (const { path, message } of issues) {
      const key = `${operation} ${path}`
      if (this.#told.has(key)) continue
      this.#told.add(key)
      events.emit('drift', { system, operation, path: redactor.text(path), message: redactor.text(message) })
    }
  }
}
