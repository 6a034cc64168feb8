import { inspect } from 'node:util'
import { checkFields, checkType, type Form, matches } from '../../core/arguments.js'
import { ConfigurationError } from '../../core/errors.js'
import { List } from '../../core/list.js'
import { describeMethods } from '../../core/inspect.js'
import { secretArguments } from '../../core/secret-arguments.js'
import { beginVerb } from '../connection/verb.js'
import type { Cloud as WireCloud, CloudFacade } from '../generated/facades/cloud.js'
import type { FacadeCaller } from '../connection/caller.js'
import { foundError } from '../errors.js'
import type { JujuCallOptions } from '../options.js'
import { maasApiKey, maasEndpoint } from '../syntax/maas-cloud.js'
import { checkNames } from '../syntax/names.js'
import { cloudTag, credentialTag, tagId, userTag } from '../syntax/tags.js'

/** A cloud that can host models. */
export interface Cloud {
  name: string
  /** `maas`, `lxd`, `openstack`. */
  type: string
  /** Kinds of credential that it accepts, such as `oauth1` for MAAS. */
  authTypes: string[]
  endpoint?: string
  identityEndpoint?: string
  storageEndpoint?: string
  regions: CloudRegion[]
  /** PEM of the CAs that the controller trusts for it. */
  caCertificates?: string[]
  /** Whether the controller accepts any certificate of it. */
  skipTlsVerify?: boolean
  /** Settings of new models in it. */
  config?: Record<string, unknown>
  /** Settings of new models in it, by region. */
  regionConfig?: Record<string, Record<string, unknown>>
  /** For Kubernetes: the cloud and region that it runs in, such as `aws/us-east-1`. */
  hostCloudRegion?: string
}

export interface CloudRegion {
  name: string
  endpoint?: string
  identityEndpoint?: string
  storageEndpoint?: string
}

export interface CloudCredential {
  /** `oauth1` for MAAS. */
  authType: string
  /** By name, such as `{ 'maas-oauth': apiKey }` for MAAS. */
  attributes: Record<string, string>
}

export interface CloudAddParams {
  /** Adds a cloud even if the controller's own cloud may not reach it. */
  force?: boolean
}

export interface CloudCredentialParams {
  /** Continues although models that use the credential would not work with it, or would lose it. */
  force?: boolean
}

const cloudForm: Form<Cloud> = {
  name: 'string',
  type: 'string',
  authTypes: 'string[]',
  endpoint: 'string',
  identityEndpoint: 'string',
  storageEndpoint: 'string',
  regions: 'object[]',
  caCertificates: 'string[]',
  skipTlsVerify: 'bool',
  config: 'object',
  regionConfig: 'map<object>',
  hostCloudRegion: 'string',
}

const regionForm: Form<CloudRegion> = {
  name: 'string',
  endpoint: 'string',
  identityEndpoint: 'string',
  storageEndpoint: 'string',
}

const forceForm: Form<CloudAddParams & CloudCredentialParams> = { force: 'bool' }

/** The clouds of a controller, and the user's credentials for them. */
export interface Clouds {
  /**
   * Lists the clouds of the controller that the user may use.
   *
   * @example
   * for await (const cloud of juju.clouds.list()) console.log(cloud.name)
   */
  list(options?: JujuCallOptions): List<Cloud>
  /**
   * An unknown cloud is an `RpcError` with reason `not-found`.
   *
   * @example
   * const { regions } = await juju.clouds.get('maas')
   */
  get(name: string, options?: JujuCallOptions): Promise<Cloud>
  /**
   * Adds a cloud to the controller.
   *
   * @example
   * await juju.clouds.add({
   *   name: 'lab',
   *   type: 'maas',
   *   authTypes: ['oauth1'],
   *   endpoint: 'http://10.0.0.2:5240/MAAS',
   *   regions: [{ name: 'default' }],
   * })
   */
  add(cloud: Cloud, params?: CloudAddParams, options?: JujuCallOptions): Promise<void>
  /**
   * Adds a MAAS as a cloud, by the URL that ends in `/MAAS`. Its credential is added with {@link Clouds.setMaasCredential}.
   *
   * @throws ConfigurationError for a URL that is not that of a MAAS
   *
   * @example
   * await juju.clouds.addMaas('lab', 'http://10.0.0.2:5240/MAAS')
   */
  addMaas(name: string, url: string, params?: CloudAddParams, options?: JujuCallOptions): Promise<void>
  /**
   * Replaces the definition of a cloud: what `cloud` omits is removed. Change what {@link Clouds.get} returned.
   *
   * @example
   * const cloud = await juju.clouds.get('maas1')
   * await juju.clouds.update({ ...cloud, endpoint: 'https://10.0.0.2:5443/MAAS' })
   */
  update(cloud: Cloud, options?: JujuCallOptions): Promise<void>
  /**
   * Removes a cloud from the controller.
   *
   * @example
   * await juju.clouds.remove('lab')
   */
  remove(name: string, options?: JujuCallOptions): Promise<void>
  /**
   * Names of the user's credentials for a cloud.
   *
   * @example
   * const names = await juju.clouds.credentials('lab')
   */
  credentials(cloud: string, options?: JujuCallOptions): Promise<string[]>
  /**
   * Adds or changes a credential of the user. The controller tests it with the models that use it.
   *
   * @example
   * await juju.clouds.setCredential('lxd', 'default', { authType: 'certificate', attributes: { 'trust-password': 'secret' } })
   */
  setCredential(
    cloud: string,
    name: string,
    credential: CloudCredential,
    params?: CloudCredentialParams,
    options?: JujuCallOptions,
  ): Promise<void>
  /**
   * Adds or changes the credential of a MAAS: its API key of three parts.
   *
   * @example
   * await juju.clouds.setMaasCredential('lab', 'default', 'consumer:token:secret')
   */
  setMaasCredential(cloud: string, name: string, apiKey: string, options?: JujuCallOptions): Promise<void>
  /**
   * A credential that a model uses is an `RpcError` with reason `conflict`.
   *
   * @example
   * await juju.clouds.removeCredential('lab', 'default')
   */
  removeCredential(
    cloud: string,
    name: string,
    params?: CloudCredentialParams,
    options?: JujuCallOptions,
  ): Promise<void>
}

export class CloudsOfController implements Clouds {
  readonly #caller: FacadeCaller
  readonly #facade: CloudFacade

  constructor(caller: FacadeCaller) {
    this.#caller = caller
    this.#facade = caller.facade('Cloud')
  }

  list(options?: JujuCallOptions): List<Cloud> {
    return new List(
      async () => {
        const { data, response } = await this.#facade.clouds(beginVerb('clouds.list', options)).withResponse()
        return {
          data: {
            items: Object.entries(data.clouds ?? {}).map(([tag, cloud]) => cloudOf(tagId(tag), cloud)),
          },
          response,
        }
      },
      { label: `Juju clouds.list on ${this.#caller.where}`, system: 'juju', operation: 'clouds.list' },
    )
  }

  async get(name: string, options?: JujuCallOptions): Promise<Cloud> {
    const verb = beginVerb('clouds.get', options)
    checkNames('clouds.get', { name })
    const [first] = await this.#facade.cloud({ entities: [{ tag: cloudTag(name) }] }, verb)
    if (first?.cloud === undefined) {
      const call = this.#caller.factsOf({ facade: 'Cloud', method: 'Cloud' }, verb)
      throw foundError(call, { reason: 'other', problem: `the reply does not contain cloud ${name}` })
    }
    return cloudOf(name, first.cloud)
  }

  async add(cloud: Cloud, params: CloudAddParams = {}, options?: JujuCallOptions): Promise<void> {
    const verb = beginVerb('clouds.add', options, forceForm, params)
    checkCloud('clouds.add', cloud)
    await this.#facade.addCloud({ name: cloud.name, cloud: wireOf(cloud), ...params }, verb)
  }

  async addMaas(
    name: string,
    url: string,
    params: CloudAddParams = {},
    options?: JujuCallOptions,
  ): Promise<void> {
    const verb = beginVerb('clouds.addMaas', options, forceForm, params)
    checkNames('clouds.addMaas', { name })
    // MAAS has no regions for Juju: the one that must exist is named default, and has the same URL (recorded: cloud-add-cloud).
    const endpoint = maasEndpoint('clouds.addMaas', url)
    const regions = [{ name: 'default', endpoint }]
    await this.add({ name, type: 'maas', authTypes: ['oauth1'], endpoint, regions }, params, verb)
  }

  async update(cloud: Cloud, options?: JujuCallOptions): Promise<void> {
    const verb = beginVerb('clouds.update', options)
    checkCloud('clouds.update', cloud)
    await this.#facade.updateCloud({ clouds: [{ name: cloud.name, cloud: wireOf(cloud) }] }, verb)
  }

  async remove(name: string, options?: JujuCallOptions): Promise<void> {
    const verb = beginVerb('clouds.remove', options)
    checkNames('clouds.remove', { name })
    await this.#facade.removeClouds({ entities: [{ tag: cloudTag(name) }] }, verb)
  }

  async credentials(cloud: string, options?: JujuCallOptions): Promise<string[]> {
    const verb = beginVerb('clouds.credentials', options)
    checkNames('clouds.credentials', { cloud })
    const [first] = await this.#facade.userCredentials(
      { 'user-clouds': [{ 'user-tag': userTag(this.#owner), 'cloud-tag': cloudTag(cloud) }] },
      verb,
    )
    return (first?.result ?? []).map((tag) => (tag.split('_').at(-1) ?? '').replaceAll('%5f', '_'))
  }

  async setCredential(
    cloud: string,
    name: string,
    credential: CloudCredential,
    params: CloudCredentialParams = {},
    options?: JujuCallOptions,
  ): Promise<void> {
    const verb = beginVerb('clouds.setCredential', options, forceForm, params)
    checkNames('clouds.setCredential', { cloud, name })
    checkCredential(credential)
    this.#caller.context.redactor.learn(...secretArguments({ credentials: credential.attributes }))
    const { [MAAS_KEY]: key, ...others } = credential.attributes
    const attrs =
      key === undefined ? others : { ...others, [MAAS_KEY]: maasApiKey('clouds.setCredential', key) }
    const tag = credentialTag(cloud, this.#owner, name)
    await this.#facade.updateCredentialsCheckModels(
      {
        credentials: [{ tag, credential: { 'auth-type': credential.authType, attrs } }],
        force: params.force ?? false,
      },
      verb,
    )
  }

  async setMaasCredential(
    cloud: string,
    name: string,
    apiKey: string,
    options?: JujuCallOptions,
  ): Promise<void> {
    const verb = beginVerb('clouds.setMaasCredential', options)
    checkNames('clouds.setMaasCredential', { cloud, name })
    const credential = {
      authType: 'oauth1',
      attributes: { [MAAS_KEY]: maasApiKey('clouds.setMaasCredential', apiKey) },
    }
    await this.setCredential(cloud, name, credential, {}, verb)
  }

  async removeCredential(
    cloud: string,
    name: string,
    params: CloudCredentialParams = {},
    options?: JujuCallOptions,
  ): Promise<void> {
    const verb = beginVerb('clouds.removeCredential', options, forceForm, params)
    checkNames('clouds.removeCredential', { cloud, name })
    await this.#facade.revokeCredentialsCheckModels(
      { credentials: [{ tag: credentialTag(cloud, this.#owner, name), force: params.force ?? false }] },
      verb,
    )
  }

  get #owner(): string {
    return this.#caller.context.settings.login.username
  }

  [inspect.custom](): string {
    return describeMethods('clouds', this)
  }
}

/** The attribute of a credential that holds the API key of a MAAS. */
const MAAS_KEY = 'maas-oauth'

/** The error does not contain the credential: any part of it may be secret. */
function checkCredential(credential: CloudCredential): void {
  if (
    matches('object', credential) &&
    matches('string', credential.authType) &&
    matches('map<string>', credential.attributes)
  )
    return
  throw new ConfigurationError({
    system: 'juju',
    operation: 'clouds.setCredential',
    summary: 'clouds.setCredential: the credential must be { authType, attributes }, both of strings',
    hint: "Write { authType: 'oauth1', attributes: { 'maas-oauth': apiKey } }",
  })
}

function checkCloud(operation: string, cloud: Cloud): void {
  checkFields('juju', operation, cloudForm, cloud)
  const { name, type, authTypes, regions } = cloud
  checkNames(operation, { name, type })
  checkType('juju', operation, 'authTypes', 'string[]', authTypes)
  checkType('juju', operation, 'regions', 'object[]', regions)
  for (const region of regions) {
    checkFields('juju', `${operation} regions`, regionForm, region)
    checkNames(`${operation} regions`, { name: region.name })
  }
}

/** The fields of a cloud whose name on the wire differs, with that name. */
const WIRE_NAMES = {
  authTypes: 'auth-types',
  identityEndpoint: 'identity-endpoint',
  storageEndpoint: 'storage-endpoint',
  caCertificates: 'ca-certificates',
  skipTlsVerify: 'skip-tls-verify',
  regionConfig: 'region-config',
  hostCloudRegion: 'host-cloud-region',
} as const

const OUR_NAMES = Object.fromEntries(Object.entries(WIRE_NAMES).map(([ours, wire]) => [wire, ours]))

/** The fields of an object that are present, renamed. */
const renamed = (names: Readonly<Record<string, string>>, fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined || value === null
        ? []
        : [[Object.hasOwn(names, name) ? (names[name] ?? name) : name, value]],
    ),
  )

function cloudOf(name: string, wire: WireCloud): Cloud {
  // The controller sets whether it is its own cloud.
  const fields = renamed(OUR_NAMES, { ...wire, 'is-controller-cloud': undefined })
  return {
    type: wire.type,
    authTypes: [],
    ...fields,
    name,
    regions: (wire.regions ?? []).map((region) => renamed(OUR_NAMES, region) as unknown as CloudRegion),
  }
}

const wireOf = (cloud: Cloud): WireCloud => ({
  type: cloud.type,
  ...renamed(WIRE_NAMES, { ...cloud, name: undefined }),
  regions: cloud.regions.map((region) => renamed(WIRE_NAMES, region) as { name: string }),
})
