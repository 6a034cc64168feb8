import { parseAllDocuments } from 'yaml'
import { Refusal, notFound } from '../server/refusal.js'

export interface BundleApplication {
  charm?: string
  channel?: string
  revision?: number
  base?: string
  num_units?: number
  scale?: number
  to?: (string | number | boolean | null)[]
  options?: Record<string, unknown>
  annotations?: Record<string, string>
  constraints?: string
  storage?: Record<string, unknown>
  devices?: Record<string, string>
  bindings?: Record<string, string>
  resources?: Record<string, string | number>
  expose?: boolean
  'exposed-endpoints'?: Record<string, Record<string, unknown> | null>
  offers?: Record<string, Record<string, unknown> | null>
}

export interface BundleMachine {
  base?: string
  constraints?: string
  annotations?: Record<string, string>
}

export interface BundleFile {
  bundle?: string
  'default-base'?: string
  applications: Record<string, BundleApplication>
  machines: Record<string, BundleMachine>
  relations: string[][]
  saas: Record<string, { url?: string }>
}

/** Reads a bundle as 4.0.15 does. @throws Refusal when it cannot be parsed; `bundleProblems` reports other mistakes. */
export function readBundle(yaml: string): BundleFile {
  const content = firstDocument(yaml)
  if (!isMapping(content)) throw empty()
  const relations = content.relations ?? []
  // A value of another type makes Go's decoder fail, which then has no applications.
  const readable =
    Array.isArray(relations) &&
    relations.every(isListOfNames) &&
    [content.applications, content.machines, content.saas].every(isMappingOfMappings) &&
    Object.values(content.applications ?? {}).every(isApplication)
  const applications = readable ? withoutNull(content.applications ?? {}) : {}
  refuseOverlayKeys(applications)
  for (const [name, application] of Object.entries(applications)) refuseIncludes(name, application)
  return {
    ...content,
    applications,
    machines: readable ? withoutNull(content.machines ?? {}) : {},
    relations: readable ? relations : [],
    saas: readable ? withoutNull(content.saas ?? {}) : {},
  }
}

/** The placements of an application, as text. */
export function placementsOf({ to }: BundleApplication): string[] {
  return (to ?? []).map((directive) => (directive === null ? '' : String(directive)))
}

/** @throws Refusal for text that is not YAML, or has aliases that cannot be resolved. */
function firstDocument(yaml: string): Partial<BundleFile> | null {
  try {
    const [document] = parseAllDocuments(yaml, { merge: true, uniqueKeys: false })
    if (document !== undefined && 'toJS' in document && document.errors.length === 0)
      return document.toJS() as Partial<BundleFile> | null
  } catch {
    // Refused below.
  }
  throw empty()
}

const isListOfNames = (relation: unknown): boolean =>
  Array.isArray(relation) && relation.every((end) => typeof end === 'string')

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isOptional =
  (is: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || value === null || is(value)

const isMappingOfMappings = isOptional(
  (value) => isMapping(value) && Object.values(value).every(isOptional(isMapping)),
)
const isScalar = (value: unknown): boolean => typeof value !== 'object'
const isListOfScalars = (value: unknown): boolean => Array.isArray(value) && value.every(isOptional(isScalar))

const fieldTypes: [keyof BundleApplication, (value: unknown) => boolean][] = [
  ['charm', isScalar],
  ['channel', isScalar],
  ['revision', Number.isInteger],
  ['base', isScalar],
  ['num_units', Number.isInteger],
  ['scale', Number.isInteger],
  ['to', isListOfScalars],
  ['options', isMapping],
  ['annotations', isMapping],
  ['constraints', isScalar],
  ['storage', isMapping],
  ['devices', isMapping],
  ['bindings', isMapping],
  ['resources', isMapping],
  ['exposed-endpoints', isMappingOfMappings],
  ['offers', isMappingOfMappings],
]

const isApplication = (application: BundleApplication | null): boolean =>
  application === null || fieldTypes.every(([field, is]) => isOptional(is)(application[field]))

function empty(): Refusal {
  return new Refusal('cannot read bundle YAML: malformed bundle: bundle is empty not valid', 'not valid')
}

/** Fields that only an overlay may have, and the fields in them: each that is not empty is an error. */
const overlayFields = {
  'exposed-endpoints': ['expose-to-spaces', 'expose-to-cidrs'],
  offers: ['endpoints', 'acl'],
} as const

function refuseOverlayKeys(applications: Record<string, BundleApplication>): void {
  const paths = Object.entries(applications).flatMap(([name, application]) =>
    Object.entries(overlayFields).flatMap(([field, inner]) => {
      const found = application[field as keyof typeof overlayFields]
      if (found === undefined) return []
      const entries = Object.entries(found)
      const path = `applications.${name}.${field}`
      const more = entries.flatMap(([key, entry]) =>
        inner
          .filter((each) => Object.keys(entry?.[each] ?? {}).length > 0)
          .map((each) => `${path}.${key}.${each}`),
      )
      return [path, ...more]
    }),
  )
  const [first, ...others] = paths
  if (first === undefined) return
  const more = others.length === 0 ? '' : ` (and ${others.length} more errors)`
  throw new Refusal(`cannot read bundle YAML: ${first} can only appear in an overlay section${more}`)
}

/** A real controller would read local paths on its own disk; the simulator does not. */
function refuseIncludes(name: string, application: BundleApplication): void {
  for (const [option, value] of Object.entries(application.options ?? {})) {
    const path =
      typeof value === 'string'
        ? /^include-(?:file|base64):\/\/(?<path>.*)$/.exec(value)?.groups?.['path']
        : undefined
    if (path === undefined) continue
    throw notFound(
      `cannot read bundle YAML: processing option "${option}" for application "${name}": resolving include "${path}": include file "${path}" not found`,
    )
  }
}

const textFields = ['charm', 'channel', 'base', 'constraints']

/** Null is the same as an absent field, and a number is a text where the decoder wants one. */
function withoutNull<T extends object>(entries: Record<string, T | null>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(entries).map(([key, value]) => [
      key,
      Object.fromEntries(
        Object.entries(value ?? {})
          .filter(([, field]) => field !== null)
          .map(([name, field]: [string, unknown]) => [
            name,
            textFields.includes(name) ? String(field) : field,
          ]),
      ) as T,
    ]),
  )
}
