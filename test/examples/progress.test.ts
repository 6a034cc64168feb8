import { afterEach, describe, expect, it } from 'vitest'
import { Progress } from '../../examples/support/progress.js'

/** A terminal that keeps what scrolls off its top. */
class Terminal {
  readonly isTTY = true
  readonly lines: string[] = ['']
  #row = 0
  #column = 0
  /** Moves of the cursor above the first visible line: such a line is lost. */
  lost = 0

  constructor(
    readonly columns: number,
    readonly rows: number,
  ) {}

  readonly write = (text: string): boolean => {
    // oxlint-disable-next-line no-control-regex -- terminals are controlled with these
    for (const [part, move, count] of text.matchAll(/\u001b\[\??([\d;]*)([A-Za-z])|[^]/g))
      this.#put(part, count, move ?? '')
    return true
  }

  on(): this {
    return this
  }

  #put(part: string, command: string | undefined, argument: string): void {
    const top = Math.max(0, this.lines.length - this.rows)
    if (part === '\n') this.#down()
    else if (part === '\r' || command === 'G') this.#column = 0
    else if (command === 'A') {
      const wanted = this.#row - Number(argument || 1)
      if (wanted < top) this.lost += 1
      this.#row = Math.max(top, wanted)
    } else if (command === 'B') this.#row = Math.min(this.lines.length - 1, this.#row + Number(argument || 1))
    else if (command === 'K') this.#erase(argument)
    else if (command === 'J') this.lines.splice(this.#row + 1)
    else if (command === undefined) this.#type(part)
  }

  #erase(argument: string): void {
    this.lines[this.#row] = argument === '2' ? '' : (this.lines[this.#row] ?? '').slice(0, this.#column)
  }

  #type(character: string): void {
    if (this.#column >= this.columns) this.#down()
    const line = (this.lines[this.#row] ?? '').padEnd(this.#column)
    this.lines[this.#row] = line.slice(0, this.#column) + character + line.slice(this.#column + 1)
    this.#column += 1
  }

  #down(): void {
    this.#row += 1
    this.#column = 0
    this.lines[this.#row] ??= ''
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 150))

describe.each([
  [80, 24],
  [60, 24],
  [200, 50],
])('progress in a terminal of %d columns and %d rows', (columns, rows) => {
  let progress: Progress
  afterEach(() => progress.end())

  it('keeps every phase, whatever its states are', { timeout: 60_000 }, async () => {
    const terminal = new Terminal(columns, rows)
    progress = new Progress(terminal as unknown as NodeJS.WriteStream)
    const titles = Array.from({ length: 10 }, (_, index) => `Phase ${index} of the deployment`)
    for (const title of titles) {
      await progress.phase(
        title,
        async (update) => {
          update(
            Object.fromEntries(
              Array.from({ length: 40 }, (_, index) => [
                `unit-${index}`,
                `waiting ${'for something '.repeat(12)}`,
              ]),
            ),
          )
          await pause()
          update({ 'unit-1': 'active', 'unit-2': 'error: hook failed' })
          await pause()
        },
        () => 'done',
      )
    }
    progress.end()
    expect(terminal.lost).toBe(0)
    const shown = terminal.lines.filter((line) => line.trim() !== '')
    expect(shown.map((line) => line.slice(2).split('  ')[0])).toEqual(titles)
    expect(Math.max(...shown.map((line) => line.length))).toBeLessThanOrEqual(columns)
  })
})
