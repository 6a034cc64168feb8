import { literal, propertyName } from './constant.js'
import {
  comment,
  emitInterface,
  emitSchema,
  type Field,
  parseFields,
  parseType,
  refsOf,
  type Type,
  typeScript,
  zod,
} from './types.js'

/** A group of operations of one system: a MAAS resource, a Juju facade, a part of Landscape's API. */
export interface OperationsSpec {
  /** Name of the group; the ids of its operations begin with it. */
  operations: string
  doc?: string
  /** Juju: the facade, and the versions that the operations belong to unless they say otherwise. */
  facade?: string
  versions?: number[]
  types?: Record<string, { doc?: string; fields: Record<string, string> }>
  calls?: Record<string, OperationSpec>
}

interface OperationSpec {
  /** `GET path/{id}/?op=name` (REST), `Facade.Method` (Juju), `action Name` (Landscape's signed API). */
  call: string
  doc: string
  /** Where the facts come from. */
  from: string
  /** Fields by name, or one type that is all of them. */
  params?: Record<string, string> | string
  /** A type, or `text`, `bytes` or `any` for what is not JSON. Absent: nothing. */
  reply?: string
  idempotent?: boolean
  /** Sent without credentials. */
  anonymous?: boolean
  /** Whether it changes nothing; absent: a GET, and an action whose name begins with Get. */
  reads?: boolean
  pages?: string
  /** The field of the reply that holds the items of a list, where the reply is not the array itself. */
  items?: string
  versions?: number[]
}

export const isOperationsSpec = (spec: object): spec is OperationsSpec => 'operations' in spec

/** The type names of a spec, each with the file that has it. */
export const typeNamesOf = (spec: OperationsSpec): string[] => Object.keys(spec.types ?? {})

/** The class that {@link emitOperations} makes of a spec. */
export const classNameOf = (spec: OperationsSpec): string => `${pascal(spec.operations)}Operations`

interface Output {
  code: string
  schemas: string
}

export function emitOperations(name: string, spec: OperationsSpec, homeOf: (type: string) => string): Output {
  const refs = new Set<string>()
  const need = (type: Type): Type => {
    for (const ref of refsOf(type)) if (homeOf(ref) !== name) refs.add(ref)
    return type
  }
  const types = Object.entries(spec.types ?? {}).map(([typeName, { doc, fields }]) => ({
    typeName,
    doc,
    fields: parseFields(fields),
  }))
  for (const { fields } of types) for (const field of fields) need(field.type)
  const calls = Object.entries(spec.calls ?? {}).map(([callName, call]) => readCall(spec, callName, call))
  for (const call of calls) {
    if (call.reply !== undefined) need(call.reply)
    for (const field of call.params) need(field.type)
    if (call.paramsRef !== undefined) need(parseType(call.paramsRef))
  }

  const kinds = [...new Set(calls.map((call) => call.kind))].toSorted()
  const operationType = kinds.join(' | ')
  const uses = (text: string): boolean =>
    calls.some((call) => call.signature.includes(text)) || body.includes(text)
  let body = types.map(({ typeName, doc, fields }) => emitInterface(typeName, doc, fields)).join('\n')
  for (const call of calls)
    if (call.params.length > 0)
      body += `\n${emitInterface(call.paramsName, `Parameters of \`${spec.operations}.${call.name}\`.`, call.params, true)}`
  if (calls.length > 0) {
    body += `\nconst table = {\n${calls.map((call) => `  ${call.name}: ${descriptor(name, call)},\n`).join('')}} satisfies Record<string, ${operationType}>\n`
    const methods = calls.map((call) => comment(call.doc, '  ') + call.signature).join('\n')
    body += `\n${comment([spec.doc ?? `The operations of ${spec.operations}.`])}export class ${classNameOf(spec)} extends Operations<${operationType}> {\n${methods}}\n`
  }

  const imports = [
    uses('FormFile') ? `import type { FormFile } from '../../core/http/body.js'` : '',
    calls.length > 0
      ? `import { Operations, ${kinds.map((kind) => `type ${kind}`).join(', ')} } from '../../core/operations.js'`
      : '',
    calls.length > 0 ? `import type { RequestOptions } from '../../core/options.js'` : '',
    calls.some((call) => call.list) ? `import type { List } from '../../core/list.js'` : '',
    calls.some((call) => !call.list) ? `import type { Pending } from '../../core/reply.js'` : '',
    ...group([...refs], homeOf).map(
      ([home, names]) => `import type { ${names.join(', ')} } from './${home}.js'`,
    ),
  ].filter((line) => line !== '')

  return {
    code: `${imports.join('\n')}${imports.length > 0 ? '\n\n' : ''}${body.trimStart()}`,
    schemas: emitSchemas(name, types, calls, homeOf),
  }
}

interface Call {
  name: string
  kind: 'RestOperation' | 'RpcOperation' | 'ActionOperation'
  facts: Record<string, unknown>
  doc: string[]
  params: Field[]
  paramsName: string
  paramsRef: string | undefined
  reply: Type | undefined
  list: boolean
  items: string | undefined
  signature: string
}

function readCall(spec: OperationsSpec, name: string, call: OperationSpec): Call {
  const id = `${spec.operations}.${name}`
  const params = typeof call.params === 'object' ? parseFields(call.params) : []
  const paramsRef = typeof call.params === 'string' ? call.params : undefined
  const raw = call.reply === 'text' || call.reply === 'bytes' || call.reply === 'any' ? call.reply : undefined
  const reply = call.reply === undefined || raw !== undefined ? undefined : parseType(call.reply)
  const wire = Object.fromEntries(
    params.filter((field) => field.wire !== undefined).map((field) => [field.name, field.wire]),
  )
  const wireFacts = Object.keys(wire).length > 0 ? { wire } : {}
  const rest = /^(GET|POST|PUT|PATCH|DELETE) (\S+?)(?:\?op=(\w+))?$/.exec(call.call)
  const action = /^action (\w+)$/.exec(call.call)
  let kind: Call['kind']
  let facts: Record<string, unknown>
  let reads = false
  if (rest !== null) {
    kind = 'RestOperation'
    reads = call.reads ?? rest[1] === 'GET'
    facts = {
      id,
      method: rest[1],
      path: rest[2],
      op: rest[3],
      reads: call.reads,
      idempotent: call.idempotent ?? rest[1] !== 'POST',
      anonymous: call.anonymous,
      expects: raw ?? 'json',
      ...wireFacts,
      pages: call.pages,
      items: call.items,
    }
  } else if (action !== null) {
    kind = 'ActionOperation'
    reads = call.reads ?? action[1]?.startsWith('Get') ?? false
    facts = {
      id,
      action: action[1],
      reads,
      idempotent: call.idempotent ?? reads,
      expects: raw ?? 'json',
      ...wireFacts,
      pages: call.pages,
    }
  } else {
    const [facade, method] = call.call.split('.')
    kind = 'RpcOperation'
    reads = call.reads ?? false
    facts = {
      id,
      facade,
      method,
      versions: call.versions ?? spec.versions ?? [],
      reads,
      idempotent: call.idempotent ?? reads,
    }
  }
  const list = kind !== 'RpcOperation' && reads && reply?.kind === 'array'
  const paramsName = `${pascal(singular(spec.operations))}${pascal(name)}${list ? 'Filters' : 'Params'}`
  return {
    name,
    kind,
    facts,
    params,
    paramsName,
    paramsRef,
    reply,
    list,
    items: call.items,
    doc: [call.doc, '', `\`${call.call}\`. Facts: ${call.from}.`],
    signature: signature({ name, params, paramsName, paramsRef, reply, list, raw, path: rest?.[2] ?? '' }),
  }
}

function signature(call: {
  name: string
  params: Field[]
  paramsName: string
  paramsRef: string | undefined
  reply: Type | undefined
  list: boolean
  raw: string | undefined
  path: string
}): string {
  const path = [...call.path.matchAll(/\{(\w+)\}/g)].map(([, argument = '']) => argument)
  const inline = call.paramsRef === undefined ? undefined : typeScript(parseType(call.paramsRef), true)
  const paramsType = inline ?? (call.params.length > 0 ? call.paramsName : undefined)
  const optional = call.paramsRef === undefined && call.params.every((field) => field.optional)
  const rawType = { text: 'string', bytes: 'Uint8Array', any: 'unknown' }[call.raw ?? '']
  const reply =
    call.list && call.reply?.kind === 'array'
      ? typeScript(call.reply.of)
      : (rawType ?? (call.reply === undefined ? 'null' : typeScript(call.reply)))
  const args = [
    ...path.map(
      (argument) =>
        `${camel(argument)}: ${/(^|_)(id|number)$/.test(argument) && argument !== 'system_id' ? 'string | number' : 'string'}`,
    ),
    ...(paramsType === undefined ? [] : [`params: ${paramsType}${optional ? ' = {}' : ''}`]),
    'options?: RequestOptions',
  ]
  const pathObject =
    path.length === 0
      ? '{}'
      : `{ ${path.map((argument) => (camel(argument) === argument ? argument : `${argument}: ${camel(argument)}`)).join(', ')} }`
  const verb = call.list ? 'list' : 'call'
  return `  ${call.name}(${args.join(', ')}): ${call.list ? 'List' : 'Pending'}<${reply}> {\n    return this.caller.${verb}(table.${call.name}, ${pathObject}, ${paramsType === undefined ? '{}' : 'params'}, options)\n  }\n`
}

const schemaName = (call: Call): string => `${call.name}Reply`

function descriptor(name: string, call: Call): string {
  const text = literal(call.facts, '  ')
  if (call.reply === undefined) return text
  const schema = `schema: async () => (await import('./${name}.schemas.js')).${schemaName(call)}`
  return text.includes('\n')
    ? text.replace(/\}$/, `  ${schema},\n  }`)
    : text.replace(/ \}$/, `, ${schema} }`)
}

function emitSchemas(
  name: string,
  types: { typeName: string; fields: Field[] }[],
  calls: Call[],
  homeOf: (type: string) => string,
): string {
  const foreign = new Set<string>()
  const ref = (type: string): string => {
    if (homeOf(type) !== name) foreign.add(type)
    return type
  }
  const body = [
    ...types.map(({ typeName, fields }) => emitSchema(typeName, fields, ref)),
    ...calls.flatMap((call) =>
      call.reply === undefined
        ? []
        : [`export const ${schemaName(call)}: z.ZodType = ${enclosed(zod(call.reply, ref), call)}\n`],
    ),
  ].join('\n')
  if (body === '') return ''
  const imports = [
    `import { z } from 'zod'`,
    ...group([...foreign], homeOf).map(
      ([home, names]) => `import { ${names.join(', ')} } from './${home}.schemas.js'`,
    ),
  ]
  return `${imports.join('\n')}\n\n${body}`
}

/** The reply around the items of a list: how many there are and where the next ones start, in the words of Landscape and of MAAS's events. */
function enclosed(schema: string, { items, facts }: Call): string {
  if (items === undefined) return schema
  const words = facts['pages'] === 'events' ? ['next_uri', 'prev_uri'] : ['next', 'previous']
  const links = words.map((word) => `  ${word}: z.string().nullable().optional(),\n`).join('')
  return `z.object({\n  ${propertyName(items)}: ${schema},\n  count: z.int().optional(),\n${links}})`
}

function group(names: string[], homeOf: (type: string) => string): [string, string[]][] {
  const homes = new Map<string, string[]>()
  for (const one of names.toSorted()) homes.set(homeOf(one), [...(homes.get(homeOf(one)) ?? []), one])
  return [...homes].toSorted(([a], [b]) => a.localeCompare(b))
}

const words = (text: string): string[] => text.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[\s_-]+/)
const pascal = (text: string): string =>
  words(text)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
const camel = (text: string): string => pascal(text).replace(/^./, (first) => first.toLowerCase())
const singular = (text: string): string => text.replace(/ies$/, 'y').replace(/([^s])s$/, '$1')
