import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { packageJson } from '../../scripts/entry-points.js'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const repository = packageJson.repository.url.replace(/^git\+/, '').replace(/\.git$/, '')

/** The headings of a page, as links to them name them. */
const headingsOf = (page: URL): string[] =>
  [...readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  )

describe.each([
  'docs/maas.md',
  'docs/maas-machines.md',
  'docs/maas-storage-network.md',
  'docs/maas-region.md',
  'docs/juju.md',
  'docs/landscape.md',
])('%s', (path) => {
  const guide = read(path)
  const quotations = [...guide.matchAll(/<!-- from (examples\/[\w-]+\.ts) -->\n```ts\n([\s\S]*?)```/g)]

  it('quotes examples unchanged', () => {
    expect(quotations.length).toBeGreaterThan(3)
    for (const [, file = '', code = ''] of quotations) expect(read(file)).toContain(code)
  })

  it('names the example above each quotation, with a link that works outside the repository', () => {
    for (const [quotation, file = ''] of quotations)
      expect(guide).toContain(`From [${file}](${repository}/blob/main/${file}):\n\n${quotation}`)
  })

  it('has no other TypeScript', () => {
    expect(guide.match(/```ts/g)).toHaveLength(quotations.length)
  })
})

describe('the documentation', () => {
  it.each([
    'README.md',
    'AGENTS.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'CHANGELOG.md',
    ...readdirSync(new URL('../../docs', import.meta.url)).map((name) => `docs/${name}`),
  ])('%s links to files and headings that exist', (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)]
    const base = new URL(`../../${path}`, import.meta.url)
    const missing = links.filter(([, file = '', heading]) => {
      const target = file === '' ? base : new URL(file, base)
      return !existsSync(target) || (heading !== undefined && !headingsOf(target).includes(heading))
    })
    expect(missing.map(([link]) => link)).toEqual([])
  })

  it('names one repository everywhere', () => {
    expect(packageJson.homepage).toBe(`${repository}#readme`)
    expect(packageJson.bugs).toBe(`${repository}/issues`)
  })
})
