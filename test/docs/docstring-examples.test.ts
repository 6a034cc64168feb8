import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The names that the entry points export. */
const exported = new Set(
  ['canonical-stack', 'maas', 'juju', 'landscape', 'stack'].flatMap((name) =>
    [...read(`api/${name}.api.md`).matchAll(/^(?:export (?:declare )?\w+ |\s+)(\w+)/gm)].map(([, word = '']) => word),
  ),
)

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
      .filter(({ name }) => exported.has(name) || path.includes('generated'))
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
    return [...methods, ...functions]
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
      const bodies = all.map(({ name, comment }) => `// ${name}\nasync () => {\n${exampleIn(comment) ?? ''}\n}\n`)
      writeFileSync(
        join(folder, 'examples.ts'),
        `${read('test/docs/docstring-examples.head.txt')}\nvoid [\n${bodies.join(',\n')}]\n`,
      )
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({
          extends: join(root, 'tsconfig.json'),
          compilerOptions: { noEmit: true, noUnusedLocals: false, rootDir: root },
          include: ['examples.ts'],
        }),
      )
      const tsc = join(root, 'node_modules/.bin/tsc')
      expect(() => execFileSync(tsc, ['-p', folder], { cwd: root, encoding: 'utf8' })).not.toThrow()
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
