import { checkSendable, formatValue } from '../arguments.js'
import { ConfigurationError, type System } from '../errors.js'
import type { PathArguments } from '../operations.js'

/**
 * Inserts path arguments into a path: `{name}` is one segment, `{name+}` keeps its slashes.
 *
 * @throws ConfigurationError for an empty argument, which would address the whole collection, and for `.` and `..`
 */
export function fillPath(
  { system, operation }: { system: System; operation: string },
  path: string,
  given: PathArguments,
): string {
  if (!path.includes('{')) return path
  return path.replaceAll(/\{(\w+)(\+?)\}/g, (_, name: string, many: string) => {
    const value: unknown = given[name]
    checkSendable(system, operation, name, value)
    const text = typeof value === 'string' || Number.isSafeInteger(value) ? String(value) : ''
    const segments = many === '' ? [text] : text.split('/')
    if (segments.some((segment) => segment === '' || segment === '.' || segment === '..'))
      throw new ConfigurationError({
        system,
        operation,
        summary: `${operation}: ${name} must identify one object, got ${formatValue(value)}`,
        hint: `Pass the ${name} of one object`,
      })
    return segments.map(encodeURIComponent).join('/')
  })
}
