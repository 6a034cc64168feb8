import { enterScope } from '../state/relation-scope.js'
import type { JujuState } from '../state/state.js'
import { tagOf } from '../state/tags.js'
import {
  type Application,
  type Model,
  type Relation,
  relationsOf,
  status,
  type StatusValue,
  type Unit,
  unitsOf,
} from '../state/types.js'
import type { After } from './machine-lifecycle.js'

/** The start hooks of a unit and their durations in simulated seconds. */
const START_HOOKS = [
  { name: 'install', seconds: 60 },
  { name: 'leader-elected', seconds: 5 },
  { name: 'config-changed', seconds: 15 },
  { name: 'start', seconds: 10 },
]

const AGENT_SECONDS = 15
const SETTLE_SECONDS = 5
const RETRY_SECONDS = 3

/** Moves units from `allocating` to `active`: agent, hooks, relations, and workload messages about missing relations. */
export class UnitLifecycle {
  /** The next step of a unit in error, for when it is resolved. */
  readonly #stopped = new Map<Unit, () => void>()
  readonly #begun = new Set<Unit>()
  readonly #settling = new Set<Model>()

  constructor(
    private readonly state: JujuState,
    private readonly after: After,
  ) {}

  /** Starts the unit's agent on its running machine. */
  begin(model: Model, unit: Unit): void {
    if (this.#begun.has(unit)) return
    this.#begun.add(unit)
    unit.workloadStatus = this.#status('waiting', 'installing agent')
    this.after(AGENT_SECONDS, () => {
      unit.agentPresent = true
      unit.workloadStatus = this.#status('maintenance', 'installing charm software')
      this.#log(
        model,
        unit,
        'INFO',
        'juju.cmd.jujud',
        `unit agent ${tagOf('unit', unit.name)} start (4.0.15 [gc])`,
      )
      this.#runHook(model, unit, 0)
    })
  }

  resolved(model: Model, unit: Unit): void {
    this.after(RETRY_SECONDS, () => {
      const goOn = this.#stopped.get(unit)
      this.#stopped.delete(unit)
      if (goOn === undefined) this.#idle(model, unit)
      else goOn()
    })
  }

  /** Puts the unit's agent into error because of a hook; resolving retries it. */
  fail(model: Model, unit: Unit, hook: string, goOn: () => void = () => this.#idle(model, unit)): void {
    this.#stopped.set(unit, goOn)
    unit.agentStatus = { ...this.#status('error', `hook failed: "${hook}"`), data: { hook } }
    this.#log(
      model,
      unit,
      'ERROR',
      'juju.worker.uniter.operation',
      `hook "${hook}" (via explicit, bespoke hook script) failed: exit status 1`,
    )
    this.settleSoon(model)
  }

  /** Updates relations and workload statuses after the current changes. */
  settleSoon(model: Model): void {
    if (this.#settling.has(model)) return
    this.#settling.add(model)
    this.after(SETTLE_SECONDS, () => {
      this.#settling.delete(model)
      this.#settle(model)
    })
  }

  #runHook(model: Model, unit: Unit, index: number): void {
    const hook = START_HOOKS[index]
    if (isGone(model, unit)) return
    if (hook === undefined) {
      this.#idle(model, unit)
      return
    }
    unit.agentStatus = this.#status('executing', `running ${hook.name} hook`)
    this.after(hook.seconds, () => {
      if (isGone(model, unit)) return
      if (this.state.failures.takeHook(unit.name, hook.name)) {
        this.fail(model, unit, hook.name, () => this.#runHook(model, unit, index))
        return
      }
      this.#log(
        model,
        unit,
        'INFO',
        'juju.worker.uniter.operation',
        `ran "${hook.name}" hook (via explicit, bespoke hook script)`,
      )
      if (hook.name === 'leader-elected') this.#lead(model, unit)
      this.#runHook(model, unit, index + 1)
    })
  }

  #lead(model: Model, unit: Unit): void {
    const application = model.applications.get(unit.application)
    if (application !== undefined) application.leader ??= unit.name
  }

  #idle(model: Model, unit: Unit): void {
    if (isGone(model, unit)) return
    unit.installed = true
    unit.agentStatus = this.#status('idle', '')
    this.settleSoon(model)
  }

  #settle(model: Model): void {
    for (const relation of model.relations.values()) this.#join(model, relation)
    // Another unit may be waiting for this one to become active.
    let changed = true
    while (changed) {
      changed = false
      for (const unit of unitsOf(model)) {
        if (!unit.installed || unit.agentStatus.status === 'error') continue
        const next = this.#workload(model, unit)
        if (next.status === unit.workloadStatus.status && next.info === unit.workloadStatus.info) continue
        unit.workloadStatus = next
        changed = true
        this.#log(
          model,
          unit,
          'INFO',
          `unit.${unit.name}.juju-log`,
          `status-set: ${next.status}: ${next.info}`,
        )
      }
    }
    for (const application of model.applications.values()) this.#electAnother(application)
  }

  /** Every running unit enters the scopes of its application's relations; with units on both sides a relation is joined. */
  #join(model: Model, relation: Relation): void {
    if (relation.life !== 'alive') return
    const sides = relation.endpoints.map((end) => runningUnits(model, end.application))
    for (const unit of sides.flat()) {
      if (unit.entered.has(relation.id) || unit.life !== 'alive' || !mayEnter(relation, unit)) continue
      enterScope(this.state, model, unit, relation.id)
      this.#log(model, unit, 'INFO', 'juju.worker.uniter.relation', `joining relation "${relation.key}"`)
    }
    if (relation.status.status === 'joining' && sides.every((units) => units.length > 0))
      relation.status = this.#status('joined', '')
  }

  #workload(model: Model, unit: Unit): StatusValue {
    const application = model.applications.get(unit.application)
    const needs = application?.charm.charm.needs ?? []
    const related = (name: string) =>
      relationsOf(model, unit.application).filter(
        (relation) =>
          relation.life === 'alive' &&
          relation.endpoints.some((end) => end.application === unit.application && end.name === name),
      )
    const missing = needs.filter((name) => related(name).length === 0)
    if (missing.length > 0) return this.#status('blocked', `Missing relations: ${missing.join(', ')}`)
    const incomplete = needs.filter(
      (name) => !related(name).some((relation) => isServed(model, unit.application, relation)),
    )
    if (incomplete.length > 0)
      return this.#status('waiting', `Incomplete relations: ${incomplete.join(', ')}`)
    return this.#status('active', 'Unit is ready')
  }

  #electAnother(application: Application): void {
    if (application.leader !== undefined) return
    const next = [...application.units.values()].find((unit) => unit.installed && unit.life === 'alive')
    if (next !== undefined) application.leader = next.name
  }

  #status(word: string, info: string): StatusValue {
    return status(word, info, this.state.now())
  }

  #log(model: Model, unit: Unit, severity: 'INFO' | 'ERROR', module: string, message: string): void {
    this.state.log(model, { tag: tagOf('unit', unit.name), severity, module, message })
  }
}

function runningUnits(model: Model, application: string): Unit[] {
  return [...(model.applications.get(application)?.units.values() ?? [])].filter((unit) => unit.installed)
}

/** A subordinate enters the scope of a container-scoped relation only with its own principal's application. */
function mayEnter(relation: Relation, unit: Unit): boolean {
  if (relation.scope !== 'container' || unit.principal === undefined) return true
  const principal = unit.principal.replace(/\/\d+$/, '')
  return relation.endpoints.some((end) => end.application === principal)
}

/** Whether the other side of a relation has a working unit; an application of another model always has. */
function isServed(model: Model, application: string, relation: Relation): boolean {
  return relation.endpoints.some((end) => {
    if (end.application === application) return false
    if (model.remoteApplications.has(end.application)) return true
    return runningUnits(model, end.application).some(
      (unit) => unit.workloadStatus.status === 'active' && unit.agentStatus.status !== 'error',
    )
  })
}

function isGone(model: Model, unit: Unit): boolean {
  return model.applications.get(unit.application)?.units.get(unit.name) !== unit
}
