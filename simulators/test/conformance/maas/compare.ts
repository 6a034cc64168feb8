import type { RawReply } from '../../maas/client.js'
import { addressOf, idKind, type Ids } from './ids.js'
import { dateless, isObject, type Names } from './names.js'
import type { Recorded } from './recording.js'
import { randomFields } from './random-fields.js'

/** Headers that a client can depend on. */
const comparedHeaders = [
  'content-type',
  'allow',
  'www-authenticate',
  'retry-after',
  'location',
  'vary',
  'workaround',
]

/** What was learned from earlier replies of the same file. */
export interface Known {
  names: Names
  ids: Ids
}

/**
 * How the simulated reply differs from the recorded one; an empty list when they agree.
 * Every value is compared, except those of `randomFields`; ids must stand for the same objects throughout.
 */
export function differences(recorded: Recorded, ours: RawReply, known: Known): string[] {
  return known.ids.attempt(() => differencesOf(recorded, ours, known))
}

function differencesOf(recorded: Recorded, ours: RawReply, known: Known): string[] {
  if (recorded.status !== ours.status)
    return [`status ${ours.status}, recorded ${recorded.status}: ${ours.text.slice(0, 200)}`]
  const found: string[] = []
  for (const name of comparedHeaders) {
    const [a, b] = [recorded.headers[name], ours.headers[name]]
    if (a !== b) found.push(`header ${name} is ${String(b)}, recorded ${a}`)
  }
  const { reply } = recorded
  if (isText(reply)) {
    const wanted = known.names.translate(reply.text)
    if (!matchesText(wanted, ours.text, recorded.headers['content-type']))
      found.push(
        `text is ${JSON.stringify(ours.text.slice(0, 300))}, recorded ${JSON.stringify(wanted.slice(0, 300))}`,
      )
    return found
  }
  if (isObject(reply) && 'bytes' in reply && Object.keys(reply).length === 1) return found
  const strict = recorded.status >= 400
  const steps = recorded.request.path.split('/').filter(Boolean).slice(3)
  const collection = steps.at(steps.length % 2 === 0 ? -2 : -1) ?? ''
  compareValues([], reply, ours.json, { ...known, collection, strict, cut: recorded.cut ?? false, found })
  return found
}

const isText = (reply: unknown): reply is { text: string } =>
  isObject(reply) && typeof reply['text'] === 'string' && Object.keys(reply).length === 1

/** `<...>` in a recorded text matches anything. Of HTML pages and YAML files only the kind is compared. */
function matchesText(recorded: string, ours: string, type = ''): boolean {
  if (/<html/i.test(recorded) && type.includes('html')) return /<html/i.test(ours)
  if (recorded.startsWith('cb(')) return ours.startsWith('cb(')
  const pattern = recorded
    .split(/<[^<>]*>/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('[^]*')
  return new RegExp(`^${pattern}$`).test(ours)
}

/** Ids in messages, such as `'297' is not a valid id`; the version of an image is the day of its upload. */
const withoutIds = (text: string): string =>
  text.replaceAll(/'\d+'|\b\d+(?= is not one of)/g, 'N').replace(/^20\d{6}(?=$|\.\d$)/, 'DAY')

interface Comparison extends Known {
  /** Inside a script of MAAS itself: its texts are somebody's work, and not copied into the simulator. */
  builtIn?: boolean
  /** The kind of object in the request's path, such as `sshkeys`. */
  collection: string
  /** An error: every text is compared, whatever the name of its field. */
  strict: boolean
  /** Only the recorded fields were kept. */
  cut: boolean
  found: string[]
}

const kind = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value

type Path = readonly (string | number)[]

const written = (path: Path): string =>
  path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('') || 'reply'

const short = (value: unknown): string => JSON.stringify(value)?.slice(0, 120) ?? 'undefined'

function compareValues(path: Path, recorded: unknown, ours: unknown, how: Comparison, parents?: Pair): void {
  const differ = (wanted = recorded): void =>
    void how.found.push(`${written(path)} is ${short(ours)}, recorded ${short(wanted)}`)
  if (kind(recorded) !== kind(ours)) differ()
  else if (Array.isArray(recorded) && Array.isArray(ours)) compareArrays(path, recorded, ours, how)
  else if (isObject(recorded) && isObject(ours)) compareObjects(path, recorded, ours, how)
  else if (how.strict) {
    if (!sameText(recorded, ours, how)) differ()
  } else if (!sameLeaf(path, recorded, ours, how, parents)) {
    differ(typeof recorded === 'string' ? how.names.translate(recorded) : recorded)
  }
}

type Pair = [recorded: Record<string, unknown>, ours: Record<string, unknown>]

function sameLeaf(path: Path, recorded: unknown, ours: unknown, how: Comparison, parents?: Pair): boolean {
  const keys = path.filter((step) => typeof step === 'string')
  const field = keys.at(-1) ?? ''
  if (randomFields.some(({ fields }) => fields.test(field))) return true
  if (how.builtIn && (field === 'description' || field === 'data')) return true
  if (recorded === null) return true
  const id = idKind(field, parents?.[0], keys.at(-2) ?? how.collection)
  if (id !== undefined && isId(recorded)) return how.ids.same(id, recorded, ours)
  if (keys.includes('constraints_by_type')) return sameConstraintMatch(recorded, ours, how)
  if (typeof recorded === 'string' && recorded.startsWith('/MAAS/')) return sameAddress(recorded, ours, how)
  return sameText(recorded, ours, how, field)
}

const isId = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^(\d+|\w{6})$/.test(value))

/** Constraint matches are ids, of a partition as `partition:ID`. */
function sameConstraintMatch(recorded: unknown, ours: unknown, how: Comparison): boolean {
  const [left, right] = [recorded, ours].map((value) => String(value).split(':').toReversed())
  return left?.[1] === right?.[1] && how.ids.same(left?.[1] ?? 'constraint match', left?.[0], right?.[0])
}

/** The address of an object: the same words, and ids of the same object. */
function sameAddress(recorded: string, ours: unknown, how: Comparison): boolean {
  if (typeof ours !== 'string') return false
  const [left, right] = [recorded, ours].map((uri) => uri.split(/(?<=[/=])|(?=[/&])/)) as [string[], string[]]
  if (left.length !== right.length) return false
  let last = ''
  return left.every((step, index) => {
    const other = right[index] ?? ''
    if (/^(?:\d+|\w{6}|[0-9a-f-]{36})$/.test(step) && !/^(?:\d+)$/.test(step) === !/^\d+$/.test(other)) {
      const named = addressOf(`/${last}${step}/`)?.kind ?? last
      return step === other || how.ids.same(named, step, other)
    }
    if (/\w\/?$/.test(step)) last = `${step}/`
    return how.names.translate(step) === other
  })
}

const generatedName = /^[a-z]+-[a-z]+\d*(\.maas)?$/

function sameText(recorded: unknown, ours: unknown, how: Comparison, field = ''): boolean {
  if (typeof recorded !== 'string' || typeof ours !== 'string') return recorded === ours
  const wanted = how.names.translate(recorded)
  if (matchesText(withoutIds(wanted), withoutIds(ours))) return true
  // Names that MAAS makes up from words, and from ids.
  if (
    ['hostname', 'fqdn', 'name'].includes(field) &&
    generatedName.test(recorded) &&
    generatedName.test(ours)
  ) {
    how.names.learn(recorded, ours)
    return true
  }
  const [left, right] = [wanted, ours].map((text) => /^(fabric|space|vlan)-(\d+)$/.exec(text))
  return left != null && left[1] === right?.[1] && how.ids.same(left[1] ?? '', left[2], right?.[2])
}

function compareObjects(
  path: Path,
  recordedObject: Record<string, unknown>,
  ourObject: Record<string, unknown>,
  how: Comparison,
): void {
  const isSets = path.at(-1) === 'sets'
  const [recorded, ours] = isSets
    ? [dateless(recordedObject), dateless(ourObject)]
    : [recordedObject, ourObject]
  // Of objects keyed by ids only the number is compared.
  if (/^(verbose_)?(storage|interfaces)$/.test(String(path.at(-1))) && path.includes('constraints_by_type')) {
    const [left, right] = [recorded, ours].map((item) => Object.keys(item).length)
    if (left !== right) how.found.push(`${written(path)} has ${right} members, recorded ${left}`)
    return
  }
  const inside = recorded['default'] === true && 'parallel_name' in recorded ? { ...how, builtIn: true } : how
  for (const key of Object.keys(recorded)) {
    if (!(key in ours)) how.found.push(`${written(path)}.${key} is absent`)
    else compareValues([...path, key], recorded[key], ours[key], inside, [recorded, ours])
  }
  if (how.cut && !how.strict) return
  for (const key of Object.keys(ours))
    if (!(key in recorded)) how.found.push(`${written(path)}.${key} is extra`)
}

const isSystemId = (item: unknown): boolean =>
  typeof item === 'string' && /^(?=.*[a-z])(?=.*\d|[a-z]{6}$)\w{6}$/.test(item)

const isMore = (item: unknown): boolean => typeof item === 'string' && /^<\d+ more>$/.test(item)

function compareArrays(path: Path, recorded: unknown[], ours: unknown[], how: Comparison): void {
  if (recorded.length > 1 && recorded.every(isSystemId)) {
    // The order of a list of ids is undefined.
    const sorted = (ids: unknown[]): string[] => ids.map(String).toSorted((a, b) => (a < b ? -1 : 1))
    const [left, right] = [sorted(recorded.map((id) => how.names.ours(String(id)))), sorted(ours)]
    if (JSON.stringify(left) !== JSON.stringify(right))
      how.found.push(`${written(path)} is ${short(right)}, recorded ${short(left)}`)
    return
  }
  const more = recorded.some(isMore)
  const wanted = recorded.filter((item) => !isMore(item))
  if (!more && recorded.length !== ours.length)
    how.found.push(`${written(path)} has ${ours.length} items, recorded ${recorded.length}`)
  const others = isUnordered(path) ? paired(wanted, ours, how) : ours
  wanted.forEach((item, index) => {
    if (others[index] !== undefined) compareValues([...path, index], item, others[index], how)
  })
}

/** Lists of objects have no order, and neither have the links of an interface, the nodes of a BMC and the VLANs of a space. */
const isUnordered = (path: Path): boolean =>
  path.length === 0 || ['links', 'nodes', 'vlans'].includes(String(path.at(-1)))

/**
 * Our objects in the order of the recorded ones: first those that earlier replies bound to them, then those of the same
 * name, then those of the same contents, then the rest.
 */
function paired(recorded: unknown[], ours: unknown[], { names, ids }: Comparison): unknown[] {
  const left = [...ours]
  const found = new Map<number, unknown>()
  const pair = (test: (item: Record<string, unknown>, other: Record<string, unknown>) => boolean): void =>
    recorded.forEach((item, index) => {
      if (!isObject(item) || found.has(index)) return
      const [first, ...more] = left.filter((other) => isObject(other) && test(item, other))
      if (first === undefined || more.length > 0) return
      found.set(index, first)
      left.splice(left.indexOf(first), 1)
    })
  pair((item, other) => {
    const [address, theirs] = [identity(item), identity(other)]
    if (!address || !theirs || !ids.met(address.kind, address.id)) return false
    return ids.same(address.kind, address.id, theirs.id)
  })
  for (const field of [
    'system_id',
    'username',
    'name',
    'hostname',
    'type_name',
    'mode',
    'ip',
    'ip_address',
    'fabric',
  ])
    pair((item, other) => {
      const value = item[field]
      return typeof value === 'string' && other[field] === names.ours(value)
    })
  recorded.forEach((item, index) => {
    if (found.has(index)) return
    const wanted = skeleton(item)
    const at = left.findIndex((other) => skeleton(other) === wanted)
    if (at !== -1) found.set(index, left.splice(at, 1)[0])
  })
  return recorded.map((_, index) => (found.has(index) ? found.get(index) : left.shift()))
}

const identity = (item: Record<string, unknown>): { kind: string; id: string } | undefined =>
  addressOf(item['resource_uri']) ?? linkAddress(item)

/** An object without what differs from run to run. */
const skeleton = (item: unknown): string =>
  JSON.stringify(item, (key, value: unknown) => {
    if (randomFields.some(({ fields }) => fields.test(key)) || /(^|_)id$/.test(key)) return undefined
    if (typeof value === 'string' && value.startsWith('/MAAS/')) return undefined
    if (!isObject(value)) return value
    return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })

const linkAddress = (item: Record<string, unknown>): { kind: string; id: string } | undefined =>
  'mode' in item && typeof item['id'] === 'number' ? { kind: 'link', id: String(item['id']) } : undefined
