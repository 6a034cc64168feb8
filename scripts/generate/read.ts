// Reads the specification strictly: rejects unknown keys and values, with file, line and the nearest known name.
import { readdirSync, readFileSync } from 'node:fs'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { isPair, LineCounter, parseDocument, type Document } from 'yaml'
import { nearNames } from '../../src/core/near-names.js'

/** An error in the specification; the message has file and line. */
export class SpecificationError extends Error {}

/** A file of the specification. */
export interface SpecFile<Content = Record<string, unknown>> {
  /** Path below the root of the repository. */
  path: string
  /** Name without folder and extension. */
  name: string
  content: Content
  /** Fails, naming the line of the value at a path of keys. */
  fail: (problem: string, at?: readonly (string | number)[]) => never
}

/** Reads every YAML file of a folder, ordered by name. */
export function readFolder(root: URL, folder: string): SpecFile[] {
  const validate = validatorOf(readFileSync(new URL('spec/format.schema.json', root), 'utf8'))
  return readdirSync(new URL(`${folder}/`, root))
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => {
      const read = parseSpec(`${folder}/${file}`, readFileSync(new URL(`${folder}/${file}`, root), 'utf8'))
      if (!validate(read.content)) {
        const [first] = furthest(validate.errors ?? [])
        read.fail(
          first === undefined ? 'does not match the format' : describe(first),
          first === undefined ? [] : keysOf(first),
        )
      }
      return read
    })
}

const validators = new Map<string, ValidateFunction>()

/** Compiled once: that takes longer than reading most folders. */
function validatorOf(schema: string): ValidateFunction {
  let validate = validators.get(schema)
  if (validate === undefined) {
    validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile(
      JSON.parse(schema) as object,
    )
    validators.set(schema, validate)
  }
  return validate
}

/** Parses one file; rejects repeated keys. */
export function parseSpec(path: string, text: string): SpecFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const fail = (problem: string, at: readonly (string | number)[] = []): never => {
    throw new SpecificationError(`${path}:${lines.linePos(offsetOf(document, at)).line}: ${problem}`)
  }
  const [mistake] = document.errors
  if (mistake !== undefined)
    throw new SpecificationError(
      `${path}:${mistake.linePos?.[0].line ?? 1}: ${mistake.message.split('\n')[0] ?? ''}`,
    )
  const content: unknown = document.toJS()
  if (typeof content !== 'object' || content === null) return fail('is not a mapping')
  return {
    path,
    name: path.replace(/.*\//, '').replace(/\.yaml$/, ''),
    content: content as Record<string, unknown>,
    fail,
  }
}

/** The position of the value at a path of keys, or of its nearest existing parent. */
function offsetOf(document: Document.Parsed, keys: readonly (string | number)[]): number {
  for (let length = keys.length; length > 0; length--) {
    const above = document.getIn(keys.slice(0, length - 1), true)
    const key = keys[length - 1]
    const items = (above as { items?: readonly unknown[] } | undefined)?.items ?? []
    const pair = items.find((item) => isPair(item) && (item.key as { value?: unknown } | null)?.value === key)
    const node = (isPair(pair) ? pair.key : items[Number(key)]) as { range?: readonly number[] } | undefined
    if (node?.range?.[0] !== undefined) return node.range[0]
  }
  return 0
}

/** The most specific errors: the deepest in the file, without those of "if". */
const furthest = (errors: readonly ErrorObject[]): ErrorObject[] =>
  errors.filter(({ keyword }) => keyword !== 'if').toSorted((a, b) => keysOf(b).length - keysOf(a).length)

const keysOf = ({ instancePath, keyword, params }: ErrorObject): string[] => {
  const keys = instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  const unknown = (params as { additionalProperty?: string }).additionalProperty
  return keyword === 'additionalProperties' && unknown !== undefined ? [...keys, unknown] : keys
}

function describe(error: ErrorObject): string {
  const { keyword, params, parentSchema, message = 'does not match the format' } = error
  const where = keysOf(error).join('.')
  if (keyword === 'additionalProperties') {
    const name = (params as { additionalProperty: string }).additionalProperty
    const known = Object.keys((parentSchema?.['properties'] as object | undefined) ?? {})
    const [near] = nearNames(name, known)
    const advice = near === undefined ? `known keys: ${known.join(', ')}` : `did you mean ${near}?`
    return `unknown key ${name}; ${advice} (at ${where})`
  }
  if (keyword === 'enum')
    return `${where} must be one of ${(params as { allowedValues: unknown[] }).allowedValues.join(', ')}`
  if (keyword === 'not') return `${where} has both reply and list`
  return `${where} ${message}`
}
