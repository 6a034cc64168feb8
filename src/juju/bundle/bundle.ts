/** The value of a charm option; `null` keeps the default of the charm, whole numbers that a `number` cannot hold are `bigint`. */
export type OptionValue = string | number | bigint | boolean | null

/** Who may reach the opened ports of one endpoint; `''` as its name means every endpoint. */
export interface ExposedEndpoint {
  spaces: string[]
  cidrs: string[]
}

/** What an application offers to other models. */
export interface BundleOffer {
  endpoints: string[]
  /** Access by user: `read`, `consume` or `admin`. */
  acl: Record<string, string>
}

/** One application of a {@link Bundle}. */
export interface BundleApplication {
  /** A Charmhub name, with or without `ch:`, or the path of a local charm. */
  charm: string
  channel?: string
  revision?: number
  /** Such as `ubuntu@22.04/stable`. */
  base?: string
  /** Units of a machine application, pods of a Kubernetes one. */
  numUnits: number
  /** Placement directives, at most one a unit. */
  to: string[]
  expose: boolean
  exposedEndpoints: Record<string, ExposedEndpoint>
  options: Record<string, OptionValue>
  annotations: Record<string, string>
  /** In Juju's own syntax; `''` for none. */
  constraints: string
  storage: Record<string, string>
  devices: Record<string, string>
  /** Space by endpoint; `''` is the default for all endpoints. */
  bindings: Record<string, string>
  /** A revision on Charmhub, or the path of a local file. */
  resources: Record<string, number | string>
  offers: Record<string, BundleOffer>
  /** Whether it gets access to the cloud's credentials. */
  trust: boolean
}

/** A machine that placements of a {@link Bundle} refer to by its number. */
export interface BundleMachine {
  base?: string
  constraints: string
  annotations: Record<string, string>
}

/** A checked bundle, with its overlays merged and its includes read. */
export interface Bundle {
  /** Absent for a bundle with machines. */
  type?: 'kubernetes'
  name?: string
  description?: string
  tags: string[]
  /** The base of applications and machines without one. */
  defaultBase?: string
  applications: Record<string, BundleApplication>
  machines: Record<string, BundleMachine>
  /** Offer URL by the name of the remote application in the model; `''` for one that is there already. */
  saas: Record<string, string>
  /** Pairs of `application:endpoint`; the endpoint is optional. */
  relations: [string, string][]
  /** What Juju ignores in the bundle: the old `series` key, unknown keys. */
  warnings: string[]
}

/** An own property, so that an application may be called `constructor`. */
export const own = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined

const natural = new Intl.Collator('en', { numeric: true })

/** Keys in natural order: `machine 2` before `machine 10`. */
export const naturalKeys = (record: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(record).toSorted(natural.compare)

/** Splits `application:endpoint`. */
export function splitEndpoint(text: string): { application: string; endpoint?: string } {
  const colon = text.indexOf(':')
  return colon < 0
    ? { application: text }
    : { application: text.slice(0, colon), endpoint: text.slice(colon + 1) }
}
