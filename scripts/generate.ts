// spec/ -> src/<system>/generated/ and simulators/src/generated/. With --check, writes nothing and fails on a stale file.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { generate } from './generate/generate.js'
import { SpecificationError } from './generate/read.js'

const root = new URL('..', import.meta.url)
const check = process.argv.includes('--check')

try {
  main(generate(root))
} catch (error) {
  if (!(error instanceof SpecificationError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

function main({ files, folders }: ReturnType<typeof generate>): void {
  const stale: string[] = []
  for (const [path, text] of files) {
    const url = new URL(path, root)
    if (existsSync(url) && readFileSync(url, 'utf8') === text) continue
    stale.push(path)
    if (check) continue
    mkdirSync(new URL('.', url), { recursive: true })
    writeFileSync(url, text)
  }
  for (const folder of folders) {
    const url = new URL(`${folder}/`, root)
    if (!existsSync(url)) continue
    for (const file of readdirSync(url, { recursive: true, encoding: 'utf8' })) {
      const path = `${folder}/${file}`
      if (!file.endsWith('.ts') || files.has(path)) continue
      stale.push(`${path} (no specification)`)
      if (!check) rmSync(new URL(path, root))
    }
  }
  if (check && stale.length > 0) {
    console.error(`Generated code is stale; run \`npm run generate\`:\n  ${stale.join('\n  ')}`)
    process.exitCode = 1
  } else
    console.log(
      check
        ? `${files.size} generated files are fresh`
        : `${files.size} generated files, ${stale.length} changed`,
    )
}
