import { start } from 'node:repl'
import { PassThrough } from 'node:stream'
import { inspect } from 'node:util'
import { createJujuClient, createLandscapeClient, createMaasClient } from 'canonical-stack'
import { startSimulator } from 'canonical-stack-simulators'
import { beforeAll, expect, it } from 'vitest'

const context: Record<string, object> = {}

beforeAll(async () => {
  await using simulator = await startSimulator()
  const juju = createJujuClient.fromEnv(simulator.env)
  Object.assign(context, {
    maas: createMaasClient.fromEnv(simulator.env),
    juju,
    landscape: createLandscapeClient.fromEnv(simulator.env),
    model: juju.model('admin/openstack'),
  })
})

/** What a REPL offers after `NAME.` and the tab key, without the members of every object. */
async function completions(name: string): Promise<string[]> {
  const repl = start({ input: new PassThrough(), output: new PassThrough() })
  Object.assign(repl.context, context)
  const found = await new Promise<string[]>((resolve, reject) =>
    repl.completer(`${name}.`, (error, result) => (error ? reject(error) : resolve(result?.[0] ?? []))),
  )
  repl.close()
  const common = [...Object.getOwnPropertyNames(Object.prototype), '']
  return found.map((member) => member.slice(name.length + 1)).filter((member) => !common.includes(member))
}

it.each(['maas', 'juju', 'landscape', 'model', 'maas.machines', 'model.applications', 'juju.models'])(
  'completes what %s prints, and nothing else',
  async (name) => {
    const offered = await completions(name)
    expect(offered.length).toBeGreaterThan(3)
    const [start = '', member] = name.split('.')
    const value = member === undefined ? context[start] : (context[start] as Record<string, unknown>)[member]
    const printed: string[] = inspect(value).match(/\w+/g) ?? []
    expect(offered.filter((word) => !printed.includes(word))).toEqual([])
  },
)
