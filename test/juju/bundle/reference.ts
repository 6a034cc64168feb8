import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const shared = fileURLToPath(new URL('../../../../shared/', import.meta.url))
const recorded = `${shared}reference/juju/recorded-4.0.15/`

/** Whether the recordings of the real controller are there; they are no part of the repository. */
export const haveReference = existsSync(`${recorded}bundle-changes/cases.json`)

/** Ends the name of a group of tests that needs them. */
export const skipped = haveReference ? '' : ' (skipped without ../shared/reference)'

export const recording = (name: string): unknown =>
  JSON.parse(readFileSync(`${recorded}${name}.json`, 'utf8'))

export const run = (name: string): CommandRun => recording(name) as CommandRun

export const bundleText = (name: string): string => readFileSync(`${shared}bundles/${name}.yaml`, 'utf8')

/** A step as the controller's own planner gives it. */
export interface ServerChange {
  id: string
  method: string
  args: Record<string, unknown>
  requires: string[]
}

export interface ServerPlan {
  changes?: ServerChange[]
  /** One a change, empty when there is none; or the mistakes. */
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
