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

/** What every call of a {@link BundleTarget} gets beside its subject. */
export interface TargetContext {
  signal?: AbortSignal
}

/** A machine to add, references resolved. */
export interface MachineRequest {
  container?: string
  /** The machine that the container goes on; without it, a new one. */
  parent?: string
  base?: string
  constraints: string
}

/** A unit to add, references resolved. */
export interface UnitRequest {
  application: string
  /** The machine or container that it goes on; without it, the controller makes one. */
  machine?: string
}

/**
 * A model on which a plan is carried out. Calls reject with a StackError.
 *
 * `Found` is whatever the target needs to remember of a charm that it has found, `Charm` of one that it has added.
 */
export interface BundleTarget<Found = unknown, Charm = unknown> {
  /** Finds the charm and changes nothing: all charms are found before the first change. */
  resolveCharm(step: AddCharmStep, context: TargetContext): Promise<Found>
  addCharm(found: Found, step: AddCharmStep, context: TargetContext): Promise<Charm>
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
  /** Gives the new machine's id, such as `3` or `3/lxd/0`. */
  addMachine(request: MachineRequest, context: TargetContext): Promise<string>
  /** Gives the new unit's name. Must refuse a subordinate: the controller accepts it and nothing comes of it (4.0.15). */
  addUnit(request: UnitRequest, context: TargetContext): Promise<string>
  /** The machine of a unit, waited for if it has none yet. */
  unitMachine(unit: string, context: TargetContext): Promise<string>
  consumeOffer(step: ConsumeOfferStep, context: TargetContext): Promise<void>
  createOffer(step: CreateOfferStep, context: TargetContext): Promise<void>
  /** That the user has the access already is success. */
  grantOfferAccess(step: GrantOfferAccessStep, context: TargetContext): Promise<void>
  /** That the relation is there already is success. */
  addRelation(step: AddRelationStep, context: TargetContext): Promise<void>
}
