import {
  type Application,
  type Machine,
  machineOf,
  type Model,
  type Relation,
  type Unit,
  unitsOf,
} from '../state/types.js'

/** The entities of a model that a status shows. */
export interface Selection {
  isAll: boolean
  machine(machine: Machine): boolean
  application(application: Application): boolean
  unit(unit: Unit): boolean
  relation(relation: Relation): boolean
}

const yes = () => true

export function allSelected(model: Model): Selection {
  return {
    isAll: true,
    machine: (machine) => model.machines.has(machine.id),
    application: yes,
    unit: yes,
    relation: yes,
  }
}

/**
 * The entities that match one of the patterns: names of units, applications and machines with `*`, status words, addresses. An application includes
 * its units, a unit its machine; a relation is shown when both of its applications are (`status-pattern`).
 */
export function select(model: Model, patterns: readonly string[]): Selection {
  if (patterns.length === 0) return allSelected(model)
  const matches = (...texts: string[]) =>
    texts.some((text) => patterns.some((pattern) => matchesPattern(pattern, text)))

  const units = new Set<string>()
  const applications = new Set<string>()
  const machines = new Set<string>()
  for (const machine of model.machines.values()) {
    if (
      matches(
        machine.id,
        machine.displayName,
        machine.agentStatus.status,
        machine.instanceStatus.status,
        ...machine.addresses,
      )
    )
      machines.add(machine.id)
  }
  for (const application of model.applications.values()) {
    if (matches(application.name, ...(application.exposed ? ['exposed'] : [])))
      applications.add(application.name)
  }
  for (const unit of unitsOf(model)) {
    const machine = machineOf(model, unit)
    const own = matches(unit.name, unit.agentStatus.status, unit.workloadStatus.status)
    if (own || applications.has(unit.application) || (machine !== undefined && machines.has(machine.id)))
      units.add(unit.name)
  }
  for (const name of units) applications.add(name.replace(/\/\d+$/, ''))
  for (const unit of unitsOf(model)) {
    let machine = units.has(unit.name) ? machineOf(model, unit) : undefined
    while (machine !== undefined) {
      machines.add(machine.id)
      machine = machine.parentId === undefined ? undefined : model.machines.get(machine.parentId)
    }
  }
  return {
    isAll: false,
    machine: (machine) => machines.has(machine.id),
    application: (application) => applications.has(application.name),
    unit: (unit) => units.has(unit.name),
    relation: (relation) => relation.endpoints.every((end) => applications.has(end.application)),
  }
}

/** Whether the text has the pattern's parts, in order: no regular expression, whose time may grow with the number of `*`. */
function matchesPattern(pattern: string, text: string): boolean {
  const [first = '', ...parts] = pattern.split('*')
  const last = parts.pop()
  if (last === undefined) return text === pattern
  if (!text.startsWith(first)) return false
  let at = first.length
  for (const part of parts) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.endsWith(last) && text.length - last.length >= at
}
