import type { ScalarTag, Tags } from 'yaml'
import { ConfigurationError } from '../../core/errors.js'

/** A scalar that YAML reads as a number or a boolean, with its text in the file: `channel: 8.0` is a track, not the number 8. */
export class Literal {
  constructor(
    readonly value: number | boolean,
    readonly text: string,
  ) {}
}

/** A YAML value before it is decoded. */
export type Raw = string | Literal | null | Raw[] | RawMap

export interface RawMap {
  [key: string]: Raw
}

/**
 * Parses a YAML stream into its documents, without empty ones.
 *
 * Words and numbers follow YAML 1.1, as Juju's parser does (`yes` is true, 0644 is octal), without its times of day.
 * Throws ConfigurationError with line and column.
 */
export async function parseDocuments(text: string, path: string | undefined): Promise<Raw[]> {
  const { parseAllDocuments, isScalar } = await import('yaml')
  const literals = new Map<string, Literal>()
  const keepText = (tag: Tags[number]): Tags[number] => {
    if (typeof tag === 'string' || !/:(bool|int|float)$/.test(tag.tag ?? '') || !('test' in tag)) return tag
    const scalar = tag as ScalarTag
    const resolve: ScalarTag['resolve'] = (source, onError, options) => {
      const resolved = scalar.resolve(source, onError, options)
      const value = (isScalar(resolved) ? resolved.value : resolved) as number | boolean
      const key = `${typeof value} ${source}`
      const literal = literals.get(key) ?? new Literal(value, source)
      literals.set(key, literal)
      return literal
    }
    return { ...scalar, resolve }
  }
  const documents = parseAllDocuments(text, {
    version: '1.1',
    logLevel: 'error',
    customTags: (tags) => tags.filter((tag) => !isTime(tag)).map(keepText),
  })
  const raws: Raw[] = []
  for (const document of documents) {
    const [error] = document.errors
    if (error) throw unreadable(error.message, path)
    let value: unknown
    try {
      // The default of 100 would refuse a large bundle that uses one anchor in every application.
      value = document.toJS({ mapAsMap: true, maxAliasCount: 10_000 })
    } catch (cause) {
      throw unreadable(cause instanceof Error ? cause.message : String(cause), path)
    }
    if (value !== null && value !== undefined) raws.push(toRaw(value, path))
  }
  return raws
}

const isTime = (tag: Tags[number]): boolean =>
  typeof tag !== 'string' &&
  ('format' in tag ? tag.format === 'TIME' : (tag.tag ?? '').endsWith(':timestamp'))

function toRaw(value: unknown, path: string | undefined): Raw {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || value instanceof Literal) return value
  if (Array.isArray(value)) return value.map((item) => toRaw(item, path))
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, item]) => [textOf(key, path), toRaw(item, path)]))
  throw unreadable('a bundle can have strings, numbers, booleans, lists and mappings only', path)
}

function textOf(key: unknown, path: string | undefined): string {
  if (typeof key === 'string') return key
  if (key instanceof Literal) return key.text
  throw unreadable('the key of a mapping must be a string or a number', path)
}

function unreadable(message: string, path: string | undefined): ConfigurationError {
  const [line] = message.split('\n')
  return new ConfigurationError({
    system: 'juju',
    operation: 'model.deployBundle',
    summary: `the bundle is not readable YAML: ${line?.replace(/:$/, '')}`,
    hint: 'Correct the file there.',
    facts: { bundle: path },
  })
}

export const isMap = (raw: Raw | undefined): raw is RawMap =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) && !(raw instanceof Literal)
