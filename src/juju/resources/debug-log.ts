import { type Form, requestForm } from '../../core/arguments.js'
import { isObject } from '../../core/shape/fits.js'
import type { Shapes } from '../../core/shape/shape.js'
import type { FacadeCaller } from '../connection/caller.js'
import { readReply } from '../connection/read-reply.js'
import { unreadableError } from '../connection/request.js'
import { type CallFacts, rpcError } from '../errors.js'
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
  lab: string[] | Record<string, string> | null
}

/** The first frame of a log is an empty object, or has an error. */
const shapes: Shapes = {
  FirstFrame: { 'error?': 'Failure' },
  Failure: { message: 'string', code: 'string', 'info?': 'any' },
  Line: {
    tag: 'string',
    ts: 'string',
    sev: 'string',
    mod: 'string',
    loc: 'string',
    msg: 'string',
    lab: 'string[] | map<string> | null',
  },
}

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
  const { LogStream } = await import('../connection/log-stream.js')
  const { noTail = false, lines = Number.POSITIVE_INFINITY, signal } = options
  const request = { operation: OPERATION, path: `${path}?${queryOf(options)}`, signal, ends: noTail }
  const log = await LogStream.open(caller, request)
  try {
    const call = { ...caller.factsOf({ facade: 'Log', method: 'Stream' }), operation: OPERATION }
    const { error } = read(call, 'FirstFrame', await log.first()) as { error?: RpcErrorValue }
    if (error !== undefined) throw rpcError(call, error)
    // The server takes maxLines for the backlog from 3.6.4 on: lines are counted here.
    for (let count = 0; count < lines; count++) {
      const frame = await log.next()
      if (frame === undefined) return
      yield lineOf(read(call, 'Line', frame) as WireLine)
    }
  } finally {
    await log.close()
  }
}

/** Parses a frame. Throws `ConnectionError` with reason `protocol`. */
function read(call: CallFacts, type: string, frame: string): unknown {
  const request = { ...call, params: {}, changes: false, timeoutMs: 0 }
  let data: unknown
  try {
    data = JSON.parse(frame)
  } catch (cause) {
    const shown = call.redactor.text(frame.slice(0, 10_000)).slice(0, 80)
    throw unreadableError(request, `the server sent a line that is not JSON: ${shown}`, cause)
  }
  if (!isObject(data)) throw unreadableError(request, 'the server sent a line that is not an object')
  return readReply(request, shapes, type, data)
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
