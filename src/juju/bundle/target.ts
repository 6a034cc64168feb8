import type { Redactor } from '../../core/redact.js'
import type { BundleProblem } from './problems.js'
import type {
  AddCharmStep,
  AddRelationStep,
  ConsumeOfferStep,
  CreateOfferStep,
  DeployStep,
  ExposeStep,
  GrantOfferAccessStep,
  ScaleStep,
  SetConstraintsStep,
  SetOptionsStep,
  UpgradeCharmStep,
} from './steps.js'

/** Options of every call of a {@link BundleTarget}. */
export interface TargetContext {
  signal?: AbortSignal
  /** Has secrets that errors must not show. */
  given?: object
}

/** A machine to add, with references resolved. */
export interface MachineRequest {
  container?: string
  /** The machine for the container; a new one when absent. */
  parent?: string
  base?: string
  constraints: string
}

/** A unit to add, with references resolved. */
export interface UnitRequest {
  application: string
  /** The machine or container for the unit; the controller adds one when absent. */
  machine?: string
}

/**
 * A model on which a plan is executed. Calls reject with a StackError.
 *
 * `Found` is what the target keeps about a charm that it has found, `Charm` about one that it has added.
 */
export interface BundleTarget<Found = unknown, Charm = unknown> {
  /** Knows the secrets of the client. */
  readonly redactor?: Redactor
  /** Finds the charm and changes nothing: all charms are found before the first change. */
  resolveCharm(step: AddCharmStep, context: TargetContext): Promise<Found>
  addCharm(found: Found, step: AddCharmStep, context: TargetContext): Promise<Charm>
  /** What the charm does not allow of an application that gets it, and this number of new units. */
  charmMistakes(charm: Charm, step: DeployStep | UpgradeCharmStep, units: number): BundleProblem[]
  deploy(charm: Charm, step: DeployStep, context: TargetContext): Promise<void>
  upgradeCharm(charm: Charm, step: UpgradeCharmStep, context: TargetContext): Promise<void>
  scale(step: ScaleStep, context: TargetContext): Promise<void>
  expose(step: ExposeStep, context: TargetContext): Promise<void>
  setOptions(step: SetOptionsStep, context: TargetContext): Promise<void>
  setConstraints(step: SetConstraintsStep, context: TargetContext): Promise<void>
  setAnnotations(
    target: { application: string } | { machine: string },
    annotations: Readonly<Record<string, string>>,
    context: TargetContext,
  ): Promise<void>
  /** Returns the id of the new machine, such as `3` or `3/lxd/0`. */
  addMachine(request: MachineRequest, context: TargetContext): Promise<string>
  /** Returns the name of the new unit. */
  addUnit(request: UnitRequest, context: TargetContext): Promise<string>
  /** The machine of a unit; waits for it if there is none yet. */
  unitMachine(unit: string, context: TargetContext): Promise<string>
  consumeOffer(step: ConsumeOfferStep, context: TargetContext): Promise<void>
  createOffer(step: CreateOfferStep, context: TargetContext): Promise<void>
  /** Succeeds when the user already has the access. */
  grantOfferAccess(step: GrantOfferAccessStep, context: TargetContext): Promise<void>
  /** Succeeds when the relation already exists. */
  addRelation(step: AddRelationStep, context: TargetContext): Promise<void>
}
