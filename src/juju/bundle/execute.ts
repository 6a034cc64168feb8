import { AbortedError, BulkError, type BulkItem, StackError } from '../../core/errors.js'
import type { Redactor } from '../../core/redact.js'
import { hostOf } from '../syntax/placement.js'
import { own } from './bundle.js'
import { StepQueue } from './step-queue.js'
import { optionsIn, redactorOf } from './problems.js'
import type { AddCharmStep, BundlePlan, BundleStep, MachineRef } from './steps.js'
import type { BundleTarget, TargetContext } from './target.js'
import { firstLine } from '../../core/text.js'

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
    const units = new Map<string, number>()
    for (const step of steps)
      if (step.kind === 'addUnit') units.set(step.application, (units.get(step.application) ?? 0) + 1)
    const found = steps.flatMap((step) => {
      if (step.kind !== 'deploy' && step.kind !== 'upgradeCharm') return []
      return this.target.charmMistakes(this.#charmOf(step.charmStep), step, units.get(step.application) ?? 0)
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
    const { signal, concurrency = 4 } = this.options
    const queue = new StepQueue(steps)
    const limit = Math.max(1, concurrency)
    const running = new Set<Promise<void>>()
    const failures: Failure[] = []
    for (;;) {
      const mayStart = failures.length === 0 && signal?.aborted !== true && running.size < limit
      const step = mayStart ? queue.next() : undefined
      if (step) {
        const job: Promise<void> = work(step)
          .then(() => queue.finish(step))
          .catch((error: unknown) => void failures.push({ step, error }))
          .finally(() => running.delete(job))
        running.add(job)
      } else if (running.size === 0) break
      else await Promise.race(running)
    }
    const [failure] = failures
    if (signal?.aborted && (failure || queue.waiting > 0)) throw this.#aborted(failures)
    if (failure) {
      try {
        this.#report(failure.step, 'failed')
      } catch {
        // What was done is more important than an error of the caller's function.
      }
      throw this.#failed(failure, failures)
    }
    if (queue.waiting > 0) throw new RangeError('a step requires one that is not in the plan')
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
        const { units } = this.#outcome
        const added = own(units, step.application)
        if (added) added.push(unit)
        else units[step.application] = [unit]
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

  #failed({ step, error: cause }: Failure, failures: readonly Failure[]): BulkError {
    const results = this.#results()
    for (const { step: failed, error } of failures)
      if (error instanceof StackError) results.push({ item: failed.text, error })
    return new BulkError({
      system: 'juju',
      operation: 'model.deployBundle',
      redactor: this.#redactor,
      summary: `the bundle was not deployed: could not ${step.text}: ${firstLine(cause)}`,
      ...this.#rest(failures),
      results,
      cause,
    })
  }

  #aborted(failures: readonly Failure[]): AbortedError {
    return new AbortedError({
      system: 'juju',
      operation: 'model.deployBundle',
      redactor: this.#redactor,
      summary: `Juju model.deployBundle was aborted by its signal after ${this.#done.size} of ${this.plan.steps.length} steps`,
      ...this.#rest(failures),
      cause: this.options.signal?.reason,
    })
  }

  /** What was done, what may have been done, and how to go on. */
  #rest(failures: readonly Failure[]): {
    hint: string
    facts: Record<string, unknown>
    mayHaveHappened: boolean
  } {
    const unknown = failures.filter(({ error }) => error instanceof StackError && error.mayHaveHappened)
    const facts = this.#facts()
    if (unknown.length === 0)
      return { hint: this.#done.size === 0 ? 'Nothing was changed.' : AGAIN, facts, mayHaveHappened: false }
    return {
      hint: `See in status() what became of the step whose outcome is unknown. ${AGAIN}`,
      facts: { ...facts, 'outcome unknown': unknown.map(({ step }) => step.text).join(', ') },
      mayHaveHappened: true,
    }
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

interface Failure {
  step: BundleStep
  error: unknown
}

/** A machine without units cannot be recognised: without the map, another one would be added. */
const AGAIN =
  'Deploy the bundle again to continue, with { machineMap } as below: completed steps are not repeated.'
