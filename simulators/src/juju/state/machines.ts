import { randomUUID } from 'node:crypto'
import type { Placement } from '../server/params.js'
import { Refusal } from '../server/refusal.js'
import { type Base, parseBase, withRisk } from './charms/charm.js'
import { type Constraints, cleanConstraints } from './constraints.js'
import type { JujuState } from './state.js'
import { type Machine, type Model, nextNumber, status, type Unit, unitsOf } from './types.js'

export interface NewMachine {
  base: Base
  constraints: Constraints
  placement?: string
  /** With `containerType`: a container on this machine, or on a new one when empty. */
  parentId?: string
  containerType?: string
}

/** The base of machines that are added without one: the model's `default-base`, or the release's own default. */
export function defaultBase(model: Model): Base {
  const configured = model.config.get('default-base')
  return withRisk(
    parseBase(typeof configured === 'string' && configured !== '' ? configured : 'ubuntu@24.04'),
  )
}

/** Adds a machine or a container, with a new host when none is given. */
export function addMachine(state: JujuState, model: Model, wanted: NewMachine): Machine {
  if (wanted.containerType === undefined || wanted.containerType === '')
    return create(state, model, wanted, undefined)
  const parent =
    wanted.parentId === undefined || wanted.parentId === ''
      ? create(state, model, { ...wanted, constraints: {} }, undefined)
      : existingMachine(model, wanted.parentId)
  return create(state, model, wanted, `${parent.id}/${wanted.containerType}`)
}

export function existingMachine(model: Model, id: string): Machine {
  const machine = model.machines.get(id)
  if (machine === undefined) throw new Refusal(`machine with name "${id}" does not exist`)
  return machine
}

/** The machine for one new unit: the one of the placement, or a new one. */
export function machineForUnit(
  state: JujuState,
  model: Model,
  placement: Placement | undefined,
  base: Base,
  constraints: Constraints,
): string {
  if (placement === undefined) return addMachine(state, model, { base, constraints }).id
  checkPlacement(model, placement)
  if (placement.scope === '#') return placement.directive
  if (placement.scope === 'lxd') {
    return addMachine(state, model, {
      base,
      constraints,
      parentId: placement.directive,
      containerType: 'lxd',
    }).id
  }
  const directive = placement.directive === 'new' ? undefined : placement.directive
  return addMachine(state, model, {
    base,
    constraints,
    ...(directive === undefined ? {} : { placement: directive }),
  }).id
}

/** The scopes of a placement that the provider reads, such as `zone=a`: the command sends either (deploy-systemid.json, add-unit.json). */
function isForProvider(model: Model, scope: string): boolean {
  return scope === 'model-uuid' || scope === model.uuid
}

/** @throws Refusal when a placement has no form that Juju knows, or its machine does not exist. */
export function checkPlacement(model: Model, { scope, directive }: Placement): void {
  if (isForProvider(model, scope)) return
  const bad = scope === '#' ? badMachine(directive) : badContainer(scope)
  if (bad !== undefined) throw new Refusal(`invalid placement: ${bad}`)
  if (directive === '') return
  if (model.machines.has(directive)) return
  throw new Refusal(
    `getting machine "${directive}" for unit placement directive: machine with name "${directive}" does not exist`,
  )
}

function badMachine(directive: string): string | undefined {
  const parts = directive.split('/')
  if (directive === '') return 'placement directive "" cannot be empty'
  if (parts.length === 1) return undefined
  if (parts.length !== 3)
    return `placement directive "${directive}" is not in the form of <parent>/<scope>/<child>`
  return parts[1] === 'lxd' ? undefined : `container type "${parts[1]}" not supported`
}

function badContainer(scope: string): string | undefined {
  return scope === 'lxd' ? undefined : `invalid container type "${scope}"`
}

export function mergedConstraints(model: Model, own: Constraints): Constraints {
  return { ...model.constraints, ...cleanConstraints(own) }
}

export function unitsOn(model: Model, machineId: string): Unit[] {
  return [...unitsOf(model)].filter((unit) => unit.machineId === machineId)
}

export function containersOf(model: Model, machineId: string): Machine[] {
  return [...model.machines.values()].filter((machine) => machine.parentId === machineId)
}

function create(state: JujuState, model: Model, wanted: NewMachine, container: string | undefined): Machine {
  const id =
    container === undefined
      ? String(nextNumber(model, 'machine'))
      : `${container}/${nextNumber(model, `container-${container}`)}`
  const now = state.now()
  const machine: Machine = {
    id,
    uuid: randomUUID(),
    base: wanted.base,
    constraints: cleanConstraints(wanted.constraints),
    ...(wanted.placement === undefined ? {} : { placement: wanted.placement }),
    ...(container === undefined ? {} : { parentId: container.slice(0, container.lastIndexOf('/')) }),
    life: 'alive',
    agentStatus: status('pending', '', now),
    instanceStatus: status('pending', '', now),
    agentPresent: false,
    displayName: '',
    addresses: [],
    hardware: '',
  }
  model.machines.set(id, machine)
  state.lifecycle.machineAdded(model, machine)
  return machine
}
