import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createContext, Script } from 'node:vm'
import { parseAst } from 'rolldown/parseAst'
import { describe, expect, it } from 'vitest'
import { type Attack, attacksOn } from '../support/attack-strings.js'

interface Pattern {
  place: string
  pattern: string
  flags: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Files that build patterns while they run, from constants of their own: route tables with `[^/]+`, `\d+` and `.+`. Their patterns are
 * not in the list below, so a file may be added only if what it builds has no other repetitions.
 */
const BUILD_PATTERNS = [
  'simulators/src/juju/server/router.ts',
  'simulators/src/landscape/server/route.ts',
  'simulators/src/maas/handlers/dns-records.ts',
  'simulators/src/maas/handlers/dns.ts',
  'simulators/src/maas/handlers/domains.ts',
  'simulators/src/maas/handlers/networks.ts',
  'simulators/src/maas/replies/float.ts',
  'simulators/src/maas/server/router.ts',
]

/** Every regular expression literal of the sources, and the files that call the constructor. */
function patternsOfSources(): { patterns: Pattern[]; constructors: Set<string> } {
  const patterns: Pattern[] = []
  const constructors = new Set<string>()
  for (const folder of ['src', 'simulators/src'])
    for (const name of readdirSync(join(root, folder), { recursive: true }).map(String)) {
      if (!name.endsWith('.ts')) continue
      const file = `${folder}/${name}`
      const source = readFileSync(join(root, file), 'utf8')
      if (!source.includes('/')) continue
      const visit = (node: unknown): void => {
        if (typeof node !== 'object' || node === null) return
        const { type, regex, start, callee } = node as Record<string, unknown>
        if (type === 'Literal' && typeof regex === 'object' && regex !== null) {
          const line = source.slice(0, Number(start)).split('\n').length
          patterns.push({ place: `${file}:${line}`, ...(regex as { pattern: string; flags: string }) })
        }
        if ((callee as { name?: string } | undefined)?.name === 'RegExp') constructors.add(file)
        for (const child of Object.values(node)) visit(child)
      }
      visit(parseAst(source, { lang: 'ts' }))
    }
  return { patterns, constructors }
}

/** Characters of the first, quick tries; and of the second, which tells a slow pattern from a busy machine. */
const SHORT = 4000
const LONG = 400_000
/** A linear pattern takes far less than this for the short text, and less than a hundredth of the limit for the long one. */
const SUSPICIOUS_MS = 2
const LIMIT_MS = 2000
/** Ends the search where a pattern takes exponential time. */
const TOTAL_MS = 10_000

const SCRIPT = new Script(`{
  const regExp = new RegExp(pattern, flags)
  const longestMs = (attack, length) => {
    const { prefix, unit, suffix } = attack
    const text = prefix + unit.repeat(Math.ceil(length / unit.length)) + suffix
    const startMs = now()
    if (flags.includes('g')) text.replace(regExp, '')
    else regExp.test(text)
    return now() - startMs
  }
  for (const attack of attacks) {
    tried.attack = attack
    if (longestMs(attack, Math.max(${SHORT}, 1000 * attack.unit.length)) > ${SUSPICIOUS_MS} && longestMs(attack, ${LONG}) > ${LIMIT_MS}) break
    tried.attack = undefined
  }
}`)

/** The text that a pattern needs too long for; undefined if there is none. */
function slowText({ pattern, flags }: Pattern, totalMs = TOTAL_MS): Attack | undefined {
  const tried: { attack?: Attack } = {}
  const context = createContext({
    pattern,
    flags,
    tried,
    attacks: attacksOn(pattern),
    now: () => performance.now(),
  })
  try {
    SCRIPT.runInContext(context, { timeout: totalMs })
  } catch (error) {
    // An error of another realm is no instance of Error here.
    if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
  }
  return tried.attack
}

describe('regular expressions take time in proportion to the length of the text', () => {
  const { patterns, constructors } = patternsOfSources()

  it('every literal of the sources', { timeout: 600_000 }, () => {
    expect(patterns.length).toBeGreaterThan(200)
    const unique = new Map(patterns.map((one) => [`/${one.pattern}/${one.flags}`, one]))
    const slow: string[] = []
    for (const [text, one] of unique) {
      const attack = slowText(one)
      if (attack !== undefined) slow.push(`${one.place} ${text} for ${JSON.stringify(attack)}`)
    }
    expect(slow).toEqual([])
  })

  it('others are built only in files that were checked by hand', () => {
    expect([...constructors].toSorted()).toEqual(BUILD_PATTERNS)
  })

  it.each([
    String.raw`<title>\s*([^<]*?)\s*<\/title>`,
    String.raw`released in .*\('New'`,
    'already has ".*" access or greater$',
    String.raw`\s*\n\s*`,
    String.raw`:\S*$`,
    '^[a-z][a-z0-9]*(-[a-z0-9]*[a-z][a-z0-9]*)*$',
    String.raw`^(?:([a-z0-9.+@-]*)\/)?([a-z0-9]+[a-z0-9-]*)$`,
    '^(a|aa)+$',
  ])('finds the slow pattern %s', { timeout: 120_000 }, (pattern) => {
    expect(slowText({ place: '', pattern, flags: '' }, 500)).toBeDefined()
  })
})
