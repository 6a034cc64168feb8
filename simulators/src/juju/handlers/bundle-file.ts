import { parseAllDocuments } from 'yaml'
import { Refusal, notFound } from '../server/refusal.js'

export interface BundleApplication {
  charm?: string
  channel?: string
  revision?: number
  base?: string
  num_units?: number
  scale?: number
  to?: unknown
  options?: Record<string, unknown>
  annotations?: Record<string, string>
  constraints?: string
  storage?: Record<string, unknown>
  devices?: Record<string, string>
  bindings?: Record<string, string>
  resources?: Record<string, string | number>
  expose?: boolean
  'exposed-endpoints'?: Record<string, Record<string, unknown> | null>
  offers?: unknown
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
  const [document] = parseAllDocuments(yaml, { merge: true })
  if (document === undefined || !('toJS' in document) || document.errors.length > 0) throw empty()
  const content = document.toJS() as Partial<BundleFile> | null
  if (typeof content !== 'object' || content === null) throw empty()
  const { relations = [] } = content
  // A relation that is not a list of names makes Go's decoder fail, which then has no applications.
  const readable = relations.every(isListOfNames)
  const applications = readable ? withoutNull(content.applications ?? {}) : {}
  for (const [name, application] of Object.entries(applications)) refuseOverlayKeys(name, application)
  for (const [name, application] of Object.entries(applications)) refuseIncludes(name, application)
  return {
    ...content,
    applications,
    machines: readable ? withoutNull(content.machines ?? {}) : {},
    relations: readable ? relations : [],
    saas: withoutNull(content.saas ?? {}),
  }
}

/** The placements of an application, as text. */
export function placementsOf({ to }: BundleApplication): string[] {
  if (to === undefined || to === null) return []
  return (Array.isArray(to) ? to : [to]).map(String)
}

function isListOfNames(relation: unknown): boolean {
  return Array.isArray(relation) && relation.every((end) => typeof end === 'string')
}

function empty(): Refusal {
  return new Refusal('cannot read bundle YAML: malformed bundle: bundle is empty not valid', 'not valid')
}

function refuseOverlayKeys(name: string, application: BundleApplication): void {
  const exposed = application['exposed-endpoints']
  if (exposed === undefined && application.offers === undefined) return
  const where = `applications.${name}.${exposed === undefined ? 'offers' : 'exposed-endpoints'}`
  const more = Object.values(exposed ?? {}).flatMap((endpoint) => Object.keys(endpoint ?? {})).length
  throw new Refusal(
    `cannot read bundle YAML: ${where} can only appear in an overlay section${more === 0 ? '' : ` (and ${more} more errors)`}`,
  )
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

function withoutNull<T extends object>(entries: Record<string, T | null>): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, value ?? ({} as T)]))
}
