import { secretArguments, secretHeaders } from './secret-arguments.js'
import { SecretFinder } from './secret-finder.js'
import { findNamed, isHarmless, isSecretName, MASK } from './secret-names.js'
import { type Span, viewsOf } from './secret-spellings.js'

/** Deeper data is dropped. */
const DEEPEST = 8
/** How many learned secrets a client remembers. */
const LEARNED = 100

/** The redactors of all clients, and what finds their secrets, without those that are one word, such as `admin`. */
const redactors = new Set<WeakRef<Redactor>>()
let distinct: SecretFinder | undefined
/** What it does not know yet: building it anew for each new client would take a time that grows with their number. */
let added: string[] = []
const gone = new FinalizationRegistry<WeakRef<Redactor>>((reference) => {
  redactors.delete(reference)
  forget()
})

/** The next use collects the secrets of all clients again. */
function forget(): void {
  distinct = undefined
  added = []
}

/** @param secrets which a client has in addition */
function addToAny(secrets: readonly string[]): void {
  if (distinct !== undefined) added.push(...secrets)
}

const NONE: readonly string[] = []

/** What a call sends that may contain secrets. */
export interface CallSecrets {
  params?: unknown
  headers?: Readonly<Record<string, string>> | undefined
}

/**
 * Removes secrets from text: those that were added, in every spelling in which a server or a library may echo them, and the values of
 * names that mark a secret. A client has one; everything that it builds, logs or emits goes through it first.
 */
export class Redactor {
  // Most redactors are of calls, and have none of their own.
  #secrets: readonly string[] = NONE
  #learned: readonly string[] = NONE
  #finder: SecretFinder | undefined
  /** What verbs of several calls were given, while they run. */
  #verbs: Set<CallSecrets> | undefined

  constructor() {
    if (new.target !== Redactor) return
    const reference = new WeakRef(this)
    redactors.add(reference)
    gone.register(this, reference)
  }

  /** Adds secrets; those of less than four characters are not masked. */
  add(...secrets: (string | undefined)[]): void {
    const known = secrets.filter((secret) => secret !== undefined)
    this.#secrets = [...new Set([...this.#secrets, ...known])]
    this.#finder = undefined
    addToAny(known)
  }

  /** Adds secrets that change with time, such as tokens; the oldest are forgotten. */
  learn(...secrets: string[]): void {
    const learned = [...new Set([...this.#learned, ...secrets])]
    this.#learned = learned.slice(-LEARNED)
    this.#finder = undefined
    if (learned.length > LEARNED) forget()
    addToAny(secrets)
  }

  /** A redactor that also knows the secrets of one call, which are searched for only when it is used. */
  ofCall(call: CallSecrets): Redactor {
    return call.params === undefined && call.headers === undefined ? this : new CallRedactor(this, [call])
  }

  /** A redactor that also knows the secrets of several calls, as they are when it is first used. */
  ofCalls(calls: Iterable<CallSecrets>): Redactor {
    return new CallRedactor(this, calls)
  }

  /** Runs a verb that makes several calls: all of them know the secrets of its arguments. */
  async during<T>(verb: CallSecrets, work: () => Promise<T>): Promise<T> {
    const verbs = (this.#verbs ??= new Set())
    verbs.add(verb)
    try {
      return await work()
    } finally {
      verbs.delete(verb)
    }
  }

  /** The text with its secrets masked. */
  text(text: string): string {
    const finders = this.finders()
    const spans: Span[] = []
    let isOriginal = true
    for (const view of viewsOf(text)) {
      for (const finder of finders) finder.find(view, spans)
      findNamed(view, isOriginal, spans)
      isOriginal = false
    }
    return spans.length === 0 ? text : masked(text, spans)
  }

  /** A copy of plain data with secrets masked, by value and by key. */
  value(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return this.text(value)
    if (typeof value !== 'object' || value === null) return value
    if (depth > DEEPEST) return '[deep]'
    if (Array.isArray(value)) return value.map((item) => this.value(item, depth + 1))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        this.text(key),
        isSecretName(key) && !isHarmless(item) ? MASK : this.value(item, depth + 1),
      ]),
    )
  }

  /** A safe copy of a cause: name, code, message and stack of an error and of its causes, nothing else. */
  cause(cause: unknown, depth = 0): unknown {
    if (!(cause instanceof Error)) return this.value(cause)
    const clean = new Error(this.text(cause.message))
    clean.name = cause.name
    clean.stack = this.text(cause.stack ?? '')
    if ('code' in cause) Object.assign(clean, { code: this.value(cause.code) })
    if (depth >= DEEPEST) return clean
    if (cause.cause !== undefined) clean.cause = this.cause(cause.cause, depth + 1)
    if (cause instanceof AggregateError)
      Object.assign(clean, { errors: cause.errors.map((error) => this.cause(error, depth + 1)) })
    return clean
  }

  /** @internal */
  finders(): readonly SecretFinder[] {
    this.#finder ??= new SecretFinder(this.secrets())
    const own = this.#finder.isEmpty ? [] : [this.#finder]
    return (this.#verbs?.size ?? 0) === 0 ? own : [...own, new SecretFinder(secretsOf(this.#verbs ?? []))]
  }

  /** @internal */
  secrets(): string[] {
    return [...this.#secrets, ...this.#learned]
  }
}

const secretsOf = (calls: Iterable<CallSecrets>): string[] =>
  [...calls].flatMap(({ params, headers }) => [...secretArguments(params), ...secretHeaders(headers)])

/** The secrets of a client and of some of its calls. */
class CallRedactor extends Redactor {
  readonly #client: Redactor
  readonly #calls: Iterable<CallSecrets>
  #own: SecretFinder | undefined

  constructor(client: Redactor, calls: Iterable<CallSecrets>) {
    super()
    this.#client = client
    this.#calls = calls
  }

  override finders(): readonly SecretFinder[] {
    this.#own ??= new SecretFinder(secretsOf(this.#calls))
    return this.#own.isEmpty ? this.#client.finders() : [this.#own, ...this.#client.finders()]
  }
}

/** For what is built without a client, as by the checks of arguments: removes the secrets of all clients. */
export const anyRedactor: Redactor = new (class extends Redactor {
  override finders(): readonly SecretFinder[] {
    if (distinct === undefined) {
      distinct = new SecretFinder([])
      added = [...redactors].flatMap((reference) => reference.deref()?.secrets() ?? [])
    }
    distinct.add(added.filter((secret) => !/^[a-z]*$/.test(secret)))
    added = []
    return distinct.isEmpty ? [] : [distinct]
  }
})()

/** Secrets may be found more than once, and inside others; those side by side become one mask. */
function masked(text: string, spans: Span[]): string {
  const parts: string[] = []
  let read = 0
  spans.sort((a, b) => a.start - b.start || b.end - a.end)
  for (let index = 0; index < spans.length;) {
    const { start, text: replacement = MASK } = spans[index] as Span
    let end = start
    for (; index < spans.length && (spans[index] as Span).start <= Math.max(end, start); index++)
      end = Math.max(end, (spans[index] as Span).end)
    parts.push(text.slice(read, start), replacement)
    read = end
  }
  return parts.join('') + text.slice(read)
}
