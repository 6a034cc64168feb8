import { AbortedError, BulkError, type BulkItem, StackError } from '../../core/errors.js'
import type { Redactor } from '../../core/redact.js'
import { hostOf } from '../syntax/placement.js'
import { optionsIn, redactorOf } from './problems.js'
import type { AddCharmStep, BundlePlan, BundleStep, MachineRef } from './steps.js'
import type { BundleTarget, TargetContext } from './target.js'

/** What happened to a step. */
export interface BundleProgress {
  step: BundleStep
  state: 'started' | 'done' | 'failed'
  /** Steps done so far, this one included. */
  done: number
  total: number
  /** The id of the machine or the name of the unit that the step added. */
  made?: string
}

/** Options of {@link executePlan}. */
export interface ExecutePlanOptions {
  /**
   * Steps that run at once.
   * @default 4
   */
  concurrency?: number
  onProgress?: (progress: BundleProgress) => void
  signal?: AbortSignal
}

/** What executing a plan added. */
export interface BundleOutcome {
  /** Machine of the model by machine of the bundle, existing ones among them. */
  machines: Record<string, string>
  /** The units that were added, by application. */
  units: Record<string, string[]>
}

/**
 * Executes a plan, independent steps in parallel. Every charm is found before anything is changed.
 *
 * Throws BulkError with the step that failed and what was done, AbortedError when the signal aborts; planning the same bundle
 * again then returns the remaining steps.
 */
export async function executePlan<Found, Charm>(
  plan: BundlePlan,
  target: BundleTarget<Found, Charm>,
  options: ExecutePlanOptions = {},
): Promise<BundleOutcome> {
  return new Execution(plan, target, options).run()
}

/** Finds every charm of a plan and changes nothing. Throws as {@link executePlan}. */
export async function findCharms<Found, Charm>(
  plan: BundlePlan,
  target: BundleTarget<Found, Charm>,
  options: ExecutePlanOptions = {},
): Promise<void> {
  await new Execution(plan, target, options).find()
}

class Execution<Found, Charm> {
  readonly #context: TargetContext
  readonly #redactor: Redactor
  readonly #found = new Map<string, Found>()
  readonly #charms = new Map<string, Charm>()
  /** Machine by the step that added it, or placed its unit on it. */
  readonly #machines = new Map<string, string>()
  readonly #units = new Map<string, string>()
  readonly #done = new Map<string, BundleStep>()
  readonly #outcome: BundleOutcome

  constructor(
    readonly plan: BundlePlan,
    readonly target: BundleTarget<Found, Charm>,
    readonly options: ExecutePlanOptions,
  ) {
    const given = optionsIn(plan.steps)
    this.#context = { ...(options.signal && { signal: options.signal }), given }
    this.#redactor = redactorOf(plan.steps, target.redactor)
    this.#outcome = { machines: { ...plan.machines }, units: {} }
  }

  async find(): Promise<void> {
    await this.#each(this.#charmSteps(), async (step) => {
      this.#found.set(step.id, await this.target.resolveCharm(step, this.#context))
    })
  }

  /** Only a charm that was added tells what it allows: all are added and asked before an application is changed. */
  async run(): Promise<BundleOutcome> {
    await this.find()
    await this.#each(this.#charmSteps(), (step) => this.#do(step))
    this.#checkCharms()
    await this.#each(
      this.plan.steps.filter((step) => step.kind !== 'addCharm'),
      (step) => this.#do(step),
    )
    return this.#outcome
  }

  #charmSteps(): AddCharmStep[] {
    return this.plan.steps.filter((step) => step.kind === 'addCharm')
  }

  #checkCharms(): void {
    const { steps } = this.plan
    const found = steps.flatMap((step) => {
      if (step.kind !== 'deploy' && step.kind !== 'upgradeCharm') return []
      const units = steps.filter((unit) => unit.kind === 'addUnit' && unit.application === step.application)
      return this.target.charmMistakes(this.#charmOf(step.charmStep), step, units.length)
    })
    const [first, ...others] = found
    if (first === undefined) return
    throw new BulkError({
      system: 'juju',
      operation: 'model.deployBundle',
      redactor: this.#redactor,
      summary: `the bundle was not deployed, only its charms were added: ${first.path}: ${first.message}`,
      hint: first.hint,
      facts: {
        ...Object.fromEntries(
          others.map(({ path, message }, index) => [`mistake ${index + 2}`, `${path}: ${message}`]),
        ),
        ...this.#facts(),
      },
      results: this.#results(),
    })
  }

  async #do(step: BundleStep): Promise<void> {
    this.#report(step, 'started')
    const made = await this.#perform(step)
    this.#done.set(step.id, step)
    this.#report(step, 'done', made)
  }

  /** Runs work on steps as they become ready; after the first failure it waits for the running steps and stops. */
  async #each<Step extends BundleStep>(
    steps: readonly Step[],
    work: (step: Step) => Promise<void>,
  ): Promise<void> {
    const ids = new Set(steps.map(({ id }) => id))
    const isReady = (step: Step): boolean => step.requires.every((id) => !ids.has(id) || this.#done.has(id))
    const limit = Math.max(1, this.options.concurrency ?? 4)
    const waiting = [...steps]
    const running = new Set<Promise<void>>()
    let failure: { step: Step; error: unknown } | undefined
    while (waiting.length + running.size > 0) {
      const index =
        failure || this.options.signal?.aborted || running.size >= limit ? -1 : waiting.findIndex(isReady)
      const [step] = index < 0 ? [] : waiting.splice(index, 1)
      if (step) {
        const job: Promise<void> = work(step)
          .catch((error: unknown) => {
            failure ??= { step, error }
          })
          .finally(() => running.delete(job))
        running.add(job)
      } else if (running.size === 0) break
      else await Promise.race(running)
    }
    if (this.options.signal?.aborted && (failure || waiting.length > 0)) throw this.#aborted()
    if (failure) {
      this.#report(failure.step, 'failed')
      throw this.#failed(failure.step, failure.error)
    }
    if (waiting[0]) throw new RangeError(`step ${waiting[0].id} requires a step that is not in the plan`)
  }

  async #perform(step: BundleStep): Promise<string | undefined> {
    const { target } = this
    const context = this.#context
    switch (step.kind) {
      case 'addCharm':
        this.#charms.set(step.id, await target.addCharm(this.#foundBy(step), step, context))
        return undefined
      case 'deploy':
        await target.deploy(this.#charmOf(step.charmStep), step, context)
        return undefined
      case 'upgradeCharm':
        await target.upgradeCharm(this.#charmOf(step.charmStep), step, context)
        return undefined
      case 'scale':
        await target.scale(step, context)
        return undefined
      case 'expose':
        await target.expose(step, context)
        return undefined
      case 'setOptions':
        await target.setOptions(step, context)
        return undefined
      case 'setConstraints':
        await target.setConstraints(step, context)
        return undefined
      case 'setAnnotations':
        await target.setAnnotations(
          'application' in step.target ? step.target : { machine: await this.#machine(step.target) },
          step.annotations,
          context,
        )
        return undefined
      case 'addMachine': {
        const { container, parent, base, constraints } = step
        const machine = await target.addMachine(
          {
            ...(container !== undefined && { container }),
            // Beside a unit in a container, the new container is a sibling, not nested (4.0.15, small).
            ...(parent && { parent: hostOf(await this.#machine(parent)) }),
            ...(base !== undefined && { base }),
            constraints,
          },
          context,
        )
        this.#machines.set(step.id, machine)
        if (step.bundleMachine !== undefined) this.#outcome.machines[step.bundleMachine] = machine
        return machine
      }
      case 'addUnit': {
        const machine = step.to && (await this.#machine(step.to))
        const unit = await target.addUnit(
          { application: step.application, ...(machine !== undefined && { machine }) },
          context,
        )
        this.#units.set(step.id, unit)
        if (machine !== undefined) this.#machines.set(step.id, machine)
        const units = this.#outcome.units
        units[step.application] = [...(units[step.application] ?? []), unit]
        return unit
      }
      case 'consumeOffer':
        await target.consumeOffer(step, context)
        return undefined
      case 'createOffer':
        await target.createOffer(step, context)
        return undefined
      case 'grantOfferAccess':
        await target.grantOfferAccess(step, context)
        return undefined
      case 'addRelation':
        await target.addRelation(step, context)
        return undefined
    }
  }

  async #machine(ref: MachineRef): Promise<string> {
    if ('machine' in ref) return ref.machine
    if ('unit' in ref) return this.target.unitMachine(ref.unit, this.#context)
    const known = this.#machines.get(ref.step)
    if (known !== undefined) return known
    const unit = this.#units.get(ref.step)
    if (unit === undefined)
      throw new RangeError(
        `step ${ref.step} has added no machine: it must be required by the steps that need it`,
      )
    const machine = await this.target.unitMachine(unit, this.#context)
    this.#machines.set(ref.step, machine)
    return machine
  }

  #foundBy(step: AddCharmStep): Found {
    if (!this.#found.has(step.id)) throw new RangeError(`step ${step.id} was not resolved`)
    return this.#found.get(step.id) as Found
  }

  #charmOf(step: string): Charm {
    if (!this.#charms.has(step))
      throw new RangeError(`step ${step} has added no charm: it must be required by the steps that need it`)
    return this.#charms.get(step) as Charm
  }

  #report(step: BundleStep, state: BundleProgress['state'], made?: string): void {
    const { steps } = this.plan
    this.options.onProgress?.({
      step,
      state,
      done: this.#done.size,
      total: steps.length,
      ...(made !== undefined && { made }),
    })
  }

  #failed(step: BundleStep, cause: unknown): BulkError {
    const results = this.#results()
    if (cause instanceof StackError) results.push({ item: step.text, error: cause })
    return new BulkError({
      system: 'juju',
      operation: 'model.deployBundle',
      redactor: this.#redactor,
      summary: `the bundle was not deployed: could not ${step.text}: ${firstLine(cause)}`,
      hint: this.#done.size === 0 ? 'Nothing was changed.' : AGAIN,
      facts: this.#facts(),
      results,
      cause,
      mayHaveHappened: cause instanceof StackError && cause.mayHaveHappened,
    })
  }

  #aborted(): AbortedError {
    return new AbortedError({
      system: 'juju',
      operation: 'model.deployBundle',
      redactor: this.#redactor,
      summary: `Juju model.deployBundle was aborted by its signal after ${this.#done.size} of ${this.plan.steps.length} steps`,
      hint: this.#done.size === 0 ? 'Nothing was changed.' : AGAIN,
      facts: this.#facts(),
      cause: this.options.signal?.reason,
    })
  }

  #results(): BulkItem[] {
    return [...this.#done.values()].map(({ id, text }) => ({ item: text, value: id }))
  }

  #facts(): Record<string, unknown> {
    const done = [...this.#done.values()]
    const { machines } = this.#outcome
    return {
      done: `${done.length} of ${this.plan.steps.length} steps`,
      'last done': done.at(-1)?.text,
      machineMap: Object.keys(machines).length === 0 ? undefined : { ...machines },
    }
  }
}

/** A machine without units cannot be recognised: without the map, another one would be added. */
const AGAIN =
  'Deploy the bundle again to continue, with { machineMap } as below: completed steps are not repeated.'

const firstLine = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? ''
