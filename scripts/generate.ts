// spec/<system>/<name>.yaml -> src/<system>/generated/<name>.ts (and <name>.schemas.ts). A table of facts with `also: simulators` is
// written to simulators/src/generated/<system>/<name>.ts as well. With --check nothing is written and a stale file is an error.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'
import { emitConstant, isConstantSpec } from './generate/constant.js'
import { classNameOf, emitOperations, isOperationsSpec, typeNamesOf } from './generate/operations.js'

const root = new URL('..', import.meta.url)
const check = process.argv.includes('--check')
const systems = ['maas', 'juju', 'landscape']

interface FacadeEntry {
  facade: string
  name: string
  className: string
}

const wanted = new Map<string, string>()
for (const system of systems) {
  const specs = readdirSync(new URL(`spec/${system}/`, root))
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => ({
      name: file.replace(/\.yaml$/, ''),
      path: `spec/${system}/${file}`,
      spec: readSpec(`spec/${system}/${file}`),
    }))
  const homes = new Map<string, string>()
  for (const { name, spec } of specs)
    if (isOperationsSpec(spec)) for (const type of typeNamesOf(spec)) homes.set(type, name)
  const facades: FacadeEntry[] = []
  for (const { name, path, spec } of specs) {
    const homeOf = (type: string): string => {
      const home = homes.get(type)
      if (home === undefined) throw new Error(`${path}: no type ${type} in spec/${system}/`)
      return home
    }
    const header = `// Generated from ${path} by \`npm run generate\`. Do not edit.\n\n`
    const target = `src/${system}/generated/${name}`
    if (isConstantSpec(spec)) {
      const code = header + emitConstant(spec)
      wanted.set(`${target}.ts`, code)
      if (spec.also === 'simulators') wanted.set(`simulators/src/generated/${system}/${name}.ts`, code)
    } else if (isOperationsSpec(spec)) {
      const { code, schemas } = emitOperations(name, spec, homeOf)
      wanted.set(`${target}.ts`, header + code)
      if (schemas !== '') wanted.set(`${target}.schemas.ts`, header + schemas)
      if (spec.facade !== undefined) facades.push({ facade: spec.facade, name, className: classNameOf(spec) })
    } else throw new Error(`${path}: neither a table of facts (constant:) nor operations (operations:)`)
  }
  if (facades.length > 0) wanted.set(`src/${system}/generated/facades.ts`, emitFacades(system, facades))
}

const stale: string[] = []
for (const [path, text] of wanted) {
  const url = new URL(path, root)
  if (existsSync(url) && readFileSync(url, 'utf8') === text) continue
  stale.push(path)
  if (check) continue
  mkdirSync(new URL('.', url), { recursive: true })
  writeFileSync(url, text)
}
for (const folder of systems.flatMap((system) => [
  `src/${system}/generated`,
  `simulators/src/generated/${system}`,
])) {
  if (!existsSync(new URL(folder, root))) continue
  for (const file of readdirSync(new URL(folder, root))) {
    const path = `${folder}/${file}`
    if (wanted.has(path)) continue
    stale.push(`${path} (no spec behind it)`)
    if (!check) rmSync(new URL(path, root))
  }
}

if (check && stale.length > 0) {
  console.error(`Generated code is stale; run \`npm run generate\`:\n  ${stale.join('\n  ')}`)
  process.exit(1)
}
console.log(
  check
    ? `${wanted.size} generated files are fresh`
    : `${wanted.size} generated files, ${stale.length} changed`,
)

/** Which class has the operations of which facade: what types a facade that is called by its name. */
function emitFacades(system: string, facades: FacadeEntry[]): string {
  const imports = facades.map(({ name, className }) => `import type { ${className} } from './${name}.js'\n`)
  const entries = facades.map(({ facade, className }) => `  ${facade}: ${className}\n`)
  return `// Generated from spec/${system}/ by \`npm run generate\`. Do not edit.\n\n${imports.join('')}\n/** The operations of each facade. */\nexport interface Facades {\n${entries.join('')}}\n`
}

function readSpec(path: string): object {
  const spec: unknown = parse(readFileSync(new URL(path, root), 'utf8'))
  if (typeof spec !== 'object' || spec === null) throw new Error(`${path}: not a mapping`)
  return spec
}
