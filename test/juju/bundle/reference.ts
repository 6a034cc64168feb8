import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const shared = fileURLToPath(new URL('../../../../shared/', import.meta.url))
const recorded = `${shared}reference/juju/recorded-4.0.15/`

/** Whether the recordings of the real controller are available; they are not part of the repository. */
export const haveReference = existsSync(`${recorded}bundle-changes/cases.json`)

/** Suffix of the names of tests that need them. */
export const skipped = haveReference ? '' : ' (skipped without ../shared/reference)'

export const recording = (name: string): unknown =>
  JSON.parse(readFileSync(`${recorded}${name}.json`, 'utf8'))

export const run = (name: string): CommandRun => recording(name) as CommandRun

export const bundleText = (name: string): string => readFileSync(`${shared}bundles/${name}.yaml`, 'utf8')

/** A step of the planner of the controller. */
export interface ServerChange {
  id: string
  method: string
  args: Record<string, unknown>
  requires: string[]
}

export interface ServerPlan {
  changes?: ServerChange[]
  /** One for each change, empty when there is none; or the mistakes. */
  errors?: string[]
  error?: string
}

export interface PlannerCase extends ServerPlan {
  name: string
  yaml: string
}

/** A run of the real command. */
export interface CommandRun {
  output: string
  exchange: { request?: { type: string; request: string; params: unknown }; reply?: { response?: unknown } }[]
}
