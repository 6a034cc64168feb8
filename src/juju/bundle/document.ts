import type {
  Bundle,
  BundleApplication,
  BundleMachine,
  BundleOffer,
  ExposedEndpoint,
  OptionValue,
} from './bundle.js'
import type { Problems } from './problems.js'

/** One document of a bundle, decoded. A field that it does not have is absent; one that is there without a value is null or empty. */
export interface BundleDocument {
  type?: string
  name?: string
  description?: string
  tags?: string[]
  defaultBase?: string
  applications?: Record<string, ApplicationDocument | null> | null
  machines?: Record<string, MachineDocument | null> | null
  saas?: Record<string, { url?: string } | null> | null
  relations?: string[][]
}

export type MachineDocument = Partial<BundleMachine>

/** The fields of an application whose keys an overlay merges. */
interface MergedFields {
  options?: Record<string, OptionValue> | null
  annotations?: Record<string, string> | null
  storage?: Record<string, string> | null
  devices?: Record<string, string> | null
  bindings?: Record<string, string> | null
  resources?: Record<string, number | string | null> | null
  offers?: Record<string, BundleOffer | null> | null
  /** Null for an endpoint without spaces and CIDRs. */
  exposedEndpoints?: Record<string, ExposedEndpoint | null> | null
}

export interface ApplicationDocument extends MergedFields {
  charm?: string
  channel?: string
  revision?: number | null
  base?: string
  numUnits?: number
  to?: string[]
  /** The node selector of a Kubernetes application. */
  placement?: string
  expose?: boolean
  constraints?: string
  trust?: boolean
}

const MERGED = [
  'options',
  'annotations',
  'storage',
  'devices',
  'bindings',
  'resources',
  'offers',
  'exposedEndpoints',
] as const satisfies (keyof MergedFields)[]

/**
 * Merges an overlay into a document, as `juju deploy --overlay` does: applications field by field, relations are added, machines
 * are replaced as a whole, and null for an application or a saas removes it and its relations. Its type, name, description and
 * tags are ignored.
 */
export function mergeOverlay(
  base: BundleDocument,
  overlay: BundleDocument,
  problems: Problems,
): BundleDocument {
  for (const [name, application] of Object.entries(overlay.applications ?? {}))
    if (application?.placement && base.applications?.[name])
      problems.warn(`applications.${name}.placement is ignored in an overlay: write to`)
  const gone: string[] = []
  const applications = mergeEntries(base.applications, overlay.applications, mergeApplication, gone)
  const saas = mergeEntries(base.saas, overlay.saas, (under, over) => ({ ...under, ...over }), gone)
  const kept = (base.relations ?? []).filter(
    (ends) => ends.length !== 2 || !ends.some((end) => gone.includes(end.split(':', 1)[0] ?? end)),
  )
  return {
    ...base,
    applications,
    saas,
    relations: [...kept, ...(overlay.relations ?? [])],
    ...(overlay.machines && { machines: overlay.machines }),
    ...(overlay.defaultBase && { defaultBase: overlay.defaultBase }),
  }
}

function mergeEntries<T>(
  base: Record<string, T | null> | null | undefined,
  overlay: Record<string, T | null> | null | undefined,
  merge: (under: T, over: T) => T,
  gone: string[],
): Record<string, T | null> {
  const merged = new Map(Object.entries(base ?? {}))
  for (const [name, over] of Object.entries(overlay ?? {})) {
    const under = merged.get(name)
    if (over === null) {
      merged.delete(name)
      gone.push(name)
    } else merged.set(name, under ? merge(under, over) : over)
  }
  return Object.fromEntries(merged)
}

/** A null empties a mapping; in one, it removes the key, except of texts. */
function mergeApplication(under: ApplicationDocument, over: ApplicationDocument): ApplicationDocument {
  const { placement: _ignored, ...fields } = over
  const merged: ApplicationDocument = { ...under, ...fields }
  if (over.to) delete merged.placement
  for (const field of MERGED) {
    const values = over[field]
    if (!values) continue
    const entries = Object.entries({ ...under[field], ...values })
    Object.assign(merged, {
      [field]: Object.fromEntries(
        entries.filter(([key, value]) => value !== null || !Object.hasOwn(values, key)),
      ),
    })
  }
  return merged
}

/** The bundle that a document, merged with its overlays, describes. */
export function completeBundle(document: BundleDocument, problems: Problems): Bundle {
  const { type, name, description, defaultBase } = document
  if (type && type !== 'kubernetes')
    problems.add('bundle', `"${type}" is not a kind of bundle`, 'Omit it, or write kubernetes.')
  return {
    ...(type === 'kubernetes' && { type }),
    ...(name && { name }),
    ...(description && { description }),
    tags: document.tags ?? [],
    ...(defaultBase && { defaultBase }),
    applications: mapEntries(document.applications, (application, key) => {
      if (application === null) problems.add(`applications.${key}`, 'is empty', 'Write charm: NAME in it.')
      return completeApplication(application ?? { charm: 'empty' }, `applications.${key}`, problems)
    }),
    machines: mapEntries(document.machines, (machine) => ({
      ...(machine?.base && { base: machine.base }),
      constraints: machine?.constraints ?? '',
      annotations: machine?.annotations ?? {},
    })),
    saas: mapEntries(document.saas, (saas) => saas?.url ?? ''),
    relations: (document.relations ?? []).flatMap((ends, index) => {
      const [one, other] = ends
      if (one !== undefined && other !== undefined && ends.length === 2) return [[one, other]]
      problems.add(
        `relations[${index}]`,
        `has ${ends.length} endpoint${ends.length === 1 ? '' : 's'}, not 2`,
        'Write one pair of application:endpoint per entry.',
      )
      return []
    }),
    warnings: [],
  }
}

function completeApplication(
  application: ApplicationDocument,
  path: string,
  problems: Problems,
): BundleApplication {
  const { channel, revision, base, placement, to = [], numUnits = 0 } = application
  // Juju takes the option for the field, and wants consent for both.
  const { trust, ...options } = application.options ?? {}
  return {
    charm: application.charm ?? '',
    ...(channel && { channel }),
    ...(typeof revision === 'number' && { revision }),
    ...(base && { base }),
    numUnits,
    to: placement ? [placement] : to,
    expose: application.expose ?? false,
    exposedEndpoints: mapEntries(
      application.exposedEndpoints,
      (exposed) => exposed ?? { spaces: [], cidrs: [] },
    ),
    options,
    annotations: application.annotations ?? {},
    constraints: application.constraints ?? '',
    storage: application.storage ?? {},
    devices: application.devices ?? {},
    bindings: application.bindings ?? {},
    resources: mapEntries(application.resources, (resource, name) => {
      if (resource === null) problems.add(`${path}.resources.${name}`, 'has no value')
      return resource ?? ''
    }),
    offers: mapEntries(application.offers, (offer) => offer ?? { endpoints: [], acl: {} }),
    trust: application.trust === true || /^(1|t|true)$/i.test(String(trust ?? '')),
  }
}

const mapEntries = <From, To>(
  record: Readonly<Record<string, From>> | null | undefined,
  turn: (value: From, key: string) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(record ?? {}).map(([key, value]) => [key, turn(value, key)]))
