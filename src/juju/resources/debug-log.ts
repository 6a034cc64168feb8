import { AbortedError, ConfigurationError, ConnectionError } from '../../core/errors.js'
import type { Redactor } from '../../core/redact.js'
import { onAbort } from '../../core/signals.js'
import type { SocketEnd } from '../../core/socket/socket.js'
import { checkSignal, shown } from '../checks.js'
import { OPTION_NAMES } from '../connection/connection.js'
import { rpcError } from '../errors.js'
import type { RpcErrorValue } from '../generated/common.js'
import type { Link } from '../connection/endpoint.js'
import { entityOf, isUnitName, machineTag, unitTag, userTag } from '../syntax/tags.js'

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARNING', 'ERROR'] as const

export type LogLevel = (typeof LEVELS)[number]

export interface DebugLogOptions {
  /** The least level that is shown. */
  level?: LogLevel
  /** Entities: a unit (`mysql/0`), a machine (`0/lxd/1`), all units of an application (`mysql`), or a tag with `*`. */
  include?: readonly string[]
  exclude?: readonly string[]
  /** Modules, such as `juju.worker.uniter`. */
  includeModules?: readonly string[]
  excludeModules?: readonly string[]
  /** Ends after so many lines. */
  lines?: number
  /** Lines from before now that come first. */
  backlog?: number
  /** Begins with the oldest line that the controller has. */
  replay?: boolean
  /** Ends with the newest line instead of waiting for more. */
  noTail?: boolean
  /** Begins at this time. */
  from?: Date
  signal?: AbortSignal
}

/** One line of a model's log. */
export interface LogLine {
  /** `mysql/0`, `0/lxd/1`, `controller`. */
  entity: string
  /** RFC 3339, with nanoseconds. */
  time: string
  level: LogLevel | (string & {})
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

/** Lines that may wait for a slow reader before the connection is held up. */
const HOLD_AT = 1000

/** Streams a model's log. The first line of the stream says whether there is one; after `noTail` the server just hangs up (fact 8). */
export async function* debugLog(
  link: Link,
  path: string,
  options: DebugLogOptions,
): AsyncGenerator<LogLine, void, undefined> {
  const { level } = options
  if (level !== undefined && !LEVELS.includes(level))
    throw new ConfigurationError({
      system: 'juju',
      operation: 'debugLog',
      summary: `level is ${shown(level)}, which is no level of a log`,
      hint: `The levels are ${LEVELS.join(', ')}`,
    })
  checkSignal(options.signal)
  const { session, where } = link
  const { settings, redactor } = session
  const signal =
    options.signal === undefined ? session.signal : AbortSignal.any([options.signal, session.signal])
  const details = { system: 'juju', operation: 'debugLog', redactor } as const
  const authorization = `Basic ${Buffer.from(`${userTag(settings.username)}:${settings.password}`).toString('base64')}`
  redactor.add(authorization.slice('Basic '.length))
  const { dial } = await import('../../core/socket/dial.js')
  const socket = await dial({
    ...details,
    label: `Juju log of ${where}`,
    names: OPTION_NAMES,
    urls: settings.endpoints.map((endpoint) => `${endpoint}${path}?${queryOf(options)}`),
    tls: settings.tls,
    headers: { authorization },
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
      if (frames.length >= HOLD_AT) socket.hold()
      wake?.()
    },
    onEnd(ended) {
      end = ended
      wake?.()
    },
  })
  try {
    let started = false
    for (let told = 0; told < (options.lines ?? Number.POSITIVE_INFINITY);) {
      if (signal.aborted)
        throw new AbortedError({ ...details, summary: `The log of ${where} was ended by its signal` })
      const frame = frames.shift()
      if (frame === undefined) {
        if (end !== undefined) {
          if (started && (options.noTail === true || end.code !== 1006)) return
          throw cutOff(where, end, details)
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
          throw rpcError({ facade: 'Log', version: 0, method: 'Stream', where, redactor }, data.error)
        continue
      }
      // The server takes maxLines for the backlog from 3.6.4 on: lines are counted here.
      told++
      yield lineOf(data)
    }
  } finally {
    unlisten()
    await socket.close()
  }
}

/** A line ends in a line break; the first one is an empty object when all is well. */
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
      summary: `The log of ${where} ended: the server sent a line that is not JSON: ${details.redactor.text(frame).slice(0, 80)}`,
      hint: 'Check the address: is it a Juju controller, and is there a proxy between?',
      reason: 'protocol',
      cause,
    })
  }
}

function cutOff(
  where: string,
  end: SocketEnd,
  details: { system: 'juju'; operation: string },
): ConnectionError {
  return new ConnectionError({
    ...details,
    summary: `The log of ${where} was cut off`,
    hint: 'Check the controller; begin again from the time of the last line',
    facts: { 'close code': end.code },
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

const lineOf = ({ tag, ts, sev, mod, loc, msg, lab }: WireLine): LogLine => ({
  entity: entityOf(tag),
  time: ts,
  level: sev,
  module: mod,
  location: loc,
  message: msg,
  labels: Array.isArray(lab) ? lab : Object.entries(lab ?? {}).map(([key, value]) => `${key}=${value}`),
})
