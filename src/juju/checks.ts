import { ConfigurationError } from '../core/errors.js'

const bad = (summary: string, hint: string): ConfigurationError =>
  new ConfigurationError({ system: 'juju', summary, hint })

/** A value as it is shown in an error. */
export const shown = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value) : String(value)

/** Gives back a signal that is one; throws for anything else, which plain JavaScript may pass. */
export function checkSignal(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (signal === undefined || typeof (signal as Partial<AbortSignal> | null)?.addEventListener === 'function')
    return signal
  throw bad(
    `signal is ${shown(signal)}, which is no AbortSignal`,
    'Give the signal of an AbortController, or AbortSignal.timeout(ms)',
  )
}

/** Gives back a whole number; throws for anything else. */
export function checkCount(name: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value
  throw bad(
    `${name} is ${shown(value)}, which is no whole number from ${least} up`,
    `Give a number, such as ${name}: 3`,
  )
}

/** Placements as a list; one text may hold several with a comma between, as with `juju deploy --to`. */
export function placementsOf(to: string | readonly string[]): readonly string[] {
  if (typeof to === 'string') return to.split(',').map((text) => text.trim())
  if (Array.isArray(to)) return to
  throw bad(
    `to is ${shown(to)}, which is no list of placements`,
    "Write to: ['3', 'lxd:3'], one entry a unit",
  )
}
