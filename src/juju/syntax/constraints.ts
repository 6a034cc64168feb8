/** Constraints as values: sizes in MiB, lists as lists. */
export interface Constraints {
  arch?: string
  container?: string
  cores?: number
  cpuPower?: number
  /** MiB. */
  mem?: number
  /** MiB. */
  rootDisk?: number
  rootDiskSource?: string
  tags?: string[]
  instanceRole?: string
  instanceType?: string
  spaces?: string[]
  virtType?: string
  zones?: string[]
  allocatePublicIp?: boolean
  imageId?: string
  ipFamily?: string
}

type Kind = 'text' | 'count' | 'size' | 'list' | 'flag'

/** The keys of the facades' constraints value (4.1-beta2), with the older spelling of cores. */
const KEYS: Record<string, [keyof Constraints, Kind]> = {
  arch: ['arch', 'text'],
  container: ['container', 'text'],
  cores: ['cores', 'count'],
  'cpu-cores': ['cores', 'count'],
  'cpu-power': ['cpuPower', 'count'],
  mem: ['mem', 'size'],
  'root-disk': ['rootDisk', 'size'],
  'root-disk-source': ['rootDiskSource', 'text'],
  tags: ['tags', 'list'],
  'instance-role': ['instanceRole', 'text'],
  'instance-type': ['instanceType', 'text'],
  spaces: ['spaces', 'list'],
  'virt-type': ['virtType', 'text'],
  zones: ['zones', 'list'],
  'allocate-public-ip': ['allocatePublicIp', 'flag'],
  'image-id': ['imageId', 'text'],
  'ip-family': ['ipFamily', 'text'],
}

const MIB: Record<string, number> = { '': 1, M: 1, G: 1024, T: 1024 ** 2, P: 1024 ** 3, E: 1024 ** 4 }

/** Reads constraints in Juju's own syntax, such as `mem=8G cores=2`, or says in words what is wrong with them. */
export function parseConstraints(text: string): Constraints | { mistake: string } {
  const parsed: Partial<Record<keyof Constraints, unknown>> = {}
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const equals = word.indexOf('=')
    if (equals < 1) return { mistake: `"${word}" is not of the form key=value` }
    const [name, value] = [word.slice(0, equals), word.slice(equals + 1)]
    const key = Object.hasOwn(KEYS, name) ? KEYS[name] : undefined
    if (key === undefined) return { mistake: `there is no constraint "${name}"` }
    if (key[0] in parsed) return { mistake: `"${name}" is given twice` }
    const read = readValue(value, key[1])
    if (read === undefined) return { mistake: `"${word}" needs ${NEEDS[key[1]]}` }
    parsed[key[0]] = read
  }
  return parsed as Constraints
}

const NEEDS: Record<Kind, string> = {
  text: 'a text',
  count: 'a whole number',
  size: 'a number with M, G, T or P',
  list: 'words with commas between them',
  flag: 'true or false',
}

function readValue(value: string, kind: Kind): unknown {
  switch (kind) {
    case 'text':
      return value
    case 'list':
      return value === '' ? [] : value.split(',')
    case 'flag':
      return value === 'true' || (value === 'false' ? false : undefined)
    case 'count':
      return value === '' ? 0 : /^\d+$/.test(value) ? Number(value) : undefined
    case 'size': {
      const match = /^(\d+(?:\.\d+)?)([MGTPE]?)(?:i?B)?$/.exec(value === '' ? '0' : value)
      return match ? Math.ceil(Number(match[1]) * (MIB[match[2] ?? ''] ?? 1)) : undefined
    }
  }
}

/** Whether the model's constraints are those that a bundle asks for; `arch`, which the server fills in, counts only when asked for. */
export function sameConstraints(asked: string, actual: string): boolean {
  const [a, b] = [comparable(asked), comparable(actual)]
  if (!('arch' in a)) delete b.arch
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => a[key] === b[key])
}

function comparable(text: string): Record<string, string> {
  const parsed = parseConstraints(text)
  return Object.fromEntries(
    Object.entries(parsed).flatMap(([key, value]) => {
      const plain = Array.isArray(value) ? (value as string[]).toSorted().join(',') : String(value)
      return plain === '' || plain === '0' ? [] : [[key, plain]]
    }),
  )
}

/**
 * Constraints of a machine that is made for one unit: the application's, and every space that its endpoints are bound to
 * (core/bundle/changes of Juju: the unit could not be placed otherwise).
 */
export function withBoundSpaces(constraints: string, bindings: Readonly<Record<string, string>>): string {
  const words = constraints.split(/\s+/).filter((word) => word !== '')
  const bound = new Set(Object.values(bindings))
  if (bound.size === 0) return words.join(' ')
  const given = words.find((word) => word.startsWith('spaces='))
  for (const space of given?.slice('spaces='.length).split(',') ?? []) if (space !== '') bound.add(space)
  return [...words.filter((word) => word !== given), `spaces=${[...bound].toSorted().join(',')}`].join(' ')
}

/** What is wrong with a storage directive such as `ebs,2,100G`; undefined when nothing is. */
export function storageMistake(text: string): string | undefined {
  let [pool, count, size] = [false, false, false]
  for (const field of text.split(',')) {
    if (/^-?\d+$/.test(field)) {
      if (count) return 'it has two counts'
      if (Number(field) < 1) return `the count ${field} is below 1`
      count = true
    } else if (/^-?\d+(\.\d+)?[MGTPEZY](i?B)?$/.test(field)) {
      if (size) return 'it has two sizes'
      if (field.startsWith('-')) return `the size ${field} is below 0`
      size = true
    } else if (/^[a-zA-Z]+[-a-zA-Z0-9]*$/.test(field)) {
      if (pool) return 'it names two pools'
      pool = true
    } else return `"${field}" is neither pool, count nor size`
  }
  return undefined
}
