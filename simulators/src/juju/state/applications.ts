import { createHash, randomUUID } from 'node:crypto'
import type { CharmOrigin, Placement } from '../server/params.js'
import { Refusal } from '../server/refusal.js'
import { type Bindings, bindingsOf, checkFirstBindings } from './bindings.js'
import { type Base, parseBase, trackOnly, withRisk } from './charms/charm.js'
import { readConfigYaml, validConfig } from './config-values.js'
import { type Constraints, cleanConstraints, INVALID_CONSTRAINTS, spacesIn } from './constraints.js'
import { checkPlacement, machineForUnit, mergedConstraints } from './machines.js'
import { addPeerRelations } from './relations.js'
import { unknownSpaces } from './space-names.js'
import type { JujuState } from './state.js'
import { type Application, type Model, nextNumber, status, type StoredCharm, type Unit } from './types.js'

const PREPARING = 'preparing application args: validating create application args'

export interface NewApplication {
  name: string
  charm: StoredCharm
  origin: CharmOrigin
  base: Base
  numUnits: number
  /** Values as strings, from `--config key=value`. */
  config?: Record<string, string>
  configYaml?: string
  constraints: Constraints
  placement: Placement[]
  bindings?: Bindings
  resources?: Record<string, string>
  trust?: boolean
  storage?: Record<string, unknown>
  devices?: Record<string, unknown>
}

/** Creates an application and its units. @throws Refusal when the name is taken or an option is wrong. */
export function deploy(state: JujuState, model: Model, wanted: NewApplication): Application {
  const { config, trust } = checkedConfig(wanted)
  for (const name of Object.keys(wanted.storage ?? {})) {
    if (wanted.charm.charm.storage?.includes(name) === true) continue
    throw new Refusal(
      `${PREPARING}: invalid storage directive overrides: storage directive "${name}" does not exist in the charm`,
    )
  }
  for (const name of Object.keys(wanted.devices ?? {})) {
    throw new Refusal(
      `${PREPARING}: validating device constraints: charm "${wanted.charm.charm.name}" has no device called "${name}"`,
    )
  }
  const inserting = `creating application "${wanted.name}": creating IAAS application "${wanted.name}": inserting IAAS application "${wanted.name}"`
  if (model.applications.has(wanted.name)) {
    throw new Refusal(
      `${inserting}: checking if application "${wanted.name}" exists: application already exists`,
    )
  }
  if (unknownSpaces(state, spacesIn(wanted.constraints)).length > 0)
    throw new Refusal(`${inserting}: ${INVALID_CONSTRAINTS}`)
  within(`${inserting}: inserting exposed endpoints for application "${wanted.name}"`, () =>
    checkFirstBindings(state, wanted.charm, wanted.bindings),
  )
  checkCount(wanted.numUnits)
  checkPlacements(model, wanted)
  const subordinate = wanted.charm.charm.subordinate ?? false
  const architecture =
    wanted.origin.architecture === '' ? wanted.charm.architecture : wanted.origin.architecture
  const application: Application = {
    name: wanted.name,
    uuid: randomUUID(),
    charm: wanted.charm,
    origin: wanted.origin,
    base: withRisk(wanted.base),
    life: 'alive',
    config,
    trust,
    constraints: { arch: architecture, ...cleanConstraints(wanted.constraints) },
    bindings: bindingsOf(wanted.charm, wanted.bindings),
    exposed: false,
    exposedEndpoints: {},
    units: new Map(),
    instanceKey: createHash('sha256')
      .update(`${model.uuid} ${wanted.name} ${state.now()}`)
      .digest('base64url'),
    resources: new Map(),
  }
  for (const [name, pendingId] of Object.entries(wanted.resources ?? {})) {
    const pending = model.pendingResources.get(pendingId)
    if (pending === undefined) continue
    model.pendingResources.delete(pendingId)
    application.resources.set(name, pending)
  }
  model.applications.set(application.name, application)
  addPeerRelations(state, model, application)
  if (!subordinate) addUnits(state, model, application, wanted.numUnits, wanted.placement)
  return application
}

/** Adds units; as 4.0.15 does, also to a subordinate: each gets a machine, has no principal, and is not in the status. */
export function addUnits(
  state: JujuState,
  model: Model,
  application: Application,
  count: number,
  placement: Placement[],
): Unit[] {
  checkCount(count)
  const base = trackOnly(application.base)
  const constraints = mergedConstraints(model, application.constraints)
  const added: Unit[] = []
  for (let index = 0; index < count; index += 1) {
    const machineId = machineForUnit(state, model, placement[index], base, constraints)
    added.push(createUnit(state, model, application, { machineId }))
  }
  return added
}

/** A limit of the simulator: a mistyped number must not occupy it for hours. */
const MOST_UNITS = 10_000

function checkCount(count: number): void {
  if (count > MOST_UNITS)
    throw new Refusal(`the simulator adds at most ${MOST_UNITS} units in one call, not ${count}`)
}

/** Adds the subordinate unit of a principal. */
export function addSubordinateUnit(
  state: JujuState,
  model: Model,
  application: Application,
  principal: Unit,
): Unit {
  return createUnit(state, model, application, { principal: principal.name })
}

function createUnit(
  state: JujuState,
  model: Model,
  application: Application,
  where: { machineId?: string; principal?: string },
): Unit {
  const number = nextNumber(model, `unit-${application.name}`)
  const now = state.now()
  const unit: Unit = {
    name: `${application.name}/${number}`,
    number,
    uuid: randomUUID(),
    application: application.name,
    life: 'alive',
    ...where,
    agentStatus: status('allocating', '', now),
    workloadStatus: status('waiting', 'waiting for machine', now),
    workloadVersion: '',
    agentPresent: false,
    installed: false,
    entered: new Map(),
  }
  application.units.set(unit.name, unit)
  state.lifecycle.unitAdded(model, unit)
  return unit
}

/** The default base of a charm: the model's, or the newest of the charm. */
export function preferredBase(model: Model, charm: StoredCharm): Base {
  const bases = (charm.charm.bases ?? []).map(parseBase)
  const wanted = model.config.get('default-base')
  if (typeof wanted === 'string' && wanted !== '') return withRisk(parseBase(wanted))
  return withRisk(bases.at(-1) ?? { name: 'ubuntu', channel: '24.04' })
}

function checkedConfig(wanted: NewApplication): { config: Map<string, unknown>; trust: boolean } {
  const given: Record<string, unknown> = {
    ...readConfigYaml(wanted.configYaml ?? '', wanted.name),
    ...wanted.config,
  }
  let trust = wanted.trust ?? false
  if ('trust' in given) {
    trust = String(given['trust']) === 'true'
    delete given['trust']
  }
  try {
    return { config: validConfig(wanted.charm.charm, given), trust }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(`${PREPARING}: validating application config: ${error.message}`)
  }
}

/** Checks all placements first, so that a wrong one leaves nothing behind. */
function checkPlacements(model: Model, wanted: NewApplication): void {
  within(`creating application "${wanted.name}": making unit args`, () => {
    for (const placement of wanted.placement) checkPlacement(model, placement)
  })
}

function within(where: string, check: () => void): void {
  try {
    check()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(`${where}: ${error.message}`, error.code)
  }
}
