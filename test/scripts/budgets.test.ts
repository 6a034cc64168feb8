import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compare } from '../../scripts/budgets.js'
import { staticImports } from '../../scripts/static-imports.js'

describe('budgets', () => {
  const limits = {
    size: { max: 1000, why: 'small is quick' },
    ratio: { max: 0.5, why: 'starts quickly', noisy: true },
  }

  it.each([
    ['size', 1000, true, 'ok   size: 1,000 of 1,000'],
    ['size', 899, true, 'ok   size: 899 of 1,000; the budget can be lowered'],
    ['size', 1001, false, 'FAIL size: 1,001 is above the budget of 1,000 (small is quick)'],
    ['size', Number.NaN, false, 'FAIL size: NaN is above the budget of 1,000 (small is quick)'],
    ['ratio', 0.1, true, 'ok   ratio: 0.10 of 0.5'],
    ['ratio', 0.52, false, 'FAIL ratio: 0.52 is above the budget of 0.5 (starts quickly)'],
    ['other', 1, false, 'FAIL other: 1; no budget in budgets.json'],
  ])('%s of %d', (name, value, ok, line) => {
    expect(compare(name, value, limits)).toEqual({ ok, line })
  })
})

describe('static imports of a built file', () => {
  it('counts each file once, and names packages, but not what loads on first use', () => {
    const folder = mkdtempSync(join(tmpdir(), 'canonical-stack-imports-'))
    try {
      const entry =
        'import { a } from "./a.js";\nexport { b } from "./b.js";\nconst c = () => import("./c.js");\n'
      const a = 'import { readFileSync } from "node:fs";\nimport {\n  x,\n  y\n} from "eventemitter3";\n'
      const b = 'import "./a.js";\nimport { z } from "zod";\n'
      for (const [name, code] of Object.entries({ entry, a, b, c: 'import "undici";\n' }))
        writeFileSync(join(folder, `${name}.js`), code)
      expect(staticImports(join(folder, 'entry.js'))).toEqual({
        bytes: entry.length + a.length + b.length,
        packages: ['eventemitter3', 'zod'],
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
