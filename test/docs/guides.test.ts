import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { packageJson } from '../../scripts/entry-points.js'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const repository = packageJson.repository.url.replace(/^git\+/, '').replace(/\.git$/, '')

describe.each([
  'docs/maas.md',
  'docs/maas-machines.md',
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
    'docs/architecture.md',
  ])('%s links to files that exist', (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target)
    const base = new URL(`../../${path}`, import.meta.url)
    expect(links.filter((target) => !existsSync(new URL(target, base)))).toEqual([])
  })

  it('names one repository everywhere', () => {
    expect(packageJson.homepage).toBe(`${repository}#readme`)
    expect(packageJson.bugs).toBe(`${repository}/issues`)
  })
})
