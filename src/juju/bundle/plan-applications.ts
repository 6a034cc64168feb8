import { ConfigurationError } from '../../core/errors.js'
import {
  type Bundle,
  type BundleApplication,
  type ExposedEndpoint,
  naturalKeys,
  type OptionValue,
  own,
} from './bundle.js'
import { charmBaseName, fullChannel, parseCharmName } from '../syntax/charm-name.js'
import { parseConstraints, sameConstraints } from '../syntax/constraints.js'
import type { ModelApplication, ModelState } from './model-state.js'
import type { StepList } from './steps.js'

/** Options of {@link planApplications}. */
export interface PlanApplicationsOptions {
  /** Whether applications may change to another channel or an older revision. */
  force: boolean
}

/** Plans charms, applications and their settings; returns the step of each new application. */
export function planApplications(
  bundle: Bundle,
  model: ModelState,
  list: StepList,
  options: PlanApplicationsOptions,
): Map<string, string> {
  const charms = new Map<string, string>()
  const deployed = new Map<string, string>()
  for (const name of naturalKeys(bundle.applications)) {
    const application = own(bundle.applications, name)
    if (!application) continue
    const base = application.base ?? bundle.defaultBase
    const present = own(model.applications, name)
    if (present) planChanges(bundle, name, application, present, base, charms, list, options)
    else deployed.set(name, planDeploy(bundle, name, application, base, charms, list))
    planAnnotations(name, application, present, deployed.get(name), list)
  }
  return deployed
}

function planDeploy(
  bundle: Bundle,
  name: string,
  application: BundleApplication,
  base: string | undefined,
  charms: Map<string, string>,
  list: StepList,
): string {
  const { charm, channel, constraints, storage, devices, bindings, resources, trust, options } = application
  const charmStep = planCharm(application, base, charms, list)
  const placement = bundle.type === 'kubernetes' ? application.to[0] : undefined
  const deploy = list.add({
    kind: 'deploy',
    requires: [charmStep],
    text: `deploy ${name}${charmBaseName(charm) === name ? '' : ` (charm ${charmBaseName(charm)})`}${from(channel)}${on(base)}`,
    application: name,
    charmStep,
    charm,
    ...(channel !== undefined && { channel }),
    ...(base !== undefined && { base }),
    // Units of machine charms are added one by one, each with its placement; pods are placed by the controller.
    numUnits: bundle.type === 'kubernetes' ? application.numUnits : 0,
    ...(placement !== undefined && { placement }),
    options,
    constraints,
    storage,
    devices,
    bindings,
    resources,
    trust,
  })
  if (isExposed(application)) planExpose(name, application, [deploy], list)
  return deploy
}

/** One step for all applications with the same charm, channel, revision, base and architecture. */
function planCharm(
  application: BundleApplication,
  base: string | undefined,
  charms: Map<string, string>,
  list: StepList,
): string {
  const { charm, channel, revision } = application
  const [constraints, named] = [parseConstraints(application.constraints), parseCharmName(charm)]
  const asked = 'arch' in constraints && constraints.arch ? constraints.arch : undefined
  const architecture = asked ?? (named.kind === 'hub' ? named.architecture : undefined)
  const key = JSON.stringify([
    charm.replace(/^ch:/, ''),
    channel === undefined ? '' : fullChannel(channel),
    revision,
    base,
    architecture,
  ])
  const known = charms.get(key)
  if (known !== undefined) return known
  const id = list.add({
    kind: 'addCharm',
    requires: [],
    text: `add charm ${charmBaseName(charm)}${revision === undefined ? '' : ` revision ${revision}`}${from(channel)}${on(base)}`,
    charm,
    ...(channel !== undefined && { channel }),
    ...(revision !== undefined && { revision }),
    ...(base !== undefined && { base }),
    ...(architecture !== undefined && { architecture }),
  })
  charms.set(key, id)
  return id
}

function planChanges(
  bundle: Bundle,
  name: string,
  application: BundleApplication,
  present: ModelApplication,
  base: string | undefined,
  charms: Map<string, string>,
  list: StepList,
  { force }: PlanApplicationsOptions,
): void {
  const reason = upgradeReason(name, application, present, force)
  let upgrade: string[] = []
  if (reason !== undefined) {
    const { charm, channel, resources } = application
    const charmStep = planCharm(application, base ?? present.base, charms, list)
    const text = `upgrade ${name} ${reason}`
    const to = { charmStep, charm, ...(channel !== undefined && { channel }), resources }
    upgrade = [list.add({ kind: 'upgradeCharm', requires: [charmStep], text, application: name, ...to })]
  }
  const options = changedOptions(application, present)
  if (Object.keys(options).length > 0)
    list.add({
      kind: 'setOptions',
      requires: upgrade,
      text: `set ${Object.keys(options).join(', ')} of ${name}`,
      application: name,
      options,
    })
  // Without constraints in the bundle, those of the model are kept; subordinates have none (4.0.15, bundle-again).
  const { constraints } = application
  if (constraints !== '' && !present.subordinate && !sameConstraints(constraints, present.constraints))
    list.add({
      kind: 'setConstraints',
      requires: [],
      text: `set constraints of ${name} to ${constraints}`,
      application: name,
      constraints,
    })
  if (isExposed(application) && !isExposedAsWanted(application, present))
    planExpose(name, application, [], list)
  if (bundle.type === 'kubernetes' && present.scale !== undefined && present.scale !== application.numUnits)
    list.add({
      kind: 'scale',
      requires: [],
      text: `scale ${name} from ${present.scale} to ${application.numUnits} pods`,
      application: name,
      scale: application.numUnits,
    })
}

/** Why an application needs another charm, in words; undefined when it does not. */
function upgradeReason(
  name: string,
  application: BundleApplication,
  present: ModelApplication,
  force: boolean,
): string | undefined {
  const { charm, channel, revision } = application
  const isLocal = parseCharmName(charm).kind === 'local'
  if (isLocal !== present.charm.startsWith('local:')) return `to charm ${charm}`
  // A path has neither the name of the charm nor information about changes.
  if (isLocal) return undefined
  if (charmBaseName(charm) !== charmBaseName(present.charm)) return `to charm ${charmBaseName(charm)}`
  const [wanted, actual] = [channel && fullChannel(channel), present.channel && fullChannel(present.channel)]
  if (wanted !== undefined && actual !== undefined && wanted !== actual) {
    if (!force) throw refused(name, `is deployed from ${actual}, and the bundle has ${wanted}`)
    return `from ${actual} to ${wanted}`
  }
  if (revision === undefined || present.revision === undefined || revision === present.revision)
    return undefined
  if (revision < present.revision && !force)
    throw refused(name, `has revision ${present.revision}, and the bundle has the older ${revision}`)
  return `from revision ${present.revision} to ${revision}`
}

/** Refused as by the juju command: a bundle that crosses channels upgrades a whole cloud at once (core/bundle/changes of Juju). */
const refused = (name: string, what: string) =>
  new ConfigurationError({
    system: 'juju',
    operation: 'model.deployBundle',
    summary: `applications.${name}: ${what}`,
    hint: 'Refresh the application first, or pass { force: true }.',
  })

function changedOptions(
  application: BundleApplication,
  present: ModelApplication,
): Record<string, OptionValue> {
  const changed = Object.entries(application.options).filter(
    ([key, value]) => value !== null && !isSameValue(value, own(present.options, key)),
  )
  return {
    ...Object.fromEntries(changed),
    ...(application.trust && present.trust === false && { trust: true }),
  }
}

/** Whether an option has a value already; the controller reads a text by the type of the option, as in `"True"` or `"010"`. */
function isSameValue(wanted: OptionValue, actual: OptionValue | undefined): boolean {
  if (String(wanted) === String(actual)) return true
  if (typeof actual === 'boolean')
    return (actual ? /^(1|t|T|true|True|TRUE)$/ : /^(0|f|F|false|False|FALSE)$/).test(String(wanted))
  return (
    typeof actual === 'number' && wanted !== '' && typeof wanted !== 'boolean' && Number(wanted) === actual
  )
}

const EVERYBODY: ExposedEndpoint = { spaces: [], cidrs: ['0.0.0.0/0', '::/0'] }

const isExposed = (application: BundleApplication): boolean =>
  application.expose || Object.keys(application.exposedEndpoints).length > 0

function planExpose(name: string, application: BundleApplication, requires: string[], list: StepList): void {
  const endpoints = application.exposedEndpoints
  const which = Object.keys(endpoints).map((endpoint) => (endpoint === '' ? 'all endpoints' : endpoint))
  list.add({
    kind: 'expose',
    requires,
    text: `expose ${name}${which.length === 0 ? '' : `: ${which.join(', ')}`}`,
    application: name,
    endpoints,
  })
}

/** Other exposed endpoints stay exposed: exposing only adds. */
function isExposedAsWanted(application: BundleApplication, present: ModelApplication): boolean {
  const actual = new Set(exposure(present.exposedEndpoints))
  return present.exposed && exposure(application.exposedEndpoints).every((line) => actual.has(line))
}

/** No endpoint means all endpoints to everybody, and an endpoint without spaces and CIDRs is exposed to everybody (4.0.15, small-map). */
function exposure(endpoints: Readonly<Record<string, ExposedEndpoint>>): string[] {
  const named = Object.keys(endpoints).length === 0 ? { '': EVERYBODY } : endpoints
  return Object.entries(named).map(([name, { spaces, cidrs }]) => {
    const to = spaces.length + cidrs.length === 0 ? EVERYBODY : { spaces, cidrs }
    return JSON.stringify([name, to.spaces.toSorted(), to.cidrs.toSorted()])
  })
}

function planAnnotations(
  name: string,
  application: BundleApplication,
  present: ModelApplication | undefined,
  deploy: string | undefined,
  list: StepList,
): void {
  const annotations = missingAnnotations(application.annotations, present?.annotations)
  if (Object.keys(annotations).length === 0) return
  const requires = deploy === undefined ? [] : [deploy]
  list.add({
    kind: 'setAnnotations',
    requires,
    text: `annotate ${name}`,
    target: { application: name },
    annotations,
  })
}

/** The annotations that are missing or have another value. */
export const missingAnnotations = (
  asked: Readonly<Record<string, string>>,
  present: Readonly<Record<string, string>> | undefined,
): Record<string, string> =>
  Object.fromEntries(Object.entries(asked).filter(([key, value]) => own(present, key) !== value))

const from = (channel: string | undefined): string => (channel === undefined ? '' : ` from ${channel}`)
const on = (base: string | undefined): string => (base === undefined ? '' : ` on ${base}`)
