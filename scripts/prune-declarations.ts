// Removes the declarations of modules that no entry point refers to, since they cannot be imported.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { entryPoints } from './entry-points.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const reached = new Set<string>()
const visit = (path: string): void => {
  if (reached.has(path)) return
  reached.add(path)
  for (const [, target = ''] of readFileSync(path, 'utf8').matchAll(
    /(?:from |import\()["'](\.[^"']+)\.js["']/g,
  ))
    visit(resolve(dirname(path), `${target}.d.ts`))
}
for (const { types } of entryPoints) visit(resolve(root, types))

const dist = join(root, 'dist')
for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' }))
  if (file.endsWith('.d.ts') && !reached.has(join(dist, file))) rmSync(join(dist, file))
