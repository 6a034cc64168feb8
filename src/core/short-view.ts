import { inspect, type InspectOptions } from 'node:util'

/** Lines that a value may take before it is shortened: with the prompt of a REPL it fits a terminal of 24 lines. */
const SCREEN_LINES = 22
const SHORT_TEXT = 40
/** Fields that an object inside another value may have before it is shortened. */
const SMALL = 6

/** The options that Node passes to a custom function; `depth` is that of the whole call. */
type Options = InspectOptions

/** Makes `util.inspect` show a large object on one screen. Its data stays as it is: `{ ...object }` is shown whole. */
export function viewShort<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value))
    return value
  // Objects of a class, such as the body of a download, have a view of their own.
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.defineProperty(value, inspect.custom, {
    value: viewOfRecord,
    configurable: true,
    writable: true,
  })
}

function viewOfRecord(this: object, depth: number | null, options: Options): string {
  const nested = depth !== null && typeof options.depth === 'number' && depth < options.depth
  if (nested && Object.keys(this).length > SMALL) return oneLine(this, options)
  const whole = inspect({ ...this }, { ...options, depth })
  return whole.split('\n').length <= SCREEN_LINES ? whole : oneScreen(this, options)
}

/** The most telling fields: `{ system_id: '4y3h7n', hostname: 'node-1', … 60 more }`. */
function oneLine(record: object, options: Options): string {
  const fields = tellingFields([record])
  const shown = fields.slice(0, 4).map((name) => fieldText(name, (record as Fields)[name], options))
  const rest = Object.keys(record).length - shown.length
  return `{ ${[...shown, ...(rest > 0 ? [`… ${rest} more`] : [])].join(', ')} }`
}

/** All fields that are not empty, as many on a line as fit. */
function oneScreen(record: object, options: Options): string {
  const width = lineWidth()
  const entries = Object.entries(record)
  const filled = entries.filter(([, value]) => !isEmpty(value))
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const [name, value] of filled) {
    const size = fieldText(name, value, { ...options, colors: false }).length + 2
    if (used > 0 && used + size > width) {
      lines.push(line)
      line = ''
      used = 0
    }
    line += `${used === 0 ? '  ' : ' '}${fieldText(name, value, options)},`
    used += size
  }
  lines.push(line)
  const empty = entries.length - filled.length
  const note = `  ${empty > 0 ? `${empty} empty fields; ` : ''}{ ...value } shows all`
  return `{\n${[...lines, note].join('\n')}\n}`
}

/**
 * A list of objects as a table of the most telling fields that fit the line; `undefined` for other items, and for objects without such fields.
 *
 * @param options those that Node passes to a custom function of `util.inspect`
 */
export function tableOf(items: readonly unknown[], options: Options): string | undefined {
  if (!items.every(isRecord)) return undefined
  const rows = items.slice(0, options.maxArrayLength ?? Number.POSITIVE_INFINITY)
  const width = lineWidth()
  const columns: string[][] = []
  let used = 0
  for (const name of tellingFields(rows)) {
    const cells = [name, ...rows.map((row) => cellText(row[name]))]
    const size = Math.max(...cells.map((cell) => cell.length))
    if (used + size + 2 > width) continue
    columns.push(cells.map((cell) => cell.padEnd(size)))
    used += size + 2
  }
  if (columns.length === 0) return undefined
  const lines = Array.from({ length: rows.length + 1 }, (_none, at) =>
    `  ${columns.map((cells) => cells[at]).join('  ')}`.trimEnd(),
  )
  if (rows.length < items.length) lines.push(`  … ${items.length - rows.length} more`)
  return lines.join('\n')
}

type Fields = Record<string, unknown>

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether a value fits in a line: a text, a number, a Boolean, or a list of texts, such as tags. */
const fitsInLine = (value: unknown): boolean =>
  typeof value !== 'object' || (Array.isArray(value) && value.every((item) => typeof item === 'string'))

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0)

/** What people look for first: identity, then name, then state, then what an object of a network or a disk is. */
const FIRST = [
  /^(system_id|id)$/,
  /^(hostname|name|title|username)$/,
  /^(status_name|status|power_state|state|type)$/,
  /^(mac_address|cidr|vid|ip|size)$/,
]

function rank(name: string): number {
  if (name === 'resource_uri') return FIRST.length + 1
  const at = FIRST.findIndex((pattern) => pattern.test(name))
  return at === -1 ? FIRST.length : at
}

/** Names of the fields whose values fit in a line, the most telling first. */
function tellingFields(rows: readonly object[]): string[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const plain = names.filter(
    (name) =>
      // The number of a state says less than its name.
      !names.includes(`${name}_name`) &&
      rows.every((row) => fitsInLine((row as Fields)[name] ?? '')) &&
      rows.some((row) => !isEmpty((row as Fields)[name])),
  )
  return plain.toSorted((a, b) => rank(a) - rank(b))
}

function fieldText(name: string, value: unknown, options: Options): string {
  const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : inspect(name)
  if (Array.isArray(value)) return `${key}: [${value.length}]`
  if (typeof value === 'object' && value !== null) return `${key}: {${Object.keys(value).length}}`
  const short = typeof value === 'string' ? shortened(value) : value
  return `${key}: ${inspect(short, { colors: options.colors ?? false, breakLength: Number.POSITIVE_INFINITY })}`
}

/** A value that fits in a line, as text. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'string' ? value : Array.isArray(value) ? value.join(',') : inspect(value)
  return shortened(text.replaceAll(/\p{Cc}+/gu, ' '))
}

const shortened = (text: string): string =>
  text.length > SHORT_TEXT ? `${text.slice(0, SHORT_TEXT - 1)}…` : text

const lineWidth = (): number => Math.min(160, Math.max(60, process.stdout.columns ?? 80))
