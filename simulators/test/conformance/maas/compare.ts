import type { RawReply } from '../../maas/client.js'
import { dateless, isObject, type Names } from './names.js'
import type { Recorded } from './recording.js'

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

// Ids, times, secrets and made-up hardware differ by nature; a power state is a matter of milliseconds in the recordings.
const free =
  /(^|_)(id|ids|ip|uri|uuid|serial|created|updated|started|ended|time|path|key|secret|token|mac_address|model|product|vendor|version|family|sku|date|size|power_state|next_sync|last_sync|primary_rack|ip_address|discovered|fqdn|runtime|upload_uri|index|cores|count|starttime|endtime|runtime|last_ping|argument_format)$/

/** How our reply differs from the recorded one; an empty list when it agrees. */
export function differences(recorded: Recorded, ours: RawReply, names: Names, exactLists: boolean): string[] {
  if (recorded.status !== ours.status)
    return [`status ${ours.status}, recorded ${recorded.status}: ${ours.text.slice(0, 200)}`]
  const found: string[] = []
  for (const name of comparedHeaders) {
    const [a, b] = [recorded.headers[name], ours.headers[name]]
    if (a !== b) found.push(`header ${name} is ${String(b)}, recorded ${a}`)
  }
  const { reply } = recorded
  if (isText(reply)) {
    if (!matchesText(names.translate(reply.text), ours.text, recorded.headers['content-type'])) {
      found.push(
        `text ${JSON.stringify(ours.text.slice(0, 300))}, recorded ${JSON.stringify(names.translate(reply.text).slice(0, 300))}`,
      )
    }
    return found
  }
  if (isObject(reply) && 'bytes' in reply && Object.keys(reply).length === 1) return found
  const strict = recorded.status >= 400
  compareValues('', reply, ours.json, { names, strict, cut: recorded.cut ?? false, exactLists, found })
  return found
}

const isText = (reply: unknown): reply is { text: string } =>
  isObject(reply) && typeof reply['text'] === 'string' && Object.keys(reply).length === 1

/** `<...>` in a recorded text stands for anything. Pages of HTML and files of YAML are only told apart from other kinds. */
function matchesText(recorded: string, ours: string, type = ''): boolean {
  if (/<html/i.test(recorded) && type.includes('html')) return /<html/i.test(ours)
  if (recorded.startsWith('cb(')) return ours.startsWith('cb(')
  const pattern = recorded
    .split(/<[^<>]*>/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('[^]*')
  return new RegExp(`^${pattern}$`).test(ours)
}

/** Ids within messages and made-up names: `'297' is not a valid id`, `fabric-76`. */
const withoutIds = (text: string): string =>
  text.replaceAll(/'\d+'|(?<=(?:fabric|space)-)\d+|\b\d+(?= is not one of)/g, 'N')

interface Comparison {
  names: Names
  /** Messages are compared to the letter. */
  strict: boolean
  /** Only the recorded fields were kept. */
  cut: boolean
  /** The machines of a list are all known, so each filter must find the same. */
  exactLists: boolean
  found: string[]
}

const kind = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value

function compareValues(path: string, recorded: unknown, ours: unknown, how: Comparison): void {
  const key = path.split('.').at(-1) ?? ''
  if (kind(recorded) !== kind(ours)) {
    // The harness has no way to give a machine the very history that the recorded one had.
    how.found.push(
      `${path || 'reply'} is ${kind(ours)} ${short(ours)}, recorded ${kind(recorded)} ${short(recorded)}`,
    )
  } else if (/constraints_by_type\.\w+\.\w+\[/.test(path)) {
    // What a constraint matched is told by id, of a partition as `partition:ID`.
    if (String(recorded).includes(':') !== String(ours).includes(':'))
      how.found.push(`${path} is ${short(ours)}, recorded ${short(recorded)}`)
  } else if (Array.isArray(recorded) && Array.isArray(ours)) compareArrays(path, recorded, ours, how)
  else if (isObject(recorded) && isObject(ours)) compareObjects(path, recorded, ours, how)
  else if (how.strict || !free.test(key)) {
    const wanted = typeof recorded === 'string' ? how.names.translate(recorded) : recorded
    const same =
      typeof wanted === 'string' && typeof ours === 'string'
        ? matchesText(withoutIds(wanted), withoutIds(ours))
        : wanted === ours
    // A name that MAAS made up.
    const madeUp =
      ['hostname', 'name'].includes(key) &&
      [recorded, ours].every((name) => /^[a-z]+-[a-z]+\d*$/.test(String(name)))
    if (!same && !madeUp) how.found.push(`${path || 'reply'} is ${short(ours)}, recorded ${short(wanted)}`)
  }
}

const short = (value: unknown): string => JSON.stringify(value)?.slice(0, 120) ?? 'undefined'

/** As compareValues, without the values. */
function compareShapes(path: string, recorded: unknown, ours: unknown, how: Comparison): void {
  if (typeof recorded === 'string' && /^<\d+ more>$/.test(recorded)) return
  const found: string[] = []
  compareValues(path, recorded, ours, { ...how, found })
  how.found.push(...found.filter((line) => !/ is ("|\d|true|false)| has \d+ items/.test(line)))
}

function compareObjects(
  path: string,
  recordedObject: Record<string, unknown>,
  ourObject: Record<string, unknown>,
  how: Comparison,
): void {
  const [recorded, ours] = path.endsWith('.sets')
    ? [dateless(recordedObject), dateless(ourObject)]
    : [recordedObject, ourObject]
  // Objects keyed by ids have only their values in common.
  if (/verbose_(storage|interfaces)$/.test(path)) return
  const isScript = 'parallel_name' in recorded
  for (const key of Object.keys(recorded)) {
    // The words of MAAS's own scripts are theirs.
    if (
      isScript &&
      ['title', 'description', 'packages', 'history', 'results', 'parameters'].includes(key) &&
      key in ours
    )
      continue
    if (!(key in ours)) how.found.push(`${path}.${key} is absent`)
    else compareValues(`${path}.${key}`, recorded[key], ours[key], how)
  }
  if (how.cut && !how.strict) return
  for (const key of Object.keys(ours)) if (!(key in recorded)) how.found.push(`${path}.${key} is extra`)
}

/** Links come in no order. */
const byMode = (links: unknown[]): unknown[] =>
  links.toSorted((a, b) => (JSON.stringify(linkKey(a)) < JSON.stringify(linkKey(b)) ? -1 : 1))
const linkKey = (link: unknown): unknown[] => (isObject(link) ? [link['mode'], link['ip_address']] : [])

function compareArrays(path: string, recordedItems: unknown[], ourItems: unknown[], how: Comparison): void {
  const [recorded, ours] = path.endsWith('.links')
    ? [byMode(recordedItems), byMode(ourItems)]
    : [recordedItems, ourItems]
  const more = recorded.some((item) => typeof item === 'string' && /^<\d+ more>$/.test(item))
  const wanted = more ? recorded.slice(0, -1) : recorded
  // Lists also hold what the kept-back exchanges made, and events the whole history: of those only the shape is compared.
  const open = /^(\[\d+\])?$/.test(path) ? !how.exactLists : path.endsWith('.events')
  if (open && ours.length > 0 && recorded.length > 0) {
    recorded
      .slice(0, ours.length)
      .forEach((item, index) =>
        compareShapes(`${path}[${index}]`, item, pick(item, ours, how.names) ?? ours[index] ?? ours[0], how),
      )
    return
  }
  if (!more && recorded.length !== ours.length) {
    how.found.push(`${path || 'reply'} has ${ours.length} items, recorded ${recorded.length}`)
    return
  }
  wanted.forEach((item, index) =>
    compareValues(
      `${path}[${index}]`,
      item,
      (path === '' ? pick(item, ours, how.names) : undefined) ?? ours[index],
      how,
    ),
  )
}

/** Lists of machines are compared machine by machine, whatever their order. */
function pick(item: unknown, ours: unknown[], names: Names): unknown {
  const named = (field: string): unknown => {
    if (!isObject(item) || typeof item[field] !== 'string') return undefined
    const wanted = names.ours(item[field])
    const found = ours.filter((other) => isObject(other) && other[field] === wanted)
    return found.length === 1 ? found[0] : undefined
  }
  return named('type_name') ?? named('system_id') ?? named('username') ?? named('name')
}
