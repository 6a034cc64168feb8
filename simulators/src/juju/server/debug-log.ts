import type { WebSocket } from 'ws'
import type { JujuState } from '../state/state.js'
import type { LogLine, Model } from '../state/types.js'
import { errorResult, Refusal } from './refusal.js'

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARNING', 'ERROR'] as const

interface LogRequest {
  level: LogLine['severity'] | undefined
  includeEntity: string[]
  excludeEntity: string[]
  includeModule: string[]
  excludeModule: string[]
  includeLabels: [string, string][]
  excludeLabels: [string, string][]
  replay: boolean
  noTail: boolean
  /** `backlog` and, on 4.x, `maxLines` mean the same. */
  initialLines: number | undefined
  startTime: number | undefined
  /** Version 2 has labels as a map, and the model's UUID. */
  version: number
}

/**
 * Serves the log stream of a model on an open websocket, as `debug-log.json` shows it: authentication comes after the upgrade, the first
 * frame is `{}` or the error, and the end of a `noTail` stream is a dropped connection without a close frame.
 *
 * `authorize` throws a Refusal when the user may not read the log.
 *
 * @internal The types of ws are a development dependency: no declaration may name them.
 */
export function serveDebugLog(
  state: JujuState,
  model: Model,
  query: URLSearchParams,
  authorize: () => void,
  socket: WebSocket,
): void {
  let request: LogRequest
  try {
    authorize()
    request = readQuery(query)
  } catch (error) {
    socket.send(`${JSON.stringify(errorResult(error))}\n`)
    socket.close(1001)
    return
  }
  const text = (line: LogLine) => JSON.stringify(frame(model, line, request.version))
  const first = ['{}\n', ...initialLines(model.log, request).map(text)]
  const last = request.noTail ? first.pop() : undefined
  for (const each of first) socket.send(each)
  if (last !== undefined) {
    socket.send(last, () => socket.terminate())
    return
  }
  const stop = state.onLog((of, line) => {
    if (of === model && matches(line, request)) socket.send(text(line))
  })
  socket.on('close', stop)
}

function initialLines(log: readonly LogLine[], request: LogRequest): LogLine[] {
  const { startTime, replay, initialLines: most } = request
  if (!replay && most === undefined && startTime === undefined) return []
  const found = log.filter(
    (line) => (startTime === undefined || line.time >= startTime) && matches(line, request),
  )
  if (most === undefined) return found
  return replay ? found.slice(0, most) : found.slice(-most)
}

function matches(line: LogLine, request: LogRequest): boolean {
  const { level, includeEntity, excludeEntity, includeModule, excludeModule, includeLabels, excludeLabels } =
    request
  const ofEntity = (tag: string) =>
    tag.endsWith('*') ? line.tag.startsWith(tag.slice(0, -1)) : line.tag === tag
  const inModule = (module: string) => line.module === module || line.module.startsWith(`${module}.`)
  const isLabelled = ([key, value]: [string, string]) => line.labels[key] === value
  return (
    (level === undefined || LEVELS.indexOf(line.severity) >= LEVELS.indexOf(level)) &&
    (includeEntity.length === 0 || includeEntity.some(ofEntity)) &&
    !excludeEntity.some(ofEntity) &&
    (includeModule.length === 0 || includeModule.some(inModule)) &&
    !excludeModule.some(inModule) &&
    includeLabels.every(isLabelled) &&
    !excludeLabels.some(isLabelled)
  )
}

function frame(model: Model, line: LogLine, version: number): Record<string, unknown> {
  const message = {
    tag: line.tag,
    ts: new Date(line.time).toISOString(),
    sev: line.severity,
    mod: line.module,
    loc: line.location,
    msg: line.message,
  }
  return version < 2 ? { ...message, lab: null } : { uuid: model.uuid, ...message, lab: line.labels }
}

function readQuery(query: URLSearchParams): LogRequest {
  const maxLines = readNumber(query, 'maxLines')
  const [replay, noTail] = [readBool(query, 'replay'), readBool(query, 'noTail')]
  const backlog = readNumber(query, 'backlog')
  return {
    replay,
    noTail,
    initialLines: maxLines ?? backlog,
    level: readLevel(query),
    startTime: readTime(query),
    includeEntity: query.getAll('includeEntity'),
    excludeEntity: query.getAll('excludeEntity'),
    includeModule: query.getAll('includeModule'),
    excludeModule: query.getAll('excludeModule'),
    includeLabels: readLabels(query, 'includeLabels'),
    excludeLabels: readLabels(query, 'excludeLabels'),
    version: readNumber(query, 'version') ?? 1,
  }
}

function readNumber(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name)
  if (value === null || value === '') return undefined
  if (!/^\d+$/.test(value)) throw new Refusal(`${name} value "${value}" is not a valid unsigned number`)
  return Number(value)
}

function readBool(query: URLSearchParams, name: string): boolean {
  const value = query.get(name) ?? ''
  if (/^(?:1|t|T|true|TRUE|True)$/.test(value)) return true
  if (/^(?:|0|f|F|false|FALSE|False)$/.test(value)) return false
  throw new Refusal(`${name} value "${value}" is not a valid boolean`)
}

function readLevel(query: URLSearchParams): LogRequest['level'] {
  const value = query.get('level')
  if (value === null || value === '') return undefined
  const level = LEVELS.find((each) => each === value)
  if (level === undefined)
    throw new Refusal(`level value "${value}" is not one of ${LEVELS.map((each) => `"${each}"`).join(', ')}`)
  return level
}

function readTime(query: URLSearchParams): number | undefined {
  const value = query.get('startTime')
  if (value === null || value === '') return undefined
  const time = Date.parse(value)
  if (Number.isNaN(time))
    throw new Refusal(`startTime value "${value}" is not a valid time in RFC3339 format`)
  return time
}

function readLabels(query: URLSearchParams, name: string): [string, string][] {
  return query.getAll(name).map((label) => {
    const [key = '', value = ''] = label.split('=', 2)
    return [key, value]
  })
}
