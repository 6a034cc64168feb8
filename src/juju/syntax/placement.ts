import { checkMinimum, formatValue } from '../../core/arguments.js'
import { ConfigurationError } from '../../core/errors.js'
import type { Placement } from '../generated/facades/common.js'
import { PLACEMENT } from './patterns.js'

/** Where a placement directive of a bundle puts a unit, and in which kind of container there. */
export type BundlePlacement = { container?: string } & (
  | { kind: 'new' }
  /** A machine that the bundle declares. */
  | { kind: 'machine'; machine: string }
  /** Beside one unit of another application. */
  | { kind: 'unit'; application: string; unit: number }
  /** Beside the next unit of another application without one of this application. */
  | { kind: 'application'; application: string }
)

/** Reads one entry of an application's `to` in a bundle; undefined when it is not a placement. */
export function parseBundlePlacement(text: string): BundlePlacement | undefined {
  const groups = PLACEMENT.exec(text)?.groups
  if (!groups) return undefined
  const { container, machine, application, unit } = groups
  const where = container === undefined ? {} : { container }
  if (machine !== undefined) return { ...where, kind: 'machine', machine }
  if (application === undefined) return undefined
  // Any other name that is not a machine is an application (4.0.15).
  if (application === 'new') return unit === undefined ? { ...where, kind: 'new' } : undefined
  return unit === undefined
    ? { ...where, kind: 'application', application }
    : { ...where, kind: 'unit', application, unit: Number(unit) }
}

/** The machine that hosts a container, or the machine itself: `1` of `1/lxd/0`. */
export const hostOf = (machine: string): string => machine.split('/')[0] ?? machine

/** The kind of container that a machine is; undefined for one that is not a container. */
export const containerKindOf = (machine: string): string | undefined => machine.split('/').at(-2)

const CONTAINER = /^(lxd|kvm|lxc)(?::(.+))?$/

/** Stands for the cloud in a placement until {@link inModel} puts the model's UUID there; DeployFromRepository accepts it as it is. */
const CLOUD_SCOPE = 'model-uuid'

/**
 * Reads a placement directive: `3`, `0/lxd/1`, `lxd`, `lxd:3`, `new`, or what the cloud accepts, such as `zone=a` or `system-id=4y3h7n`.
 *
 * @throws ConfigurationError
 */
export function readPlacement(text: string): Placement {
  if (typeof text !== 'string')
    throw invalidPlacement(formatValue(text), "Write it as a string, such as '3' or 'lxd:3'")
  if (/^\d+(\/[a-z]+\/\d+)*$/.test(text)) return { scope: '#', directive: text }
  const [, container, where = ''] = CONTAINER.exec(text) ?? []
  if (container !== undefined) return { scope: container, directive: where }
  if (text === '' || /\s/.test(text) || /^[a-z]+:/.test(text))
    throw invalidPlacement(
      JSON.stringify(text),
      'Write a machine (3), a container (lxd, lxd:3), new, or what the cloud accepts (zone=a, system-id=4y3h7n)',
    )
  return { scope: CLOUD_SCOPE, directive: text }
}

/** Whether a placement is a new container. */
export const isContainer = ({ scope }: Placement): boolean => CONTAINER.test(scope)

/** A placement for calls that name the cloud by the UUID of the model. */
export const inModel = (placement: Placement, uuid: string): Placement =>
  placement.scope === CLOUD_SCOPE ? { ...placement, scope: uuid } : placement

/**
 * Reads the placements of a number of units, at most one a unit. One string may hold several, separated by commas, as with
 * `juju deploy --to`; the number of units defaults to the number of placements.
 *
 * @throws ConfigurationError
 */
export function readPlacements(
  operation: string,
  to: string | readonly string[] | undefined,
  units: { name: string; count: number | undefined; minimum: number },
): { count: number; placements: Placement[] } {
  const texts = typeof to === 'string' ? to.split(',').map((text) => text.trim()) : (to ?? [])
  const count = units.count ?? Math.max(1, texts.length)
  checkMinimum('juju', operation, units.name, count, units.minimum)
  if (texts.length > count)
    throw new ConfigurationError({
      system: 'juju',
      operation,
      summary: `${operation}: ${texts.length} placements for ${count} units`,
      hint: 'Pass at most one placement per unit',
    })
  return { count, placements: texts.map(readPlacement) }
}

const invalidPlacement = (value: string, hint: string): ConfigurationError =>
  new ConfigurationError({ system: 'juju', summary: `${value} is not a placement`, hint })
