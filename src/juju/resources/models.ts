import { inspect } from 'node:util'
import { checkFields, type Form, waitForm } from '../../core/arguments.js'
import { ConfigurationError, RpcError } from '../../core/errors.js'
import { afterChange } from '../../core/errors/with-operation.js'
import { nearNames } from '../../core/near-names.js'
import { List } from '../../core/list.js'
import { type WaitLook, type WaitOptions, waitUntil } from '../../core/wait.js'
import { describeMethods } from '../../core/inspect.js'
import { beginVerb, type VerbOptions, verbOf } from '../connection/verb.js'
import { checkItems, foundError } from '../errors.js'
import type { ModelSummary as WireSummary, ModelManagerFacade } from '../generated/facades/model-manager.js'
import type { FacadeCaller } from '../connection/caller.js'
import type { JujuCallOptions } from '../options.js'
import { isUuid, type ModelName, parseModelName } from '../syntax/model-name.js'
import { checkNames } from '../syntax/names.js'
import { cloudTag, credentialTag, modelTag, tagId, userTag } from '../syntax/tags.js'

/** A model in a list. */
export interface ModelSummary {
  uuid: string
  name: string
  /** The user who owns the model. */
  owner: string
  /** `owner/name`, as `juju.model()` takes it. */
  fullName: string
  /** `iaas`, or `caas` on Kubernetes. */
  type: string
  life: string
  status: string
  statusMessage: string
  cloud: string
  region: string
  /** `cloud/owner/name`. */
  credential?: string
  isController: boolean
  agentVersion: string
  /** The user's access: `read`, `write`, `admin`; `''` for access as a controller administrator only. */
  access: string
  /** RFC 3339; absent before the first connection. */
  lastConnection?: string
  /** Counts by kind: `machines`, `cores`, `units`. In lists only. */
  counts: Record<string, number>
}

/** Parameters of a new model. */
export interface ModelAddParams {
  /** @default the only cloud of the controller, else the one that it runs on */
  cloud?: string
  region?: string
  /** Name of a credential of the owner for this cloud. */
  credential?: string
  /** @default the user of the client */
  owner?: string
  /** Settings of the model, such as `{ 'default-base': 'ubuntu@22.04' }`. */
  config?: Record<string, string | number | boolean>
}

export interface ModelDestroyParams {
  /**
   * Whether storage is destroyed too.
   * @default a model that has storage is not destroyed
   */
  destroyStorage?: boolean
  /** Continues when something cannot be removed cleanly. */
  force?: boolean
  /** Milliseconds for each step of a forced removal. */
  maxWaitMs?: number
  /**
   * Whether to wait until the model is gone, and how; for half an hour unless `timeoutMs` is given.
   * @default true
   */
  wait?: boolean | WaitOptions
}

export interface ModelListFilters {
  /** Lists the models of all users; for controller administrators. */
  all?: boolean
}

const HALF_AN_HOUR_MS = 1_800_000

const listForm: Form<ModelListFilters> = { all: 'bool' }

const addForm: Form<ModelAddParams> = {
  cloud: 'string',
  region: 'string',
  credential: 'string',
  owner: 'string',
  config: 'map<string | number | bool>',
}

const destroyForm: Form<ModelDestroyParams> = {
  destroyStorage: 'bool',
  force: 'bool',
  maxWaitMs: 'number',
  wait: 'bool | object',
}

/** The models of a controller. */
export interface Models {
  /**
   * Lists the models that the user may see.
   *
   * @example
   * for await (const { fullName } of juju.models.list()) console.log(fullName)
   */
  list(filters?: ModelListFilters, options?: JujuCallOptions): List<ModelSummary>
  /**
   * Describes a model, given as `owner/name`, `name` or UUID.
   *
   * @example
   * const { status } = await juju.models.get('admin/openstack')
   */
  get(model: string, options?: JujuCallOptions): Promise<ModelSummary>
  /**
   * Adds a model. A name that the owner already uses is an `RpcError` with reason `already-exists`.
   *
   * @example
   * const { fullName } = await juju.models.add('openstack', { cloud: 'maas' })
   */
  add(name: string, params?: ModelAddParams, options?: JujuCallOptions): Promise<ModelSummary>
  /**
   * Destroys a model and waits until it is gone. Throws `WaitTimeoutError` if it still exists at the timeout.
   *
   * @example
   * await juju.models.destroy('admin/openstack', { destroyStorage: true })
   */
  destroy(model: string, params?: ModelDestroyParams, options?: JujuCallOptions): Promise<void>
  /**
   * UUID and names of a model that is given as `owner/name`, `name` or UUID. An unknown one is an `RpcError` with reason `not-found`,
   * and similar names in the hint.
   *
   * @example
   * const { uuid } = await juju.models.resolve('admin/openstack')
   */
  resolve(model: string, options?: JujuCallOptions): Promise<ModelName>
}

export class ModelsOfController implements Models {
  readonly #caller: FacadeCaller
  readonly #facade: ModelManagerFacade

  constructor(caller: FacadeCaller) {
    this.#caller = caller
    this.#facade = caller.facade('ModelManager')
  }

  list(filters: ModelListFilters = {}, options?: JujuCallOptions): List<ModelSummary> {
    return new List(
      async () => {
        const verb = beginVerb('models.list', options, listForm, filters)
        const { data, response } = await this.#facade
          .listModelSummaries({ 'user-tag': userTag(this.#user), ...filters }, verb)
          .withResponse()
        const names = data.results.map((result) => result.result?.name ?? '')
        const items = checkItems(
          () => this.#caller.factsOf({ facade: 'ModelManager', method: 'ListModelSummaries' }, verb),
          names,
          data.results,
        ).flatMap(({ result }) => (result === undefined ? [] : [summaryOf(result)]))
        return { data: { items }, response }
      },
      { label: `Juju models.list on ${this.#caller.where}`, system: 'juju', operation: 'models.list' },
    )
  }

  async get(model: string, options?: JujuCallOptions): Promise<ModelSummary> {
    const verb = beginVerb('models.get', options)
    const { uuid } = await this.resolve(model, verb)
    const [first] = await this.#facade.modelInfo({ entities: [{ tag: modelTag(uuid) }] }, verb)
    if (first?.result === undefined) {
      const call = this.#caller.factsOf({ facade: 'ModelManager', method: 'ModelInfo' }, verb)
      throw foundError(call, { reason: 'other', problem: `the reply does not contain model ${model}` })
    }
    const access = first.result.users.find(({ user }) => user === this.#user)?.access ?? ''
    return summaryOf({ ...first.result, 'user-access': access, counts: [], 'last-connection': null })
  }

  async add(name: string, params: ModelAddParams = {}, options?: JujuCallOptions): Promise<ModelSummary> {
    const verb = beginVerb('models.add', options, addForm, params)
    checkNames('models.add', { name })
    const owner = params.owner ?? this.#user
    if (params.credential !== undefined && params.cloud === undefined)
      throw new ConfigurationError({
        system: 'juju',
        operation: 'models.add',
        summary: 'models.add needs a cloud together with a credential',
        hint: 'Pass the cloud that the credential is for',
      })
    const info = await this.#facade.createModel(
      {
        name,
        qualifier: owner,
        ...(params.config === undefined ? {} : { config: params.config }),
        ...(params.cloud === undefined ? {} : { 'cloud-tag': cloudTag(params.cloud) }),
        ...(params.region === undefined ? {} : { region: params.region }),
        ...(params.credential === undefined || params.cloud === undefined
          ? {}
          : { credential: credentialTag(params.cloud, owner, params.credential) }),
      },
      verb,
    )
    return summaryOf({ ...info, 'user-access': 'admin', counts: [], 'last-connection': null })
  }

  async destroy(model: string, params: ModelDestroyParams = {}, options?: JujuCallOptions): Promise<void> {
    const verb = beginVerb('models.destroy', options, destroyForm, params)
    if (typeof params.wait === 'object') checkFields('juju', 'models.destroy wait', waitForm, params.wait)
    const { uuid } = await this.resolve(model, verb)
    const tag = modelTag(uuid)
    const { destroyStorage, force, maxWaitMs } = params
    await this.#facade.destroyModels(
      {
        models: [
          {
            'model-tag': tag,
            ...(destroyStorage === undefined ? {} : { 'destroy-storage': destroyStorage }),
            ...(force === undefined ? {} : { force }),
            ...(maxWaitMs === undefined ? {} : { 'max-wait': maxWaitMs * 1e6 }),
          },
        ],
      },
      verb,
    )
    if (params.wait !== false)
      await this.#untilGone(model, tag, {
        ...(options?.signal === undefined ? {} : { signal: options.signal }),
        ...(typeof params.wait === 'object' ? params.wait : {}),
      }).catch((error: unknown) => {
        throw afterChange(error)
      })
  }

  async #untilGone(model: string, tag: string, options: WaitOptions): Promise<void> {
    const operation = 'models.destroy'
    const wait = {
      system: 'juju',
      operation,
      goal: `model ${model} to be gone`,
      timeoutMs: HALF_AN_HOUR_MS,
      redactor: this.#caller.context.redactor,
      closing: this.#caller.context.closing,
      look: async (signal: AbortSignal): Promise<WaitLook> => {
        const verb = beginVerb(operation, { signal })
        const [status] = await this.#facade.modelStatus({ entities: [{ tag }] }, verb).catch(ignoreGone)
        if (status === undefined) return { states: { [model]: 'gone' }, done: [model] }
        const { life, 'hosted-machine-count': machines, 'unit-count': units } = status
        return { states: { [model]: `${life} with ${machines} machines and ${units} units` }, done: [] }
      },
    } as const
    await waitUntil(wait, { intervalMs: 2000, ...options })
  }

  async resolve(model: string, options?: JujuCallOptions): Promise<ModelName> {
    const verb = beginVerb('models.resolve', options)
    if (isUuid(model)) return { uuid: model.toLowerCase(), name: model, owner: '' }
    const wanted = parseModelName(model, verbOf(verb))
    const { 'user-models': models } = await this.#facade.listModels({ tag: userTag(this.#user) }, verb)
    const known = models.map(({ model: { name, qualifier, uuid } }): ModelName => ({
      name,
      owner: qualifier,
      uuid,
    }))
    const named = known.filter(({ name }) => name === wanted.name)
    const found =
      wanted.owner === undefined
        ? (named.find(({ owner }) => owner === this.#user) ?? (named.length === 1 ? named[0] : undefined))
        : named.find(({ owner }) => owner === wanted.owner)
    if (found !== undefined) return found
    throw this.#unknownModel(model, wanted.owner === undefined ? named : [], known, verb)
  }

  /** @param named the models of several owners that have this name */
  #unknownModel(
    model: string,
    named: readonly ModelName[],
    known: readonly ModelName[],
    verb: VerbOptions,
  ): RpcError {
    const all = known.map(fullName)
    const several = named.length > 1
    const near = several ? named.map(fullName) : nearNames(model, all)
    return foundError(this.#caller.factsOf({ facade: 'ModelManager', method: 'ListModels' }, verb), {
      reason: several ? 'bad-request' : 'not-found',
      problem: several
        ? `several models are named ${JSON.stringify(model)}`
        : `${this.#user} has no model ${JSON.stringify(model)}`,
      hint:
        near.length > 0
          ? `Did you mean ${near.join(' or ')}?`
          : all.length > 0
            ? 'See models.list() for existing models'
            : 'Add one with models.add()',
      facts: all.length > 0 ? { models: all.join(', ') } : {},
    })
  }

  get #user(): string {
    return this.#caller.context.settings.login.username
  }

  [inspect.custom](): string {
    return describeMethods('models', this)
  }
}

const fullName = ({ name, owner }: ModelName): string => `${owner}/${name}`

function summaryOf(wire: WireSummary): ModelSummary {
  const credential = wire['cloud-credential-tag']
  return {
    uuid: wire.uuid,
    name: wire.name,
    owner: wire.qualifier,
    fullName: `${wire.qualifier}/${wire.name}`,
    type: wire.type,
    life: wire.life,
    status: wire.status?.status ?? '',
    statusMessage: wire.status?.info ?? '',
    cloud: tagId(wire['cloud-tag']),
    region: wire['cloud-region'] ?? '',
    ...(credential === undefined || credential === ''
      ? {}
      : {
          credential: tagId(credential)
            .split('_')
            .map((part) => part.replaceAll('%5f', '_'))
            .join('/'),
        }),
    isController: wire['is-controller'],
    agentVersion: wire['agent-version'],
    access: wire['user-access'],
    ...(wire['last-connection'] === null ? {} : { lastConnection: wire['last-connection'] }),
    counts: Object.fromEntries(wire.counts.map(({ entity, count }) => [entity, count])),
  }
}

/** Undefined if the controller no longer has the model. */
function ignoreGone(error: unknown): [] {
  if (error instanceof RpcError && error.reason === 'not-found') return []
  throw error
}
