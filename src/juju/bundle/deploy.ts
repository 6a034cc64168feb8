import { checkFields, type Form, formatValue, requestForm } from '../../core/arguments.js'
import { ConfigurationError } from '../../core/errors.js'
import type { Redactor } from '../../core/redact.js'
import type { FacadeCaller } from '../connection/caller.js'
import { beginVerb, type VerbOptions } from '../connection/verb.js'
import type { Applications } from '../resources/applications.js'
import type { JujuMachines } from '../resources/machines.js'
import { offerSource } from '../syntax/offer-url.js'
import { type BundleOutcome, executePlan, type ExecutePlanOptions, findCharms } from './execute.js'
import { ModelBundleTarget } from './model-target.js'
import { planBundle, type PlanBundleOptions } from './plan.js'
import { type BundleSource, readBundle, type ReadBundleOptions } from './read.js'
import { readModelState } from './read-model-state.js'
import { type BundleProblem, optionsIn, redactorOf, throwIfAny } from './problems.js'
import type { BundlePlan, BundleStep } from './steps.js'

/** A bundle with its overlays and files. */
export interface BundleInput extends Omit<ReadBundleOptions, 'fileExists'>, BundleSource {}

export interface DeployBundleOptions extends PlanBundleOptions, ExecutePlanOptions {
  /**
   * Plans, finds the charms on Charmhub and changes nothing.
   * @default false
   */
  dryRun?: boolean
}

/** The result of deploying a bundle. */
export interface DeployedBundle extends BundleOutcome {
  /** The steps that were done, or would be with `dryRun`; empty when the bundle is already deployed. */
  steps: BundleStep[]
  /** Warnings about parts of the bundle that Juju ignores, such as the old `series` key. */
  warnings: string[]
}

export interface DeployBundleParts {
  caller: FacadeCaller
  controller: FacadeCaller
  applications: Applications
  machines: JujuMachines
  /** Looks up the model; each bundle does so again, since names may change. */
  model(verb: VerbOptions): Promise<{ uuid: string; owner: string; name: string }>
}

const OPERATION = 'model.deployBundle'

const inputForm: Form<BundleInput> = {
  text: 'string',
  path: 'string',
  overlays: 'object[]',
  readFile: 'function',
  outsideFiles: 'bool',
}

const overlayForm: Form<BundleSource> = { text: 'string', path: 'string' }

const optionsForm: Form<DeployBundleOptions> = {
  dryRun: 'bool',
  trust: 'bool',
  force: 'bool',
  machineMap: 'map<string>',
  existingMachines: 'bool',
  concurrency: 'int',
  onProgress: 'function',
  signal: requestForm.signal,
}

export async function deployBundle(
  parts: DeployBundleParts,
  input: string | BundleInput,
  options: DeployBundleOptions,
): Promise<DeployedBundle> {
  checkFields('juju', OPERATION, optionsForm, options)
  const { text, ...readOptions } = checkedInput(input)
  const bundle = await readBundle(text, readOptions)
  const verb = beginVerb(
    OPERATION,
    options.signal === undefined ? {} : { signal: options.signal },
    undefined,
    optionsIn(Object.values(bundle.applications)),
  )
  const model = await parts.model(verb)
  const state = await readModelState(parts.caller, parts.controller, model, bundle, verb)
  const plan = planBundle(bundle, state, options)
  const { steps } = plan
  const { warnings } = bundle
  checkSupport(plan, parts.caller.context.redactor)
  const target = new ModelBundleTarget({ ...parts, model })
  if (options.dryRun === true) {
    await findCharms(plan, target, options)
    return { steps, warnings, machines: plan.machines, units: {} }
  }
  return { steps, warnings, ...(await executePlan(plan, target, options)) }
}

/** Refuses what only the juju command can do yet, before anything is sent. */
function checkSupport({ steps }: BundlePlan, redactor: Redactor): void {
  const found = steps.flatMap((step): BundleProblem[] => {
    if (step.kind === 'consumeOffer') {
      const source = offerSource(step.url)
      const path = `saas.${step.application}.url`
      if (step.url === '')
        return [
          { path, message: 'is missing, and the model has no such remote application', hint: 'Add it.' },
        ]
      if (source === undefined) return []
      const message = `the offer ${step.url} is on another controller, and only offers of this controller are supported yet`
      return [{ path, message, hint: 'Consume it with juju consume first; the bundle then uses it.' }]
    }
    if (step.kind !== 'deploy' && step.kind !== 'upgradeCharm') return []
    return Object.entries(step.resources)
      .filter(([, resource]) => typeof resource === 'string')
      .map(([name, resource]) => ({
        path: `applications.${step.application}.resources.${name}`,
        message: `${resource} is a file, and files are not supported yet`,
        hint: 'Write a revision, or omit the resource to use the newest of Charmhub.',
      }))
  })
  throwIfAny(found, undefined, [], redactorOf(steps, redactor))
}

function checkedInput(input: string | BundleInput): BundleInput {
  if (typeof input === 'string') return { text: input }
  checkFields('juju', OPERATION, inputForm, input)
  for (const overlay of input.overlays ?? []) checkFields('juju', OPERATION, overlayForm, overlay)
  if (typeof input.text === 'string') return input
  throw new ConfigurationError({
    system: 'juju',
    operation: OPERATION,
    summary: `${OPERATION}: the text of the bundle must be a string, got ${formatValue(input.text)}`,
    hint: "Pass the text of the file: readFile(path, 'utf8')",
  })
}
