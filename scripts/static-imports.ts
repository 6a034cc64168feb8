import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Returns the static imports of a built file: its own bytes, and the packages. Imports by `import()` are not counted.
 *
 * @param script path of a file below dist
 */
export function staticImports(script: string): { bytes: number; packages: string[] } {
  const files = new Map<string, number>()
  const packages = new Set<string>()
  const visit = (path: string): void => {
    if (files.has(path)) return
    const code = readFileSync(path, 'utf8')
    files.set(path, Buffer.byteLength(code))
    for (const [, target = ''] of code.matchAll(/^(?:import|export)\b[^'"]*["']([^"']+)["']/gm))
      if (target.startsWith('.')) visit(resolve(dirname(path), target))
      else if (!target.startsWith('node:')) packages.add(target)
  }
  visit(resolve(script))
  return { bytes: [...files.values()].reduce((sum, size) => sum + size, 0), packages: [...packages] }
}
