import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Difference } from './compare.js'

export type Verdict = 'agrees' | 'differs' | 'not served' | 'on purpose'

/** The outcome of one recorded exchange. */
export interface Outcome {
  file: string
  /** The exchange of the file, such as `3 Application.Deploy`. */
  exchange: string
  verdict: Verdict
  differences: Difference[]
}

/** Where the simulator differs on purpose, and why. */
export interface DeliberateDifference {
  file: string
  /** One exchange, or all matching ones. */
  exchange: string | RegExp
  why: string
}

/** Collects outcomes, prints them by file, and compares them with the committed baseline. */
export class Scoreboard {
  readonly outcomes: Outcome[] = []
  readonly #deliberateDifferences: readonly DeliberateDifference[]

  constructor(deliberateDifferences: readonly DeliberateDifference[]) {
    this.#deliberateDifferences = deliberateDifferences
  }

  add(outcome: Outcome): void {
    const { file, exchange } = outcome
    const meant = this.#deliberateDifferences.some((entry) => isAbout(entry, file, exchange))
    this.outcomes.push(
      meant && outcome.verdict !== 'agrees' ? { ...outcome, verdict: 'on purpose' } : outcome,
    )
  }

  /** Deliberate differences whose exchange agrees or no longer exists. */
  idle(): DeliberateDifference[] {
    return this.#deliberateDifferences.filter(
      (entry) =>
        !this.outcomes.some(
          ({ file, exchange, verdict }) => verdict === 'on purpose' && isAbout(entry, file, exchange),
        ),
    )
  }

  /** One line per file: how many agree, differ, are not served. */
  table(): string {
    const files = [...new Set(this.outcomes.map(({ file }) => file))]
    const count = (file: string | undefined, verdict: Verdict) =>
      this.outcomes.filter((o) => (file === undefined || o.file === file) && o.verdict === verdict).length
    const line = (name: string, file: string | undefined) =>
      [
        name.padEnd(50),
        `${count(file, 'agrees')} agree`.padStart(11),
        `${count(file, 'differs')} differ`.padStart(11),
        `${count(file, 'not served')} not served`.padStart(15),
        `${count(file, 'on purpose')} on purpose`.padStart(15),
      ].join('')
    return [...files.map((file) => line(file, file)), line('total', undefined)].join('\n')
  }

  /** Every difference of the files whose name contains `part`, or of `all`. */
  show(part: string): string {
    return this.outcomes
      .filter(({ file, verdict }) => (part === 'all' || file.includes(part)) && verdict !== 'agrees')
      .map((outcome) => describe(outcome, 40))
      .join('\n')
  }

  /** The exchanges of the baseline that no longer agree, with their first differences. */
  lost(baseline: Baseline): string[] {
    return Object.entries(baseline).flatMap(([file, exchanges]) =>
      exchanges.flatMap((exchange) => {
        const outcome = this.outcomes.find((o) => o.file === file && o.exchange === exchange)
        if (outcome === undefined) return [`${file}: ${exchange}: no longer replayed`]
        return outcome.verdict === 'agrees' ? [] : [describe(outcome, 3)]
      }),
    )
  }

  baseline(): Baseline {
    const baseline: Baseline = {}
    for (const { file, exchange, verdict } of this.outcomes) {
      if (verdict === 'agrees') (baseline[file] ??= []).push(exchange)
    }
    return baseline
  }
}

/** By file, the exchanges that agree. */
export type Baseline = Record<string, string[]>

export function readBaseline(path: string): Baseline {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Baseline) : {}
}

export function writeBaseline(path: string, baseline: Baseline): void {
  const files = Object.entries(baseline).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const lines = files.map(([file, exchanges]) => `${JSON.stringify(file)}: ${JSON.stringify(exchanges)}`)
  writeFileSync(path, `{\n${lines.join(',\n')}\n}\n`)
}

function isAbout(entry: DeliberateDifference, file: string, exchange: string): boolean {
  return (
    entry.file === file &&
    (typeof entry.exchange === 'string' ? entry.exchange === exchange : entry.exchange.test(exchange))
  )
}

function describe({ file, exchange, verdict, differences }: Outcome, most: number): string {
  const shown = differences
    .slice(0, most)
    .map((d) => `    ${d.path}\n      recorded  ${d.recorded}\n      simulated ${d.simulated}`)
  const rest = differences.length - shown.length
  return [`${file}: ${exchange}: ${verdict}`, ...shown, ...(rest > 0 ? [`    and ${rest} more`] : [])].join(
    '\n',
  )
}
