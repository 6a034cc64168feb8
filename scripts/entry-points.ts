import { readFileSync } from 'node:fs'

interface PackageJson {
  version: string
  homepage: string
  repository: { url: string }
  bugs: string
  exports: Record<string, { types: string; default: string } | string>
  dependencies: Record<string, string>
}

/** The package.json at the root, whatever the current directory is. */
export const packageJson = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as PackageJson

/** The entry points in `exports` of package.json: `{ name: 'maas', specifier: 'canonical-stack/maas', ... }`. */
export const entryPoints = Object.entries(packageJson.exports).flatMap(([subpath, target]) => {
  if (typeof target === 'string') return []
  const name = subpath.slice(2).replaceAll('/', '-') || 'canonical-stack'
  return [
    { name, specifier: `canonical-stack${subpath.slice(1)}`, script: target.default, types: target.types },
  ]
})
