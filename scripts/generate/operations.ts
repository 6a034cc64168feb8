// Generates a module from a file of the specification: its types, the interface of its resource or facade, and its operations as data.
import { includesVersion } from '../../src/core/shape/shape.js'
import { parseType, type Type } from '../../src/core/shape/type.js'
import { exampleOf } from './example.js'
import { comment, literal } from './literal.js'
import {
  type Api,
  arrayOf,
  type GroupSpec,
  idOf,
  type NamedType,
  type OperationSpec,
  pageName,
  pageStyleOf,
  paramsName,
  parsed,
  refsOf,
} from './model.js'
import { camel, pascal } from './names.js'
import type { SpecFile } from './read.js'
import { availability, emitType, type FindType, sentence, typeScript } from './types.js'

export interface Product {
  system: string
  /** For messages and docstrings. */
  name: string
  /** Members of the client, which no resource may be called. */
  members?: string[]
  /** Other types of the client, which no type may be called. */
  interfaces?: string[]
}

/** A generated module, for the client's list of resources. */
export interface EmittedGroup {
  code: string
  /** Name of the exported interface and of the exported operations; undefined for a file with types only. */
  interfaceName?: string
  constName?: string
}

/** Where the client has a resource: `tags`, `v2.computers`. */
export const pathOf = ({ spec }: Api, { resource }: GroupSpec): string =>
  [spec.namespace, resource].filter((part) => part !== undefined).join('.')

/** The interfaces of a resource or facade: that of its module, then those in the client's list of resources. */
export function interfaceNamesOf(
  product: Product,
  apis: readonly Api[],
  api: Api,
  group: GroupSpec,
): [own: string, ...others: string[]] {
  if (group.facade !== undefined) return [`${group.facade}Facade`, `${group.facade}Calls`]
  const path = pathOf(api, group)
  const parts = apis.flatMap((other) =>
    other.groups.filter(({ spec }) => spec.operations !== undefined && pathOf(other, spec) === path),
  )
  const system = pascal(product.system)
  const name = `${system}${pascal(path)}`
  const { namespace = '', part: inName = '' } = api.spec
  const part = `${system}${pascal(namespace)}${inName}${pascal(group.resource ?? '')}`
  const extended = parts.some(({ spec }) => spec.extended === true) ? [`Generated${name}`] : []
  return parts.length > 1 ? [part, ...extended, name] : ([...extended, name] as [string])
}

export function emitGroup(
  product: Product,
  apis: readonly Api[],
  api: Api,
  file: SpecFile,
  group: GroupSpec,
  findFrom: (file: SpecFile, at: string[]) => FindType,
): EmittedGroup {
  const types = [...api.types.values()].filter(({ home }) => home === file.name)
  const calls = Object.entries(group.operations ?? {}).map(([name, spec]) =>
    readCall(product, api, file, group, name, spec, findFrom(file, ['operations', name])),
  )
  const body = types.map((type) => emitType(product.name, type))
  const kinds = [...new Set(calls.map(({ kind }) => kind))].toSorted()
  const [interfaceName] = interfaceNamesOf(product, apis, api, group)
  const constName = camel(group.resource?.replace('.', '_') ?? group.facade ?? '')
  if (calls.length > 0) {
    const doc = group.doc ?? `The operations of ${group.resource ?? group.facade}`
    const methods = calls.map((call) => comment(call.doc, '  ') + call.signature).join('\n')
    body.push(`${comment([sentence(doc)])}export interface ${interfaceName} {\n${methods}}\n`)
    if (group.facade !== undefined) body.push(emitCalls(group.facade, calls))
    const table = calls.map(({ name, facts }) => `  ${name}: ${literal(facts, '  ')},\n`).join('')
    body.push(`export const ${constName}: Operations<${kinds.join(' | ')}> = {\n${table}}\n`)
  }
  const code = body.join('\n')
  const refs = new Map<string, string>()
  for (const { type, at } of usedTypes(types, calls)) {
    for (const name of refsOf(type)) {
      const found = findFrom(file, at)(name)
      if (found.api !== api) refs.set(name, `../${found.api.spec.api}/${found.type.home}.js`)
      else if (found.type.home !== file.name) refs.set(name, `./${found.type.home}.js`)
    }
  }
  for (const { extends: bases = [] } of types)
    for (const base of bases)
      if (findFrom(file, [])(base).type.home !== file.name)
        refs.set(base, `./${findFrom(file, [])(base).type.home}.js`)
  const homes = [...new Set(refs.values())].toSorted()
  const imports = [
    /\bFormFile\b/.test(code) ? `import type { FormFile } from '../../../core/http/body.js'` : '',
    /: List</.test(code) ? `import type { List } from '../../../core/list.js'` : '',
    calls.length > 0
      ? `import type { Operations, ${kinds.join(', ')} } from '../../../core/operations.js'`
      : '',
    calls.length > 0 ? `import type { RequestOptions } from '../../../core/options.js'` : '',
    /: Pending</.test(code) ? `import type { Pending } from '../../../core/reply.js'` : '',
    ...homes.map(
      (home) =>
        `import type { ${[...refs]
          .filter(([, from]) => from === home)
          .map(([name]) => name)
          .toSorted()
          .join(', ')} } from '${home}'`,
    ),
  ].filter((line) => line !== '')
  return {
    code: `${imports.join('\n')}${imports.length > 0 ? '\n\n' : ''}${code}`,
    ...(calls.length > 0 ? { interfaceName, constName } : {}),
  }
}

interface Call {
  name: string
  kind: 'RestOperation' | 'ActionOperation' | 'RpcOperation'
  facts: Record<string, unknown>
  doc: string[]
  signature: string
  /** The wire types of parameters and reply. */
  params: string | undefined
  reply: string | undefined
  types: Type[]
}

function* usedTypes(
  types: readonly NamedType[],
  calls: readonly Call[],
): Generator<{ type: Type; at: string[] }> {
  for (const { name, fields, alias } of types) {
    if (alias !== undefined) yield { type: parseType(alias), at: ['enums', name] }
    for (const field of fields ?? [])
      for (const { type } of field.forms)
        yield {
          type: parseType(type),
          at: ['types', name, 'fields', field.optional ? `${field.name}?` : field.name],
        }
  }
  for (const call of calls) for (const type of call.types) yield { type, at: ['operations', call.name] }
}

const RAW: Record<string, string> = { text: 'string', bytes: 'Uint8Array', any: 'unknown' }

function readCall(
  product: Product,
  api: Api,
  file: SpecFile,
  group: GroupSpec,
  name: string,
  spec: OperationSpec,
  find: FindType,
): Call {
  const at = ['operations', name]
  const id = idOf(api, group, name)
  const style = pageStyleOf(api, file, name, spec)
  const items = spec.items ?? style?.items
  const raw = spec.reply === undefined ? undefined : RAW[spec.reply]
  const replyText =
    spec.list === undefined
      ? raw === undefined
        ? spec.reply
        : undefined
      : items === undefined
        ? arrayOf(spec.list)
        : pageName(api, group, name)
  const params =
    typeof spec.params === 'string'
      ? spec.params
      : api.types.has(paramsName(api, group, name, spec))
        ? paramsName(api, group, name, spec)
        : undefined
  const { kind, facts, path } = wireFacts(group, name, spec, file)
  const common = {
    id,
    ...facts,
    params,
    reply: replyText,
    expects: raw === undefined ? undefined : spec.reply,
    list: spec.list === undefined ? undefined : (spec.pages ?? 'default'),
    items: spec.items,
    reads: spec.reads,
    idempotent: spec.idempotent,
    permanent: spec.permanent,
    anonymous: spec.anonymous,
    body: spec.body,
    since: spec.since,
    until: spec.until,
    each: spec.each,
  }
  const inner = spec.list ?? (raw === undefined ? spec.reply : undefined)
  const replyType = spec.each === undefined ? undefined : eachType(file, at, spec, find)
  const args = path.map(
    (argument) => `${camel(argument)}: ${spec.path?.[argument] === 'int' ? 'string | number' : 'string'}`,
  )
  if (params !== undefined) {
    const mark = typeof spec.params !== 'string' && isOptional(params, find) ? '?' : ''
    args.push(`params${mark}: ${typeScript(parsed(file, params, at), true)}`)
  }
  args.push('options?: RequestOptions')
  const reply =
    replyType ??
    (raw !== undefined ? raw : inner === undefined ? 'null' : typeScript(parsed(file, inner, at)))
  const wireName = spec.request ?? `${group.facade}.${spec.method ?? pascal(name)}`
  const when = availability(product.name, spec)
  return {
    name,
    kind,
    facts: common,
    doc: [
      sentence(spec.doc),
      ...(spec.each === undefined
        ? []
        : [
            '',
            'Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.',
          ]),
      '',
      `API: \`${wireName}\`.${when === '' ? '' : ` ${when}`}`,
      ...(group.facade === undefined && group.internal !== true
        ? [
            '',
            ...exampleOf(
              `${product.system}.${pathOf(api, group)}.${name}`,
              path.map((argument) => [argument, spec.path?.[argument]] as const),
              spec,
              params === undefined || (typeof spec.params !== 'string' && isOptional(params, find))
                ? undefined
                : params,
              find,
            ),
          ]
        : []),
    ],
    signature: `  ${name}(${args.join(', ')}): ${spec.list === undefined ? 'Pending' : 'List'}<${reply}>\n`,
    params: params === undefined ? undefined : typeScript(parsed(file, params, at)),
    reply: inner === undefined ? raw : typeScript(parsed(file, inner, at)),
    types: [
      ...(params === undefined ? [] : [parsed(file, params, at)]),
      ...(inner === undefined ? [] : [parsed(file, inner, at)]),
      ...(replyType === undefined ? [] : [parsed(file, replyType.replace(/\[\]$/, ''), at)]),
    ],
  }
}

/** The wire methods of a facade: the parameters and replies of `juju.facade(name).call(method, params)`. */
function emitCalls(facade: string, calls: readonly Call[]): string {
  const none = 'Record<string, never>'
  const entries = calls.map(
    ({ facts, params = none, reply = none }) =>
      `  ${String(facts['method'])}: { params: ${params}; reply: ${reply} }\n`,
  )
  const doc = 'The methods of the facade by their names on the wire, with what they take and return.'
  return `${comment([doc])}export interface ${facade}Calls {\n${entries.join('')}}\n`
}

/** Whether the parameters of a call may be omitted, since none is required. */
function isOptional(params: string, find: FindType): boolean {
  const { fields = [], extends: bases = [], given } = find(params).type
  return given && fields.every(({ optional }) => optional) && bases.every((base) => isOptional(base, find))
}

/** The item type of a call that returns one result per item: that of the list in its response. */
function eachType(file: SpecFile, at: string[], { reply = '' }: OperationSpec, find: FindType): string {
  const list = find(reply.replace(/\[\]$/, ''))
    .type.fields?.map(({ forms }) => forms[0]?.type.replace(/ \| null$/, '') ?? '')
    .find((type) => type.endsWith('[]'))
  return list ?? file.fail(`${reply} has no list of results`, at)
}

function wireFacts(
  group: GroupSpec,
  name: string,
  spec: OperationSpec,
  file: SpecFile,
): { kind: Call['kind']; facts: Record<string, unknown>; path: string[] } {
  if (group.facade !== undefined) {
    const versions = (group.versions ?? []).filter((version) => includesVersion(spec.versions, version))
    return {
      kind: 'RpcOperation',
      facts: { facade: group.facade, method: spec.method ?? pascal(name), versions },
      path: [],
    }
  }
  const action = /^action (\w+)$/.exec(spec.request ?? '')
  if (action !== null) return { kind: 'ActionOperation', facts: { action: action[1] }, path: [] }
  const [method, path = ''] = spec.request?.split(' ') ?? []
  if (method === undefined)
    return file.fail('an operation of a resource must have a request', ['operations', name])
  return {
    kind: 'RestOperation',
    facts: { method, path },
    path: [...path.matchAll(/\{(\w+)\+?\}/g)].map(([, argument = '']) => argument),
  }
}
