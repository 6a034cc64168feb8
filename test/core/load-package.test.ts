import { expect, it } from 'vitest'
import { ConfigurationError } from '../../src/core/errors.js'
import { loadPackage } from '../../src/core/load-package.js'
import { bare, call } from '../support/pipeline.js'
import { failureOf } from '../support/failure.js'

it.each([
  ['esbuild', 'Dynamic require of "node:assert" is not supported', 'docs/bundling.md'],
  ['rollup', 'No such built-in module: node:sqlite', 'docs/bundling.md'],
  ['no installation', "Cannot find package 'undici' imported from /app/index.js", 'Install undici'],
  ['a broken file', 'Unexpected token', 'reinstall undici'],
])('explains why a package cannot be loaded: %s', async (_case, message, hint) => {
  const loaded = loadPackage('undici', () => Promise.reject(new Error(message)))
  await expect(loaded).rejects.toMatchObject({
    message: 'the package undici cannot be loaded',
    hint: expect.stringContaining(hint) as string,
  })
})

it('does not retry a call whose transport cannot be loaded, and does not call it a connection error', async () => {
  let tries = 0
  const { pipeline } = bare({
    transport: {
      send: () => {
        tries++
        return loadPackage('undici', () =>
          Promise.reject(new Error('Dynamic require of "net" is not supported')),
        )
      },
      close: async () => {},
    },
  })
  const error = await failureOf(pipeline.send(call('http://127.0.0.1:1/')))
  expect(error).toBeInstanceOf(ConfigurationError)
  expect(error.message).toMatch(
    /^Test things.get failed: the package undici cannot be loaded. .*docs\/bundling\.md/,
  )
  expect(tries).toBe(1)
})
