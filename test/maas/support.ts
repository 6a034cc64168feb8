import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Caller, PathArguments, RestOperation } from '../../src/core/operations.js'
import { List } from '../../src/core/list.js'
import { Pending } from '../../src/core/reply.js'
import { createMaasClient, type MaasClient, type MaasClientOptions } from '../../src/maas/index.js'
import { EventsOperations } from '../../src/maas/generated/events.js'
import { MachinesOperations } from '../../src/maas/generated/machines.js'
import { ResultsOperations } from '../../src/maas/generated/results.js'
import { TagsOperations } from '../../src/maas/generated/tags.js'
import { UsersOperations } from '../../src/maas/generated/users.js'
import { VersionOperations } from '../../src/maas/generated/version.js'

export const API_KEY = 'consumerkey0000001:tokenkey0000000002:tokensecret0000000000000000000003'

/** A client without proxies and long pauses. */
export const client = (url: string, options: Partial<MaasClientOptions> = {}): MaasClient =>
  createMaasClient({
    url: url.includes('/MAAS') ? url : `${url}/MAAS`,
    apiKey: API_KEY,
    proxy: false,
    retries: { baseMs: 1, maxMs: 2 },
    ...options,
  })

export const recordedFolder = fileURLToPath(
  new URL('../../../shared/reference/maas/recorded-3.4.10/', import.meta.url),
)
export const haveReference = existsSync(recordedFolder)
export const skipped = haveReference ? '' : ' (skipped without ../shared/reference)'

export const recordedReply = (name: string): unknown =>
  JSON.parse(readFileSync(`${recordedFolder}${name}.json`, 'utf8'))

export const publishedExample = (name: string): unknown =>
  JSON.parse(readFileSync(`${recordedFolder}../examples/${name}.json`, 'utf8'))

/** Every operation that the client has, as the generated code hands them on. */
export function allOperations(): RestOperation[] {
  const operations: RestOperation[] = []
  const note = (operation: RestOperation, _path: PathArguments): void => void operations.push(operation)
  const caller: Caller<RestOperation> = {
    call: (operation, path) => {
      note(operation, path)
      return Pending.ofReply(new Promise(() => {}), operation.id)
    },
    list: (operation, path) => {
      note(operation, path)
      return new List(() => new Promise(() => {}), operation.id)
    },
  }
  for (const Group of [
    EventsOperations,
    MachinesOperations,
    ResultsOperations,
    TagsOperations,
    UsersOperations,
    VersionOperations,
  ]) {
    const group = new Group(caller) as unknown as Record<string, (...args: unknown[]) => unknown>
    for (const name of Object.getOwnPropertyNames(Group.prototype))
      if (name !== 'constructor') group[name]?.('id', {})
  }
  return operations
}

/** The operation that a recorded request was, if the client has it. */
export function operationOf(
  operations: readonly RestOperation[],
  method: string,
  path: string,
  op: string | undefined,
): RestOperation | undefined {
  const below = path.replace(/^\/MAAS\/api\/2\.0\//, '')
  return operations.find(
    (one) =>
      one.method === method &&
      one.op === op &&
      new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(below),
  )
}
