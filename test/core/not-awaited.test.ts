import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '../../src/core/errors.js'
import { List } from '../../src/core/list.js'
import { Pending } from '../../src/core/reply.js'

const response = { status: 200, headers: {}, requestId: 'r', attempts: 1, durationMs: 1 }
const label = 'MAAS machines.list'
const values: Record<string, PromiseLike<number[]>> = {
  Pending: Pending.ofReply(Promise.resolve({ data: [1], response }), label),
  List: new List(async () => ({ data: { items: [1] }, response }), { label, operation: 'machines.list' }),
}
const uses: Record<string, (value: number[]) => unknown> = {
  '.length': (value) => value.length,
  '.map': (value) => value.map((item) => item),
  '.find': (value) => value.find((item) => item === 1),
  '[0]': (value) => value[0],
  'for...of and spread': (value) => {
    for (const item of value) return item
  },
}

describe.each(Object.keys(values))('a %s that is used without await', (name) => {
  it.each(Object.keys(uses))('says so: %s', (use) => {
    const verb = use.includes(' ') ? 'need' : 'needs'
    const message = `${label} was not awaited, and ${use} ${verb} its data. Write \`await\` before the call`
    expect(() => uses[use]?.(values[name] as unknown as number[])).toThrow(ConfigurationError)
    expect(() => uses[use]?.(values[name] as unknown as number[])).toThrow(message)
  })

  it('can be awaited', async () => {
    expect([...((await values[name]) ?? [])]).toEqual([1])
  })
})
