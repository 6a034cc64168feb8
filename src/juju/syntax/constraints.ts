import { checkFields, type Form } from '../../core/arguments.js'
import { ConfigurationError } from '../../core/errors.js'
import type { ConstraintsValue } from '../generated/facades/common.js'
import { ARCHITECTURES, isSpaceName } from './patterns.js'

/** Constraints as values: sizes in MiB, lists as lists. */
export interface JujuConstraints {
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

const constraintsForm: Form<JujuConstraints> = {
  arch: 'string',
  container: 'string',
  cores: 'number',
  cpuPower: 'number',
  mem: 'number',
  rootDisk: 'number',
  rootDiskSource: 'string',
  tags: 'string[]',
  instanceRole: 'string',
  instanceType: 'string',
  spaces: 'string[]',
  virtType: 'string',
  zones: 'string[]',
  allocatePublicIp: 'bool',
  imageId: 'string',
  ipFamily: 'string',
}

type Kind = 'text' | 'arch' | 'container' | 'count' | 'size' | 'list' | 'spaces' | 'flag'

/** The keys of the facades' constraints value (4.1-beta2), with the older spelling of cores. */
const KEYS: Record<string, [keyof JujuConstraints, Kind]> = {
  arch: ['arch', 'arch'],
  container: ['container', 'container'],
  cores: ['cores', 'count'],
  'cpu-cores': ['cores', 'count'],
  'cpu-power': ['cpuPower', 'count'],
  mem: ['mem', 'size'],
  'root-disk': ['rootDisk', 'size'],
  'root-disk-source': ['rootDiskSource', 'text'],
  tags: ['tags', 'list'],
  'instance-role': ['instanceRole', 'text'],
  'instance-type': ['instanceType', 'text'],
  spaces: ['spaces', 'spaces'],
  'virt-type': ['virtType', 'text'],
  zones: ['zones', 'list'],
  'allocate-public-ip': ['allocatePublicIp', 'flag'],
  'image-id': ['imageId', 'text'],
  'ip-family': ['ipFamily', 'text'],
}

const MIB: Record<string, number> = { M: 1, G: 1024, T: 1024 ** 2, P: 1024 ** 3 }

/** The words of constraints; a backslash before a blank makes it part of a value. */
const wordsOf = (text: string): string[] =>
  text
    .replaceAll('\\ ', '\0')
    .split(' ')
    .map((word) => word.replaceAll('\0', ' ').trim())
    .filter((word) => word !== '')

/** Reads constraints in Juju's own syntax, such as `mem=8G cores=2`, or returns the mistake. */
export function parseConstraints(text: string): JujuConstraints | { mistake: string } {
  const parsed: Partial<Record<keyof JujuConstraints, unknown>> = {}
  for (const word of wordsOf(text)) {
    const equals = word.indexOf('=')
    if (equals < 1) return { mistake: `"${word}" is not of the form key=value` }
    const [name, value] = [word.slice(0, equals), word.slice(equals + 1)]
    const key = Object.hasOwn(KEYS, name) ? KEYS[name] : undefined
    if (key === undefined) return { mistake: `"${name}" is not a constraint` }
    if (name === 'allocate-public-ip' && value === '') continue
    if (key[0] in parsed) return { mistake: `"${name}" is given twice` }
    const read = readValue(value, key[1])
    if (read === undefined) return { mistake: `"${word}" needs ${NEEDS[key[1]]}` }
    parsed[key[0]] = read
  }
  return parsed as JujuConstraints
}

/** 4.x has LXD only, 3.x also KVM. */
const CONTAINERS = ['lxd', 'kvm', 'none']

const NEEDS: Record<Kind, string> = {
  text: 'a value',
  arch: `one of ${ARCHITECTURES.join(', ')}`,
  container: `one of ${CONTAINERS.join(', ')}`,
  count: 'a whole number',
  size: 'a number with M, G, T or P',
  list: 'a comma-separated list',
  spaces: 'names of spaces: lower-case letters, digits and dashes',
  flag: 'true or false',
}

/** An empty value is allowed: it sets the constraint to nothing. */
function readValue(value: string, kind: Kind): unknown {
  const items = value === '' ? [] : value.split(',')
  switch (kind) {
    case 'text':
      return value
    case 'arch':
      return value === '' || ARCHITECTURES.includes(value) ? value : undefined
    case 'container':
      return value === '' || CONTAINERS.includes(value) ? value : undefined
    case 'list':
      return items
    case 'spaces':
      return items.every((item) => isSpaceName(item.replace(/^\^/, ''))) ? items : undefined
    case 'flag':
      return (
        /^(1|t|T|true|True|TRUE)$/.test(value) ||
        (/^(|0|f|F|false|False|FALSE)$/.test(value) ? false : undefined)
      )
    case 'count':
      return value === '' ? 0 : /^\d+$/.test(value) && Number(value) < 2 ** 64 ? Number(value) : undefined
    case 'size': {
      const [, number, unit = 'M'] =
        /^([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)([MGTP])?$/.exec(value || '0') ?? []
      const mebibytes = Math.ceil(Number(number) * (MIB[unit] ?? 1))
      return Number(number) >= 0 && Number.isFinite(mebibytes) ? mebibytes : undefined
    }
  }
}

/** Whether the constraints in a model are those of a bundle; `arch`, which the server fills in, counts only when the bundle has it. */
export function sameConstraints(wanted: string, actual: string): boolean {
  const [a, b] = [comparable(wanted), comparable(actual)]
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
 * Constraints of a machine that is added for one unit: those of the application, and every space that its endpoints are bound to
 * (core/bundle/changes of Juju: the unit could not be placed otherwise).
 */
export function withBoundSpaces(constraints: string, bindings: Readonly<Record<string, string>>): string {
  const words = wordsOf(constraints).map((word) => word.replaceAll(' ', '\\ '))
  const bound = new Set(Object.values(bindings))
  if (bound.size === 0) return words.join(' ')
  const given = words.find((word) => word.startsWith('spaces='))
  for (const space of given?.slice('spaces='.length).split(',') ?? []) if (space !== '') bound.add(space)
  return [...words.filter((word) => word !== given), `spaces=${[...bound].toSorted().join(',')}`].join(' ')
}

/** Constraints as the facades take them, from Juju's own syntax (`mem=8G cores=2`) or values. */
export function constraintsValue(constraints: string | JujuConstraints | undefined): ConstraintsValue {
  if (constraints === undefined) return {}
  if (typeof constraints !== 'string') checkFields('juju', 'constraints', constraintsForm, constraints)
  const parsed = typeof constraints === 'string' ? parseConstraints(constraints) : constraints
  if ('mistake' in parsed)
    throw new ConfigurationError({
      system: 'juju',
      summary: `The constraints ${JSON.stringify(constraints)} are not valid: ${parsed.mistake}`,
      hint: 'Write them as mem=8G cores=2 tags=compute',
    })
  return Object.fromEntries(
    Object.entries(parsed).map(([key, value]) => [
      key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      value as unknown,
    ]),
  )
}

/** The facades' constraints in Juju's own syntax. */
export function constraintsText(value: ConstraintsValue): string {
  return Object.entries(value)
    .map(
      ([key, part]) =>
        `${key}=${(Array.isArray(part) ? part.join(',') : String(part)).replaceAll(' ', '\\ ')}${['mem', 'root-disk'].includes(key) ? 'M' : ''}`,
    )
    .join(' ')
}
