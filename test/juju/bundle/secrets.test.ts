import { inspect } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBundle } from '../../../src/juju/bundle/read.js'
import { simulate, type Simulated } from '../simulated.js'

const secret = fc.string({ unit: fc.constantFrom(...'abcXYZ0189+/=_-'), minLength: 10, maxLength: 30 })
const quoted = (text: string): string => JSON.stringify(text)

const bundle = (text: string, more = ''): string =>
  `applications:\n  web:\n    charm: nginx\n    options:\n      motd: ${quoted(text)}\n${more}`

/** Bundles that Juju refuses, with the value of an option at another place too. */
const mistakes: Record<string, (text: string) => string> = {
  constraints: (text) => bundle(text, `    constraints: ${quoted(`mem=${text}`)}\n`),
  base: (text) => bundle(text, `    base: ${quoted(text)}\n`),
  placement: (text) => bundle(text, `    num_units: 1\n    to: [${quoted(text)}]\n`),
  storage: (text) => bundle(text, `    storage: {data: ${quoted(`,${text},,-`)}}\n`),
  'an offer': (text) => bundle(text, `    offers: {${quoted(`${text}!`)}: {endpoints: [${quoted(text)}]}}\n`),
  saas: (text) => bundle(text, `saas:\n  db: {url: ${quoted(text)}}\n`),
  relation: (text) => bundle(text, `relations:\n- [${quoted(text)}, ${quoted(`db:${text}`)}]\n`),
  'an overlay': (text) => `${bundle(text)}---\napplications:\n  web:\n    constraints: ${quoted(text)}\n`,
  'an unknown key': (text) => bundle(text, `    ${quoted(text)}: 1\n    num_units: -1\n`),
  // These are not readable: the text is not known as that of an option.
  'tag of a number': (text) => bundle('x', `      password: !!int ${quoted(text)}\n`),
  alias: (text) => bundle('x', `      password: *${text.replaceAll(/\W/g, 'x')}\n`),
  header: (text) => bundle('x', `      password: |${text}\n        abc\n`),
  'a text and more': (text) => bundle('x', `      password: "abc" ${text}\n`),
}

describe('the value of an option', () => {
  it.each(Object.keys(mistakes))('is not in the error about a bundle with a mistake: %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(secret, async (planted) => {
        const text = (mistakes[name] as (text: string) => string)(planted)
        const error: unknown = await readBundle(text).then(
          () => undefined,
          (caught: unknown) => caught,
        )
        expect(error, text).toBeInstanceOf(Error)
        const hidden = name === 'alias' ? planted.replaceAll(/\W/g, 'x') : planted
        expect(`${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)}`).not.toContain(
          hidden,
        )
      }),
      { numRuns: 6 },
    )
  })
})

describe('while a bundle is deployed', () => {
  const PLANTED = 'Xk4fW9qLm2Zr'
  const text = bundle(PLANTED).replace('nginx', 'web').replace('motd', 'token')
  let simulated: Simulated
  beforeAll(async () => {
    simulated = await simulate()
    await simulated.juju.models.add('shop')
  })
  afterAll(() => simulated[Symbol.asyncDispose]())

  it.each(['Client.FullStatus', 'Charms.ResolveCharms', 'Charms.AddCharm', 'Application.Deploy'])(
    'it is not in the error when the controller quotes it in its reply to %s',
    async (operation) => {
      simulated.simulator.failCall(operation, { message: `cannot do this with ${PLANTED}` }, { times: 1 })
      const model = simulated.juju.model('shop')
      const error: unknown = await model.deployBundle(text).catch((caught: unknown) => caught)
      const all = `${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)}`
      expect(all).toContain('cannot do this with [redacted]')
      expect(all).not.toContain(PLANTED)
    },
  )
})
