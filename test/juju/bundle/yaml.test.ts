import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '../../../src/core/errors.js'
import { readBundle } from '../../../src/juju/bundle/read.js'

const BUNDLE = '\napplications: { a: { charm: ubuntu } }\n'

async function refusal(text: string): Promise<string> {
  const error = await readBundle(text).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(ConfigurationError)
  return (error as ConfigurationError).message.split('\n')[0] ?? ''
}

/** Ten lists, each of ten aliases of the one before. */
const laughs = ['l0: &l0 [x]']
for (let level = 1; level <= 10; level += 1)
  laughs.push(
    `l${level}: &l${level} [${Array(10)
      .fill(`*l${level - 1}`)
      .join(', ')}]`,
  )

/** Mappings that each merge the one before and add a key. */
const chain = ['m0: &m0 { k0: x }']
for (let level = 1; level <= 2_000; level += 1)
  chain.push(`m${level}: &m${level} { <<: *m${level - 1}, k${level}: x }`)

const wide = `wide: &w { ${Array.from({ length: 4_000 }, (_, key) => `k${key}: x`).join(', ')} }`

describe('aliases and merge keys', () => {
  it.each([
    ['aliases of aliases', laughs.join('\n')],
    ['a list of aliases', `${wide}\nall: [${Array(10_000).fill('*w').join(', ')}]`],
    ['merges of merges', chain.join('\n')],
    ['a list of mappings to merge', `${wide}\nall: { <<: [${Array(5_000).fill('*w').join(', ')}] }`],
    ['many merge keys in one mapping', `${wide}\nall:\n${Array(5_000).fill('  <<: *w').join('\n')}`],
    [
      'aliases of a long text',
      `text: &t "${'x'.repeat(20_000)}"\nall: [${Array(2_000).fill('*t').join(', ')}]`,
    ],
  ])('%s that make a file grow beyond the limit are refused, in little memory', async (_, text) => {
    const before = process.memoryUsage().heapUsed
    expect(await refusal(text + BUNDLE)).toMatch(
      /aliases and merge keys make the file grow by more than 16 MiB at line \d+, column \d+/,
    )
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(300 * 1024 * 1024)
  })

  it('may be many, as long as the file stays small', async () => {
    const many = Array.from(
      { length: 2_000 },
      (_, index) => `  app-x${index}x: { <<: *common, options: { source: *source } }`,
    )
    const bundle = await readBundle(
      `variables: { source: &source cloud:focal-yoga, common: &common { charm: ubuntu } }\napplications:\n${many.join('\n')}\n`,
    )
    expect(Object.keys(bundle.applications)).toHaveLength(2_000)
  })

  it.each(['x: &x { a: *x }', 'x: &x [*x]', 'x: &x { <<: *x }', 'x: &x { a: { b: [*x] } }'])(
    '%s contains itself and is refused',
    async (text) => expect(await refusal(text + BUNDLE)).toContain('the value of &x contains itself'),
  )

  it('merge as YAML says: own keys first, then the first mapping of a list', async () => {
    const { applications } = await readBundle(`
one: &one { charm: one, channel: edge, num_units: 1 }
two: &two { charm: two, channel: beta, base: ubuntu@22.04 }
applications: { a: { num_units: 3, <<: [*one, *two] } }
`)
    expect(applications.a).toMatchObject({ charm: 'one', channel: 'edge', base: 'ubuntu@22.04', numUnits: 3 })
    for (const value of ['5', '[5]', '~', '*list'])
      expect(await refusal(`list: &list [{ a: 1 }]\nx: { <<: ${value} }${BUNDLE}`)).toContain(
        '<< takes a mapping or a list of mappings',
      )
  })
})

describe('odd YAML', () => {
  it.each([
    ['lists', '['.repeat(200_000)],
    ['mappings', '{a: '.repeat(100_000)],
    ['dashes', '- '.repeat(100_000)],
    ['keys', '? '.repeat(100_000)],
    ['blocks', Array.from({ length: 300 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
  ])('nested too deep in %s is refused', async (_, text) => {
    expect(await refusal(text)).toContain('lists and mappings are nested more than 100 deep at line ')
  })

  it('nested in reasonable depth is read', async () => {
    const deep = `x: ${'['.repeat(80)}${']'.repeat(80)}`
    expect((await readBundle(deep + BUNDLE)).applications.a?.charm).toBe('ubuntu')
  })

  it.each([
    ['\u0007', 'U+0007'],
    ['\u009f', 'U+009F'],
    ['\ud800', 'U+D800'],
  ])('with a character that YAML does not allow names it', async (character, name) => {
    expect(await refusal(`${BUNDLE}description: a${character}b\n`)).toContain(
      `the character ${name}, which YAML does not allow: write it as "\\u${name.slice(2)}" at line 3, column 15`,
    )
  })

  it('keeps such characters where they are escaped, and U+0085 as it is', async () => {
    const { applications } = await readBundle(
      'applications: { a: { charm: ubuntu, options: { bell: "a\\u0007b", next: "a\u0085b\u2028c" } } }',
    )
    expect(applications.a?.options).toEqual({ bell: 'a\u0007b', next: 'a\u0085b\u2028c' })
  })

  it('of version 1.2 is refused: its words and numbers mean something else', async () => {
    expect(await refusal(`%YAML 1.2\n---${BUNDLE}`)).toContain('%YAML 1.2: Juju reads YAML 1.1')
    expect((await readBundle(`%YAML 1.1\n---${BUNDLE}`)).applications.a?.charm).toBe('ubuntu')
  })

  it.each([
    ['!!str 5', '5'],
    ['!!int "5"', 5],
    ['!!float 3', 3],
    ['!!bool "yes"', true],
    ['!!binary aGk=', 'hi'],
    ['!mine 5', '5'],
    ['2001-12-14', '2001-12-14'],
  ])('%s is read by its tag', async (text, value) => {
    const { applications } = await readBundle(`applications: { a: { charm: u, options: { k: ${text} } } }`)
    expect(applications.a?.options).toEqual({ k: value })
  })

  it.each(['!!int yes', '!!bool 1', '!!float x', '!!null 0', '!!binary "?"'])(
    '%s contradicts its tag and is refused',
    async (text) =>
      expect(await refusal(`applications: { a: { charm: u, options: { k: ${text} } } }`)).toContain('tag !!'),
  )
})
