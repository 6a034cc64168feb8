/** The parsed `charm` of a bundle. */
export type CharmName =
  | { kind: 'local'; path: string }
  | { kind: 'hub'; name: string }
  | { kind: 'mistake'; message: string; hint: string }

const NAME = /^[a-zA-Z][a-zA-Z0-9]*(-[0-9]*[a-zA-Z][a-zA-Z0-9]*)*$/

/** Reads a bundle's `charm`: `ubuntu`, `ch:ubuntu`, `ch:amd64/jammy/ubuntu`, or a path. */
export function parseCharmName(text: string): CharmName {
  if (text === '') return { kind: 'mistake', message: 'has no name', hint: 'Write charm: NAME.' }
  if (text.startsWith('.') || text.startsWith('/')) return { kind: 'local', path: text }
  const [, schema, rest = ''] = /^(?:([a-z]+):)?(.*)$/s.exec(text) ?? []
  if (schema === 'local') return { kind: 'local', path: text }
  if (schema === 'cs')
    return {
      kind: 'mistake',
      message: `"${text}" is a charm of the old charm store, which is closed`,
      hint: `Write ch:${nameIn(rest).name} and a channel.`,
    }
  if (schema !== undefined && schema !== 'ch')
    return {
      kind: 'mistake',
      message: `"${text}" has the unknown schema ${schema}:`,
      hint: 'Charms come from ch: or from a path.',
    }
  const { name, revision } = nameIn(rest)
  if (revision !== undefined)
    return {
      kind: 'mistake',
      message: `"${text}" has a revision in its name`,
      hint: `Write charm: ${name}, revision: ${revision} and a channel.`,
    }
  if (!NAME.test(name))
    return {
      kind: 'mistake',
      message: `"${text}" is not a charm name`,
      hint: 'Charm names have letters, digits and dashes.',
    }
  return { kind: 'hub', name }
}

function nameIn(path: string): { name: string; revision?: number } {
  const [, name = '', revision] = /^(?:.*\/)?(.*?)(?:-(\d+))?$/s.exec(path) ?? []
  return revision === undefined ? { name } : { name, revision: Number(revision) }
}

/** The name in a bundle's `charm` or of a charm URL such as `ch:amd64/jammy/ubuntu-106` or `local:ubuntu-0`. */
export function charmBaseName(text: string): string {
  return nameIn(text.replace(/^[a-z]+:/, '').replace(/\.charm$/, '')).name
}

const RISKS = new Set(['stable', 'candidate', 'beta', 'edge'])

/** A channel in full, as status shows it: `edge` is `latest/edge`, `8.0` is `8.0/stable`. */
export function fullChannel(channel: string): string {
  const [first = '', ...rest] = channel.split('/')
  if (RISKS.has(first)) return ['latest', first, ...rest].join('/')
  return rest.length === 0 ? `${first}/stable` : channel
}
