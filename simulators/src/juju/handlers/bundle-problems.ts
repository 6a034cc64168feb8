import { lookup } from '../../lookup.js'
import { type BundleApplication, type BundleFile, placementsOf } from './bundle-file.js'

/** The error messages for a bundle, as the controller sends them (`bundle-changes/cases.json`). */
export function bundleProblems(bundle: BundleFile): string[] {
  const used = new Set<string>()
  const applications = Object.entries(bundle.applications).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const kubernetes = bundle.bundle === 'kubernetes'
  return [
    ...Object.keys(bundle.machines)
      .filter((id) => !/^\d+$/.test(id))
      .map((id) => `invalid machine id "${id}" found in machines`),
    ...(applications.length === 0 ? ['at least one application must be specified'] : []),
    ...applications.flatMap(([name, application]) => [
      ...charmProblems(name, application),
      ...revisionProblems(name, application),
      ...constraintProblems(name, application),
      ...storageProblems(name, application),
      ...(kubernetes ? [] : unitProblems(bundle, name, application, used)),
    ]),
    ...bundle.relations.flatMap((relation) => relationProblems(bundle, relation)),
    ...repeatedRelations(bundle.relations),
    ...Object.keys(bundle.machines)
      .filter((id) => !used.has(id))
      .map((id) => `machine "${id}" is not referred to by a placement directive`),
  ]
}

/** A placement such as `0`, `lxd:0`, `lxd:new`, `mysql`, `lxd:mysql/0`. */
export interface BundlePlacement {
  container?: string
  machine?: string
  application?: string
  unit?: number
}

export function parsePlacement(directive: string): BundlePlacement {
  const colon = directive.indexOf(':')
  const target = directive.slice(colon + 1)
  const container = colon < 0 ? {} : { container: directive.slice(0, colon) }
  if (target === '' || target === 'new' || /^\d+$/.test(target))
    return { ...container, machine: target === '' ? 'new' : target }
  const unit = /^(?<application>.+)\/(?<unit>\d+)$/.exec(target)?.groups
  if (unit === undefined) return { ...container, application: target }
  return { ...container, application: unit['application'] ?? '', unit: Number(unit['unit']) }
}

function charmProblems(name: string, { charm = '' }: BundleApplication): string[] {
  const invalid = (why: string) => `invalid charm URL in application "${name}": ${why}`
  if (charm === '')
    return ['empty charm path', invalid('cannot parse name and/or revision in URL "": name "" not valid')]
  if (charm.startsWith('.') || charm.startsWith('/'))
    return [`charm path in application "${name}" does not exist: ${charm.replace(/^\.\//, '')}`]
  const schema = /^(?<schema>[a-z]+):/.exec(charm)?.groups?.['schema']
  if (schema !== undefined && schema !== 'ch' && schema !== 'local')
    return [invalid(`cannot parse URL "${charm}": schema "${schema}" not valid`)]
  const own = charm.slice(charm.indexOf(':') + 1)
  if (/^(?=[^a-z]*[a-z])[a-z0-9][a-z0-9/-]*$/.test(own)) return []
  const escaped = encodeURIComponent(own).replaceAll('!', '%21')
  return [invalid(`cannot parse name and/or revision in URL "${escaped}": name "${own}" not valid`)]
}

function revisionProblems(name: string, { charm = '', revision, channel }: BundleApplication): string[] {
  const isPinned = typeof revision === 'number' && !channel && !charm.startsWith('local:')
  return isPinned
    ? [`application "${name}" with a revision requires a channel for future upgrades, please use channel`]
    : []
}

function constraintProblems(name: string, { constraints = '' }: BundleApplication): string[] {
  const malformed = constraints.split(/\s+/).find((each) => each !== '' && !each.includes('='))
  return malformed === undefined
    ? []
    : [`invalid constraints "${constraints}" in application "${name}": malformed constraint "${malformed}"`]
}

/** A storage directive has a pool, a size and a count in any order, each at most once. */
function storageProblems(name: string, { storage = {} }: BundleApplication): string[] {
  return Object.entries(storage).flatMap(([store, directive]) => {
    const pools = String(directive)
      .split(',')
      .filter((part) => !/^\d+(?:\.\d+)?[MGTPEZY]?(?:i?B)?$/.test(part))
    const [first, second] = pools
    return second === undefined
      ? []
      : [
          `invalid storage "${store}" in application "${name}": pool name is already set to "${first}", new value "${second}" not valid`,
        ]
  })
}

function unitProblems(
  bundle: BundleFile,
  name: string,
  application: BundleApplication,
  used: Set<string>,
): string[] {
  const units = unitCount(application)
  const placements = placementsOf(application)
  return [
    ...(units < 0 ? [`negative number of units specified on application "${name}"`] : []),
    ...(units >= 0 && placements.length > units
      ? [`too many units specified in unit placement for application "${name}"`]
      : []),
    ...placements.flatMap((directive) => placementProblems(bundle, directive, used)),
  ]
}

/** `new`, a machine, an application or a unit, or a container on it. */
const placementSyntax =
  /^(?:[a-z]+:)?(?:new|0|[1-9]\d*|(?!new\/)[a-z][a-z0-9]*(?:-(?=\d*[a-z])[a-z0-9]+)*(?:\/\d+)?)$/

function placementProblems(bundle: BundleFile, directive: string, used: Set<string>): string[] {
  if (!placementSyntax.test(directive)) return [`invalid placement syntax "${directive}"`]
  const { machine, application, unit } = parsePlacement(directive)
  if (machine !== undefined) {
    if (machine === 'new') return []
    used.add(machine)
    return Object.hasOwn(bundle.machines, machine)
      ? []
      : [`placement "${directive}" refers to a machine not defined in this bundle`]
  }
  const target = lookup(bundle.applications, application ?? '')
  if (target === undefined)
    return [`placement "${directive}" refers to an application not defined in this bundle`]
  const units = unitCount(target)
  if (unit === undefined || unit < units) return []
  return [
    `placement "${directive}" specifies a unit greater than the ${units} unit(s) started by the target application`,
  ]
}

/** An application and an endpoint: words joined by single dashes. */
const relationEnd = /^[a-z][a-z0-9]*(?:-(?=\d*[a-z])[a-z0-9]+)*(?::[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*)?$/

const relationText = (relation: string[]): string =>
  `relation [${relation.map((end) => `"${end}"`).join(' ')}]`

/** The order of the ends does not matter. */
function repeatedRelations(relations: string[][]): string[] {
  const seen = new Set<string>()
  return relations.flatMap((relation) => {
    const key = JSON.stringify(relation.toSorted())
    if (seen.has(key)) return [`${relationText(relation)} is defined more than once`]
    seen.add(key)
    return []
  })
}

function relationProblems(bundle: BundleFile, relation: string[]): string[] {
  const text = relationText(relation)
  if (relation.length !== 2) return [`${text} has ${relation.length} endpoint(s), not 2`]
  const malformed = relation.filter((end) => !relationEnd.test(end))
  if (malformed.length > 0) return malformed.map((end) => `invalid relation syntax "${end}"`)
  const names = relation.map((end) => end.split(':')[0] ?? '')
  const unknown = names.filter(
    (name) => !Object.hasOwn(bundle.applications, name) && !Object.hasOwn(bundle.saas, name),
  )
  return [
    ...unknown.map((name) => `${text} refers to application "${name}" not defined in this bundle`),
    ...(names[0] === names[1] ? [`${text} relates an application to itself`] : []),
  ]
}

/** `scale` is a synonym of `num_units`. */
export function unitCount({ num_units: units, scale }: BundleApplication): number {
  return units ?? scale ?? 0
}
