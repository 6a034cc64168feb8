import { inspect } from 'node:util'
import { checkFields, type Form } from '../../core/arguments.js'
import { RpcError } from '../../core/errors.js'
import { describeObject } from '../../core/inspect.js'
import { SharedWork } from '../../core/shared-work.js'
import type { BundleInput, DeployBundleOptions, DeployedBundle } from '../bundle/deploy.js'
import { FacadeCaller } from '../connection/caller.js'
import { Endpoint } from '../connection/endpoint.js'
import { beginVerb, type VerbOptions, verbOf } from '../connection/verb.js'
import { type Facade, FacadeByName, type FacadeName } from '../facade.js'
import type { ClientFacade } from '../generated/facades/client.js'
import type { JujuCallOptions } from '../options.js'
import { decodeStatus } from '../status/decode.js'
import type { ModelStatus } from '../status/types.js'
import { waitForIdle, type WaitForIdleOptions } from '../status/wait-for-idle.js'
import { isUuid, parseModelName } from '../syntax/model-name.js'
import { namesOf } from '../syntax/names.js'
import type { Applications } from './applications.js'
import { ApplicationsOfModel } from './applications-of-model.js'
import { debugLog, debugLogForm, type DebugLogLine, type DebugLogOptions } from './debug-log.js'
import { type JujuMachines, MachinesOfModel } from './machines.js'
import { type ModelSettings, SettingsOfModel } from './model-settings.js'
import { type Models, ModelsOfController } from './models.js'

export interface StatusFilters {
  /** Names, globs or status words; only what matches them is returned. */
  patterns?: readonly string[]
  /**
   * Whether the status has the storage of the model.
   * @default false
   */
  storage?: boolean
}

const statusForm: Form<StatusFilters> = { patterns: 'string[]', storage: 'bool' }

/** A model. Its connection is opened with the first call, and shared by all handles of the client for the same model. */
export interface Model {
  /** As it was given: `owner/name`, `name` or UUID. */
  readonly name: string
  readonly applications: Applications
  readonly machines: JujuMachines
  readonly config: ModelSettings
  /**
   * The model's UUID. An unknown name is an `RpcError` with reason `not-found`, and similar names in the hint.
   *
   * @example
   * const uuid = await model.uuid()
   */
  uuid(): Promise<string>
  /**
   * Returns the status of the model and of everything in it.
   *
   * @example
   * const status = await model.status({ patterns: ['keystone'], storage: true })
   * console.log(formatStatus(status))
   */
  status(filters?: StatusFilters, options?: JujuCallOptions): Promise<ModelStatus>
  /**
   * Waits until every unit is active and idle, and returns the status then; for half an hour unless `timeoutMs` is given.
   *
   * Throws `WaitFailedError` at once for a failed hook or a machine that cannot be started, with the controller's messages about it as
   * evidence, and `WaitTimeoutError` at the timeout. Subordinates without a relation have no units and are not waited for.
   *
   * @example
   * await model.waitForIdle({ timeoutMs: 3_600_000 })
   */
  waitForIdle(options?: WaitForIdleOptions): Promise<ModelStatus>
  /**
   * Deploys a bundle: plans the steps that the model needs and performs them; a bundle that is deployed needs none. Throws
   * `ConfigurationError` for mistakes in the bundle and for options that it needs, before anything is changed, and `BulkError` with what
   * was done and what failed.
   *
   * @example
   * await model.deployBundle({ text: await readFile('bundle.yaml', 'utf8'), path: 'bundle.yaml' })
   */
  deployBundle(bundle: string | BundleInput, options?: DeployBundleOptions): Promise<DeployedBundle>
  /**
   * The model's log, line by line. Ends with `lines` or `noTail`; throws `AbortedError` when the signal aborts.
   *
   * @example
   * for await (const { entity, message } of model.debugLog({ level: 'WARNING' })) console.log(entity, message)
   */
  debugLog(options?: DebugLogOptions): AsyncGenerator<DebugLogLine, void, undefined>
  /**
   * A facade of the model, for calls without a separate method. With an explicit version, types are unknown.
   *
   * @example
   * await model.facade('Client').call('FullStatus', { patterns: [] })
   */
  facade<Name extends FacadeName>(name: Name): Facade<Name>
  facade(name: string, version: number): Facade
}

export class ModelHandle implements Model {
  readonly name: string
  readonly applications: Applications
  readonly machines: JujuMachines
  readonly config: ModelSettings
  readonly #caller: FacadeCaller
  readonly #client: ClientFacade
  readonly #controller: FacadeCaller
  readonly #models: Models
  #lookup: SharedWork<string> | undefined

  constructor(controller: FacadeCaller, name: string) {
    if (!isUuid(name)) parseModelName(name, 'model')
    this.name = name
    this.#controller = controller
    this.#models = new ModelsOfController(controller)
    const endpoint = new Endpoint(controller.context, {
      where: `model ${name}`,
      path: async (verb, signal) => `/model/${await this.#lookUp(verb, signal)}/api`,
      // The name may belong to another model now.
      isStale: (error) => {
        if (isUuid(name) || !(error instanceof RpcError) || error.rpcCode !== 'model not found') return false
        this.#lookup = undefined
        return true
      },
    })
    this.#caller = new FacadeCaller(endpoint)
    this.#client = this.#caller.facade('Client')
    const uuid = (verb: VerbOptions): Promise<string> => this.#findUuid(verb)
    this.applications = new ApplicationsOfModel(this.#caller, uuid)
    this.machines = new MachinesOfModel(this.#caller)
    this.config = new SettingsOfModel(this.#caller)
  }

  uuid(): Promise<string> {
    return this.#findUuid(beginVerb('model.uuid', undefined))
  }

  async status(filters: StatusFilters = {}, options?: JujuCallOptions): Promise<ModelStatus> {
    const verb = beginVerb('model.status', options, statusForm, filters)
    const { patterns, storage } = filters
    return decodeStatus(
      await this.#client.fullStatus(
        {
          ...(patterns === undefined ? {} : { patterns: [...patterns] }),
          ...(storage === undefined ? {} : { 'include-storage': storage }),
        },
        verb,
      ),
    )
  }

  async waitForIdle(options: WaitForIdleOptions = {}): Promise<ModelStatus> {
    return await waitForIdle(this.#caller, (verb) => this.status({}, verb), options)
  }

  async deployBundle(
    bundle: string | BundleInput,
    options: DeployBundleOptions = {},
  ): Promise<DeployedBundle> {
    // Loaded on first use: a third of the client's code is only for this method.
    const { deployBundle } = await import('../bundle/deploy.js')
    return await deployBundle(
      {
        caller: this.#caller,
        controller: this.#controller,
        applications: this.applications,
        machines: this.machines,
        model: async (verb) => await this.#models.get(await this.#findUuid(verb), verb),
      },
      bundle,
      options,
    )
  }

  async *debugLog(options: DebugLogOptions = {}): AsyncGenerator<DebugLogLine, void, undefined> {
    checkFields('juju', 'model.debugLog', debugLogForm, options)
    namesOf('model.debugLog', 'include', options.include ?? [])
    namesOf('model.debugLog', 'exclude', options.exclude ?? [])
    const { signal } = options
    const verb = beginVerb('model.debugLog', signal === undefined ? undefined : { signal })
    const uuid = await this.#findUuid(verb)
    yield* debugLog(this.#caller, `/model/${uuid}/log`, options)
  }

  facade<Name extends string>(name: Name, version?: number): Facade<Name> {
    return new FacadeByName(this.#caller, name, version)
  }

  #findUuid(verb: VerbOptions): Promise<string> {
    const operation = verbOf(verb) ?? 'model.uuid'
    return this.#caller.endpoint.waitFor((signal) => this.#lookUp(verb, signal), verb, operation)
  }

  /** Calls share the lookup: the limits of one do not end it for the others. */
  #lookUp(verb: VerbOptions, signal: AbortSignal | undefined): Promise<string> {
    let lookup = this.#lookup
    if (lookup === undefined || lookup.isAbandoned) {
      const operation = verbOf(verb) ?? 'model.uuid'
      const work = new SharedWork(async (unwanted) => {
        const shared = beginVerb(operation, { signal: unwanted, timeoutMs: 0 })
        return (await this.#models.resolve(this.name, shared)).uuid
      })
      work.settled.catch(() => {
        if (this.#lookup === work) this.#lookup = undefined
      })
      this.#lookup = lookup = work
    }
    return lookup.wait(signal)
  }

  [inspect.custom](): string {
    return describeObject('JujuModel', { name: this.name }, [
      'applications',
      'machines',
      'config',
      'uuid',
      'status',
      'waitForIdle',
      'deployBundle',
      'debugLog',
      'facade',
    ])
  }
}
