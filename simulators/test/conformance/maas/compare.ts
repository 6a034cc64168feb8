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
  const collection =
    recorded.request.path
      .split('/')
      .filter((step) => /^[a-z-]{3,}$/.test(step))
      .at(-1) ?? ''
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

/** Ids in messages: `'297' is not a valid id`. */
const withoutIds = (text: string): string => text.replaceAll(/'\d+'|\b\d+(?= is not one of)/g, 'N')

interface Comparison extends Known {
  /** The last word of the request's path, such as `sshkeys`. */
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
  if (['hostname', 'fqdn'].includes(field) && generatedName.test(recorded) && generatedName.test(ours)) {
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
  for (const key of Object.keys(recorded)) {
    if (!(key in ours)) how.found.push(`${written(path)}.${key} is absent`)
    else compareValues([...path, key], recorded[key], ours[key], how, [recorded, ours])
  }
  if (how.cut && !how.strict) return
  for (const key of Object.keys(ours))
    if (!(key in recorded)) how.found.push(`${written(path)}.${key} is extra`)
}

const isMore = (item: unknown): boolean => typeof item === 'string' && /^<\d+ more>$/.test(item)

function compareArrays(path: Path, recorded: unknown[], ours: unknown[], how: Comparison): void {
  const more = recorded.some(isMore)
  const wanted = recorded.filter((item) => !isMore(item))
  if (!more && recorded.length !== ours.length)
    how.found.push(`${written(path)} has ${ours.length} items, recorded ${recorded.length}`)
  const left = [...ours]
  const pairs = wanted.map((item) => {
    const found = isUnordered(path) ? pick(item, left, how) : undefined
    if (found !== undefined) left.splice(left.indexOf(found), 1)
    return found
  })
  wanted.forEach((item, index) => {
    const other = pairs[index] ?? (isUnordered(path) ? left.shift() : left[index])
    if (other !== undefined) compareValues([...path, index], item, other, how)
  })
}

/** Lists of objects have no order, and neither have the links of an interface. */
const isUnordered = (path: Path): boolean => path.length === 0 || path.at(-1) === 'links'

/** Our object for a recorded one: the one that earlier replies bound to it, or else the one of the same name. */
function pick(item: unknown, ours: unknown[], { names, ids }: Comparison): unknown {
  if (!isObject(item)) return undefined
  const only = (test: (other: Record<string, unknown>) => boolean): unknown => {
    const found = ours.filter((other) => isObject(other) && test(other))
    return found.length === 1 ? found[0] : undefined
  }
  const address = addressOf(item['resource_uri']) ?? linkAddress(item)
  if (address && ids.met(address.kind, address.id))
    return only((other) => {
      const id = (addressOf(other['resource_uri']) ?? linkAddress(other))?.id
      return id !== undefined && ids.same(address.kind, address.id, id)
    })
  for (const field of ['type_name', 'system_id', 'username', 'name', 'mode', 'ip', 'ip_address'] as const) {
    const value = item[field]
    const found = typeof value === 'string' && only((other) => other[field] === names.ours(value))
    if (found) return found
  }
  return undefined
}

const linkAddress = (item: Record<string, unknown>): { kind: string; id: string } | undefined =>
  'mode' in item && typeof item['id'] === 'number' ? { kind: 'link', id: String(item['id']) } : undefined
