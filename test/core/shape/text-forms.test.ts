import { isIP } from 'node:net'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { TEXT_FORMS } from '../../../src/core/shape/text-forms.js'

const part = fc.constantFrom(
  '0',
  '1',
  '9',
  '10',
  '255',
  '256',
  '300',
  'f',
  'ffff',
  '12345',
  '',
  ':',
  '::',
  '.',
  '%',
  'eth0',
  '/',
)

it('addresses are those of Node', () => {
  const fits = TEXT_FORMS['ip']?.fits as (text: string) => boolean
  fc.assert(
    fc.property(
      fc.oneof(
        fc.ipV4(),
        fc.ipV6(),
        fc.array(part, { maxLength: 9 }).map((parts) => parts.join('')),
        fc.array(part, { maxLength: 9 }).map((parts) => parts.join(':')),
        fc.array(part, { maxLength: 5 }).map((parts) => parts.join('.')),
      ),
      (text) => {
        expect(fits(text), text).toBe(isIP(text) !== 0)
      },
    ),
    { numRuns: 2000 },
  )
})

it('networks have the length that their family allows', () => {
  const fits = TEXT_FORMS['cidr']?.fits as (text: string) => boolean
  fc.assert(
    fc.property(fc.ipV4(), fc.ipV6(), fc.nat(200), (four, six, length) => {
      expect(fits(`${four}/${length}`)).toBe(length <= 32)
      expect(fits(`${six}/${length}`)).toBe(length <= 128)
    }),
  )
})
