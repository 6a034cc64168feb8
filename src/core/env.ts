import { checkType } from './arguments.js'
import { ConfigurationError, type System } from './errors.js'

/** The code of an error of the file system, such as `ENOENT`. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'

/** Environment variables by name, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The value of an environment variable without blanks around it; undefined if nothing remains. */
export function envValue(env: Environment, name: string): string | undefined {
  const value: unknown = env[name]
  return typeof value === 'string' ? value.trim() || undefined : undefined
}

/** The parts of a value between commas, without blanks and empty parts, as after a comma at the end. */
export const envList = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/**
 * Returns the values of required environment variables, without blanks around them.
 *
 * @throws ConfigurationError naming all missing variables
 */
export function requireEnv<Name extends string>(
  system: System,
  env: Environment,
  names: readonly Name[],
): Record<Name, string> {
  checkType(system, 'fromEnv', 'env', 'object', env)
  const missing = names.filter((name) => envValue(env, name) === undefined)
  if (missing.length > 0)
    throw new ConfigurationError({
      system,
      summary: `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set`,
      hint: `Export ${missing.length > 1 ? 'them' : 'it'}, or pass the options in code`,
    })
  return Object.fromEntries(names.map((name) => [name, envValue(env, name)])) as Record<Name, string>
}
