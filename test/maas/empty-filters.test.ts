import { describe, expect, it } from 'vitest'
import type { RestOperation } from '../../src/core/operations.js'
import { matches } from '../../src/core/arguments.js'
import { fieldsOf } from '../../src/core/shape/shape.js'
import { shapes } from '../../src/maas/generated/api2/shapes.js'
import { resources } from '../../src/maas/generated/resources.js'
import { answerJson, startServer } from '../support/http-server.js'
import { client } from './support.js'

/** What plain JavaScript may pass. */
type Loose = Record<string, Record<string, (...args: unknown[]) => PromiseLike<unknown>>>

/** Every parameter of a list that may be a list itself. */
const filters = Object.entries(resources).flatMap(([resource, parts]) =>
  parts.flatMap(([, operations]) =>
    Object.entries(operations as Record<string, RestOperation>).flatMap(
      ([method, { list, params, path }]) => {
        const shape = shapes[params ?? '']
        if (list === undefined || typeof shape !== 'object') return []
        return fieldsOf(shape, {})
          .filter(({ facts }) => facts.type.split(' | ').some((type) => matches(type, [])))
          .map(({ name, facts }) => ({
            resource,
            method,
            name,
            empty: facts.empty,
            ids: path.match(/\{/g)?.length ?? 0,
          }))
      },
    ),
  ),
)

describe('an empty list as a filter', () => {
  it('is known for lists with many filters', () => {
    expect(filters.map(({ resource, method, name }) => `${resource}.${method} ${name}`)).toEqual(
      expect.arrayContaining([
        'machines.list id',
        'machines.list pool',
        'machines.list not_tags',
        'events.query id',
      ]),
    )
  })

  it.each(filters)('$resource.$method: $name ($empty) never selects everything', async (filter) => {
    const { resource, method, name, empty, ids } = filter
    await using server = await startServer((_, response) => answerJson(response, [{ system_id: 'abc123' }]))
    await using maas = client(server.url, { validate: 'off' })
    const list = (maas as unknown as Loose)[resource]?.[method]
    const outcome = await Promise.resolve(list?.(...Array(ids).fill('abc'), { [name]: [] })).then(
      (items) => items,
      (error: { code: string }) => error.code,
    )
    if (name.startsWith('not_')) {
      expect(outcome).toHaveLength(1)
      expect(server.arrived[0]?.url).not.toContain(name)
      return
    }
    expect(outcome).toEqual(empty === 'nothing' ? [] : 'ERR_CONFIGURATION')
    expect(server.arrived).toEqual([])
  })

  it('is refused where a machine is taken, and in requests without a method', async () => {
    await using server = await startServer((_, response) => answerJson(response, []))
    await using maas = client(server.url)
    for (const call of [
      maas.machines.allocate({ pool: [] }),
      maas.request('GET', 'machines/', { query: { id: [] } }),
      maas.request('POST', 'machines/', { op: 'release', form: { machines: [] } }),
      maas.machines.list({}, { extra: { id: [] } }),
    ])
      await expect(call).rejects.toMatchObject({ code: 'ERR_CONFIGURATION' })
    expect(server.arrived).toEqual([])
  })
})
