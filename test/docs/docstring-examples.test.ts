import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The names that the entry points export. */
const exported = new Set(
  ['canonical-stack', 'maas', 'juju', 'landscape', 'stack'].flatMap((name) =>
    [...read(`api/${name}.api.md`).matchAll(/^export (?:function|interface) (\w+)/gm)].map(
      ([, word = '']) => word,
    ),
  ),
)

/** What the examples use without declaring it. */
const HEAD = `
import { readFile } from 'node:fs/promises'
import { createJujuClient, createLandscapeClient, createMaasClient } from 'canonical-stack'
import { formatStatus, type JujuClient, type Model } from 'canonical-stack/juju'
import { type LandscapeClient, landscapeAll, landscapeAnyOf, landscapeCloudInit, landscapeQuery } from 'canonical-stack/landscape'
import type { MaasClient } from 'canonical-stack/maas'
import { connectMaas, matchHosts, registerHosts } from 'canonical-stack/stack'
declare const maas: MaasClient
declare const juju: JujuClient
declare const landscape: LandscapeClient
declare const model: Model
`

interface Documented {
  name: string
  comment: string
}

/** The public methods and functions that take part in a program, with their docstrings. */
function verbs(): Documented[] {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.startsWith('core/') && !path.includes('/facades/'),
  )
  return files.flatMap((path) => {
    const text = read(`src/${path}`)
    const interfaces = [...text.matchAll(/^export interface (\w+)[^{\n]*\{\n([\s\S]*?)^\}/gm)]
      .map(([, name = '', body = '']) => ({ name, body }))
      .filter(
        ({ name }) => exported.has(name.replace(/^Generated/, '')) && !path.endsWith('connection/login.ts'),
      )
    const methods = interfaces.flatMap(({ name, body }) =>
      [...body.matchAll(/(  \/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?  (\w+)(?:<[^(]*>)?\([\s\S]*?\n/g)].map(
        ([, comment = '', method = '']) => ({ name: `${name}.${method}`, comment }),
      ),
    )
    const functions = [
      ...text.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export (?:async )?function (\w+)/g),
    ]
      .map(([, comment = '', name = '']) => ({ name, comment }))
      .filter(({ name }) => exported.has(name))
    // The docstring of one overload is enough.
    return [...methods, ...functions].filter(
      ({ name, comment }, at, all) =>
        comment !== '' ||
        !all.some((other, index) => index !== at && other.name === name && other.comment !== ''),
    )
  })
}

const exampleIn = (comment: string): string | undefined =>
  /@example\n([\s\S]*?)(?:\n\s*\* @|\n\s*\*\/)/
    .exec(comment)?.[1]
    ?.split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n')

describe('the docstrings of public methods and functions', () => {
  const all = verbs()

  it('each have an example', () => {
    expect(all.length).toBeGreaterThan(140)
    expect(all.filter(({ comment }) => exampleIn(comment) === undefined).map(({ name }) => name)).toEqual([])
  })

  it('have examples that compile', () => {
    const folder = mkdtempSync(join(root, 'node_modules/.examples-'))
    try {
      const bodies = all.map(
        ({ name, comment }) => `// ${name}\nasync () => {\n${exampleIn(comment) ?? ''}\n}\n`,
      )
      writeFileSync(join(folder, 'examples.ts'), `${HEAD}\nvoid [\n${bodies.join(',\n')}]\n`)
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({
          extends: join(root, 'tsconfig.json'),
          compilerOptions: { noEmit: true, noUnusedLocals: false, rootDir: root },
          include: ['examples.ts'],
        }),
      )
      const tsc = join(root, 'node_modules/.bin/tsc')
      const { stdout } = spawnSync(tsc, ['-p', folder], { cwd: root, encoding: 'utf8' })
      expect(stdout).toBe('')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
