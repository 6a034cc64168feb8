import { containersOf, unitsOn } from '../state/machines.js'
import { destroyApplication, destroyMachine, destroyUnit } from '../state/removal.js'
import type { LifecycleHooks, JujuState } from '../state/state.js'
import { tagOf } from '../state/tags.js'
import {
  type Application,
  findUnit,
  isSubordinate,
  type Machine,
  type Model,
  type Relation,
  type Unit,
  unitsOf,
} from '../state/types.js'
import { MachineLifecycle } from './machine-lifecycle.js'
import { UnitLifecycle } from './unit-lifecycle.js'

/**
 * Moves machines, units and relations through their states in simulated time, as the workers and agents of a real controller do. The
 * seconds are of the order of real deployments.
 */
export class Lifecycle implements LifecycleHooks {
  readonly #machines: MachineLifecycle
  readonly #units: UnitLifecycle
  #closed = false

  constructor(private readonly state: JujuState) {
    const after = (seconds: number, action: () => void) => this.#after(seconds, action)
    this.#units = new UnitLifecycle(state, after)
    this.#machines = new MachineLifecycle(state, after, (model, machine) =>
      this.#machineStarted(model, machine),
    )
  }

  close(): void {
    this.#closed = true
  }

  machineAdded(model: Model, machine: Machine): void {
    this.#machines.added(model, machine)
  }

  unitAdded(model: Model, unit: Unit): void {
    const machineId =
      unit.principal === undefined ? unit.machineId : findUnit(model, unit.principal)?.machineId
    const machine = machineId === undefined ? undefined : model.machines.get(machineId)
    if (machine?.agentPresent === true) this.#units.begin(model, unit)
  }

  relationAdded(model: Model, _relation: Relation): void {
    this.#units.settleSoon(model)
  }

  unitResolved(model: Model, unit: Unit): void {
    this.#units.resolved(model, unit)
  }

  /** Fails a hook of an installed unit at once, as its start hooks have run. */
  failHook(model: Model, unit: Unit, hook: string): void {
    this.#units.fail(model, unit, hook)
  }

  provisioningRetried(model: Model, machine: Machine): void {
    this.#machines.provision(model, machine)
  }

  unitDying(model: Model, unit: Unit, force: boolean): void {
    for (const other of unitsOf(model)) {
      if (other.principal === unit.name && other.life === 'alive')
        destroyUnit(this.state, model, other, force)
    }
    this.#after(force || !unit.installed ? 2 : 20, () => this.#tryRemoveUnit(model, unit, force))
  }

  applicationDying(model: Model, application: Application): void {
    this.#after(3, () => this.#tryRemoveApplication(model, application))
  }

  relationDying(model: Model, relation: Relation): void {
    this.#after(10, () => {
      for (const unit of unitsOf(model)) {
        if (relation.scope === 'container' && isPlacedBy(model, unit, relation) && unit.life === 'alive')
          destroyUnit(this.state, model, unit)
        unit.entered.delete(relation.id)
      }
      model.relations.delete(relation.id)
      this.#units.settleSoon(model)
    })
  }

  machineDying(model: Model, machine: Machine): void {
    this.#after(10, () => this.#tryRemoveMachine(model, machine))
  }

  modelDying(model: Model): void {
    for (const application of model.applications.values())
      destroyApplication(this.state, model, application, true)
    for (const machine of model.machines.values()) {
      if (machine.life === 'alive' && machine.parentId === undefined)
        destroyMachine(this.state, model, machine, true)
    }
    this.#tryRemoveModel(model)
  }

  taskAdded(model: Model, taskId: number): void {
    const task = model.operations.flatMap((operation) => operation.tasks).find((each) => each.id === taskId)
    if (task === undefined) return
    this.#after(3, () => {
      task.status = 'running'
      task.started = this.state.now()
    })
    this.#after(10, () => {
      task.status = 'completed'
      task.completed = this.state.now()
      task.output = { 'return-code': 0, stdout: '' }
    })
  }

  secretRemoved(model: Model, secretId: string, revisions: number[]): void {
    const secret = model.secrets.get(secretId)
    if (secret === undefined) return
    secret.revisions = secret.revisions.filter(
      (each) => revisions.length > 0 && !revisions.includes(each.revision),
    )
    if (secret.revisions.length === 0) model.secrets.delete(secretId)
  }

  #machineStarted(model: Model, machine: Machine): void {
    for (const unit of unitsOn(model, machine.id)) this.#units.begin(model, unit)
    for (const container of containersOf(model, machine.id)) this.#machines.added(model, container)
  }

  #tryRemoveUnit(model: Model, unit: Unit, force: boolean): void {
    const application = model.applications.get(unit.application)
    if (application?.units.get(unit.name) !== unit) return
    // A unit in error stays until it is resolved, unless forced.
    if (unit.agentStatus.status === 'error' && !force)
      return this.#after(5, () => this.#tryRemoveUnit(model, unit, force))
    if ([...unitsOf(model)].some((other) => other.principal === unit.name))
      return this.#after(5, () => this.#tryRemoveUnit(model, unit, force))
    application.units.delete(unit.name)
    if (application.leader === unit.name) delete application.leader
    this.state.log(model, {
      tag: tagOf('unit', unit.name),
      severity: 'INFO',
      module: 'juju.worker.uniter',
      message: `unit "${unit.name}" shutting down: removed`,
    })
    const machine = unit.machineId === undefined ? undefined : model.machines.get(unit.machineId)
    if (machine !== undefined && machine.life !== 'alive') this.machineDying(model, machine)
    if (application.life !== 'alive') this.#tryRemoveApplication(model, application)
    this.#units.settleSoon(model)
  }

  #tryRemoveApplication(model: Model, application: Application): void {
    if (application.units.size > 0 || model.applications.get(application.name) !== application) return
    for (const relation of model.relations.values()) {
      if (relation.endpoints.some((end) => end.application === application.name))
        model.relations.delete(relation.id)
    }
    model.applications.delete(application.name)
    this.#units.settleSoon(model)
  }

  #tryRemoveMachine(model: Model, machine: Machine): void {
    if (model.machines.get(machine.id) !== machine) return
    // Retried when the last unit or container is removed.
    if (unitsOn(model, machine.id).length > 0 || containersOf(model, machine.id).length > 0) return
    model.machines.delete(machine.id)
    this.#machines.removed(machine)
    const parent = machine.parentId === undefined ? undefined : model.machines.get(machine.parentId)
    if (parent !== undefined && parent.life !== 'alive') this.machineDying(model, parent)
  }

  #tryRemoveModel(model: Model): void {
    this.#after(5, () => {
      if (model.machines.size > 0 || model.applications.size > 0) return this.#tryRemoveModel(model)
      this.state.models.delete(model.uuid)
    })
  }

  #after(seconds: number, action: () => void): void {
    if (this.#closed) return
    this.state.clock.after(seconds, () => {
      if (!this.#closed) action()
    })
  }
}

function isPlacedBy(model: Model, unit: Unit, relation: Relation): boolean {
  const application = model.applications.get(unit.application)
  if (application === undefined || !isSubordinate(application) || unit.principal === undefined) return false
  const names = relation.endpoints.map((end) => end.application)
  return names.includes(unit.application) && names.includes(unit.principal.replace(/\/\d+$/, ''))
}
