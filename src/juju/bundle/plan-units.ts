import { type Bundle, type BundleApplication, naturalKeys, own } from './bundle.js'
import { withBoundSpaces } from '../syntax/constraints.js'
import type { ModelState } from './model-state.js'
import { containerKindOf, parseBundlePlacement } from '../syntax/placement.js'
import { type MachineMap, missingDirectives, standsOn, unitsIn } from './placements.js'
import { missingAnnotations } from './plan-applications.js'
import type { MachineRef, StepList } from './steps.js'
import { placedBeside } from './validate.js'

/** A machine or a container for a unit: as a reference and in words. */
interface Spot {
  ref: MachineRef
  text: string
  at: 'on' | 'in'
}

interface PlannedUnit {
  name: string
  spot: Spot
  /** For an existing unit; `''` while it is not known. */
  machine?: string
}

/** Plans machines and units: machines first, units after relations, as the juju command does. */
export class UnitPlanner {
  readonly #added = new Map<string, Spot>()
  readonly #missing = new Map<string, (string | undefined)[]>()
  /** Each machine requires the one before: their numbers follow the order of the bundle. */
  #lastMachine: string | undefined
  /** Units by application, those of the model first. */
  readonly #units = new Map<string, PlannedUnit[]>()
  /** By pair of applications: units of the second without a unit of the first beside them. */
  readonly #alone = new Map<string, PlannedUnit[]>()

  constructor(
    readonly bundle: Bundle,
    readonly model: ModelState,
    readonly machines: MachineMap,
    readonly list: StepList,
  ) {
    for (const name of naturalKeys(bundle.applications))
      this.#missing.set(
        name,
        bundle.type === 'kubernetes' ? [] : missingDirectives(bundle, name, model, machines),
      )
  }

  /** Plans the declared machines that missing units are placed on, and the annotations of machines. */
  planMachines(): void {
    const needed = new Set<string>()
    for (const directive of [...this.#missing.values()].flat()) {
      const placement = directive === undefined ? undefined : parseBundlePlacement(directive)
      if (placement?.kind === 'machine') needed.add(placement.machine)
    }
    for (const [id, machine] of naturalKeys(this.bundle.machines).map(
      (key) => [key, own(this.bundle.machines, key)] as const,
    )) {
      if (!machine) continue
      const known = own(this.machines, id)
      let spot: Spot
      if (known !== undefined) spot = existing(known)
      else if (!needed.has(id)) continue
      else {
        const base = machine.base ?? this.bundle.defaultBase
        spot = this.#addMachine(
          { bundleMachine: id, ...(base !== undefined && { base }), constraints: machine.constraints },
          `new machine ${id}`,
        )
      }
      this.#added.set(id, spot)
      const annotations = missingAnnotations(
        machine.annotations,
        known === undefined ? undefined : own(this.model.machines, known)?.annotations,
      )
      if (Object.keys(annotations).length > 0)
        this.list.add({
          kind: 'setAnnotations',
          requires: stepsOf(spot),
          text: `annotate ${spot.text}`,
          target: spot.ref,
          annotations,
        })
    }
  }

  /** Plans units; those beside which others are placed come first. */
  planUnits(deployed: ReadonlyMap<string, string>): void {
    const names = naturalKeys(this.bundle.applications)
    const places = new Map(names.map((name, place) => [name, place]))
    const open = new Map(
      names.map((name) => [name, new Set(placedBeside(own(this.bundle.applications, name)))]),
    )
    const followers = new Map<string, string[]>()
    for (const [name, others] of open)
      for (const other of others) {
        const known = followers.get(other)
        if (known) known.push(name)
        else followers.set(other, [name])
      }
    let ready = names.filter((name) => open.get(name)?.size === 0)
    while (ready.length > 0) {
      const next: string[] = []
      for (const name of ready) {
        const application = own(this.bundle.applications, name)
        if (application) this.#planUnitsOf(name, application, deployed.get(name))
        open.delete(name)
        for (const follower of followers.get(name) ?? []) {
          const others = open.get(follower)
          others?.delete(name)
          if (others?.size === 0) next.push(follower)
        }
      }
      ready = next.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
    }
    if (open.size > 0)
      throw new RangeError(
        'placements form a cycle or name an unknown application: was the bundle read by readBundle?',
      )
  }

  #planUnitsOf(name: string, application: BundleApplication, deploy: string | undefined): void {
    const present = unitsIn(this.model, name)
    const units: PlannedUnit[] = present.map((unit) => ({
      ...unit,
      spot: unit.machine === '' ? machineOf(unit.name) : existing(unit.machine),
    }))
    this.#units.set(name, units)
    let number = Math.max(-1, ...present.map((unit) => Number(unit.name.split('/')[1]))) + 1
    let previous: string[] = []
    for (const directive of this.#missing.get(name) ?? []) {
      const spot = directive === undefined ? undefined : this.#place(name, application, directive)
      const unit = `${name}/${number}`
      const step = this.list.add({
        kind: 'addUnit',
        requires: [...(deploy === undefined ? [] : [deploy]), ...(spot ? stepsOf(spot) : []), ...previous],
        text: `add unit ${unit}${spot ? ` ${spot.at} ${spot.text}` : ''}`,
        application: name,
        unit,
        ...(spot && { to: spot.ref }),
      })
      units.push({ name: unit, spot: { ...machineOf(unit), ref: { step } } })
      previous = [step]
      number += 1
    }
  }

  #place(name: string, application: BundleApplication, directive: string): Spot | undefined {
    const placement = parseBundlePlacement(directive)
    if (!placement) return undefined
    const { container } = placement
    if (placement.kind === 'new') return this.#machineFor(application, container, undefined)
    if (placement.kind === 'machine') {
      const spot = this.#added.get(placement.machine)
      return container === undefined || !spot ? spot : this.#machineFor(application, container, spot)
    }
    const { application: other } = placement
    const beside =
      placement.kind === 'unit' ? this.#unit(other, placement.unit) : this.#nextAlone(name, other, container)
    // If no unit is left to place it beside, it gets a separate machine (4.0.15, cases: application placement).
    if (!beside) return undefined
    return container === undefined ? beside.spot : this.#machineFor(application, container, beside.spot)
  }

  #unit(application: string, number: number): PlannedUnit | undefined {
    const units = this.#units.get(application) ?? []
    return units.find((unit) => unit.name === `${application}/${number}`) ?? units[number]
  }

  #nextAlone(name: string, other: string, container: string | undefined): PlannedUnit | undefined {
    const key = `${name} ${other}`
    const alone = this.#alone.get(key) ?? this.#unitsAlone(name, other, container)
    this.#alone.set(key, alone)
    return alone.shift()
  }

  #unitsAlone(name: string, other: string, container: string | undefined): PlannedUnit[] {
    const ours = unitsIn(this.model, name)
    return (this.#units.get(other) ?? []).filter(({ machine }) => {
      if (machine === undefined) return true
      const beside = ours.findIndex((unit) => standsOn(unit.machine, machine, container))
      if (beside >= 0) ours.splice(beside, 1)
      return beside < 0
    })
  }

  /** Adds a machine or container for one unit, with the constraints of its application. */
  #machineFor(application: BundleApplication, container: string | undefined, parent: Spot | undefined): Spot {
    const base = application.base ?? this.bundle.defaultBase
    const text =
      container === undefined
        ? 'a new machine'
        : `a new ${container} container on ${parent?.text ?? 'a new machine'}`
    const step = {
      ...(container !== undefined && { container }),
      ...(parent && { parent: parent.ref }),
      ...(base !== undefined && { base }),
      constraints: withBoundSpaces(application.constraints, application.bindings),
    }
    return this.#addMachine(step, text, parent)
  }

  #addMachine(
    step: {
      bundleMachine?: string
      container?: string
      parent?: MachineRef
      base?: string
      constraints: string
    },
    text: string,
    parent?: Spot,
  ): Spot {
    const requires = [
      ...(parent ? stepsOf(parent) : []),
      ...(this.#lastMachine === undefined ? [] : [this.#lastMachine]),
    ]
    this.#lastMachine = this.list.add({ kind: 'addMachine', requires, text: `add ${text}`, ...step })
    return { ref: { step: this.#lastMachine }, text, at: step.container === undefined ? 'on' : 'in' }
  }
}

const stepsOf = (spot: Spot): string[] => ('step' in spot.ref ? [spot.ref.step] : [])

const existing = (machine: string): Spot =>
  containerKindOf(machine) === undefined
    ? { ref: { machine }, text: `machine ${machine}`, at: 'on' }
    : { ref: { machine }, text: `container ${machine}`, at: 'in' }

const machineOf = (unit: string): Spot => ({ ref: { unit }, text: `the machine of ${unit}`, at: 'on' })
