import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FullStatus } from '../../src/juju/generated/facades/client.js'

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url))
const root = `${shared}reference/juju/recorded-4.0.15/`

/** Whether the recordings of the real controller are available; they are not part of the repository. */
export const haveRecordings = existsSync(root)

/** Suffix of the names of tests that need them. */
export const skipped = haveRecordings ? '' : ' (skipped without ../shared/reference)'

export const recording = (name: string): unknown => JSON.parse(readFileSync(`${root}${name}.json`, 'utf8'))

export const bundleText = (name: string): string => readFileSync(`${shared}bundles/${name}.yaml`, 'utf8')

export interface Call {
  /** `commands/integrate`. */
  file: string
  facade: string
  version: number
  method: string
  params: unknown
  reply: { response?: unknown; error?: string; 'error-code'?: string }
}

interface CallError {
  message: string
  code: string
}

/** Every call of the recordings with its reply. */
export function recordedCalls(): Call[] {
  const files = [
    ...['commands', 'charmhub', 'clouds-offers-users'].flatMap((folder) =>
      readdirSync(root + folder)
        .filter((file) => file.endsWith('.json'))
        .map((file) => `${folder}/${file.slice(0, -5)}`),
    ),
    'login',
    'errors',
    'model-calls',
    'permissions',
  ]
  return [...files.flatMap((file) => callsIn(recording(file), file)), ...rawCalls()]
}

/** Calls made by hand, whose replies are recorded without their envelopes. */
const rawCalls = (): Call[] =>
  (recording('raw-calls') as (Omit<Call, 'reply'> & { reply?: unknown; error?: CallError })[]).map(
    ({ facade, version, method, params, reply, error }) => ({
      file: 'raw-calls',
      facade,
      version,
      method,
      params,
      reply: error === undefined ? { response: reply } : { error: error.message, 'error-code': error.code },
    }),
  )

export function callsIn(value: unknown, file: string): Call[] {
  if (typeof value !== 'object' || value === null) return []
  const { request, reply } = value as {
    request?: { type?: string; version?: number; request?: string; params?: unknown }
    reply?: Call['reply']
  }
  if (
    request?.type !== undefined &&
    request.request !== undefined &&
    typeof reply === 'object' &&
    reply !== null
  )
    return [
      {
        file,
        facade: request.type,
        version: request.version ?? 0,
        method: request.request,
        params: request.params,
        reply,
      },
    ]
  return Object.values(value).flatMap((part) => callsIn(part, file))
}

/** The status that a recorded run of `juju status` got. */
export function recordedStatus(name: string): FullStatus {
  const call = callsIn(recording(name), name).find(({ method }) => method === 'FullStatus')
  if (call === undefined) throw new Error(`no FullStatus in ${name}`)
  return call.reply.response as FullStatus
}
