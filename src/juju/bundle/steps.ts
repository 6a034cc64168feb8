import type { ExposedEndpoint, OptionValue } from './bundle.js'

/** A machine that exists, the one that a step before made or put its unit on, or the one of a unit that exists. */
export type MachineRef = { machine: string } | { step: string } | { unit: string }

interface StepBase {
  /** Unique in the plan, such as `addUnit-12`. */
  id: string
  /** Ids of the steps that must be done before. */
  requires: readonly string[]
  /** What the step does, in one line for a person. */
  text: string
}

/** Finds a charm and makes the controller keep it. */
export interface AddCharmStep extends StepBase {
  kind: 'addCharm'
  charm: string
  channel?: string
  revision?: number
  base?: string
  architecture?: string
}

/** Creates an application; its units come by steps of their own, except on Kubernetes. */
export interface DeployStep extends StepBase {
  kind: 'deploy'
  application: string
  /** The step that added the charm. */
  charmStep: string
  charm: string
  channel?: string
  base?: string
  /** 0 on machines. */
  numUnits: number
  /** A node selector, on Kubernetes. */
  placement?: string
  options: Readonly<Record<string, OptionValue>>
  constraints: string
  storage: Readonly<Record<string, string>>
  devices: Readonly<Record<string, string>>
  bindings: Readonly<Record<string, string>>
  resources: Readonly<Record<string, number | string>>
  trust: boolean
}

/** Gives an application another charm, channel or revision. */
export interface UpgradeCharmStep extends StepBase {
  kind: 'upgradeCharm'
  application: string
  charmStep: string
  charm: string
  channel?: string
  resources: Readonly<Record<string, number | string>>
}

/** Sets the number of pods of an application on Kubernetes. */
export interface ScaleStep extends StepBase {
  kind: 'scale'
  application: string
  scale: number
}

/** Exposes an application; with no endpoints named: all of them, to everybody. */
export interface ExposeStep extends StepBase {
  kind: 'expose'
  application: string
  endpoints: Readonly<Record<string, ExposedEndpoint>>
}

/** Sets options of an application that was there already; `trust` among them is the application's trust. */
export interface SetOptionsStep extends StepBase {
  kind: 'setOptions'
  application: string
  options: Readonly<Record<string, OptionValue>>
}

export interface SetConstraintsStep extends StepBase {
  kind: 'setConstraints'
  application: string
  constraints: string
}

export interface SetAnnotationsStep extends StepBase {
  kind: 'setAnnotations'
  target: { application: string } | MachineRef
  annotations: Readonly<Record<string, string>>
}

/** Adds a machine, or a container: on `parent`'s host, or without one on a new machine. */
export interface AddMachineStep extends StepBase {
  kind: 'addMachine'
  /** The bundle's number for it, if it is one that the bundle declares. */
  bundleMachine?: string
  container?: string
  parent?: MachineRef
  base?: string
  constraints: string
}

/** Adds one unit: to a machine, or where the controller likes. */
export interface AddUnitStep extends StepBase {
  kind: 'addUnit'
  application: string
  /** The name that it gets if the controller counts on from the units that are there. */
  unit: string
  to?: MachineRef
}

export interface ConsumeOfferStep extends StepBase {
  kind: 'consumeOffer'
  url: string
  application: string
}

export interface CreateOfferStep extends StepBase {
  kind: 'createOffer'
  application: string
  offer: string
  endpoints: readonly string[]
}

export interface GrantOfferAccessStep extends StepBase {
  kind: 'grantOfferAccess'
  offer: string
  user: string
  access: string
}

export interface AddRelationStep extends StepBase {
  kind: 'addRelation'
  endpoints: readonly [string, string]
}

/** One thing to do for a bundle. */
export type BundleStep =
  | AddCharmStep
  | DeployStep
  | UpgradeCharmStep
  | ScaleStep
  | ExposeStep
  | SetOptionsStep
  | SetConstraintsStep
  | SetAnnotationsStep
  | AddMachineStep
  | AddUnitStep
  | ConsumeOfferStep
  | CreateOfferStep
  | GrantOfferAccessStep
  | AddRelationStep

/** What there is to do for a bundle, in an order in which it can be done. */
export interface BundlePlan {
  steps: BundleStep[]
  /** Machine of the model by machine of the bundle, for those that were there. */
  machines: Record<string, string>
}

type WithoutId<Step> = Step extends BundleStep ? Omit<Step, 'id'> : never

/** Numbers steps as they are planned. */
export class StepList {
  readonly steps: BundleStep[] = []

  /** Adds a step and gives its id. */
  add(step: WithoutId<BundleStep>): string {
    const id = `${step.kind}-${this.steps.length}`
    this.steps.push({ ...step, requires: [...new Set(step.requires)], id })
    return id
  }
}
