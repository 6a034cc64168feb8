import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { OptionValue } from '../../../src/juju/bundle/bundle.js'

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

const reader = `${shared}reference/juju/bundle-reader/cases.json`

/** Whether the verdicts of Juju's own reader are available. */
export const haveReader = existsSync(reader)

export const skippedReader = haveReader ? '' : ' (skipped without ../shared/reference)'

/** Integers beyond 2^53 as `!int N`, since JSON.parse would round them. */
export const readerCases = (): ReaderCase[] =>
  JSON.parse(
    readFileSync(reader, 'utf8').replaceAll(/([:[] ?)(-?\d{16,})(?=[,}\]])/g, '$1"!int $2"'),
  ) as ReaderCase[]

/** What Juju's own reader says of a bundle: its verdict, and the bundle as decoded. */
export interface ReaderCase {
  name: string
  /** The bundle and its overlays. */
  files: string[]
  verdict: 'accepted' | 'refused'
  bundle?: JujuBundle
}

export interface JujuBundle {
  bundle?: string
  applications?: Record<string, JujuApplication>
  Machines?: Record<
    string,
    { Constraints?: string; Annotations?: Record<string, string>; Base?: string } | null
  >
  saas?: Record<string, { URL?: string } | null>
  Relations?: [string, string][]
  Tags?: string[]
  Description?: string
  'default-base'?: string
}

export interface JujuApplication {
  Charm?: string
  channel?: string
  revision?: number
  Base?: string
  NumUnits?: number
  To?: string[]
  Expose?: boolean
  'exposed-endpoints'?: Record<string, { 'expose-to-spaces'?: string[]; 'expose-to-cidrs'?: string[] }>
  Options?: Record<string, OptionValue>
  Annotations?: Record<string, string>
  Constraints?: string
  Storage?: Record<string, string>
  Devices?: Record<string, string>
  bindings?: Record<string, string>
  Resources?: Record<string, number | string>
  offers?: Record<string, { endpoints: string[]; acl?: Record<string, string> } | null>
  trust?: boolean
}
