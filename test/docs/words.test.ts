import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

/** What is read. CONTRIBUTING.md is left out: it quotes what not to write. Generated code follows the specification. */
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
  'src',
  'test',
  'simulators/README.md',
  'simulators/src',
  'simulators/test',
]

const NOT_READ = /\/generated\/|^test\/docs\/words\.test\.ts$/

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
  /\bunknown fate\b|\bwhose fate\b/i,
  /\bin silence\b/i,
  /\bsaid to be\b/i,
  /\bcomes? to nothing\b/i,
  /\bcannot be (meant|right)\b/i,
  /\bwhoever\b/i,
  /\bwho asks\b|\buntil you ask\b/i,
  /\*\* Tells\b|\btells the (release|person)\b/,
  /\bnothing is sent until\b/i,
  /\b(once|before) (it is|they are) there\b/i,
  /\bso that it be\b|\bwere it\b/i,
  /\bwithout end\b/i,
  /\bof (its|your|their) own\b instead of/i,
  /\bas people (write|have|use)\b/i,
  /\bgives back\b/i,
  /\blook after look\b|\beach look\b|\btwo looks\b/i,
  /\bwhen all goes well\b/i,
  /\bsay goodbye\b/i,
  /\bspells? out\b|\bspeaks? of\b/i,
  /\bvanish(es)?\b/i,
  /\bconst bad = \(|\bfunction bad\(|\bconst explained = \(/,
]

const root = fileURLToPath(new URL('../..', import.meta.url))
const files = READ.flatMap((path) =>
  statSync(root + path).isFile()
    ? [path]
    : readdirSync(root + path, { recursive: true, encoding: 'utf8' }).map((name) => `${path}/${name}`),
).filter((path) => /\.(ts|md|yaml)$/.test(path) && !NOT_READ.test(path))

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
  expect(files.length).toBeGreaterThan(500)
  expect(found).toEqual([])
})
