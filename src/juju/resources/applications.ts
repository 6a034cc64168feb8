import { ConfigurationError } from '../../core/errors.js'
import type { RequestOptions } from '../../core/options.js'
import type { Constraints } from '../syntax/constraints.js'
import { checkCount, placementsOf } from '../checks.js'
import { checkItems, rpcError } from '../errors.js'
import { ApplicationOperations, type DeployFromRepositoryArg } from '../generated/application.js'
import type { CharmRelation, ConstraintsValue, Entity, RpcErrorValue } from '../generated/common.js'
import type { Link } from '../connection/endpoint.js'
import { applicationTag, entityOf, unitTag } from '../syntax/tags.js'
import { hubName } from './charms.js'
import { explained } from './explain.js'
import { baseValue, configYaml, constraintsValue, placementValue, storageValue } from '../syntax/values.js'

export type OptionInput = string | number | boolean

export interface DeployParams {
  /** @default the charm's name */
  name?: string
  /** Such as `yoga/stable`. */
  channel?: string
  /** A revision needs a channel, from which the application is refreshed later. */
  revision?: number
  /** Such as `ubuntu@22.04`; the charm's or the model's choice without it. */
  base?: string
  /** @default 1 */
  units?: number
  /** Where the units go, at most one entry a unit: `3`, `lxd:3`, `zone=a`, `system-id=4y3h7n`. One text may hold several, with commas. */
  to?: string | readonly string[]
  config?: Readonly<Record<string, OptionInput>>
  constraints?: string | Constraints
  /** Gives the application access to the cloud's credentials. */
  trust?: boolean
  /** Space by endpoint; `''` for all others. */
  bindings?: Readonly<Record<string, string>>
  /** Storage directive by the charm's name of it, such as `{ data: 'ebs,10G,2' }`. */
  storage?: Readonly<Record<string, string>>
  /** Revision by the charm's name of the resource. */
  resources?: Readonly<Record<string, number | string>>
  /** Goes on where the charm does not support the base. */
  force?: boolean
  /** Finds out what would be deployed, and deploys nothing. */
  dryRun?: boolean
}

/** What was deployed, or would be. */
export interface Deployed {
  name: string
  channel: string
  revision: number
  base: string
  architecture: string
  /** Resources that the charm waits for: files to be uploaded. */
  pendingUploads: { name: string; filename: string; type: string }[]
}

export interface RemoveParams {
  /** Whether storage goes too; without a word it is detached. */
  destroyStorage?: boolean
  /** Goes on when something cannot be removed in order. */
  force?: boolean
  /** Milliseconds that each step of a forced removal gets. */
  maxWaitMs?: number
  /** Tells what would go, and removes nothing. */
  dryRun?: boolean
}

/** What goes with a removal. */
export interface Removed {
  units: string[]
  destroyedStorage: string[]
  detachedStorage: string[]
}

/** One option of an application. */
export interface ApplicationOption {
  /** Absent when it was never set and has no default. */
  value?: unknown
  default?: unknown
  /** `default` or `user`. */
  source: string
  type: string
  description: string
}

/** The applications of a model. */
export class Applications {
  readonly #link: Link
  readonly #facade: ApplicationOperations
  readonly #uuid: () => Promise<string>

  constructor(link: Link, uuid: () => Promise<string>) {
    this.#link = link
    this.#facade = new ApplicationOperations(link)
    this.#uuid = uuid
  }

  /** Finds a charm on Charmhub and deploys it. Throws `RpcError`: `not-found`, `already-exists`, `not-valid`. */
  async deploy(charm: string, params: DeployParams = {}, options?: RequestOptions): Promise<Deployed> {
    const { name } = params
    const charmName = hubName(charm, 'Deploy it with juju deploy')
    const units = checkCount('units', params.units ?? 1, 0)
    const to = placementsOf(params.to ?? [])
    if (to.length > units)
      throw new ConfigurationError({
        system: 'juju',
        operation: 'Application.DeployFromRepository',
        summary: `${charm} cannot be deployed: ${to.length} placements were given for ${units} units`,
        hint: 'Give at most one placement a unit',
      })
    if (params.revision !== undefined && params.channel === undefined)
      throw new ConfigurationError({
        system: 'juju',
        operation: 'Application.DeployFromRepository',
        summary: `${charm} cannot be deployed: a revision was given without a channel`,
        hint: 'Say which channel it is refreshed from later',
      })
    const arg: DeployFromRepositoryArg = {
      CharmName: charmName,
      ApplicationName: name ?? '',
      ConfigYAML: configYaml(name ?? charmName, params.config ?? {}),
      Cons: constraintsValue(params.constraints),
      DryRun: params.dryRun ?? false,
      Trust: params.trust ?? false,
      'num-units': units,
      ...(to.length === 0 ? {} : { Placement: to.map((text) => placementValue(text, 'model-uuid')) }),
      ...(params.channel === undefined ? {} : { channel: params.channel }),
      ...(params.revision === undefined ? {} : { revision: params.revision }),
      ...(params.base === undefined ? {} : { base: baseValue(params.base) }),
      ...(params.bindings === undefined ? {} : { 'endpoint-bindings': { ...params.bindings } }),
      ...(params.storage === undefined
        ? {}
        : {
            storage: Object.fromEntries(
              Object.entries(params.storage).map(([key, text]) => [key, storageValue(text)]),
            ),
          }),
      ...(params.resources === undefined
        ? {}
        : {
            resources: Object.fromEntries(
              Object.entries(params.resources).map(([key, revision]) => [key, String(revision)]),
            ),
          }),
      ...(params.force === undefined ? {} : { force: params.force }),
    }
    const { Results } = await this.#facade.deployFromRepository({ Args: [arg] }, options)
    const [result] = Results
    const [error, ...more] = result?.Errors ?? []
    const call = this.#link.factsOf('Application', 'DeployFromRepository')
    if (error !== undefined)
      throw rpcError(
        call,
        { ...error, message: [error, ...more].map(({ message }) => message).join('; ') },
        deployHint(error, charm),
      )
    const info = result?.Info
    return {
      name: info?.name ?? name ?? charm,
      channel: info?.['effective-channel'] ?? info?.channel ?? '',
      revision: info?.revision ?? 0,
      base: info?.base === undefined ? '' : `${info.base.name}@${info.base.channel}`,
      architecture: info?.architecture ?? '',
      pendingUploads: (result?.PendingResourceUploads ?? []).map(({ Name, Filename, Type }) => ({
        name: Name,
        filename: Filename,
        type: Type,
      })),
    }
  }

  /** Adds units, and gives their names. A subordinate is refused: the controller would accept it, and nothing would come of it. */
  async addUnit(
    application: string,
    params: { count?: number; to?: string | readonly string[] } = {},
    options?: RequestOptions,
  ): Promise<string[]> {
    const to = placementsOf(params.to ?? [])
    const count = checkCount('count', params.count ?? Math.max(1, to.length), 1)
    if (to.length > count)
      throw new ConfigurationError({
        system: 'juju',
        operation: 'Application.AddUnits',
        summary: `Units cannot be added to ${application}: ${to.length} placements were given for ${count} units`,
        hint: 'Give at most one placement a unit',
      })
    await explained(this.#link, [application], this.#refuseSubordinate(application, options))
    const uuid = to.length === 0 ? '' : await this.#uuid()
    const { units } = await this.#facade.addUnits(
      {
        application,
        'num-units': count,
        ...(to.length === 0 ? {} : { placement: to.map((text) => placementValue(text, uuid)) }),
      },
      options,
    )
    return units
  }

  async removeUnit(
    units: string | readonly string[],
    params: RemoveParams = {},
    options?: RequestOptions,
  ): Promise<Removed> {
    const names = typeof units === 'string' ? [units] : units
    const { results } = await this.#facade.destroyUnit(
      { units: names.map((name) => ({ 'unit-tag': unitTag(name), ...removal(params) })) },
      options,
    )
    return removedOf(checkItems(this.#link.factsOf('Application', 'DestroyUnit'), names, results), names)
  }

  async remove(application: string, params: RemoveParams = {}, options?: RequestOptions): Promise<Removed> {
    const { results } = await this.#facade.destroyApplication(
      {
        applications: [{ 'application-tag': applicationTag(application), force: false, ...removal(params) }],
      },
      options,
    )
    return removedOf(
      checkItems(this.#link.factsOf('Application', 'DestroyApplication'), [application], results),
    )
  }

  /** Relates two applications, given as `name` or `name:endpoint`. A relation that is there is an `RpcError` with reason `already-exists`. */
  async integrate(
    one: string,
    other: string,
    params: { viaCidrs?: readonly string[] } = {},
    options?: RequestOptions,
  ): Promise<Record<string, CharmRelation>> {
    const via = params.viaCidrs === undefined ? {} : { 'via-cidrs': [...params.viaCidrs] }
    const { endpoints } = await explained(
      this.#link,
      [one, other],
      this.#facade.addRelation({ endpoints: [one, other], ...via }, options),
    )
    return endpoints
  }

  async removeRelation(
    one: string,
    other: string,
    params: { force?: boolean } = {},
    options?: RequestOptions,
  ): Promise<void> {
    await this.#facade.destroyRelation({ endpoints: [one, other], 'relation-id': 0, ...params }, options)
  }

  /** The options of an application, by name. */
  async config(application: string, options?: RequestOptions): Promise<Record<string, ApplicationOption>> {
    const { config } = await this.#facade.get({ application, branch: '' }, options)
    return config as Record<string, ApplicationOption>
  }

  /** Sets options. An unknown one or a value of the wrong type is an `RpcError` with reason `not-valid`. */
  async setConfig(
    application: string,
    values: Readonly<Record<string, OptionInput>>,
    options?: RequestOptions,
  ): Promise<void> {
    const config = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]))
    const setting = this.#facade.setConfigs(
      { Args: [{ application, generation: '', config, 'config-yaml': '' }] },
      options,
    )
    await explained(
      this.#link,
      [application],
      setting.then(({ results }) =>
        checkItems(this.#link.factsOf('Application', 'SetConfigs'), [application], results),
      ),
    )
  }

  /** Sets options back to their defaults. */
  async resetConfig(application: string, names: readonly string[], options?: RequestOptions): Promise<void> {
    const { results } = await this.#facade.unsetApplicationsConfig(
      { Args: [{ application, branch: '', options: [...names] }] },
      options,
    )
    checkItems(this.#link.factsOf('Application', 'UnsetApplicationsConfig'), [application], results)
  }

  /** Gives an application access to the cloud's credentials, or takes it away. */
  async trust(application: string, trusted: boolean, options?: RequestOptions): Promise<void> {
    await this.setConfig(application, { trust: trusted }, options)
  }

  /** The constraints as the facades have them, sizes in MiB. */
  async constraints(application: string, options?: RequestOptions): Promise<ConstraintsValue> {
    const { results } = await this.#facade.getConstraints(
      { entities: [{ tag: applicationTag(application) }] },
      options,
    )
    const [first] = checkItems(this.#link.factsOf('Application', 'GetConstraints'), [application], results)
    return first?.constraints ?? {}
  }

  /** Replaces the constraints: those that are not given go. */
  async setConstraints(
    application: string,
    constraints: string | Constraints,
    options?: RequestOptions,
  ): Promise<void> {
    await this.#facade.setConstraints({ application, constraints: constraintsValue(constraints) }, options)
  }

  /** Opens an application to the network: all endpoints to everybody, or those that are named to spaces or CIDRs. */
  async expose(
    application: string,
    endpoints: Readonly<Record<string, { spaces?: readonly string[]; cidrs?: readonly string[] }>> = {},
    options?: RequestOptions,
  ): Promise<void> {
    const exposed = Object.fromEntries(
      Object.entries(endpoints).map(([endpoint, { spaces, cidrs }]) => [
        endpoint,
        {
          ...(spaces === undefined ? {} : { 'expose-to-spaces': [...spaces] }),
          ...(cidrs === undefined ? {} : { 'expose-to-cidrs': [...cidrs] }),
        },
      ]),
    )
    await this.#facade.expose(
      { application, ...(Object.keys(exposed).length === 0 ? {} : { 'exposed-endpoints': exposed }) },
      options,
    )
  }

  /** Closes an application to the network, or the endpoints that are named. */
  async unexpose(
    application: string,
    endpoints: readonly string[] = [],
    options?: RequestOptions,
  ): Promise<void> {
    await this.#facade.unexpose({ application, 'exposed-endpoints': [...endpoints] }, options)
  }

  /** Tells units whose hook failed to go on: with the same hook again, or with `retry: false` past it. */
  async resolve(
    units: string | readonly string[],
    params: { retry?: boolean } = {},
    options?: RequestOptions,
  ): Promise<void> {
    const names = typeof units === 'string' ? [units] : units
    const { results } = await this.#facade.resolveUnitErrors(
      { tags: { entities: names.map((name) => ({ tag: unitTag(name) })) }, retry: params.retry ?? true },
      options,
    )
    checkItems(this.#link.factsOf('Application', 'ResolveUnitErrors'), names, results)
  }

  /** recorded-4.0.15, fact 11. */
  async #refuseSubordinate(application: string, options: RequestOptions | undefined): Promise<void> {
    const { results } = await this.#facade.applicationsInfo(
      { entities: [{ tag: applicationTag(application) }] },
      options,
    )
    const [info] = checkItems(this.#link.factsOf('Application', 'ApplicationsInfo'), [application], results)
    if (info?.result?.principal !== false) return
    throw new ConfigurationError({
      system: 'juju',
      operation: 'Application.AddUnits',
      summary: `Units cannot be added to ${application}: it is a subordinate`,
      hint: 'Its units come with those of the applications that it is integrated with: use integrate',
    })
  }
}

function deployHint({ message }: RpcErrorValue, charm: string): string | undefined {
  if (message.endsWith('already exists'))
    return 'Give it another name, or see status() for the one that is there'
  if (message.includes('No charm or bundle with name')) return `Look for ${charm} on charmhub.io`
  if (message.includes('unknown option '))
    return `See charmhub.io/${charm.replace(/^ch:/, '')}/configurations for the options that there are`
  if (message.includes('not started, please retry'))
    return 'See status(): the controller says the same of a machine that does not exist; addUnit takes one that has not started'
  return undefined
}

const removal = ({
  destroyStorage,
  force,
  maxWaitMs,
  dryRun,
}: RemoveParams): {
  'destroy-storage'?: boolean
  force?: boolean
  'max-wait'?: number
  'dry-run'?: boolean
} => ({
  ...(destroyStorage === undefined ? {} : { 'destroy-storage': destroyStorage }),
  ...(force === undefined ? {} : { force }),
  ...(maxWaitMs === undefined ? {} : { 'max-wait': maxWaitMs * 1e6 }),
  ...(dryRun === undefined ? {} : { 'dry-run': dryRun }),
})

interface WireRemoval {
  info?: { 'destroyed-units'?: Entity[]; 'destroyed-storage'?: Entity[]; 'detached-storage'?: Entity[] }
}

const removedOf = (results: readonly WireRemoval[], units: readonly string[] = []): Removed => {
  const named = (key: 'destroyed-units' | 'destroyed-storage' | 'detached-storage'): string[] =>
    results.flatMap(({ info }) => info?.[key] ?? []).map(({ tag }) => entityOf(tag))
  return {
    units: [...units, ...named('destroyed-units')],
    destroyedStorage: named('destroyed-storage'),
    detachedStorage: named('detached-storage'),
  }
}
