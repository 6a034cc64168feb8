import type { MaasState } from '../state/state.js'
import type { Machine, ScriptRun, ScriptStage, ScriptStatus } from '../state/types.js'

const kept = 10

/** The script sets of machines: the current one of each kind, and those before it. */
export class ScriptRuns {
  readonly #before = new Map<string, Pick<Machine, 'commissioning' | 'testing'>>()

  constructor(private readonly state: MaasState) {}

  /** @param scripts names and tags of the scripts; none for the default ones */
  start(machine: Machine, stage: ScriptStage, scripts: readonly string[] = []): void {
    keep(machine, stage)
    machine[stage] = {
      status: 0,
      resultId: this.state.next('scriptset'),
      startedMs: this.state.clock.now(),
      ...(scripts.length > 0 && { scripts }),
    }
  }

  finish(run: ScriptRun, status: ScriptStatus): void {
    run.status = status
    run.endedMs = this.state.clock.now()
  }

  /** Stores the script sets that stay current when the new ones are not run. */
  remember(machine: Machine): void {
    this.#before.set(machine.systemId, {
      commissioning: { ...machine.commissioning },
      testing: { ...machine.testing },
    })
  }

  forget(machine: Machine): void {
    Object.assign(machine, this.#before.get(machine.systemId))
  }

  /** The sets that have not reported are aborted. */
  abort(machine: Machine): void {
    for (const stage of ['commissioning', 'testing', 'installation'] as const) {
      const run = machine[stage]
      if (run.status !== 0) continue
      run.status = 5
      delete run.startedMs
      keep(machine, stage)
    }
  }
}

function keep(machine: Machine, stage: ScriptStage): void {
  const run = machine[stage]
  if (run.resultId === null) return
  const others = (machine.pastRuns ?? []).filter((past) => past.run.resultId !== run.resultId)
  machine.pastRuns = [{ stage, run }, ...others].slice(0, 3 * kept)
}

/** All sets of a kind, the current one first. */
export function runsOfStage(machine: Machine, stage: ScriptStage): ScriptRun[] {
  const past = (machine.pastRuns ?? []).filter((item) => item.stage === stage).map(({ run }) => run)
  const current = machine[stage]
  const all = current.resultId === null ? past : [current, ...past]
  return all
    .filter((run, index) => all.findIndex((other) => other.resultId === run.resultId) === index)
    .slice(0, kept)
}
