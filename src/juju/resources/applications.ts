import type { CharmRelation, ConstraintsValue } from '../generated/facades/common.js'
import type { JujuCallOptions } from '../options.js'
import type { JujuConstraints } from '../syntax/constraints.js'

/** A value of an application's configuration. */
export type ApplicationOptionValue = string | number | boolean

export interface ApplicationDeployParams {
  /** @default the charm's name */
  name?: string
  /** Such as `yoga/stable`. */
  channel?: string
  /** A revision needs a channel, from which the application is refreshed later. */
  revision?: number
  /**
   * Such as `ubuntu@22.04`.
   * @default the choice of the charm or of the model
   */
  base?: string
  /** @default 1 */
  units?: number
  /** Placements of the units, at most one a unit: `3`, `lxd:3`, `zone=a`, `system-id=4y3h7n`. One string may hold several, separated by commas. */
  to?: string | readonly string[]
  config?: Readonly<Record<string, ApplicationOptionValue>>
  constraints?: string | JujuConstraints
  /** Gives the application access to the cloud's credentials. */
  trust?: boolean
  /** Space by endpoint; `''` for all others. */
  bindings?: Readonly<Record<string, string>>
  /** Storage directive by the storage name of the charm, such as `{ data: 'ebs,10G,2' }`. */
  storage?: Readonly<Record<string, string>>
  /** Revision by the resource name of the charm. */
  resources?: Readonly<Record<string, number | string>>
  /** Deploys also where the charm does not support the base. */
  force?: boolean
  /** Returns what would be deployed, and deploys nothing. */
  dryRun?: boolean
}

/** The deployed application, or what would be deployed with `dryRun`. */
export interface DeployedApplication {
  name: string
  channel: string
  revision: number
  base: string
  architecture: string
  /** Resources that the charm waits for: files to upload. */
  pendingUploads: { name: string; filename: string; type: string }[]
}

export interface UnitAddParams {
  /** @default the number of placements, at least 1 */
  count?: number
  /** Placements of the units, at most one a unit. One string may hold several, separated by commas. */
  to?: string | readonly string[]
}

export interface ApplicationRemoveParams {
  /**
   * Whether storage is destroyed too.
   * @default storage is detached
   */
  destroyStorage?: boolean
  /** Continues when something cannot be removed cleanly. */
  force?: boolean
  /** Milliseconds for each step of a forced removal. */
  maxWaitMs?: number
  /** Returns what would be removed, and removes nothing. */
  dryRun?: boolean
}

/** What was removed, or would be with `dryRun`. */
export interface RemovedUnits {
  units: string[]
  destroyedStorage: string[]
  detachedStorage: string[]
}

export interface IntegrateParams {
  /** CIDRs that traffic to an application of another model comes from. */
  viaCidrs?: readonly string[]
}

export interface RelationRemoveParams {
  /** Continues when something cannot be removed cleanly. */
  force?: boolean
}

/** To whom an endpoint is exposed; to everybody when neither is given. */
export interface ApplicationExposeParams {
  spaces?: readonly string[]
  cidrs?: readonly string[]
}

export interface UnitResolveParams {
  /**
   * Whether to run the failed hook again; otherwise the unit continues after it.
   * @default true
   */
  retry?: boolean
}

/** One option of an application. */
export interface ApplicationOption {
  /** Absent when it was never set and has no default. */
  value?: ApplicationOptionValue
  default?: ApplicationOptionValue
  /** `default`, `user` or `unset`. */
  source: string
  type: string
  description: string
}

/** The applications of a model. */
export interface Applications {
  /**
   * Finds a charm on Charmhub and deploys it. Throws `RpcError`: `not-found`, `already-exists`, `bad-request`.
   *
   * @example
   * await model.applications.deploy('mysql-innodb-cluster', { channel: '8.0/stable', units: 3 })
   */
  deploy(
    charm: string,
    params?: ApplicationDeployParams,
    options?: JujuCallOptions,
  ): Promise<DeployedApplication>
  /**
   * Adds units, and returns their names. A subordinate is refused: the controller would accept it and add none.
   *
   * @example
   * await model.applications.addUnit('nova-compute', { count: 2, to: ['lxd:3', 'lxd:4'] })
   */
  addUnit(application: string, params?: UnitAddParams, options?: JujuCallOptions): Promise<string[]>
  /**
   * Removes units, such as `nova-compute/3`. Throws `BulkError` when some of several units cannot be removed.
   *
   * @example
   * await model.applications.removeUnit('nova-compute/3')
   */
  removeUnit(
    units: string | readonly string[],
    params?: ApplicationRemoveParams,
    options?: JujuCallOptions,
  ): Promise<RemovedUnits>
  /**
   * Removes an application with its units and relations.
   *
   * @example
   * await model.applications.remove('nova-compute')
   */
  remove(
    application: string,
    params?: ApplicationRemoveParams,
    options?: JujuCallOptions,
  ): Promise<RemovedUnits>
  /**
   * Relates two applications, given as `name` or `name:endpoint`. An existing relation is an `RpcError` with reason `already-exists`.
   *
   * @example
   * await model.applications.integrate('keystone:shared-db', 'mysql-router:shared-db')
   */
  integrate(
    one: string,
    other: string,
    params?: IntegrateParams,
    options?: JujuCallOptions,
  ): Promise<Record<string, CharmRelation>>
  /**
   * Removes the relation between two applications or endpoints.
   *
   * @example
   * await model.applications.removeRelation('keystone:shared-db', 'mysql-router:shared-db')
   */
  removeRelation(
    one: string,
    other: string,
    params?: RelationRemoveParams,
    options?: JujuCallOptions,
  ): Promise<void>
  /**
   * The options of an application, by name.
   *
   * @example
   * const { debug } = await model.applications.config('keystone')
   */
  config(application: string, options?: JujuCallOptions): Promise<Record<string, ApplicationOption>>
  /**
   * Sets options. An unknown one or a value of the wrong type is an `RpcError` with reason `bad-request`. `null` is refused: use
   * `resetConfig` for the default.
   *
   * @example
   * await model.applications.setConfig('keystone', { debug: true })
   */
  setConfig(
    application: string,
    values: Readonly<Record<string, ApplicationOptionValue>>,
    options?: JujuCallOptions,
  ): Promise<void>
  /**
   * Resets options to their defaults.
   *
   * @example
   * await model.applications.resetConfig('keystone', ['debug'])
   */
  resetConfig(application: string, names: readonly string[], options?: JujuCallOptions): Promise<void>
  /**
   * Gives an application access to the cloud's credentials, or withdraws it.
   *
   * @example
   * await model.applications.trust('ceph-osd', true)
   */
  trust(application: string, trusted: boolean, options?: JujuCallOptions): Promise<void>
  /**
   * The constraints in their form on the wire, sizes in MiB.
   *
   * @example
   * const { mem } = await model.applications.constraints('nova-compute')
   */
  constraints(application: string, options?: JujuCallOptions): Promise<ConstraintsValue>
  /**
   * Replaces all constraints: those that are not given are removed.
   *
   * @example
   * await model.applications.setConstraints('nova-compute', { mem: 16384 })
   */
  setConstraints(
    application: string,
    constraints: string | JujuConstraints,
    options?: JujuCallOptions,
  ): Promise<void>
  /**
   * Exposes an application: all endpoints to all networks, or the given endpoints to spaces or CIDRs.
   *
   * @example
   * await model.applications.expose('openstack-dashboard')
   */
  expose(
    application: string,
    endpoints?: Readonly<Record<string, ApplicationExposeParams>>,
    options?: JujuCallOptions,
  ): Promise<void>
  /**
   * Unexposes an application, or only the given endpoints.
   *
   * @example
   * await model.applications.unexpose('openstack-dashboard')
   */
  unexpose(application: string, endpoints?: readonly string[], options?: JujuCallOptions): Promise<void>
  /**
   * Lets units whose hook failed continue: with the same hook again, or with `retry: false` after it.
   *
   * @example
   * await model.applications.resolve('nova-compute/3')
   */
  resolve(
    units: string | readonly string[],
    params?: UnitResolveParams,
    options?: JujuCallOptions,
  ): Promise<void>
}
