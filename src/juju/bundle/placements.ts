import { type Bundle, type BundleApplication, own } from './bundle.js'
import type { ModelState } from './model-state.js'
import { containerKindOf, hostOf, parseBundlePlacement } from '../syntax/placement.js'

/** Machine of the model by machine of the bundle. */
export type MachineMap = Readonly<Record<string, string>>

const natural = new Intl.Collator('en', { numeric: true })

/** The units of an application in the model, oldest first, with their machines. */
export function unitsIn(model: ModelState, application: string): { name: string; machine: string }[] {
  const units = Object.entries(own(model.applications, application)?.units ?? {})
  return units
    .map(([name, machine]) => ({ name, machine }))
    .toSorted((a, b) => natural.compare(a.name, b.name))
}

/**
 * The placement directives of an application, one a unit; undefined where the controller chooses.
 *
 * The last one is repeated only if it is new or an application: a machine or a unit is for a single unit
 * (core/bundle/changes of Juju).
 */
export function directivesOf(application: BundleApplication): (string | undefined)[] {
  const last = application.to.at(-1)
  const kind = last === undefined ? undefined : parseBundlePlacement(last)?.kind
  const filler = kind === 'new' || kind === 'application' ? last : undefined
  return Array.from({ length: application.numUnits }, (_, index) => application.to[index] ?? filler)
}

/** Whether a unit on `machine` is where a directive for `target` (a machine of the model) with this container places it. */
export const standsOn = (machine: string, target: string, container: string | undefined): boolean =>
  container === undefined
    ? machine === target
    : containerKindOf(machine) === container && hostOf(machine) === hostOf(target)

/** The directives of the missing units of an application. */
export function missingDirectives(
  bundle: Bundle,
  name: string,
  model: ModelState,
  machines: MachineMap,
): (string | undefined)[] {
  const application = own(bundle.applications, name)
  if (!application) return []
  let units = unitsIn(model, name)
  if (units.length >= application.numUnits || own(model.applications, name)?.subordinate) return []
  const open = directivesOf(application)
  const close = (accepts: (directive: string | undefined, machine: string) => boolean) => {
    units = units.filter((unit) => {
      const index = open.findIndex((directive) => accepts(directive, unit.machine))
      if (index >= 0) open.splice(index, 1)
      return index < 0
    })
  }
  const stands = (directive: string | undefined, machine: string) =>
    directive !== undefined && isSatisfiedBy(directive, machine, model, machines)
  // First the units that are exactly where a directive places them, then those that match any directive; the others count for the last.
  close((directive, machine) => kindOf(directive) !== 'application' && stands(directive, machine))
  close(stands)
  close((directive) => kindOf(directive) === 'new')
  return open.slice(0, open.length - units.length)
}

const kindOf = (directive: string | undefined) =>
  directive === undefined ? 'new' : parseBundlePlacement(directive)?.kind

function isSatisfiedBy(directive: string, machine: string, model: ModelState, machines: MachineMap): boolean {
  const placement = parseBundlePlacement(directive)
  switch (placement?.kind) {
    case 'machine': {
      const target = own(machines, placement.machine)
      return target !== undefined && standsOn(machine, target, placement.container)
    }
    case 'unit': {
      const target = own(
        own(model.applications, placement.application)?.units,
        `${placement.application}/${placement.unit}`,
      )
      return target !== undefined && target !== '' && standsOn(machine, target, placement.container)
    }
    case 'application':
      return unitsIn(model, placement.application).some(
        (unit) => unit.machine !== '' && standsOn(machine, unit.machine, placement.container),
      )
    case 'new':
    case undefined:
      return false
  }
}
