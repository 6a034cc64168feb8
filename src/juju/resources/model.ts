import { inspect } from 'node:util'
import { RpcError } from '../../core/errors.js'
import { describeObject } from '../../core/inspect.js'
import type { RequestOptions } from '../../core/options.js'
import { Facade } from '../facade.js'
import { ClientOperations } from '../generated/client.js'
import { Link } from '../connection/endpoint.js'
import { isUuid, parseModelName } from '../syntax/model-name.js'
import type { Models } from './models.js'
import type { Session } from '../connection/context.js'
import { decodeStatus } from '../status/decode.js'
import type { ModelStatus } from '../status/types.js'
import { Applications } from './applications.js'
import type { BundleInput, DeployBundleOptions, DeployedBundle } from '../bundle/deploy.js'
import { debugLog, type DebugLogOptions, type LogLine } from './debug-log.js'
import { Machines } from './machines.js'
import { ModelSettings } from './model-settings.js'
import { waitForIdle, type WaitForIdleOptions } from '../status/wait-for-idle.js'

/** A model: its connection is opened with the first call, and shared by all handles of the client for the same model. */
export class Model {
  /** As it was asked for: `owner/name`, `name` or UUID. */
  readonly name: string
  readonly applications: Applications
  readonly machines: Machines
  readonly config: ModelSettings
  readonly #link: Link
  readonly #client: ClientOperations
  readonly #controller: Link
  readonly #models: Models
  #uuid: Promise<string> | undefined

  constructor(session: Session, controller: Link, models: Models, name: string) {
    if (!isUuid(name)) parseModelName(name)
    this.name = name
    this.#controller = controller
    this.#models = models
    this.#link = new Link(session, {
      where: `model ${name}`,
      path: async () => `/model/${await this.uuid()}/api`,
      // The name may belong to another model by now.
      isStale: (error) => {
        if (isUuid(name) || !(error instanceof RpcError) || error.rpcCode !== 'model not found') return false
        this.#uuid = undefined
        return true
      },
    })
    this.#client = new ClientOperations(this.#link)
    const uuid = (): Promise<string> => this.uuid()
    this.applications = new Applications(this.#link, uuid)
    this.machines = new Machines(this.#link, uuid)
    this.config = new ModelSettings(this.#link)
  }

  /** The model's UUID; an unknown name throws `ConfigurationError` that names what is near. */
  uuid(): Promise<string> {
    const asking = (this.#uuid ??= this.#models.resolve(this.name).then(({ uuid }) => uuid))
    asking.catch(() => {
      if (this.#uuid === asking) this.#uuid = undefined
    })
    return asking
  }

  /** Everything in the model at this moment; with patterns (names, globs, status words) only what they match. */
  async status(
    filters: { patterns?: readonly string[] } = {},
    options?: RequestOptions,
  ): Promise<ModelStatus> {
    return decodeStatus(
      await this.#client.fullStatus(
        filters.patterns === undefined ? {} : { patterns: [...filters.patterns] },
        options,
      ),
    )
  }

  /**
   * Waits until every unit is active and idle, and gives the status then; half an hour at the most unless `timeoutMs` says otherwise.
   *
   * Throws `WaitFailedError` at once for a failed hook or a machine that cannot be started, with what the controller has to say about
   * it as evidence, and `WaitTimeoutError` when the time is up. Units of subordinates that are related to nothing are not waited for.
   */
  waitForIdle(options: WaitForIdleOptions = {}): Promise<ModelStatus> {
    return waitForIdle(this.#link, (requestOptions) => this.status({}, requestOptions), options)
  }

  /**
   * Deploys a bundle: plans what the model lacks of it and does that; a bundle that is there already comes to nothing. Throws
   * `ConfigurationError` for mistakes in the bundle, before anything is changed, and `BulkError` that says what was done and what failed.
   */
  async deployBundle(
    bundle: string | BundleInput,
    options: DeployBundleOptions = {},
  ): Promise<DeployedBundle> {
    // A third of the client's code, for one of its methods.
    const { deployBundle } = await import('../bundle/deploy.js')
    const { uuid, owner, name } = await this.#models.get(await this.uuid())
    return await deployBundle(
      {
        link: this.#link,
        controller: this.#controller,
        applications: this.applications,
        machines: this.machines,
        model: { uuid, owner, name },
      },
      bundle,
      options,
    )
  }

  /** The model's log, line by line. Ends with `lines` or `noTail`; throws `AbortedError` when the signal ends it. */
  async *debugLog(options: DebugLogOptions = {}): AsyncGenerator<LogLine, void, undefined> {
    yield* debugLog(this.#link, `/model/${await this.uuid()}/log`, options)
  }

  /** A facade on the model's connection, for what has no method of its own here. With a version of your own nothing is known of its types. */
  facade<Name extends string>(name: Name): Facade<Name>
  facade(name: string, version: number): Facade
  facade(name: string, version?: number): Facade {
    return new Facade(this.#link, name, version)
  }

  [inspect.custom](): string {
    return describeObject('JujuModel', { name: this.name }, [
      'applications',
      'machines',
      'config',
      'status',
      'waitForIdle',
      'deployBundle',
      'debugLog',
      'facade',
    ])
  }
}
