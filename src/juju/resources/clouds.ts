import type { RequestOptions } from '../../core/options.js'
import { List } from '../../core/paginate.js'
import { checkItems } from '../errors.js'
import { type Cloud as WireCloud, CloudOperations } from '../generated/cloud.js'
import type { Link } from '../connection/endpoint.js'
import { cloudTag, credentialTag, tagId, userTag } from '../syntax/tags.js'

/** A cloud that models can live on. */
export interface Cloud {
  name: string
  /** `maas`, `lxd`, `openstack`. */
  type: string
  /** Kinds of credential that it takes, such as `oauth1` for MAAS. */
  authTypes: string[]
  endpoint?: string
  regions: { name: string; endpoint?: string }[]
  /** PEM of the authorities that the controller trusts for it. */
  caCertificates?: string[]
}

export interface CloudCredential {
  /** `oauth1` for MAAS. */
  authType: string
  /** By name, such as `{ 'maas-oauth': apiKey }` for MAAS. */
  attributes: Record<string, string>
}

/** The clouds of a controller, and the credentials that it has for them. */
export class Clouds {
  readonly #link: Link
  readonly #facade: CloudOperations

  constructor(link: Link) {
    this.#link = link
    this.#facade = new CloudOperations(link)
  }

  list(options?: RequestOptions): List<Cloud> {
    return new List(async () => {
      const { data, response } = await this.#facade.clouds(options).withResponse()
      return {
        data: { items: Object.entries(data.clouds ?? {}).map(([tag, cloud]) => cloudOf(tagId(tag), cloud)) },
        response,
      }
    }, `Juju clouds on ${this.#link.where}`)
  }

  /** An unknown cloud is an `RpcError` with reason `not-found`. */
  async get(name: string, options?: RequestOptions): Promise<Cloud> {
    const { results } = await this.#facade.cloud({ entities: [{ tag: cloudTag(name) }] }, options)
    const [first] = checkItems(this.#link.factsOf('Cloud', 'Cloud'), [name], results)
    return cloudOf(name, first?.cloud ?? { type: '' })
  }

  /** Adds a cloud; `force` adds one that the controller's own cloud is said not to reach. */
  async add(cloud: Cloud, params: { force?: boolean } = {}, options?: RequestOptions): Promise<void> {
    await this.#facade.addCloud({ name: cloud.name, cloud: wireOf(cloud), ...params }, options)
  }

  /** Adds a MAAS as a cloud, by the URL that ends in `/MAAS`. Its credential is added with {@link Clouds.setMaasCredential}. */
  async addMaas(
    name: string,
    url: string,
    params: { force?: boolean } = {},
    options?: RequestOptions,
  ): Promise<void> {
    // MAAS has no regions for Juju: the one there must be is called default, and has the same URL (recorded: cloud-add-cloud).
    await this.add(
      {
        name,
        type: 'maas',
        authTypes: ['oauth1'],
        endpoint: url,
        regions: [{ name: 'default', endpoint: url }],
      },
      params,
      options,
    )
  }

  /** Changes a cloud to what is given. */
  async update(cloud: Cloud, options?: RequestOptions): Promise<void> {
    const { results } = await this.#facade.updateCloud(
      { clouds: [{ name: cloud.name, cloud: wireOf(cloud) }] },
      options,
    )
    checkItems(this.#link.factsOf('Cloud', 'UpdateCloud'), [cloud.name], results)
  }

  async remove(name: string, options?: RequestOptions): Promise<void> {
    const { results } = await this.#facade.removeClouds({ entities: [{ tag: cloudTag(name) }] }, options)
    checkItems(this.#link.factsOf('Cloud', 'RemoveClouds'), [name], results)
  }

  /** Names of the user's credentials for a cloud. */
  async credentials(cloud: string, options?: RequestOptions): Promise<string[]> {
    const { results } = await this.#facade.userCredentials(
      { 'user-clouds': [{ 'user-tag': userTag(this.#owner), 'cloud-tag': cloudTag(cloud) }] },
      options,
    )
    const [first] = checkItems(this.#link.factsOf('Cloud', 'UserCredentials'), [cloud], results)
    return (first?.result ?? []).map((tag) => (tag.split('_').at(-1) ?? '').replaceAll('%5f', '_'))
  }

  /** Adds the user's credential of this name, or changes it. The controller tries it on the models that use it. */
  async setCredential(
    cloud: string,
    name: string,
    credential: CloudCredential,
    params: { force?: boolean } = {},
    options?: RequestOptions,
  ): Promise<void> {
    this.#link.session.redactor.add(...Object.values(credential.attributes))
    const tag = credentialTag(cloud, this.#owner, name)
    const { results } = await this.#facade.updateCredentialsCheckModels(
      {
        credentials: [
          { tag, credential: { 'auth-type': credential.authType, attrs: credential.attributes } },
        ],
        force: params.force ?? false,
      },
      options,
    )
    checkItems(this.#link.factsOf('Cloud', 'UpdateCredentialsCheckModels'), [`${cloud}/${name}`], results)
  }

  /** Adds or changes the credential of a MAAS: its API key of three parts. */
  async setMaasCredential(
    cloud: string,
    name: string,
    apiKey: string,
    options?: RequestOptions,
  ): Promise<void> {
    await this.setCredential(
      cloud,
      name,
      { authType: 'oauth1', attributes: { 'maas-oauth': apiKey } },
      {},
      options,
    )
  }

  /** One that a model uses is an `RpcError` with reason `conflict`. */
  async removeCredential(
    cloud: string,
    name: string,
    params: { force?: boolean } = {},
    options?: RequestOptions,
  ): Promise<void> {
    const { results } = await this.#facade.revokeCredentialsCheckModels(
      { credentials: [{ tag: credentialTag(cloud, this.#owner, name), force: params.force ?? false }] },
      options,
    )
    checkItems(this.#link.factsOf('Cloud', 'RevokeCredentialsCheckModels'), [`${cloud}/${name}`], results)
  }

  get #owner(): string {
    return this.#link.session.settings.username
  }
}

const cloudOf = (name: string, wire: WireCloud): Cloud => ({
  name,
  type: wire.type,
  authTypes: wire['auth-types'] ?? [],
  ...(wire.endpoint === undefined ? {} : { endpoint: wire.endpoint }),
  regions: (wire.regions ?? []).map((region) => ({
    name: region.name,
    ...(region.endpoint === undefined ? {} : { endpoint: region.endpoint }),
  })),
  ...(wire['ca-certificates'] === undefined ? {} : { caCertificates: wire['ca-certificates'] }),
})

const wireOf = ({ type, authTypes, endpoint, regions, caCertificates }: Cloud): WireCloud => ({
  type,
  'auth-types': authTypes,
  ...(endpoint === undefined ? {} : { endpoint }),
  regions,
  ...(caCertificates === undefined ? {} : { 'ca-certificates': caCertificates }),
})
