import { ConfigurationError } from '../../core/errors.js'
import type { RequestOptions } from '../../core/options.js'
import { List } from '../../core/paginate.js'
import { type WaitLook, type WaitOptions, waitUntil } from '../../core/wait.js'
import { checkItems, reasonOf } from '../errors.js'
import { type ModelSummary as WireSummary, ModelManagerOperations } from '../generated/model-manager.js'
import type { Link } from '../connection/endpoint.js'
import { isUuid, type ModelName, nearNames, parseModelName } from '../syntax/model-name.js'
import { cloudTag, credentialTag, modelTag, tagId, userTag } from '../syntax/tags.js'

/** A model as a list shows it. */
export interface ModelSummary {
  uuid: string
  name: string
  /** The user whose model it is. */
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
  /** What the user may do: `read`, `write`, `admin`; `''` when only as the controller's administrator. */
  access: string
  /** RFC 3339; absent before the first. */
  lastConnection?: string
  /** Counts by kind: `machines`, `cores`, `units`. Only lists have them. */
  counts: Record<string, number>
}

/** What a new model is made of. */
export interface ModelAddParams {
  /** @default the controller's only cloud, else the one that it runs on */
  cloud?: string
  region?: string
  /** Name of a credential of the owner's for this cloud. */
  credential?: string
  /** @default the user of the client */
  owner?: string
  /** Settings of the model, such as `{ 'default-base': 'ubuntu@22.04' }`. */
  config?: Record<string, string | number | boolean>
}

export interface ModelDestroyParams {
  /** Whether storage goes too; without a word a model that has any is not destroyed. */
  destroyStorage?: boolean
  /** Goes on when something cannot be removed in order. */
  force?: boolean
  /** Milliseconds that each step of a forced removal gets. */
  maxWaitMs?: number
  /**
   * Whether to wait until it is gone, and how; half an hour at the most unless `timeoutMs` says otherwise.
   * @default true
   */
  wait?: boolean | WaitOptions
}

const HALF_AN_HOUR_MS = 1_800_000

/** The models of a controller. */
export class Models {
  readonly #link: Link
  readonly #facade: ModelManagerOperations

  constructor(link: Link) {
    this.#link = link
    this.#facade = new ModelManagerOperations(link)
  }

  /** Lists the models that the user may see; `all` is for administrators of the controller. */
  list(filters: { all?: boolean } = {}, options?: RequestOptions): List<ModelSummary> {
    return new List(async () => {
      const user = this.#link.session.settings.username
      const { data, response } = await this.#facade
        .listModelSummaries({ 'user-tag': userTag(user), ...filters }, options)
        .withResponse()
      const names = data.results.map((result) => result.result?.name ?? '')
      const items = checkItems(
        this.#link.factsOf('ModelManager', 'ListModelSummaries'),
        names,
        data.results,
      ).flatMap(({ result }) => (result === undefined ? [] : [summaryOf(result)]))
      return { data: { items }, response }
    }, `Juju models on ${this.#link.where}`)
  }

  /** Describes a model, given as `owner/name`, `name` or UUID. */
  async get(model: string, options?: RequestOptions): Promise<ModelSummary> {
    const { uuid } = await this.resolve(model, options)
    const { results } = await this.#facade.modelInfo({ entities: [{ tag: modelTag(uuid) }] }, options)
    const [first] = checkItems(this.#link.factsOf('ModelManager', 'ModelInfo'), [model], results)
    if (first?.result === undefined)
      throw new ConfigurationError({ system: 'juju', summary: `Juju answered nothing about model ${model}` })
    const { username } = this.#link.session.settings
    const access = first.result.users.find(({ user }) => user === username)?.access ?? ''
    return summaryOf({ ...first.result, 'user-access': access, counts: [], 'last-connection': null })
  }

  /** Makes a model. A name that the owner has is an `RpcError` with reason `already-exists`. */
  async add(name: string, params: ModelAddParams = {}, options?: RequestOptions): Promise<ModelSummary> {
    const owner = params.owner ?? this.#link.session.settings.username
    if (params.credential !== undefined && params.cloud === undefined)
      throw new ConfigurationError({
        system: 'juju',
        summary: `Model ${name} cannot be added: a credential was given without a cloud`,
        hint: 'Say which cloud it is for',
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
      options,
    )
    return summaryOf({ ...info, 'user-access': 'admin', counts: [], 'last-connection': null })
  }

  /** Destroys a model and waits until it is gone. Throws `WaitTimeoutError` when it is still there at the end. */
  async destroy(model: string, params: ModelDestroyParams = {}, options: RequestOptions = {}): Promise<void> {
    const { uuid } = await this.resolve(model, options)
    const tag = modelTag(uuid)
    const { destroyStorage, force, maxWaitMs } = params
    const { results } = await this.#facade.destroyModels(
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
      options,
    )
    checkItems(this.#link.factsOf('ModelManager', 'DestroyModels'), [model], results)
    if (params.wait !== false)
      await this.#untilGone(model, tag, {
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        ...(typeof params.wait === 'object' ? params.wait : {}),
      })
  }

  async #untilGone(model: string, tag: string, options: WaitOptions): Promise<void> {
    const wait = {
      system: 'juju',
      operation: 'models.destroy',
      goal: `model ${model} to be gone`,
      timeoutMs: HALF_AN_HOUR_MS,
      redactor: this.#link.session.redactor,
      look: async (signal: AbortSignal): Promise<WaitLook> => {
        const { models } = await this.#facade.modelStatus({ entities: [{ tag }] }, { signal })
        const [status] = models
        const error = status?.error
        if (error !== undefined && reasonOf(error.code, error.message) === 'not-found')
          return { states: { [model]: 'gone' }, done: [model] }
        checkItems(this.#link.factsOf('ModelManager', 'ModelStatus'), [model], models)
        const { life = '', 'hosted-machine-count': machines = 0, 'unit-count': units = 0 } = status ?? {}
        return { states: { [model]: `${life} with ${machines} machines and ${units} units` }, done: [] }
      },
    } as const
    await waitUntil(wait, { intervalMs: 2000, ...options })
  }

  /** UUID and names of a model that is given as `owner/name`, `name` or UUID. An unknown one throws and names what is near. */
  async resolve(model: string, options?: RequestOptions): Promise<ModelName> {
    const asked = parseModelName(model)
    if (isUuid(model)) return { uuid: model.toLowerCase(), name: model, owner: '' }
    const user = this.#link.session.settings.username
    const { 'user-models': models } = await this.#facade.listModels({ tag: userTag(user) }, options)
    const known = models.map(({ model: { name, qualifier, uuid } }): ModelName => ({
      name,
      owner: qualifier,
      uuid,
    }))
    const named = known.filter(({ name }) => name === asked.name)
    const found =
      asked.owner === undefined
        ? (named.find(({ owner }) => owner === user) ?? (named.length === 1 ? named[0] : undefined))
        : named.find(({ owner }) => owner === asked.owner)
    if (found !== undefined) return found
    const all = known.map(({ name, owner }) => `${owner}/${name}`)
    const several = asked.owner === undefined && named.length > 1
    const near = several ? named.map(({ name, owner }) => `${owner}/${name}`) : nearNames(model, all)
    throw new ConfigurationError({
      system: 'juju',
      summary: several
        ? `There are several models ${JSON.stringify(model)} on ${this.#link.where}`
        : `There is no model ${JSON.stringify(model)} on ${this.#link.where} that ${user} may see`,
      hint:
        near.length > 0
          ? `Did you mean ${near.join(' or ')}?`
          : all.length > 0
            ? 'See models.list() for those there are'
            : 'Make one with models.add()',
      facts: all.length > 0 ? { models: all.join(', ') } : {},
    })
  }
}

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
