import type * as WsModule from 'ws'
import { ConfigurationError } from '../errors.js'
import { loadPackage, PackageLoadError } from '../load-package.js'
import type { DialOptions } from './dial.js'

/** Bun replaces the package ws by its own, which has no access to the socket, but not a file at its path. */
async function importWs(): Promise<typeof WsModule> {
  if (process.versions['bun'] === undefined) return await import('ws')
  const { createRequire } = await import('node:module')
  const load = createRequire(import.meta.url)
  return load(load.resolve('ws/package.json').replace('package.json', 'index.js')) as typeof WsModule
}

/**
 * Loads ws on first use.
 *
 * @throws ConfigurationError
 */
export async function loadWs({
  system,
  operation,
  label,
  redactor,
}: Pick<DialOptions, 'system' | 'operation' | 'label' | 'redactor'>): Promise<typeof WsModule> {
  try {
    return await loadPackage('ws', importWs)
  } catch (error) {
    if (!(error instanceof PackageLoadError)) throw error
    throw new ConfigurationError({
      system,
      operation,
      redactor,
      summary: `${label} failed: ${error.message}`,
      hint: error.hint,
      cause: error.cause,
    })
  }
}
