import { Refusal } from '../server/refusal.js'

/** The tag kinds that the simulator parses; the full list is in Juju's `names` package. */
const KINDS = [
  'unit',
  'machine',
  'application',
  'applicationoffer',
  'user',
  'relation',
  'action',
  'operation',
  'volume',
  'storage',
  'filesystem',
  'space',
  'subnet',
  'model',
  'controller',
  'cloud',
  'cloudcred',
] as const

export type TagKind = (typeof KINDS)[number]

export interface Tag {
  kind: TagKind
  id: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
// Linear: each part after a dash has a letter, which is looked for once.
const APPLICATION = /^[a-z][a-z0-9]*(-(?=[0-9]*[a-z])[a-z0-9]+)*$/

const VALID: Partial<Record<TagKind, RegExp>> = {
  unit: /^[a-z][a-z0-9]*(-(?=[0-9]*[a-z])[a-z0-9]+)*\/(0|[1-9][0-9]*)$/,
  machine: /^(0|[1-9][0-9]*)(\/[a-z]+\/(0|[1-9][0-9]*))*$/,
  application: APPLICATION,
  // At least two characters.
  user: /^[a-zA-Z0-9][a-zA-Z0-9.+-]*[a-zA-Z0-9](@[a-zA-Z0-9.-]+)?$/,
  model: UUID,
  controller: /^([0-9]+|[0-9a-f-]{36})$/,
  action: /^([0-9]+|[0-9a-f-]{36})$/,
  operation: /^[0-9]+$/,
  cloud: /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/,
  cloudcred: /^[^/]+\/[^/]+\/[^/]+$/,
}

export const isUuid = (text: string) => UUID.test(text)

/** Parses a tag of any kind. @throws Refusal when it is not a tag. */
export function parseTag(text: string): Tag {
  const dash = text.indexOf('-')
  const kind = KINDS.find((each) => each === text.slice(0, dash))
  if (dash < 0 || kind === undefined) throw notATag(text)
  const id = tagId(kind, text.slice(dash + 1))
  if (VALID[kind]?.test(id) === false) throw new Refusal(`"${text}" is not a valid ${kind} tag`)
  return { kind, id }
}

/** Parses a tag of this kind and returns its id, such as `0/lxd/1` or `mysql/0`. */
export function parseTagOf(kind: TagKind, text: string): string {
  const tag = parseTag(text)
  if (tag.kind !== kind) throw new Refusal(`"${text}" is not a valid ${kind} tag`)
  return tag.id
}

/** The tag of an entity: `machine-0-lxd-1` for `machine` and `0/lxd/1`. */
export function tagOf(kind: TagKind, id: string): string {
  if (kind === 'unit' || kind === 'machine') return `${kind}-${id.replaceAll('/', '-')}`
  if (kind === 'cloudcred')
    return `cloudcred-${id
      .split('/')
      .map((part) => part.replaceAll('_', '%5f'))
      .join('_')}`
  return `${kind}-${id}`
}

function tagId(kind: TagKind, text: string): string {
  if (kind === 'unit' || kind === 'storage') {
    const dash = text.lastIndexOf('-')
    return dash < 0 ? text : `${text.slice(0, dash)}/${text.slice(dash + 1)}`
  }
  if (kind === 'machine') return text.replaceAll('-', '/')
  if (kind === 'user') return text.replace(/@local$/, '')
  if (kind === 'cloudcred')
    return text
      .split('_')
      .map((part) => part.replaceAll('%5f', '_'))
      .join('/')
  return text
}

function notATag(text: string): Refusal {
  return new Refusal(`"${text}" is not a valid tag`)
}
