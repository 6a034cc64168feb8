import { ConfigurationError } from '../../core/errors.js'
import { type Bundle, naturalKeys, own } from './bundle.js'
import type { ModelState } from './model-state.js'
import { containerKindOf, hostOf, parseBundlePlacement } from '../syntax/placement.js'
import type { MachineMap } from './placements.js'

/** Options that say which machines of the model the machines of a bundle are. */
export interface MachineMapOptions {
  /** Machine of the model by machine of the bundle: `--map-machines=0=5`. */
  machineMap?: MachineMap
  /** Whether a machine of the bundle is the machine of the model with the same number: `--map-machines=existing`. */
  existingMachines?: boolean
}

/**
 * Finds the machine of the model for each machine of a bundle: the one in the options, or the one that has the units which the bundle
 * places there. Throws ConfigurationError for an impossible map.
 */
export function mapMachines(
  bundle: Bundle,
  model: ModelState,
  options: MachineMapOptions,
): Record<string, string> {
  const map = new Map<string, string>()
  for (const [id, machine] of Object.entries(options.machineMap ?? {})) {
    if (!own(bundle.machines, id))
      throw badMap(
        `machine ${id} is mapped, and the bundle does not declare it`,
        'Map machines as { bundle: model }.',
      )
    if (!own(model.machines, machine))
      throw badMap(
        `machine ${id} is mapped to machine ${machine}, which the model does not have`,
        'See juju machines.',
      )
    map.set(id, machine)
  }
  if (options.existingMachines) {
    const taken = new Set(map.values())
    for (const id of Object.keys(bundle.machines))
      if (!map.has(id) && !taken.has(id) && own(model.machines, id)) map.set(id, id)
  }

  const wanted = unitsWanted(bundle)
  const standing = unitsStanding(model)
  const fits = (id: string, machine: string) =>
    sum(
      [...(wanted.get(id) ?? [])].map(([unit, count]) =>
        Math.min(count, standing.get(machine)?.get(unit) ?? 0),
      ),
    )
  const isWhole = (id: string, machine: string) =>
    fits(id, machine) === sum([...(wanted.get(id)?.values() ?? [])])
  const isMarked = (id: string, machine: string) => {
    const asked = Object.entries(own(bundle.machines, id)?.annotations ?? {})
    const present = own(model.machines, machine)?.annotations
    return (
      asked.length > 0 && fits(id, machine) > 0 && asked.every(([key, value]) => own(present, key) === value)
    )
  }
  match(bundle, model, map, fits, isMarked)
  match(bundle, model, map, fits, isWhole)
  // After an incomplete deployment, or when the bundle has more units now: best fit first, the same number first among equals.
  const free = freeMachines(model, map)
  const pairs = freeIds(bundle, map).flatMap((id) =>
    free.map((machine) => ({ id, machine, fit: fits(id, machine) })),
  )
  for (const { id, machine, fit } of pairs.toSorted(
    (a, b) => b.fit - a.fit || Number(b.id === b.machine) - Number(a.id === a.machine),
  ))
    if (fit > 0 && !map.has(id) && ![...map.values()].includes(machine)) map.set(id, machine)
  return Object.fromEntries(map)
}

/** How many units of which application, in which kind of container, by machine. */
type Tally = Map<string, Map<string, number>>

function count(tally: Tally, machine: string, application: string, container: string | undefined): void {
  const units = tally.get(machine) ?? new Map<string, number>()
  const unit = `${application} ${container ?? ''}`
  tally.set(machine, units.set(unit, (units.get(unit) ?? 0) + 1))
}

function unitsWanted(bundle: Bundle): Tally {
  const tally: Tally = new Map()
  for (const [application, { to }] of Object.entries(bundle.applications))
    for (const directive of to) {
      const placement = parseBundlePlacement(directive)
      if (placement?.kind === 'machine') count(tally, placement.machine, application, placement.container)
    }
  return tally
}

function unitsStanding(model: ModelState): Tally {
  const tally: Tally = new Map()
  for (const [application, { units }] of Object.entries(model.applications))
    for (const machine of Object.values(units))
      count(tally, hostOf(machine), application, containerKindOf(machine))
  return tally
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)

const freeIds = (bundle: Bundle, map: Map<string, string>): string[] =>
  naturalKeys(bundle.machines).filter((id) => !map.has(id))

function freeMachines(model: ModelState, map: Map<string, string>): string[] {
  const taken = new Set(map.values())
  return naturalKeys(model.machines).filter((machine) => !machine.includes('/') && !taken.has(machine))
}

/** Pairs as many machines as possible (augmenting paths), so that after a complete deployment every machine is found again. */
function match(
  bundle: Bundle,
  model: ModelState,
  map: Map<string, string>,
  fits: (id: string, machine: string) => number,
  suits: (id: string, machine: string) => boolean,
): void {
  const ids = freeIds(bundle, map)
  const machines = freeMachines(model, map)
  const holder = new Map<string, string>()
  const seat = (id: string, tried: Set<string>): boolean => {
    const suitable = machines.filter((machine) => suits(id, machine))
    for (const machine of suitable.toSorted(
      (a, b) => fits(id, b) - fits(id, a) || Number(b === id) - Number(a === id),
    )) {
      if (tried.has(machine)) continue
      tried.add(machine)
      const other = holder.get(machine)
      if (other !== undefined && !seat(other, tried)) continue
      holder.set(machine, id)
      return true
    }
    return false
  }
  for (const id of ids) seat(id, new Set())
  for (const [machine, id] of holder) map.set(id, machine)
}

const badMap = (summary: string, hint: string) =>
  new ConfigurationError({ system: 'juju', operation: 'model.deployBundle', summary, hint })
