/** A map with repeated keys, such as a query string or a form: keys in order of first appearance, each with all its values. */
export class Params {
  readonly #values = new Map<string, string[]>()

  constructor(pairs: Iterable<readonly [string, string]> = []) {
    for (const [name, value] of pairs) this.append(name, value)
  }

  static parse(query: string): Params {
    return new Params(new URLSearchParams(query))
  }

  append(name: string, value: string): void {
    const values = this.#values.get(name)
    if (values) values.push(value)
    else this.#values.set(name, [value])
  }

  /** The last value counts where a name is repeated, `op` included (exchanges http). */
  get(name: string): string | undefined {
    return this.#values.get(name)?.at(-1)
  }

  all(name: string): string[] {
    return this.#values.get(name) ?? []
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  /** A copy in which some names have one other value. */
  with(change: Iterable<readonly [string, string]>): Params {
    const copy = new Params()
    for (const [name, values] of this.#values) copy.#values.set(name, [...values])
    for (const [name, value] of change) copy.#values.set(name, [value])
    return copy
  }

  /** A copy with only some names. */
  pick(names: readonly string[]): Params {
    const copy = new Params()
    for (const [name, values] of this.#values) if (names.includes(name)) copy.#values.set(name, values)
    return copy
  }

  names(): string[] {
    return [...this.#values.keys()]
  }

  entries(): [string, string[]][] {
    return [...this.#values]
  }
}
