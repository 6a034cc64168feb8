import type * as YAML from 'yaml'
import { ConfigurationError } from '../../core/errors.js'
import { Literal, resolveScalar, type ScalarValue, TagMistake } from './scalars.js'

/** A YAML value before it is decoded. Values that aliases name twice are the same objects: never change one. */
export type Raw = ScalarValue | Raw[] | RawMap

export interface RawMap {
  [key: string]: Raw
}

type Yaml = typeof YAML

export const isMap = (raw: Raw | undefined): raw is RawMap =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) && !(raw instanceof Literal)

/** Levels of lists and mappings; a bundle needs six. */
const MAX_DEPTH = 100

/** What aliases and merge keys may add to a file, in bytes: the text of each value and 64 for the value itself. */
const MAX_COPIED = 16 * 1024 * 1024
const VALUE_BYTES = 64

/**
 * Parses a YAML stream into its documents, empty ones as null, with the scalars and rules of Juju's reader. Merge keys (`<<`)
 * follow YAML: what a mapping itself has goes first.
 *
 * Throws ConfigurationError with line and column; also for what would need much memory or has no end.
 */
export async function parseDocuments(text: string, name: string, path: string | undefined): Promise<Raw[]> {
  const yaml = await import('yaml')
  const lines = new yaml.LineCounter()
  const fail = (message: string, offset: number): never => {
    const { line, col } = lines.linePos(offset)
    throw unreadable(`${message} at line ${line}, column ${col}`, name, path)
  }
  const control = FORBIDDEN.exec(text)
  const tokens = readTokens(yaml, text, lines, fail)
  if (control) {
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    fail(`the character U+${code}, which YAML does not allow: write it as "\\u${code}"`, control.index)
  }
  const composer = new yaml.Composer({
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    logLevel: 'error',
  })
  const documents = [...composer.compose(tokens)]
  return documents.map((document) => {
    const [error] = document.errors
    // What it quotes of the file, after a colon, may be a secret.
    if (error) return fail(error.message.replace(/(?<=\S): .*$/s, ''), error.pos[0])
    const { explicit, version } = document.directives?.yaml ?? {}
    if (explicit && version !== '1.1')
      fail(`%YAML ${version}: Juju reads YAML 1.1, where yes is a boolean`, document.range[0])
    return new Reader(yaml, document, fail).read()
  })
}

/** Characters that no YAML has; Juju refuses them too. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]|\p{Surrogate}/u

/** Reads the tokens one by one, so that the depth is known before it costs anything. */
function readTokens(
  yaml: Yaml,
  text: string,
  lines: YAML.LineCounter,
  fail: (message: string, offset: number) => never,
): YAML.CST.Token[] {
  const parser = new yaml.Parser(lines.addNewLine)
  const tokens: YAML.CST.Token[] = []
  lines.addNewLine(0)
  for (const lexeme of new yaml.Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme))
    if (parser.stack.length > MAX_DEPTH)
      fail(`lists and mappings are nested more than ${MAX_DEPTH} deep`, parser.offset)
  }
  return [...tokens, ...parser.end()]
}

/** A value, and its size in bytes with all that aliases put there. */
interface Sized {
  raw: Raw
  size: number
}

/** Turns the nodes of one document into values. Aliases share the value of their anchor, and their size is counted at each use. */
class Reader {
  /** The value of an anchor; `open` while it is read. */
  readonly #anchors = new Map<string, Sized | 'open'>()
  /** What aliases have added so far, in bytes. */
  #copied = 0

  constructor(
    readonly yaml: Yaml,
    readonly document: YAML.Document.Parsed | YAML.Document,
    readonly fail: (message: string, offset: number) => never,
  ) {}

  read(): Raw {
    return this.#value(this.document.contents).raw
  }

  #value(node: YAML.Node | null): Sized {
    if (node === null) return { raw: null, size: VALUE_BYTES }
    if (this.yaml.isAlias(node)) return this.#alias(node.source, node)
    const { anchor } = node as { anchor?: string }
    if (anchor !== undefined) this.#anchors.set(anchor, 'open')
    const value = this.#plain(node)
    if (anchor !== undefined) this.#anchors.set(anchor, value)
    return value
  }

  #plain(node: YAML.Node): Sized {
    const { yaml } = this
    if (yaml.isMap(node)) return this.#map(node)
    if (yaml.isSeq(node)) {
      const items = (node.items as (YAML.Node | null)[]).map((item) => this.#value(item))
      return { raw: items.map(({ raw }) => raw), size: total(items) }
    }
    if (!yaml.isScalar(node)) return this.#fail('a value that is not a scalar, a list or a mapping', node)
    const text = typeof node.value === 'string' ? node.value : ''
    try {
      const raw = resolveScalar(text, node.type === 'PLAIN' || node.type === undefined, node.tag)
      return { raw, size: VALUE_BYTES + text.length }
    } catch (error) {
      if (error instanceof TagMistake) return this.#fail(error.message, node)
      throw error
    }
  }

  #alias(anchor: string, node: YAML.Node): Sized {
    const target = this.#anchors.get(anchor)
    if (target === undefined) return this.#fail('this alias has no anchor before it', node)
    if (target === 'open') return this.#fail(`the value of &${anchor} contains itself`, node)
    this.#copied += target.size
    if (this.#copied > MAX_COPIED)
      this.#fail(
        `aliases and merge keys make the file grow by more than ${MAX_COPIED / 1024 / 1024} MiB`,
        node,
      )
    return target
  }

  #map(node: YAML.YAMLMap): Sized {
    const own = new Map<string, Raw>()
    const merged = new Map<string, Raw>()
    const parts: Sized[] = []
    for (const { key, value } of node.items as YAML.Pair<YAML.Node, YAML.Node | null>[]) {
      if (isMergeKey(key)) {
        parts.push(this.#merge(value, merged))
        continue
      }
      const name = this.#value(key)
      const text = name.raw === null ? '' : name.raw instanceof Literal ? name.raw.text : name.raw
      if (typeof text !== 'string') return this.#fail('the key of a mapping is a list or a mapping', key)
      if (own.has(text)) return this.#fail(`the key ${JSON.stringify(text)} is given twice`, key)
      const read = this.#value(value)
      parts.push(name, read)
      own.set(text, read.raw)
    }
    for (const [key, value] of merged) if (!own.has(key)) own.set(key, value)
    return { raw: Object.fromEntries(own), size: total(parts) }
  }

  /** Of the mappings in a list, the first with a key goes first; a later merge key goes before an earlier one. */
  #merge(node: YAML.Node | null, into: Map<string, Raw>): Sized {
    const value = this.#value(node)
    const sources =
      Array.isArray(value.raw) && !this.yaml.isAlias(node) ? value.raw.toReversed() : [value.raw]
    for (const source of sources) {
      if (!isMap(source)) return this.#fail('<< takes a mapping or a list of mappings', node ?? this.document)
      for (const [key, item] of Object.entries(source)) into.set(key, item)
    }
    return value
  }

  #fail(message: string, node: { range?: readonly number[] | null }): never {
    return this.fail(message, node.range?.[0] ?? 0)
  }
}

const total = (parts: readonly Sized[]): number => parts.reduce((sum, part) => sum + part.size, VALUE_BYTES)

const isMergeKey = (key: YAML.Node): boolean =>
  'value' in key &&
  key.value === '<<' &&
  ('type' in key && key.type === 'PLAIN' ? key.tag === undefined : key.tag === 'tag:yaml.org,2002:merge')

function unreadable(message: string, name: string, path: string | undefined): ConfigurationError {
  return new ConfigurationError({
    system: 'juju',
    operation: 'model.deployBundle',
    summary: `${name} is not readable YAML: ${message}`,
    hint: 'Correct the file there.',
    facts: { bundle: path },
  })
}
