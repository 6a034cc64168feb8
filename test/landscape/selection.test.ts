import { describe, expect, it } from 'vitest'
import type { OperationFacts } from '../../src/core/operations.js'
import { fieldsOf } from '../../src/core/shape/shape.js'
import { shapes as actionShapes } from '../../src/landscape/generated/actions/shapes.js'
import { resources } from '../../src/landscape/generated/resources.js'
import {
  ConfigurationError,
  type LandscapeClient,
  landscapeAll,
  landscapeAnyOf,
  landscapeQuery,
} from '../../src/landscape/index.js'
import { failure, startLab } from './support.js'

/** What plain JavaScript may pass. */
type Loose = Record<string, Record<string, (...args: unknown[]) => PromiseLike<unknown>>>

/** The signed operations that change what a query selects. */
const changes = Object.entries(resources).flatMap(([resource, parts]) =>
  parts.flatMap(([, operations]) =>
    Object.entries(operations as Record<string, OperationFacts & { action?: string }>).flatMap(
      ([method, operation]) => {
        const shape = actionShapes[operation.params ?? '']
        const fields = typeof shape === 'object' ? fieldsOf(shape, {}) : []
        return operation.action === undefined ||
          operation.action.startsWith('Get') ||
          !fields.some(({ name }) => name === 'query')
          ? []
          : [{ resource, method, action: operation.action, fields }]
      },
    ),
  ),
)

const values: Record<string, unknown> = { tags: ['x'], packages: ['bash'], access_group: 'global', key: 'k' }

const argumentsOf = ({ fields }: (typeof changes)[number]): Record<string, unknown> =>
  Object.fromEntries(
    fields
      .filter(({ name, required }) => required && name !== 'query')
      .map(({ name }) => [name, values[name]]),
  )

const addTags = (landscape: LandscapeClient, query: unknown): PromiseLike<unknown> =>
  landscape.computers.addTags({ query: query as string, tags: ['x'] })

describe('what a change selects', () => {
  it('knows the operations that take a query', () => {
    expect(changes.map(({ resource, method }) => `${resource}.${method}`)).toEqual(
      expect.arrayContaining(['computers.addTags', 'packages.upgrade', 'activities.cancel']),
    )
  })

  it.each(changes)('$resource.$method refuses a query that is empty', async (change) => {
    await using lab = await startLab()
    const call = (lab.landscape as unknown as Loose)[change.resource]?.[change.method]
    const more = argumentsOf(change)
    expect((await failure(call?.({ ...more, query: '' }) as PromiseLike<unknown>)).message).toContain(
      'or landscapeAll if everything is meant',
    )
    for (const query of ['', '  ', '\n\t', '\u00a0', null, undefined]) {
      expect(await failure(call?.({ ...more, query }) as PromiseLike<unknown>)).toBeInstanceOf(
        ConfigurationError,
      )
      const options = { extra: { query } }
      expect(
        await failure(call?.({ ...more, query: 'tag:web' }, options) as PromiseLike<unknown>),
      ).toBeInstanceOf(ConfigurationError)
      expect(await failure(lab.landscape.call(change.action, { ...more, query }))).toBeInstanceOf(
        ConfigurationError,
      )
    }
    for (const [name, value] of Object.entries(more)) {
      if (!Array.isArray(value)) continue
      for (const empty of [[], null])
        expect(
          await failure(lab.landscape.call(change.action, { ...more, query: 'tag:web', [name]: empty })),
        ).toBeInstanceOf(ConfigurationError)
    }
    expect(lab.simulator.exchanges).toEqual([])
  })

  it('everything, where the caller says so', async () => {
    await using lab = await startLab()
    expect(await lab.landscape.computers.addTags({ query: landscapeAll, tags: ['x'] })).toHaveLength(3)
    expect(await lab.landscape.call('AddTagsToComputers', { query: landscapeAll, tags: ['x'] })).toHaveLength(
      3,
    )
  })

  it('no package list means all packages, an empty one is refused', async () => {
    await using lab = await startLab()
    const { landscape, simulator } = lab
    for (const packages of [[], null])
      for (const call of [
        landscape.packages.upgrade({ query: 'tag:web', packages: packages as string[] }),
        landscape.packages.upgrade({ query: 'tag:web' }, { extra: { packages } }),
        landscape.call('UpgradePackages', { query: 'tag:web', packages }),
      ])
        expect(await failure(call)).toBeInstanceOf(ConfigurationError)
    expect(simulator.exchanges).toEqual([])
  })

  it('REST: a blank query of a change is refused in the URL and in the body', async () => {
    await using lab = await startLab()
    const { landscape, simulator } = lab
    for (const request of [{ query: { query: '' } }, { body: { query: ' ' } }, { query: { ids: [] } }])
      expect(await failure(landscape.rest('POST', 'computers:delete', request))).toBeInstanceOf(
        ConfigurationError,
      )
    expect(simulator.exchanges).toEqual([])
  })

  it.each([
    'tag:web or tag:db',
    'tag:web Or tag:db',
    'tag:web AND tag:db',
    'tag:web and tag:db',
    'not tag:web',
    'tag:web && tag:db',
    '(tag:web)',
    'tag:web (id:1 OR id:2)',
  ])('%s is refused, also for a list', async (query) => {
    await using lab = await startLab()
    for (const call of [
      addTags(lab.landscape, query),
      lab.landscape.computers.list({ query }),
      lab.landscape.call('GetComputers', { query }),
      lab.landscape.v2.computers.list({ query }),
    ]) {
      const error = await failure(call)
      expect(error).toBeInstanceOf(ConfigurationError)
      expect(error.message).toContain(JSON.stringify(query))
    }
    expect(lab.simulator.exchanges).toEqual([])
  })

  it('an alternative without the common term never changes a computer', async () => {
    await using lab = await startLab()
    const { landscape } = lab
    const [web1, web2, db1] = await landscape.computers.list()
    const ids = [web1, db1].map((computer) => computer?.id ?? 0)
    for (const query of [
      `tag:web ${landscapeAnyOf('id', ids)}`,
      `${landscapeAnyOf('id', ids)} tag:web`,
      `tag:web id:1 OR`,
      'tag:web NOT',
    ])
      expect(await failure(addTags(landscape, query))).toBeInstanceOf(ConfigurationError)
    const changed = await landscape.computers.addTags({
      query: landscapeQuery`tag:web id:${ids}`,
      tags: ['x'],
    })
    expect(changed.map(({ id }) => id)).toEqual([web1?.id])
    expect(web2?.tags).not.toContain('x')
  })

  it.each([
    'tag:web',
    'tag:web NOT id:1',
    'id:1 OR id:2',
    '"or" title:"and (x)"',
    'tag:a id:1 OR tag:a id:2',
  ])('%s is sent as it is', async (query) => {
    await using lab = await startLab()
    await addTags(lab.landscape, query)
    expect(lab.simulator.exchanges).toHaveLength(1)
  })
})
