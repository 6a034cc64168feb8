import { isObject } from './names.js'

/**
 * Which simulated id stands for which recorded one, by the kind of object. Two ids that meet for the first time belong
 * together from then on: a later reply in which one of them meets another id differs.
 */
export class Ids {
  #ours = new Map<string, string>()
  #recorded = new Map<string, string>()

  /** Does what `compare` does; the ids of a reply that differs are forgotten. */
  attempt(compare: () => string[]): string[] {
    const before = [new Map(this.#ours), new Map(this.#recorded)] as const
    const found = compare()
    if (found.length > 0) [this.#ours, this.#recorded] = before
    return found
  }

  /** Whether the two ids name the same object, as far as earlier replies tell. */
  same(kind: string, recorded: unknown, ours: unknown): boolean {
    const [left, right] = [`${kind} ${String(recorded)}`, `${kind} ${String(ours)}`]
    const known = this.#ours.get(left)
    if (known !== undefined) return known === right
    if (this.#recorded.has(right)) return false
    this.bind(kind, recorded, ours)
    return true
  }

  bind(kind: string, recorded: unknown, ours: unknown): void {
    this.#ours.set(`${kind} ${String(recorded)}`, `${kind} ${String(ours)}`)
    this.#recorded.set(`${kind} ${String(ours)}`, `${kind} ${String(recorded)}`)
  }

  /** Whether an earlier reply contained the recorded id. */
  met(kind: string, recorded: unknown): boolean {
    return this.#ours.has(`${kind} ${String(recorded)}`)
  }
}

const nodeKinds = new Set(['machines', 'devices', 'nodes', 'rackcontrollers', 'regioncontrollers'])

/** The last kind and id in an object's address: `/MAAS/api/2.0/nodes/abc123/raid/7/` is raid 7. */
export function addressOf(uri: unknown): { kind: string; id: string } | undefined {
  if (typeof uri !== 'string') return undefined
  const [id, kind] = uri.split('?')[0]!.split('/').filter(Boolean).toReversed()
  return kind !== undefined && id !== undefined && /^(?:\d+|\w{6})$/.test(id)
    ? { kind: nodeKinds.has(kind) ? 'node' : kind.replace(/s$/, ''), id }
    : undefined
}

const kindsByField: Record<string, string> = {
  system_id: 'node',
  device_id: 'blockdevice',
  parent_id: 'node',
  node: 'node',
}

/** The kind of object that the id in this field names; undefined for fields that hold no id. */
export function idKind(field: string, parent: unknown, list: string): string | undefined {
  const address = isObject(parent) ? addressOf(parent['resource_uri']) : undefined
  if (field === 'id') return address?.kind ?? list.replace(/(_set|s)$/, '')
  if (field === 'system_id') return 'node'
  return kindsByField[field] ?? /^(\w+)_id$/.exec(field)?.[1]
}
