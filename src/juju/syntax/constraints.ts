import { checkFields, type Form } from '../../core/arguments.js'
import { ConfigurationError } from '../../core/errors.js'
import type { ConstraintsValue } from '../generated/facades/common.js'

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

type Kind = 'text' | 'count' | 'size' | 'list' | 'flag'

/** The keys of the facades' constraints value (4.1-beta2), with the older spelling of cores. */
const KEYS: Record<string, [keyof JujuConstraints, Kind]> = {
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

/** Reads constraints in Juju's own syntax, such as `mem=8G cores=2`, or returns the mistake. */
export function parseConstraints(text: string): JujuConstraints | { mistake: string } {
  const parsed: Partial<Record<keyof JujuConstraints, unknown>> = {}
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const equals = word.indexOf('=')
    if (equals < 1) return { mistake: `"${word}" is not of the form key=value` }
    const [name, value] = [word.slice(0, equals), word.slice(equals + 1)]
    const key = Object.hasOwn(KEYS, name) ? KEYS[name] : undefined
    if (key === undefined) return { mistake: `"${name}" is not a constraint` }
    if (key[0] in parsed) return { mistake: `"${name}" is given twice` }
    const read = readValue(value, key[1])
    if (read === undefined) return { mistake: `"${word}" needs ${NEEDS[key[1]]}` }
    parsed[key[0]] = read
  }
  return parsed as JujuConstraints
}

const NEEDS: Record<Kind, string> = {
  text: 'a value',
  count: 'a whole number',
  size: 'a number with M, G, T or P',
  list: 'a comma-separated list',
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
  const words = constraints.split(/\s+/).filter((word) => word !== '')
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
        `${key}=${Array.isArray(part) ? part.join(',') : String(part)}${['mem', 'root-disk'].includes(key) ? 'M' : ''}`,
    )
    .join(' ')
}
