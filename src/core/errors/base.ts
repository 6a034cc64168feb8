import { inspect } from 'node:util'
import { ERRORS_PAGE } from '../docs-url.js'
import { anyRedactor, type Redactor } from '../redact.js'
import { oneLine } from '../text.js'
import type { ErrorReason } from './reason.js'

/** The systems that an error or an event can come from. */
export type System = 'maas' | 'juju' | 'landscape' | 'stack' | 'testing'

/** Details of an error. Texts and data go through `redactor` before they are kept, or through those of all clients. */
export interface StackErrorDetails {
  /** What failed and where, in one line, without the final full stop. */
  summary: string
  /** What to do about it; ends the first line. */
  hint?: string | undefined
  /** Further facts, one line each. */
  facts?: Record<string, unknown> | undefined
  system?: System | undefined
  operation?: string | undefined
  cause?: unknown
  isRetryable?: boolean | undefined
  mayHaveHappened?: boolean | undefined
  attempts?: number | undefined
  /** @internal */
  redactor?: Redactor | undefined
}

const KINDS = Symbol.for('canonical-stack.error.kinds')
/** Enough to reach the caller through a wait, a list and a request; Node keeps 10. */
const STACK_FRAMES = 30
/** Characters of the first line, and of each fact, that a message shows. */
const SHOWN = 500

/**
 * The base class of all errors of this package. `instanceof` works across two copies of the package.
 *
 * The first line of `message` has what failed, where, and what to do. The facts follow, one per line, then the page of the documentation.
 * Long texts are cut there; `facts` has them whole.
 */
export abstract class StackError extends Error {
  static readonly kind: string = 'StackError'
  abstract readonly code: string
  /** Why it failed, from the same closed set for every class and system. */
  abstract readonly reason: ErrorReason
  /** What to do about it. */
  readonly hint: string | undefined
  /** The section of the documentation about errors of this code. */
  readonly docs: string
  readonly system: System | undefined
  /** The operation that failed, as it was called: `machines.deploy`. */
  readonly operation: string | undefined
  /** Whether the same call may succeed later, unchanged. */
  readonly isRetryable: boolean
  /** Whether the server may have carried out the call although no reply arrived. */
  readonly mayHaveHappened: boolean
  /** Number of tries. */
  readonly attempts: number
  readonly facts: Readonly<Record<string, unknown>>

  constructor(details: StackErrorDetails) {
    const { redactor = anyRedactor } = details
    const clean = <T>(value: T): T => redactor.value(value) as T
    const hint = clean(details.hint)
    // Apart from the rest: what follows `account.deleteAuthorisationToken: ` is no token.
    const prefix = details.summary.startsWith(`${details.operation}: `) ? `${details.operation}: ` : ''
    const summary = oneLine(clean(prefix) + clean(details.summary.slice(prefix.length)))
    const facts = {
      ...clean(definedOnly(details.facts ?? {})),
      ...(summary.length > SHOWN ? { 'full message': summary } : {}),
    }
    const cause = details.cause instanceof StackError ? details.cause : redactor.cause(details.cause)
    const kinds = kindsOf(new.target)
    const docs = docsOf(kinds[0] ?? '')
    super(messageOf(summary, hint, facts, docs), cause === undefined ? undefined : { cause })
    Object.defineProperty(this, KINDS, { value: kinds })
    Object.defineProperty(this, 'name', { value: kinds[0], configurable: true })
    captureStack(this, new.target)
    this.hint = hint
    this.docs = docs
    this.system = details.system
    this.operation = clean(details.operation)
    this.isRetryable = details.isRetryable ?? false
    this.mayHaveHappened = details.mayHaveHappened ?? false
    this.attempts = details.attempts ?? 1
    this.facts = facts
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return false
    if (!Object.hasOwn(this, 'kind')) return Object.prototype.isPrototypeOf.call(this.prototype, value)
    return KINDS in value && (value[KINDS] as string[]).includes(this.kind)
  }

  /** Plain data for logs: everything but the stack and the cause. */
  toJSON(): Record<string, unknown> {
    const own = Object.fromEntries(Object.entries(this))
    return definedOnly({ ...own, name: this.name, message: this.message })
  }

  [inspect.custom](depth: number, options: { stylize?: unknown }): string {
    const frames = this.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? []
    const head = `${this.name} [${this.code}]: ${this.message}`
    const cause =
      this.cause === undefined || depth < 0
        ? ''
        : `\n  [cause]: ${inspect(this.cause, { ...options, depth: 0 }).replaceAll('\n', '\n  ')}`
    return `${head}\n${frames.join('\n')}${cause}`
  }
}

/** Sets the stack of an error to the current one, without `above` and the frames over it. */
export function captureStack(error: Error, above: object): void {
  const { stackTraceLimit } = Error
  if (stackTraceLimit > 0) Error.stackTraceLimit = Math.max(STACK_FRAMES, stackTraceLimit)
  Error.captureStackTrace(error, above as () => void)
  Error.stackTraceLimit = stackTraceLimit
}

/** The names of a class and its base classes, nearest first. */
function kindsOf(target: unknown): string[] {
  const kinds: string[] = []
  for (
    let klass = target;
    typeof klass === 'function' && klass !== Error;
    klass = Object.getPrototypeOf(klass)
  )
    if (Object.hasOwn(klass, 'kind')) kinds.push((klass as typeof StackError).kind)
  return kinds
}

/** The section about a class, titled with the code of the class: `ERR_NOT_FOUND` for `NotFoundError`. */
const docsOf = (kind: string): string =>
  `${ERRORS_PAGE}#err${kind.replace(/Error$/, '').replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)}`

const definedOnly = (data: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))

const shorten = (text: string): string =>
  text.length > SHOWN ? `${text.slice(0, SHOWN)}... (${text.length} characters, see facts)` : text

function messageOf(
  summary: string,
  hint: string | undefined,
  facts: Record<string, unknown>,
  docs: string,
): string {
  const short = shorten(summary)
  const first = hint === undefined ? short : `${short.replace(/[.:]$/, '')}. ${hint}`
  const lines = Object.entries(facts)
    .filter(([name]) => name !== 'full message')
    .map(([name, fact]) => `  ${name}: ${shorten(typeof fact === 'string' ? fact : JSON.stringify(fact))}`)
  return [first, ...lines, `  docs: ${docs}`].join('\n')
}
