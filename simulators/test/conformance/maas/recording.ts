import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One exchange as it was recorded with a real MAAS 3.4.10 (shape: the README beside the recordings). */
export interface Recorded {
  name: string
  request: {
    method: string
    path: string
    query?: string
    contentType?: string
    fields?: [string, string | { file: string; bytes: number } | { text: string; length: number }][]
    body?: string | { bytes: number }
    headers?: Record<string, string | null>
    as?: 'bob' | 'nobody' | 'other'
    auth?: string
  }
  status: number
  headers: Record<string, string>
  reply: unknown
  cut?: boolean
  closed?: boolean
  before?: MachineState
  after?: MachineState
}

export interface MachineState {
  status_name: string | null
  power_state: string | null
  owner: string | null
  locked: boolean | null
}

const folder = join(import.meta.dirname, '../../../../../shared/reference/maas/exchanges-3.4.10')

export const recordingsPresent = existsSync(folder)

export function recording(file: string): Recorded[] {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recorded[]
}

/** Every object anywhere in a reply. */
export function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(value)) for (const item of value) yield* objectsIn(item)
  else if (typeof value === 'object' && value !== null) {
    yield value as Record<string, unknown>
    for (const member of Object.values(value)) yield* objectsIn(member)
  }
}
