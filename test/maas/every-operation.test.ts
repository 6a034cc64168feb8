import { describe, expect, it } from 'vitest'
import type { ResponseError } from '../../src/core/errors.js'
import { TEXT_FORMS } from '../../src/core/shape/text-forms.js'
import type { Type } from '../../src/core/shape/type.js'
import { startServer } from '../support/http-server.js'
import { callOf, paramsOf, requiredOf } from './arguments-of.js'
import { allOperations, client, firstLine } from './support.js'

/** Values that a type refuses, such as a word that a closed enum does not have. */
function wrongValues(type: Type): unknown[] {
  switch (type.kind) {
    case 'plain':
      return type.name in TEXT_FORMS ? ['no such form', 7] : type.name === 'any' ? [] : [Symbol('wrong')]
    case 'enum':
      return type.open ? [7] : ['no_such_word', 7]
    case 'array':
      return wrongValues(type.of).map((value) => [value])
    case 'nullable':
      return wrongValues(type.of)
    case 'map':
    case 'ref':
    case 'union':
      return []
  }
}

const failure = async (call: PromiseLike<unknown>): Promise<Error> =>
  await Promise.resolve(call).then(
    () => expect.fail('it succeeded'),
    (error: unknown) => error as Error,
  )

describe('bad input to any operation', () => {
  it('is a ConfigurationError that names the parameter, and nothing is sent', async () => {
    await using server = await startServer((_, response) => response.writeHead(404).end('Not Found'))
    await using maas = client(server.url, { retries: 0 })
    let checked = 0
    for (const operation of allOperations) {
      const required = requiredOf(operation)
      for (const { name, type, required: isRequired } of paramsOf(operation)) {
        const { [name]: _, ...others } = required
        const wrong = [
          ...(isRequired ? [others] : []),
          ...wrongValues(type).map((value) => ({ ...required, [name]: value })),
        ]
        for (const given of wrong) {
          const error = await failure(callOf(maas, operation, given))
          const where = `${operation.id} ${name}`
          expect(error, where).toMatchObject({ code: 'ERR_CONFIGURATION', operation: operation.id })
          expect(firstLine(error), where).toMatch(new RegExp(`\\b${name}\\b`))
          checked++
        }
      }
    }
    expect(server.arrived).toHaveLength(0)
    expect(checked).toBeGreaterThan(1000)
  })
})

describe('an operation that a release does not have', () => {
  const limited = allOperations.filter(({ since, until }) => (since ?? until) !== undefined)

  it.each(limited.map((operation) => [operation.id, operation] as const))(
    '%s: the error names the releases that have it',
    async (_id, operation) => {
      await using server = await startServer(({ url }, response) =>
        response.writeHead(404).end(`Unknown API endpoint: ${url}.`),
      )
      await using maas = client(server.url, { retries: 0 })
      const error = (await failure(callOf(maas, operation, requiredOf(operation)))) as ResponseError
      expect(error).toMatchObject({ status: 404, reason: 'not-supported' })
      const releases = operation.since ?? operation.until ?? ''
      expect(firstLine(error)).toMatch(
        new RegExp(
          `(${operation.id} (needs|exists up to) MAAS ${releases}|Only MAAS ${releases} has ${operation.id})`,
        ),
      )
    },
  )
})
