// spec/<system>/<name>.yaml -> src/<system>/generated/<name>.ts. With --check nothing is written and a stale file is an error.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'
import { emitConstant, isConstantSpec } from './generate/constant.js'

const root = new URL('..', import.meta.url)
const check = process.argv.includes('--check')
const systems = ['maas', 'juju', 'landscape'] as const

const wanted = new Map<string, string>()
for (const system of systems) {
  for (const file of readdirSync(new URL(`spec/${system}/`, root)).filter((name) => name.endsWith('.yaml')).toSorted()) {
    const name = file.replace(/\.yaml$/, '')
    const path = `spec/${system}/${file}`
    const spec: unknown = parse(readFileSync(new URL(path, root), 'utf8'))
    if (typeof spec !== 'object' || spec === null) throw new Error(`${path}: not a mapping`)
    const header = `// Generated from ${path} by \`npm run generate\`. Do not edit.\n\n`
    if (isConstantSpec(spec)) wanted.set(`src/${system}/generated/${name}.ts`, header + emitConstant(spec))
    else throw new Error(`${path}: neither a table of facts (constant:) nor operations (operations:)`)
  }
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
for (const system of systems) {
  const folder = new URL(`src/${system}/generated/`, root)
  if (!existsSync(folder)) continue
  for (const file of readdirSync(folder)) {
    const path = `src/${system}/generated/${file}`
    if (wanted.has(path)) continue
    stale.push(`${path} (no spec behind it)`)
    if (!check) rmSync(new URL(path, root))
  }
}

if (check && stale.length > 0) {
  console.error(`Generated code is stale; run \`npm run generate\`:\n  ${stale.join('\n  ')}`)
  process.exit(1)
}
console.log(check ? `${wanted.size} generated files are fresh` : `${wanted.size} generated files, ${stale.length} changed`)
