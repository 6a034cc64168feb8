/** How two replies are held against each other. */
export interface CompareRules {
  /** Text that differs from run to run. */
  tokens: readonly Token[]
  /** Paths whose values are compared by type alone, such as `.response.servers[0][0].port`. */
  free: readonly RegExp[]
  /** Paths of arrays whose order says nothing, such as `.response.relations`. */
  unordered: readonly RegExp[]
}

export interface Token {
  kind: string
  pattern: RegExp
  /**
   * Whether the text stands for one thing, so that a recorded request can be sent with the simulator's own:
   * strictly means that it must come back as the same text wherever it comes back.
   */
  bound?: 'strictly' | 'loosely'
}

/** One place where the simulator's answer is not the recorded one. */
export interface Difference {
  path: string
  recorded: string
  simulated: string
}

/** Compares replies of one run, and remembers which simulated id stands for which recorded one. */
export class Comparer {
  readonly #rules: CompareRules
  readonly #tokens: RegExp
  readonly #bindings = new Map<string, string>()

  constructor(rules: CompareRules) {
    this.#rules = rules
    this.#tokens = new RegExp(
      rules.tokens.map(({ pattern }, i) => `(?<t${i}>${pattern.source})`).join('|'),
      'g',
    )
  }

  /** States that a recorded id and a simulated one stand for the same thing. */
  bind(recorded: string, simulated: string): void {
    this.#bindings.set(recorded, simulated)
  }

  /** The simulated id that stands for a recorded one, if one is known. */
  bound(recorded: string): string | undefined {
    return this.#bindings.get(recorded)
  }

  /** The recorded request with the ids of the simulator in it. */
  translate<T>(recorded: T): T {
    return this.#translate(recorded) as T
  }

  #translate(value: unknown): unknown {
    if (typeof value === 'string')
      return value.replace(this.#tokens, (text) => this.#bindings.get(text) ?? text)
    if (Array.isArray(value)) return value.map((item) => this.#translate(item))
    if (!isObject(value)) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [this.#translate(key), this.#translate(item)]),
    )
  }

  compare(recorded: unknown, simulated: unknown): Difference[] {
    const differences: Difference[] = []
    this.#compare('', recorded, simulated, differences)
    return differences
  }

  #compare(path: string, recorded: unknown, simulated: unknown, out: Difference[]): void {
    const differ = () =>
      out.push({ path: path || '.', recorded: short(recorded), simulated: short(simulated) })
    if (kindOf(recorded) !== kindOf(simulated)) {
      differ()
    } else if (this.#rules.free.some((pattern) => pattern.test(path))) {
      return
    } else if (Array.isArray(recorded) && Array.isArray(simulated)) {
      if (recorded.length !== simulated.length) {
        out.push({
          path: `${path}.length`,
          recorded: `${recorded.length} ${short(recorded)}`,
          simulated: `${simulated.length} ${short(simulated)}`,
        })
        return
      }
      const unordered = this.#rules.unordered.some((pattern) => pattern.test(path))
      const left = unordered ? this.#sorted(recorded) : recorded
      const right = unordered ? this.#sorted(simulated) : simulated
      for (let i = 0; i < left.length; i++) this.#compare(`${path}[${i}]`, left[i], right[i], out)
    } else if (isObject(recorded) && isObject(simulated)) {
      this.#compareObjects(path, recorded, simulated, out)
    } else if (typeof recorded === 'string' && typeof simulated === 'string') {
      if (!this.#sameText(recorded, simulated)) differ()
    } else if (recorded !== simulated) {
      differ()
    }
  }

  #compareObjects(
    path: string,
    recorded: Record<string, unknown>,
    simulated: Record<string, unknown>,
    out: Difference[],
  ): void {
    const left = new Map(
      Object.entries(recorded).map(([key, value]) => [String(this.#translate(key)), value]),
    )
    for (const [key, value] of left) {
      if (!Object.hasOwn(simulated, key))
        out.push({ path: `${path}.${key}`, recorded: short(value), simulated: '(absent)' })
      else this.#compare(`${path}.${key}`, value, simulated[key], out)
    }
    for (const [key, value] of Object.entries(simulated)) {
      if (!left.has(key)) out.push({ path: `${path}.${key}`, recorded: '(absent)', simulated: short(value) })
    }
  }

  #sameText(recorded: string, simulated: string): boolean {
    const [left, right] = [this.#split(recorded), this.#split(simulated)]
    if (left.skeleton !== right.skeleton) return false
    return left.tokens.every(({ text, bound }, i) => {
      const other = right.tokens[i]?.text ?? ''
      const known = this.#bindings.get(text)
      if (bound === 'strictly' && known !== undefined) return known === other
      if (bound !== undefined) this.#bindings.set(text, other)
      return true
    })
  }

  #split(text: string): { skeleton: string; tokens: { text: string; bound: Token['bound'] }[] } {
    const tokens: { text: string; bound: Token['bound'] }[] = []
    const skeleton = text.replace(this.#tokens, (match: string, ...rest: unknown[]) => {
      const groups = rest.at(-1) as Record<string, string | undefined>
      const token = this.#rules.tokens.find((_, i) => groups[`t${i}`] !== undefined)
      tokens.push({ text: match, bound: token?.bound })
      return `<${token?.kind}>`
    })
    return { skeleton, tokens }
  }

  #sorted(items: readonly unknown[]): unknown[] {
    const key = (item: unknown) => this.#split(stable(item)).skeleton
    return items
      .map((item) => ({ item, key: key(item) }))
      .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ item }) => item)
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value) ?? 'undefined'
  return `{${Object.keys(value)
    .toSorted()
    .map((key) => `${key}:${stable(value[key])}`)
    .join(',')}}`
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 240 ? `${text.slice(0, 240)}...` : text
}
