import { ConfigurationError, type System } from './errors.js'

/** The code of an error of the file system, such as `ENOENT`. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'

/** Environment variables by name, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Returns the values of required environment variables.
 *
 * @throws ConfigurationError naming all missing variables
 */
export function requireEnv<Name extends string>(
  system: System,
  env: Environment,
  names: readonly Name[],
): Record<Name, string> {
  const missing = names.filter((name) => (env[name] ?? '') === '')
  if (missing.length > 0)
    throw new ConfigurationError({
      system,
      summary: `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set`,
      hint: `Export ${missing.length > 1 ? 'them' : 'it'}, or pass the options in code`,
    })
  return Object.fromEntries(names.map((name) => [name, env[name]])) as Record<Name, string>
}
