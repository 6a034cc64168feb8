import { Refusal } from '../server/refusal.js'
import { containersOf, unitsOn } from './machines.js'
import type { JujuState } from './state.js'
import { type Application, type Machine, type Model, type Relation, relationsOf, type Unit } from './types.js'

/** Removal marks entities as dying; they are removed later, once their agents have stopped. */

export function destroyUnit(state: JujuState, model: Model, unit: Unit, force = false): void {
  if (unit.life === 'alive') unit.life = 'dying'
  const machine = unit.machineId === undefined ? undefined : model.machines.get(unit.machineId)
  const others =
    machine === undefined ? [] : unitsOn(model, machine.id).filter((other) => other.life === 'alive')
  // The machine of the last unit is removed too, unless it hosts containers (model-calls, machine 4).
  if (
    machine !== undefined &&
    machine.life === 'alive' &&
    others.length === 0 &&
    containersOf(model, machine.id).length === 0
  ) {
    machine.life = 'dying'
  }
  state.lifecycle.unitDying(model, unit, force)
}

export function destroyApplication(
  state: JujuState,
  model: Model,
  application: Application,
  force = false,
): void {
  if (application.life === 'alive') application.life = 'dying'
  for (const relation of relationsOf(model, application.name)) destroyRelation(state, model, relation)
  for (const unit of application.units.values()) destroyUnit(state, model, unit, force)
  state.lifecycle.applicationDying(model, application)
}

export function destroyRelation(state: JujuState, model: Model, relation: Relation): void {
  if (relation.life === 'alive') relation.life = 'dying'
  state.lifecycle.relationDying(model, relation)
}

/** Removes a machine. @throws Refusal when it has units or containers, unless forced. */
export function destroyMachine(state: JujuState, model: Model, machine: Machine, force: boolean): void {
  const containers = containersOf(model, machine.id)
  const units = unitsOn(model, machine.id)
  if (!force && (containers.length > 0 || units.length > 0)) {
    const why = containers.length > 0 ? 'machine has containers' : 'machine has units'
    throw new Refusal(
      `removing machine: machine "${machine.uuid}": cannot set machine "${machine.uuid}" to dying without force: ${why}`,
    )
  }
  machine.life = 'dying'
  for (const container of containers) destroyMachine(state, model, container, true)
  for (const unit of units) {
    if (unit.life === 'alive') unit.life = 'dying'
    state.lifecycle.unitDying(model, unit, true)
  }
  state.lifecycle.machineDying(model, machine, force)
}
