import type { RestOperation } from '../core/operations.js'
import { resources } from './generated/resources.js'

/** The operation that a request asks for, by its method, its path below the root of the API, and its op; undefined if none is known. */
export function operationAt(method: string, path: string, op: string | undefined): RestOperation | undefined {
  const asked = partsOf(path, op)
  for (const parts of Object.values(resources))
    for (const [, operations] of parts)
      for (const operation of Object.values(operations) as RestOperation[])
        if (operation.method === method && isSame(partsOf(operation.path), asked)) return operation
  return undefined
}

/** The names of the operations (`op`) that a path has with this method. */
export function opsAt(method: string, path: string): string[] {
  const asked = partsOf(path).parts
  return Object.values(resources).flatMap((resource) =>
    resource.flatMap(([, operations]) =>
      (Object.values(operations) as RestOperation[]).flatMap((operation) => {
        const { parts, op } = partsOf(operation.path)
        return op !== null && operation.method === method && isSamePath(parts, asked) ? [op] : []
      }),
    ),
  )
}

const partsOf = (path: string, op?: string): { parts: string[]; op: string | null } => {
  const [address = '', query = ''] = path.split(/\?(.*)/s)
  return { parts: address.split('/'), op: op ?? new URLSearchParams(query).get('op') }
}

const isSame = (known: ReturnType<typeof partsOf>, asked: ReturnType<typeof partsOf>): boolean =>
  known.op === asked.op && isSamePath(known.parts, asked.parts)

/** The parts of a known operation are in braces where any text may be. */
const isSamePath = (known: readonly string[], asked: readonly string[]): boolean =>
  known.length === asked.length && known.every((part, index) => part.startsWith('{') || part === asked[index])
