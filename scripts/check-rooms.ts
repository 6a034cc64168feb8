// Enforces the rules of scripts/rooms/rules.ts.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { complaintsAbout } from './rooms/rules.js'

const src = fileURLToPath(new URL('../src', import.meta.url))
const paths = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
const complaints = complaintsAbout(
  new Map(paths.map((path) => [path, readFileSync(join(src, path), 'utf8')])),
)

if (complaints.length > 0) {
  console.error(`The rooms are not kept:\n  ${complaints.join('\n  ')}`)
  process.exit(1)
}
console.log(`${paths.length} files keep to their rooms`)
