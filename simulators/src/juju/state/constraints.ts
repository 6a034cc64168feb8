/** Constraints by wire name; a key that is absent is not set. */
export type Constraints = Record<string, unknown>

/** What 4.0.15 says of an application's constraints with an unknown space or container type, whatever is wrong. */
export const INVALID_CONSTRAINTS = 'invalid application constraints'

/** The spaces that constraints name, each with `^` when it is excluded. */
export function spacesIn({ spaces }: Constraints): string[] {
  return Array.isArray(spaces) ? spaces.map(String) : []
}

/** Removes constraints without a value. */
export function cleanConstraints(given: Constraints): Constraints {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined && value !== null),
  )
}

/** The order in which Juju writes constraints as text. */
const ORDER = [
  'arch',
  'container',
  'cores',
  'cpu-power',
  'mem',
  'root-disk',
  'instance-role',
  'instance-type',
  'root-disk-source',
  'spaces',
  'tags',
  'virt-type',
  'zones',
  'allocate-public-ip',
  'image-id',
]

/** Constraints as `juju` shows them: `arch=amd64 mem=8192M`. */
export function formatConstraints(constraints: Constraints): string {
  return ORDER.filter((key) => constraints[key] !== undefined)
    .map((key) => `${key}=${formatValue(key, constraints[key])}`)
    .join(' ')
}

function formatValue(key: string, value: unknown): string {
  if (Array.isArray(value)) return value.join(',')
  return key === 'mem' || key === 'root-disk' ? `${String(value)}M` : String(value)
}
