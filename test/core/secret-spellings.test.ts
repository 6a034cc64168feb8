import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Redactor } from '../../src/core/redact.js'
import { reveals, spelling } from '../support/spellings.js'

const secret = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abcXYZ0189'), minLength: 8, maxLength: 60 }),
  fc
    .string({ unit: fc.constantFrom(...'pÄsß9 !"\'&%$\\<>{}/+=_-.:😀'), minLength: 8, maxLength: 30 })
    .filter((text) => text === text.trim() && /[\p{L}\d].*[\p{L}\d].*[\p{L}\d]/u.test(text)),
)
const around = fc.constantFrom('', ' ', '"', "'", '<', '(', 'key=', '{"a": "', 'no such user: ', '\n', ' -> ')

describe('a secret in any spelling', () => {
  it('is masked', () => {
    fc.assert(
      fc.property(secret, spelling, around, around, (planted, spell, before, after) => {
        const redactor = new Redactor()
        redactor.add(planted)
        const text = `${before}${spell(planted)}${after}`
        fc.pre(reveals(text, planted))
        const clean = redactor.text(text)
        expect(reveals(clean, planted), `${JSON.stringify(text)} became ${JSON.stringify(clean)}`).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })
})
