import { splitEndpoint } from './bundle.js'
import type { Problems } from './problems.js'
import { isMap, type Raw, type RawMap } from './yaml.js'

/** Fields of an application that an overlay merges key by key; it replaces all others. */
const MERGED = new Set([
  'options',
  'annotations',
  'storage',
  'devices',
  'bindings',
  'resources',
  'offers',
  'exposed-endpoints',
])

/** Merged fields in which null removes the key; in the others it is an empty string. */
const NULL_REMOVES = new Set(['options', 'resources', 'offers', 'exposed-endpoints'])

/** Reports what is allowed in an overlay only: it is about one deployment, not about the bundle. */
export function checkBaseDocument(base: RawMap, problems: Problems): void {
  for (const [name, application] of entries(base.applications))
    for (const field of ['offers', 'exposed-endpoints'])
      if (isMap(application) && isMap(application[field]) && Object.keys(application[field]).length > 0)
        problems.add(
          `applications.${name}.${field}`,
          'is allowed in an overlay only',
          'Move it to a second document of the file, after a line with ---.',
        )
}

/**
 * Merges an overlay into the document before it, as `juju deploy --overlay` does: applications field by field, relations are
 * added, machines are replaced as a whole, and null for an application or a saas removes it and its relations.
 */
export function mergeOverlay(base: RawMap, overlay: RawMap, path: string, problems: Problems): RawMap {
  if ('services' in overlay && !('applications' in overlay))
    problems.add(`${path}services`, 'is the old name of applications', 'Rename the key to applications.')
  const gone: string[] = []
  const applications = mergeEntries(base.applications, overlay.applications, mergeApplication, gone)
  const saas = mergeEntries(base.saas, overlay.saas, (under, over) => ({ ...under, ...over }), gone)
  const kept = list(base.relations).filter((relation) => !list(relation).some((end) => isEndOf(end, gone)))
  const relations = [...kept, ...list(overlay.relations)]
  return {
    ...base,
    ...(applications && { applications }),
    ...(saas && { saas }),
    ...((base.relations !== undefined || overlay.relations !== undefined) && { relations }),
    ...(isMap(overlay.machines) && { machines: overlay.machines }),
    ...(overlay['default-base'] && { 'default-base': overlay['default-base'] }),
  }
}

const entries = (raw: Raw | undefined): [string, Raw][] => (isMap(raw) ? Object.entries(raw) : [])
const list = (raw: Raw | undefined): Raw[] => (Array.isArray(raw) ? raw : [])
const isEndOf = (end: Raw, names: string[]): boolean =>
  typeof end === 'string' && names.includes(splitEndpoint(end).application)

function mergeEntries(
  base: Raw | undefined,
  overlay: Raw | undefined,
  merge: (under: RawMap, over: RawMap) => RawMap,
  gone: string[],
): RawMap | undefined {
  if (!isMap(overlay)) return isMap(base) ? base : undefined
  const merged = new Map<string, Raw>(entries(base))
  for (const [name, over] of entries(overlay)) {
    const under = merged.get(name)
    if (over === null) {
      merged.delete(name)
      gone.push(name)
    } else merged.set(name, isMap(under) && isMap(over) ? merge(under, over) : over)
  }
  return Object.fromEntries(merged)
}

function mergeApplication(under: RawMap, over: RawMap): RawMap {
  // scale is another name of num_units: either of them in the overlay replaces either of them in the bundle.
  const { scale: _scale, num_units: _units, ...rest } = under
  const merged: RawMap = 'scale' in over || 'num_units' in over ? { ...rest } : { ...under }
  for (const [field, value] of Object.entries(over)) {
    const before = merged[field]
    if (!MERGED.has(field) || !isMap(value)) merged[field] = value
    else
      merged[field] = Object.fromEntries(
        Object.entries({ ...(isMap(before) ? before : {}), ...value }).filter(
          ([key]) => value[key] !== null || !NULL_REMOVES.has(field),
        ),
      )
  }
  return merged
}
