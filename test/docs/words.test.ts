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
  // Metaphors and riddles.
  /tells? the truth/i,
  /\ba first success\b/i,
  /\b(key rack|the house|this house)\b/i,
  /\b(in|of|its|their|own|the) rooms?\b/i,
  /\bthe faces? of\b/i,
  /\bnobody (listens|looks|asks|asked|can|is|that|has|knows|sees|waits)\b|\b(by|although|if|of|and) nobody\b(?!')/i,
  /\bsomebody (does|looks|who)\b/,
  /without a word/i,
  /nine hundred/i,
  /trusted here/i,
  /, which is no\b/i,
  /\bsat out\b/i,
  /failures? in passing/i,
  /\bunknown fate\b|\bwhose fate\b/i,
  /\bin silence\b/i,
  /\bcomes? to nothing\b|\bcalls? comes? to\b/i,
  /\bspells? out\b|\bspeaks? of\b|\bsays? goodbye\b/i,
  /\bvanish(es|ed)?\b/i,
  /\bvalues travel\b|\bgives? back\b|\bwhen all goes well\b/i,
  /\b(look after look|each look|two looks|a failed look|every look|first look)\b/i,
  /\b(machine|host|server) that is none\b|\b(text|number|server|URL) that is none\b/i,
  /\bwithout end\b|\bagain and again\b/i,
  /\bas people (write|have|use|know)\b|\bpeople bring along\b/i,
  /\bsaid to be\b|\bcannot be (meant|right)\b/i,
  /\bas good as\b|\bhanded on\b/i,
  // Inversions and archaic forms.
  /what is absent stays/i,
  /\ball the same\b/i,
  /\bwhoever\b|\bwho asks\b|\buntil you ask\b/i,
  /\bnothing is sent (until|before)\b/i,
  /\banswers so\b|\banswer so\b/i,
  /\*\* Tells\b|\btells the (release|person)\b|\bis told to the\b/i,
  /\bwhat (it|one) tells\b|\bwere (it|one) left\b/i,
  /\b(once|where) (it is|they are|the library is) there\b/i,
  /\b(it|they) (needs?|takes?|asks?) (it|them) by (itself|themselves)\b/i,
  /\bthe very (pairs|same)\b/i,
  // Names of helpers.
  /\bfunction (bad|explained|told)\(|\bconst (bad|explained|told) = (async )?\(/,
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
