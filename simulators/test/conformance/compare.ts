/** How two replies are compared. */
export interface CompareRules {
  /** Text that differs from run to run. */
  tokens: readonly Token[]
  /** Paths whose values are compared by type only, such as `.response.servers[0][0].port`. */
  free: readonly RegExp[]
  /** Paths of arrays whose order has no meaning, such as `.response.relations`. */
  unordered: readonly RegExp[]
}

export interface Token {
  kind: string
  pattern: RegExp
  /**
   * Whether the text identifies one thing, so that it is replaced by the simulated one in requests:
   * `strictly` means that it must be the same text in every reply.
   */
  bound?: 'strictly' | 'loosely'
}

/** One difference between a simulated and a recorded reply. */
export interface Difference {
  path: string
  recorded: string
  simulated: string
}

/** Compares the replies of one run, and stores the simulated id of each recorded one. */
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

  /** Binds a recorded id to a simulated one. */
  bind(recorded: string, simulated: string): void {
    this.#bindings.set(recorded, simulated)
  }

  /** The simulated id of a recorded one, if known. */
  bound(recorded: string): string | undefined {
    return this.#bindings.get(recorded)
  }

  /** The recorded request with simulated ids. */
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
