import { checkType } from '../../core/arguments.js'
import { ConfigurationError } from '../../core/errors.js'

/**
 * Refuses names that are not strings, and empty ones: as tags they would reach the server as `application-`.
 *
 * @param names by what they are, such as `{ application }`
 * @throws ConfigurationError
 */
export function checkNames(operation: string, names: Readonly<Record<string, string>>): void {
  for (const [what, name] of Object.entries(names)) {
    checkType('juju', operation, what, 'string', name)
    if (name.trim() === '') throw emptyName(operation, what)
  }
}

/** One name or several as a list; refuses those that {@link checkNames} refuses. */
export function namesOf(
  operation: string,
  what: string,
  given: string | readonly string[],
): readonly string[] {
  checkType('juju', operation, what, 'string | string[]', given)
  const names = typeof given === 'string' ? [given] : given
  if (names.some((name) => name.trim() === '')) throw emptyName(operation, what)
  return names
}

const emptyName = (operation: string, what: string): ConfigurationError =>
  new ConfigurationError({
    system: 'juju',
    operation,
    summary: `${operation}: ${what} must not be empty`,
    hint: 'Check the variable that it comes from',
  })
