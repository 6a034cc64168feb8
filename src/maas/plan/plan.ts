import { inspect } from 'node:util'
import { checkFields, type Form, requestForm } from '../../core/arguments.js'
import { AbortedError, BulkError, ConfigurationError, StackError } from '../../core/errors.js'
import { describeObject } from '../../core/inspect.js'
import type { RequestOptions } from '../../core/options.js'
import type { Redactor } from '../../core/redact.js'
import { firstLine } from '../../core/text.js'

/** One step of a plan. */
export interface PlanStep {
  /** What it does, in one line. */
  readonly text: string
  /** The operation behind it, such as `partitions.create`. */
  readonly operation: string
  /** Whether something is lost: a filesystem, a partition, an array, a link. */
  readonly removes: boolean
}

/** What happened to a step. */
export interface PlanProgress {
  step: PlanStep
  state: 'started' | 'done' | 'failed'
  /** Steps done so far, this one included. */
  done: number
  total: number
}

/** Options of {@link MaasPlan.apply}. */
export interface ApplyOptions extends Pick<RequestOptions, 'signal' | 'timeoutMs'> {
  onProgress?: (progress: PlanProgress) => void
}

/** Options of `storage.plan` and `network.plan`. */
export interface PlanOptions extends Pick<RequestOptions, 'signal' | 'timeoutMs'> {
  /**
   * Whether to remove what is in the way of the description. The plan shows each removal; without this option it is refused.
   * @default false
   */
  replace?: boolean
}

/** The steps that turn the present configuration of a machine into the one that was described. */
export interface MaasPlan {
  readonly systemId: string
  /** In the order in which they are carried out; empty when nothing is left to do. */
  readonly steps: readonly PlanStep[]
  /**
   * Describes the steps as numbered lines.
   *
   * @example
   * const plan = await maas.storage.plan('4y3h7n', { special: [{ fstype: 'tmpfs', mount_point: '/scratch' }] })
   * console.log(plan.describe())
   */
  describe(): string
  /**
   * Carries out the steps, one after the other. After a failure, plan again: the new plan has what is left.
   *
   * @throws BulkError with the step that failed and those that were done, AbortedError when the signal aborts, ConfigurationError when
   * the plan was applied before
   *
   * @example
   * const plan = await maas.network.plan('4y3h7n', { physicals: [{ name: 'eth1', links: [{ mode: 'dhcp' }] }] })
   * await plan.apply({ onProgress: ({ step, state }) => console.log(state, step.text) })
   */
  apply(options?: ApplyOptions): Promise<void>
}

/** A step that can be carried out. */
export interface WorkStep extends PlanStep {
  run(request: RequestOptions): PromiseLike<unknown>
}

const applyForm: Form<ApplyOptions> = {
  onProgress: 'function',
  signal: requestForm.signal,
  timeoutMs: requestForm.timeoutMs,
}

/** The options of planning. */
export const planForm: Form<PlanOptions> = {
  replace: 'bool',
  signal: requestForm.signal,
  timeoutMs: requestForm.timeoutMs,
}

/** Executes steps in order. */
export class Plan implements MaasPlan {
  readonly steps: readonly PlanStep[]
  readonly #work: readonly WorkStep[]
  #isApplied = false

  /** @param operation who planned it: `storage` or `network` */
  constructor(
    readonly subject: 'storage' | 'network',
    readonly systemId: string,
    work: readonly WorkStep[],
    private readonly redactor: Redactor,
  ) {
    this.#work = work
    this.steps = work.map(({ text, operation, removes }) => ({ text, operation, removes }))
  }

  describe(): string {
    if (this.steps.length === 0)
      return `The ${this.subject} of ${this.systemId} is as described: nothing to do.`
    return this.steps.map(({ text }, index) => `${index + 1}. ${text}`).join('\n')
  }

  async apply(options: ApplyOptions = {}): Promise<void> {
    const operation = `${this.subject}.apply`
    checkFields('maas', operation, applyForm, options)
    if (this.#isApplied)
      throw new ConfigurationError({
        system: 'maas',
        operation,
        summary: `MAAS ${operation} was not started: this plan of ${this.systemId} was applied before`,
        hint: `Plan again with ${this.subject}.plan: the new plan has what is left`,
      })
    this.#isApplied = true
    const { onProgress, ...request } = options
    const total = this.steps.length
    for (const [done, step] of this.#work.entries()) {
      const report = (state: PlanProgress['state'], count: number): void =>
        onProgress?.({ step: this.steps[done] as PlanStep, state, done: count, total })
      if (request.signal?.aborted) throw this.#aborted(done, request.signal.reason)
      report('started', done)
      try {
        await step.run(request)
      } catch (error) {
        try {
          report('failed', done)
        } catch {
          // What was done is more important than an error of the caller's function.
        }
        throw error instanceof AbortedError && request.signal?.aborted
          ? this.#aborted(done, error)
          : this.#failed(done, step, error)
      }
      report('done', done + 1)
    }
  }

  #failed(done: number, step: WorkStep, cause: unknown): BulkError {
    const error = cause instanceof StackError ? cause : undefined
    return new BulkError({
      system: 'maas',
      operation: `${this.subject}.apply`,
      redactor: this.redactor,
      summary: `MAAS ${this.subject} of ${this.systemId} was not finished: could not ${step.text}: ${firstLine(cause)}`,
      ...this.#rest(done, error?.mayHaveHappened === true),
      results: [
        ...this.#work.slice(0, done).map(({ text, operation }) => ({ item: text, value: operation })),
        ...(error === undefined ? [] : [{ item: step.text, error }]),
      ],
      isRetryable: false,
      cause,
    })
  }

  #aborted(done: number, cause: unknown): AbortedError {
    return new AbortedError({
      system: 'maas',
      operation: `${this.subject}.apply`,
      redactor: this.redactor,
      summary: `MAAS ${this.subject}.apply of ${this.systemId} was aborted by its signal after ${done} of ${this.steps.length} steps`,
      ...this.#rest(done, cause instanceof StackError && cause.mayHaveHappened),
      cause,
    })
  }

  /** What was done, and how to go on. */
  #rest(
    done: number,
    mayHaveHappened: boolean,
  ): { hint: string; facts: Record<string, unknown>; mayHaveHappened: boolean } {
    return {
      hint: `Call ${this.subject}.plan again: the new plan has what is left`,
      facts: {
        done: `${done} of ${this.steps.length} steps`,
        'last done': this.steps[done - 1]?.text,
        'outcome unknown': mayHaveHappened ? this.steps[done]?.text : undefined,
      },
      mayHaveHappened,
    }
  }

  [inspect.custom](): string {
    return describeObject(
      'MaasPlan',
      { subject: this.subject, systemId: this.systemId, steps: String(this.steps.length) },
      ['describe()', 'apply()'],
    )
  }
}
