import { ARCHITECTURES, isApplicationName } from './patterns.js'

/** The parsed `charm` of a bundle. */
export type CharmName =
  | { kind: 'local'; path: string }
  | { kind: 'hub'; name: string; architecture?: string }
  | { kind: 'mistake'; message: string; hint: string }

const FORM = 'Write the name of a charm on Charmhub, such as ubuntu, or a path that begins with ./'

/** Reads a `charm` as Juju reads charm URLs: `ubuntu`, `ch:ubuntu`, `ch:amd64/jammy/ubuntu`, `local:ubuntu`, or a path. */
export function parseCharmName(text: string): CharmName {
  const mistake = (what: string, hint = FORM): CharmName => ({
    kind: 'mistake',
    message: `"${text}" ${what}`,
    hint,
  })
  if (text === '') return { kind: 'mistake', message: 'has no name', hint: 'Write charm: NAME.' }
  if (text.startsWith('.') || text.startsWith('/')) return { kind: 'local', path: text }
  const [, schema, authority, path = ''] = /^(?:([a-z][a-z0-9+.-]*):)?(\/\/[^/]*)?(.*)$/is.exec(text) ?? []
  const isPath = authority !== undefined || path.startsWith('/')
  if (schema === 'cs')
    return mistake(
      'is a charm of the old charm store, which is closed',
      `Write ch:${nameIn(path).name} and a channel.`,
    )
  if (/[?#%]/.test(path) || authority?.includes('@')) return mistake('is not a charm name')
  // As for Juju, the name at the end of an address is a name on Charmhub.
  if (schema !== undefined && schema.toLowerCase() !== 'ch' && !isPath) {
    if (schema.toLowerCase() !== 'local')
      return mistake(`has the unknown schema ${schema}:`, 'Charms come from ch: or from a path.')
    const parts = path.split('/')
    return parts.length > 2 || parts[0]?.startsWith('~') || !isApplicationName(nameIn(path).name)
      ? mistake('is not the name of a local charm', 'Write local:NAME, or a path that begins with ./')
      : { kind: 'local', path: text }
  }
  const all = path.split('/')
  const parts = all.slice(
    all.findIndex((part) => part !== ''),
    all.findLastIndex((part) => part !== '') + 1,
  )
  const [first = ''] = parts
  if (first.startsWith('~')) return mistake('is a charm of a user, and Charmhub has none', FORM)
  const { name, revision } = nameIn(parts.at(-1) ?? '')
  if (parts.length > 3 || !isApplicationName(name))
    return mistake('is not a charm name', 'Charm names have lower-case letters, digits and dashes.')
  if (parts.length === 3 && !ARCHITECTURES.includes(first))
    return mistake(`has the unknown architecture ${first}`, `Juju has ${ARCHITECTURES.join(', ')}.`)
  if (revision !== undefined)
    return mistake('has a revision in its name', `Write charm: ${name}, revision: ${revision} and a channel.`)
  return {
    kind: 'hub',
    name,
    ...(parts.length > 1 && ARCHITECTURES.includes(first) && { architecture: first }),
  }
}

function nameIn(path: string): { name: string; revision?: number } {
  const last = path.slice(path.lastIndexOf('/') + 1)
  const [, name, revision] = /^(.+)-(\d+)$/s.exec(last) ?? []
  return name === undefined ? { name: last } : { name, revision: Number(revision) }
}

/** The name in a bundle's `charm` or of a charm URL such as `ch:amd64/jammy/ubuntu-106` or `local:ubuntu-0`. */
export function charmBaseName(text: string): string {
  return nameIn(text.replace(/^[a-z]+:/, '').replace(/\.charm$/, '')).name
}

/** Whether a part of a channel is a risk. */
export const isRisk = (text: string): boolean => ['stable', 'candidate', 'beta', 'edge'].includes(text)

/** A channel in full, as status shows it: `edge` is `latest/edge`, `8.0` is `8.0/stable`. */
export function fullChannel(channel: string): string {
  const [first = '', ...rest] = channel.split('/')
  if (isRisk(first)) return ['latest', first, ...rest].join('/')
  return rest.length === 0 ? `${first}/stable` : channel
}
