import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

/** Where people read. CONTRIBUTING.md is left out: it quotes what not to write. */
const READ = [
  'README.md',
  'AGENTS.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'docs',
  'examples',
  'bench',
  'scripts',
  'api',
]

/** Phrases that the style section of CONTRIBUTING.md replaces. */
const AVOIDED = [
  /tells? the truth/i,
  /first success/i,
  /\b(key rack|the house|this house)\b/i,
  /\b(in|of|its|their|own|the) rooms?\b/i,
  /\bthe faces? of\b/i,
  /\bnobody\b/i,
  /without a word/i,
  /nine hundred/i,
  /trusted here/i,
  /, which is no\b/i,
  /\bsat out\b/i,
  /failures? in passing/i,
  /finds nobody/i,
  /what is absent stays/i,
  /\ball the same\b/i,
  /\bunknown fate\b/i,
]

const root = fileURLToPath(new URL('../..', import.meta.url))
const files = READ.flatMap((path) =>
  statSync(root + path).isFile()
    ? [path]
    : readdirSync(root + path, { recursive: true, encoding: 'utf8' }).map((name) => `${path}/${name}`),
).filter((path) => /\.(ts|md|yaml)$/.test(path))

it('uses plain words', () => {
  const found = files.flatMap((path) =>
    readFileSync(root + path, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        AVOIDED.filter((phrase) => phrase.test(line)).map(
          (phrase) => `${path}:${index + 1}: ${phrase.exec(line)?.[0]}`,
        ),
      ),
  )
  expect(files.length).toBeGreaterThan(30)
  expect(found).toEqual([])
})
