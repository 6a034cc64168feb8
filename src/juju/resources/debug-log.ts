import { type Form, requestForm } from '../../core/arguments.js'
import { AbortedError, ConnectionError } from '../../core/errors.js'
import type { Redactor } from '../../core/redact.js'
import { onAbort } from '../../core/signals.js'
import type { SocketEnd } from '../../core/socket/socket.js'
import type { FacadeCaller } from '../connection/caller.js'
import { OPTION_NAMES } from '../connection/connection.js'
import { clientClosed } from '../connection/pool.js'
import { rpcError } from '../errors.js'
import type { RpcErrorValue } from '../generated/facades/common.js'
import { entityOf, isUnitName, machineTag, unitTag } from '../syntax/tags.js'

export type DebugLogLevel = 'TRACE' | 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR'

export interface DebugLogOptions {
  /** The lowest level that is returned. */
  level?: DebugLogLevel
  /** Entities: a unit (`mysql/0`), a machine (`0/lxd/1`), all units of an application (`mysql`), or a tag with `*`. */
  include?: readonly string[]
  exclude?: readonly string[]
  /** Modules, such as `juju.worker.uniter`. */
  includeModules?: readonly string[]
  excludeModules?: readonly string[]
  /** Ends after this number of lines. */
  lines?: number
  /** The number of earlier lines to begin with. */
  backlog?: number
  /** Begins with the oldest line of the controller. */
  replay?: boolean
  /** Ends with the newest line instead of waiting for more. */
  noTail?: boolean
  /** Begins at this time. */
  from?: Date
  signal?: AbortSignal
}

/** One line of a model's log. */
export interface DebugLogLine {
  /** `mysql/0`, `0/lxd/1`, `controller`. */
  entity: string
  /** RFC 3339, with nanoseconds. */
  time: string
  level: DebugLogLevel | (string & {})
  module: string
  /** File and line. */
  location: string
  message: string
  labels: string[]
}

interface WireLine {
  tag: string
  ts: string
  sev: string
  mod: string
  loc: string
  msg: string
  lab?: string[] | Record<string, string> | null
}

/** The number of unread lines at which reading from the connection pauses. */
const PAUSE_AT = 1000

const OPERATION = 'model.debugLog'

export const debugLogForm: Form<DebugLogOptions> = {
  level: 'enum(TRACE|DEBUG|INFO|WARNING|ERROR)',
  include: 'string[]',
  exclude: 'string[]',
  includeModules: 'string[]',
  excludeModules: 'string[]',
  lines: 'int',
  backlog: 'int',
  replay: 'bool',
  noTail: 'bool',
  from: 'date',
  signal: requestForm.signal,
}

/** Streams a model's log. The first frame has the result of opening it; after `noTail` the server drops the connection (fact 8). */
export async function* debugLog(
  caller: FacadeCaller,
  path: string,
  options: DebugLogOptions,
): AsyncGenerator<DebugLogLine, void, undefined> {
  const { context, where } = caller
  const { settings, redactor } = context.pool
  const { closing } = context
  const signal = options.signal === undefined ? closing : AbortSignal.any([options.signal, closing])
  const details = { system: 'juju', operation: OPERATION, redactor } as const
  const { dial } = await import('../../core/socket/dial.js')
  const socket = await dial({
    ...details,
    label: `Juju ${OPERATION}`,
    names: OPTION_NAMES,
    urls: settings.endpoints.map((endpoint) => `${endpoint}${path}?${queryOf(options)}`),
    tls: settings.tls,
    headers: settings.login.headers(),
    timeoutMs: settings.connectTimeoutMs,
    maxPayloadBytes: settings.maxReplyBytes,
    signal,
  })
  const frames: string[] = []
  let end: SocketEnd | undefined
  let wake: (() => void) | undefined
  const unlisten = onAbort(signal, () => wake?.())
  socket.listen({
    onText(text) {
      frames.push(text)
      if (frames.length >= PAUSE_AT) socket.hold()
      wake?.()
    },
    onEnd(ended) {
      end = ended
      wake?.()
    },
  })
  try {
    let started = false
    for (let count = 0; count < (options.lines ?? Number.POSITIVE_INFINITY);) {
      if (signal.aborted)
        throw closing.aborted
          ? clientClosed(OPERATION)
          : new AbortedError({ ...details, summary: `Juju ${OPERATION} was aborted by its signal` })
      const frame = frames.shift()
      if (frame === undefined) {
        if (end !== undefined) {
          if (started && (options.noTail === true || end.code !== 1006)) return
          throw connectionLost(where, end, details)
        }
        socket.release()
        await new Promise<void>((resolve) => (wake = resolve))
        wake = undefined
        continue
      }
      const data = parse(frame, where, details)
      if (!started) {
        started = true
        if (data.error)
          throw rpcError(
            { operation: OPERATION, facade: 'Log', version: 0, method: 'Stream', where, redactor },
            data.error,
          )
        continue
      }
      // The server takes maxLines for the backlog from 3.6.4 on: lines are counted here.
      count++
      yield lineOf(data)
    }
  } finally {
    unlisten()
    await socket.close()
  }
}

/** The first frame is an empty object, or has an error. */
function parse(
  frame: string,
  where: string,
  details: { system: 'juju'; operation: string; redactor: Redactor },
): WireLine & { error?: RpcErrorValue | null } {
  try {
    return JSON.parse(frame) as WireLine
  } catch (cause) {
    throw new ConnectionError({
      ...details,
      summary: `Juju ${OPERATION} failed: the server sent a line that is not JSON: ${details.redactor.text(frame).slice(0, 80)}`,
      hint: 'Check that the address is a Juju controller, and any proxy in front of it',
      reason: 'protocol',
      cause,
    })
  }
}

function connectionLost(
  where: string,
  end: SocketEnd,
  details: { system: 'juju'; operation: string },
): ConnectionError {
  return new ConnectionError({
    ...details,
    summary: `Juju ${OPERATION} failed: the connection ended`,
    hint: 'Check the controller; start again with `from` set to the time of the last line',
    facts: { log: where, 'close code': end.code },
    reason: 'closed',
    cause: end.cause,
    isRetryable: true,
  })
}

function queryOf(options: DebugLogOptions): string {
  const query = new URLSearchParams()
  const add = (name: string, values: readonly (string | number | boolean | undefined)[]): void => {
    for (const value of values) if (value !== undefined && value !== false) query.append(name, String(value))
  }
  add('level', [options.level])
  add('includeEntity', (options.include ?? []).map(entityPattern))
  add('excludeEntity', (options.exclude ?? []).map(entityPattern))
  add('includeModule', options.includeModules ?? [])
  add('excludeModule', options.excludeModules ?? [])
  add('backlog', [options.backlog])
  add('replay', [options.replay])
  add('noTail', [options.noTail])
  add('startTime', [options.from?.toISOString()])
  return query.toString()
}

function entityPattern(text: string): string {
  if (/^\d+(\/[a-z]+\/\d+)*$/.test(text)) return machineTag(text)
  if (isUnitName(text)) return unitTag(text)
  return /^(unit|machine|application|controller|model)-/.test(text) ? text : `unit-${text}-*`
}

const lineOf = ({ tag, ts, sev, mod, loc, msg, lab }: WireLine): DebugLogLine => ({
  entity: entityOf(tag),
  time: ts,
  level: sev,
  module: mod,
  location: loc,
  message: msg,
  labels: Array.isArray(lab) ? lab : Object.entries(lab ?? {}).map(([key, value]) => `${key}=${value}`),
})
