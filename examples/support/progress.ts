// Progress of a program: a table that updates itself in a terminal, plain lines in a pipe.
import { styleText } from 'node:util'
import { createLogUpdate } from 'log-update'

/** The state of each item of a phase, by name. */
export type States = Readonly<Record<string, string>>

/** Replaces the displayed states of a phase. */
export type Update = (states: States) => void

interface Phase {
  title: string
  startMs: number
  states: Map<string, string>
  /** Changes since the last plain line. */
  changed: Map<string, string>
  printedMs: number
  summary?: string
  failed?: boolean
}

/** More items than this are counted by state instead of listed. */
const LISTED = 12
/** Maximum number of rows per phase. */
const MOST_ROWS = 20
/** The longest title. */
const TITLE_WIDTH = 34
/** Minimum time between two plain lines of a phase. */
const QUIET_MS = 1000

export class Progress {
  readonly #stream: NodeJS.WriteStream
  readonly #live: ReturnType<typeof createLogUpdate> | undefined
  readonly #startMs = performance.now()
  readonly #phases: Phase[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(stream: NodeJS.WriteStream = process.stdout) {
    this.#stream = stream
    if (stream.isTTY) {
      this.#live = createLogUpdate(stream)
      this.#timer = setInterval(() => this.#render(), 100)
    }
  }

  /** Runs one phase of the work and shows how long it took. */
  async phase<T>(
    title: string,
    work: (update: Update) => Promise<T>,
    summary: (result: T) => string,
  ): Promise<T> {
    const phase: Phase = {
      title,
      startMs: performance.now(),
      states: new Map(),
      changed: new Map(),
      printedMs: 0,
    }
    this.#phases.push(phase)
    if (this.#live === undefined) this.#line(`${title} ...`)
    try {
      const result = await work((states) => this.#update(phase, states))
      this.#flush(phase)
      phase.summary = `${summary(result)} (${((performance.now() - phase.startMs) / 1000).toFixed(1)} s)`
      if (this.#live === undefined) this.#line(`${title}: ${phase.summary}`)
      return result
    } catch (error) {
      phase.summary = 'failed'
      phase.failed = true
      throw error
    } finally {
      phase.states.clear()
      this.#render()
    }
  }

  /** Stops updating; the last table stays on the screen. */
  end(): void {
    if (this.#timer === undefined) return
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#render()
    this.#live?.done()
  }

  #update(phase: Phase, states: States): void {
    for (const [name, state] of Object.entries(states))
      if (phase.states.get(name) !== state) phase.changed.set(name, state)
    phase.states = new Map(Object.entries(states))
    if (performance.now() - phase.printedMs >= QUIET_MS) this.#flush(phase)
  }

  #flush(phase: Phase): void {
    if (this.#live !== undefined || phase.changed.size === 0) return
    if (phase.states.size > LISTED) this.#line(`  ${countByState(phase.states)}`)
    else
      for (const [state, names] of groupByState(stillThere(phase)))
        this.#line(`  ${names.join(', ')}: ${state}`)
    phase.changed.clear()
    phase.printedMs = performance.now()
  }

  #line(text: string): void {
    this.#stream.write(`[${((performance.now() - this.#startMs) / 1000).toFixed(1).padStart(6)} s] ${text}\n`)
  }

  #render(): void {
    if (this.#live === undefined) return
    const lines = this.#phases.flatMap((phase) => {
      const mark =
        phase.summary === undefined
          ? styleText('yellow', '●')
          : phase.failed === true
            ? styleText('red', '✖')
            : styleText('green', '✔')
      const took =
        phase.summary ?? styleText('dim', `${((performance.now() - phase.startMs) / 1000).toFixed(0)} s`)
      return [`${mark} ${phase.title.padEnd(TITLE_WIDTH)} ${took}`, ...this.#rows(phase)]
    })
    this.#live(lines.join('\n'))
  }

  #rows(phase: Phase): string[] {
    // Lines that have scrolled off the screen cannot be updated, so the table stays below its height.
    const room = Math.min(MOST_ROWS, Math.max(0, (this.#stream.rows ?? 24) - this.#phases.length - 8))
    // A line that wraps takes two lines of the screen.
    const columns = (this.#stream.columns ?? 80) - '    '.length
    const width = Math.min(columns / 2, Math.max(0, ...[...phase.states.keys()].map((name) => name.length)))
    const rows = [...phase.states].map(
      ([name, state]) =>
        `    ${cut(name, width).padEnd(width)}  ${paint(cut(state, columns - width - '  '.length))}`,
    )
    if (rows.length <= room) return rows
    const open = rows.filter((_row, index) => !isQuiet([...phase.states.values()][index] ?? ''))
    const more = open.length - room
    return [
      `    ${cut(countByState(phase.states), columns)}`,
      ...open.slice(0, room),
      ...(more > 0 ? [`    and ${more} more`] : []),
    ]
  }
}

const stillThere = ({ changed, states }: Phase): Map<string, string> =>
  new Map([...changed].filter(([name]) => states.has(name)))

const isQuiet = (state: string): boolean => /^(Ready|Deployed|active|done|registered|succeeded)/.test(state)

const cut = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, width - 1)}…`

function paint(state: string): string {
  if (isQuiet(state)) return styleText('green', state)
  return /fail|error|broken|blocked|lost/i.test(state) ? styleText('red', state) : styleText('yellow', state)
}

function groupByState(states: ReadonlyMap<string, string>): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const [name, state] of states) groups.set(state, [...(groups.get(state) ?? []), name])
  return groups
}

const countByState = (states: ReadonlyMap<string, string>): string =>
  [...groupByState(states)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([state, names]) => `${names.length} ${state}`)
    .join(', ')
