import type { JujuState } from './state.js'
import { type Model, findUnit, status, type Unit } from './types.js'
import type { Machine } from './types.js'

const WORDS = [
  'machine-provisioned',
  'instance-status',
  'machine-status',
  'machine-agent-present',
  'machine-agent-gone',
  'leaders',
  'application-status',
  'unit-agent-present',
  'unit-agent-gone',
  'unit-agent-status',
  'unit-workload-status',
  'unit-workload-version',
  'unit-enters-relation',
  'unit-leaves-relation',
]

/** A state change by hand, in the format of the recordings' `order.json`. */
export interface StateChange {
  /** `machine-provisioned`, `instance-status`, `machine-status`, `unit-agent-status`, `leaders`, ... */
  what: string
  /** The machine, unit or application. */
  name?: string
  status?: string
  message?: string
  data?: Record<string, unknown>
  instanceId?: string
  displayName?: string
  relationId?: number
}

/** Applies a change to a model. @throws Error when the named entity does not exist. */
export function setState(
  state: JujuState,
  model: Model,
  change: StateChange,
  enter: (model: Model, unit: Unit, relationId: number) => void,
): void {
  const { what, name = '' } = change
  if (!WORDS.includes(what))
    throw new Error(`"${what}" is none of the states that can be set: ${WORDS.join(', ')}`)
  const now = state.now()
  const value = status(change.status ?? '', change.message ?? '', now, change.data)
  if (what === 'leaders') {
    for (const [application, unit] of Object.entries(change.data ?? {}))
      existingApplication(model, application).leader = String(unit)
  } else if (what === 'application-status') existingApplication(model, name).status = value
  else if (what.startsWith('unit-')) setUnit(model, existingUnit(model, name), change, value, enter)
  else setMachine(existingMachine(model, name), change, value)
}

function setMachine(
  machine: Machine,
  { what, instanceId, displayName }: StateChange,
  value: ReturnType<typeof status>,
): void {
  if (what === 'machine-provisioned')
    provisioned(machine, instanceId ?? `node-${machine.id}`, displayName ?? '')
  else if (what === 'instance-status') machine.instanceStatus = value
  else if (what === 'machine-status') machine.agentStatus = value
  else machine.agentPresent = what === 'machine-agent-present'
}

function setUnit(
  model: Model,
  unit: Unit,
  { what, relationId = -1, message }: StateChange,
  value: ReturnType<typeof status>,
  enter: (model: Model, unit: Unit, relationId: number) => void,
): void {
  if (what === 'unit-agent-present' || what === 'unit-agent-gone')
    unit.agentPresent = what === 'unit-agent-present'
  else if (what === 'unit-agent-status') unit.agentStatus = value
  else if (what === 'unit-workload-status') unit.workloadStatus = value
  else if (what === 'unit-workload-version') unit.workloadVersion = message ?? ''
  else if (what === 'unit-enters-relation') enter(model, unit, relationId)
  else unit.entered.delete(relationId)
}

/** The instance of the dummy cloud: node N at 10.0.0.(10+N), eight cores, 16 GiB. */
export function provisioned(machine: Machine, instanceId: string, displayName: string): void {
  const number = Number(/(?<!\d)\d+$/.exec(instanceId)?.[0] ?? 0)
  machine.instanceId = instanceId
  machine.displayName = displayName
  machine.addresses = [dummyAddress(number)]
  machine.macAddress = macAddress(number)
  machine.hardware = 'arch=amd64 cores=8 mem=16384M root-disk=102400M'
}

export function dummyAddress(number: number): string {
  const host = number + 10
  return `10.0.${Math.floor(host / 250)}.${host % 250}`
}

export function macAddress(number: number): string {
  const tail = number.toString(16).padStart(6, '0')
  return `52:54:00:${tail.slice(0, 2)}:${tail.slice(2, 4)}:${tail.slice(4, 6)}`
}

function existingMachine(model: Model, id: string): Machine {
  const machine = model.machines.get(id)
  if (machine === undefined) throw new Error(`the model ${model.name} has no machine ${id}`)
  return machine
}

function existingUnit(model: Model, name: string): Unit {
  const unit = findUnit(model, name)
  if (unit === undefined) throw new Error(`the model ${model.name} has no unit ${name}`)
  return unit
}

function existingApplication(model: Model, name: string) {
  const application = model.applications.get(name)
  if (application === undefined) throw new Error(`the model ${model.name} has no application ${name}`)
  return application
}
