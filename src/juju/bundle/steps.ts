import type { ExposedEndpoint, OptionValue } from './bundle.js'

/** An existing machine, the machine that an earlier step added or placed its unit on, or the machine of an existing unit. */
export type MachineRef = { machine: string } | { step: string } | { unit: string }

/** What every step has. */
export interface StepBase {
  /** Unique in the plan, such as `addUnit-12`. */
  id: string
  /** Ids of the steps that must be done first. */
  requires: readonly string[]
  /** What the step does, in one line. */
  text: string
}

/** Finds a charm and adds it to the model. */
export interface AddCharmStep extends StepBase {
  kind: 'addCharm'
  charm: string
  channel?: string
  revision?: number
  base?: string
  architecture?: string
}

/** Creates an application; its units are added by steps of their own, except on Kubernetes. */
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

/** Changes the charm, channel or revision of an application. */
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

/** Exposes an application; without endpoints, all of them to everybody. */
export interface ExposeStep extends StepBase {
  kind: 'expose'
  application: string
  endpoints: Readonly<Record<string, ExposedEndpoint>>
}

/** Sets options of an existing application; the option `trust` is the trust of the application. */
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

/** Adds a machine, or a container: on the host of `parent`, or on a new machine. */
export interface AddMachineStep extends StepBase {
  kind: 'addMachine'
  /** Its number in the bundle, if the bundle declares it. */
  bundleMachine?: string
  container?: string
  parent?: MachineRef
  base?: string
  constraints: string
}

/** Adds one unit: to a machine, or where the controller chooses. */
export interface AddUnitStep extends StepBase {
  kind: 'addUnit'
  application: string
  /** The name that it gets if the controller continues the numbers of the existing units. */
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

/** One step of the deployment of a bundle. */
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

/** The steps that deploy a bundle, in an order that respects their dependencies. */
export interface BundlePlan {
  steps: BundleStep[]
  /** Machine of the model by machine of the bundle, for existing machines. */
  machines: Record<string, string>
}

type WithoutId<Step> = Step extends BundleStep ? Omit<Step, 'id'> : never

/** Numbers steps as they are planned. */
export class StepList {
  readonly steps: BundleStep[] = []

  /** Adds a step and returns its id. */
  add(step: WithoutId<BundleStep>): string {
    const id = `${step.kind}-${this.steps.length}`
    this.steps.push({ ...step, requires: [...new Set(step.requires)], id })
    return id
  }
}
