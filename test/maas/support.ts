import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { StackError } from '../../src/core/errors.js'
import type { RestOperation } from '../../src/core/operations.js'
import { explainMisfit, type ShapeIssue } from '../../src/core/shape/explain.js'
import { shapes } from '../../src/maas/generated/api2/shapes.js'
import { version } from '../../src/maas/generated/api2/version.js'
import { resources } from '../../src/maas/generated/resources.js'
import { startServer } from '../support/http-server.js'
import { createMaasClient, type MaasClient, type MaasClientOptions } from '../../src/maas/index.js'

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

export const publishedExample = (name: string): unknown =>
  JSON.parse(readFileSync(`${recordedFolder}../examples/${name}.json`, 'utf8'))

/** Every known operation of API 2.0. */
export const allOperations: readonly RestOperation[] = [
  ...Object.values(version),
  ...Object.values(resources).flatMap((parts) =>
    parts.flatMap(([, operations]) => Object.values(operations) as RestOperation[]),
  ),
]

/** The differences between a reply and its schema. */
export const replyIssues = ({ reply = 'any' }: RestOperation, value: unknown): readonly ShapeIssue[] =>
  explainMisfit(shapes, reply, value)

/** The operation of a recorded request, if it is known. */
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
      new URLSearchParams(one.path.split('?')[1]).get('op') === (op ?? null) &&
      new RegExp(`^${(one.path.split('?')[0] ?? '').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(below),
  )
}

/** A reply of a test server. */
export interface Answer {
  status: number
  body?: string
  headers?: Record<string, string>
}

/** The error of a call with this reply, and the number of requests. */
export async function refusal(
  answer: Answer | ((count: number) => Answer),
  act: (maas: MaasClient) => PromiseLike<unknown>,
): Promise<{ error: StackError; requests: number; value: unknown }> {
  await using server = await startServer((_, response, count) => {
    const { status, body = '', headers = {} } = typeof answer === 'function' ? answer(count) : answer
    response.writeHead(status, headers).end(body)
  })
  await using maas = client(server.url)
  let value: unknown
  const error = await Promise.resolve(act(maas)).then(
    (done) => void (value = done),
    (caught: unknown) => caught,
  )
  return { error: error as StackError, requests: server.arrived.length, value }
}

export const firstLine = (error: Error): string => error.message.split('\n', 1)[0] ?? ''
