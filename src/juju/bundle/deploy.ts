import { type BundleOutcome, executePlan, type ExecutePlanOptions } from './execute.js'
import { planBundle, type PlanBundleOptions } from './plan.js'
import { type BundleSource, readBundle, type ReadBundleOptions } from './read.js'
import type { BundleStep } from './steps.js'
import type { Link } from '../connection/endpoint.js'
import type { Applications } from '../resources/applications.js'
import { readModelState } from './read-model-state.js'
import { ModelBundleTarget } from './model-target.js'
import type { Machines } from '../resources/machines.js'

/** A bundle with what belongs to it. */
export interface BundleInput extends Omit<ReadBundleOptions, 'fileExists'>, BundleSource {}

export interface DeployBundleOptions extends PlanBundleOptions, ExecutePlanOptions {
  /**
   * Plans and changes nothing.
   * @default false
   */
  dryRun?: boolean
}

/** What a bundle came to. */
export interface DeployedBundle extends BundleOutcome {
  /** What was done, or with `dryRun` would be; none when the model has all of it. */
  steps: BundleStep[]
  /** What the bundle says and nobody heeds, such as the old `series` key. */
  warnings: string[]
}

export interface DeployBundleParts {
  link: Link
  controller: Link
  applications: Applications
  machines: Machines
  /** Read again for each bundle: names may change. */
  model: { uuid: string; owner: string; name: string }
}

export async function deployBundle(
  parts: DeployBundleParts,
  input: string | BundleInput,
  options: DeployBundleOptions,
): Promise<DeployedBundle> {
  const { text, ...readOptions } = typeof input === 'string' ? { text: input } : input
  const bundle = await readBundle(text, readOptions)
  const state = await readModelState(
    parts.link,
    parts.controller,
    parts.model,
    bundle,
    options.signal === undefined ? {} : { signal: options.signal },
  )
  const plan = planBundle(bundle, state, options)
  const { steps } = plan
  const { warnings } = bundle
  if (options.dryRun === true) return { steps, warnings, machines: plan.machines, units: {} }
  const subordinates = Object.entries(state.applications).flatMap(([name, { subordinate }]) =>
    subordinate ? [name] : [],
  )
  return {
    steps,
    warnings,
    ...(await executePlan(plan, new ModelBundleTarget({ ...parts, subordinates }), options)),
  }
}
