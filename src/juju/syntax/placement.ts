/** Where a placement directive of a bundle puts a unit, and in which kind of container there. */
export type Placement = { container?: string } & (
  | { kind: 'new' }
  /** A machine that the bundle declares. */
  | { kind: 'machine'; machine: string }
  /** Beside one unit of another application. */
  | { kind: 'unit'; application: string; unit: number }
  /** Beside the next unit of another application that has none of ours yet. */
  | { kind: 'application'; application: string }
)

const DIRECTIVE =
  /^(?:(?<container>[a-z]+):)?(?:(?<machine>0|[1-9]\d*)|(?<application>[a-z][a-z0-9]*(?:-[a-z0-9]*[a-z][a-z0-9]*)*)(?:\/(?<unit>0|[1-9]\d*))?)$/

/** Reads one entry of an application's `to`; undefined when it is none. */
export function parsePlacement(text: string): Placement | undefined {
  const groups = DIRECTIVE.exec(text)?.groups
  if (!groups) return undefined
  const { container, machine, application, unit } = groups
  const where = container === undefined ? {} : { container }
  if (machine !== undefined) return { ...where, kind: 'machine', machine }
  if (application === undefined) return undefined
  // "A name that is no machine is taken for an application" (4.0.15), but for this one.
  if (application === 'new') return unit === undefined ? { ...where, kind: 'new' } : undefined
  return unit === undefined
    ? { ...where, kind: 'application', application }
    : { ...where, kind: 'unit', application, unit: Number(unit) }
}

/** The machine on which a container stands, or the machine itself: `1` of `1/lxd/0`. */
export const hostOf = (machine: string): string => machine.split('/')[0] ?? machine

/** The kind of container that a machine is; undefined for a machine of metal or cloud. */
export const containerKindOf = (machine: string): string | undefined => machine.split('/').at(-2)
