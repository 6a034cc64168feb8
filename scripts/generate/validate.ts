// Checks that the format cannot express: names that are taken, and facts that contradict each other.
import { includesVersion } from '../../src/core/shape/shape.js'
import { parseType, type Type } from '../../src/core/shape/type.js'
import {
  type Api,
  type FieldSpec,
  type GroupSpec,
  type NamedType,
  type OperationSpec,
  pageName,
  pageStyleOf,
  paramsName,
  parsed,
  refsOf,
} from './model.js'
import { camel, pascal } from './names.js'
import { interfaceNamesOf, pathOf, type Product } from './operations.js'
import type { SpecFile } from './read.js'
import { allFieldsOf, type FindType } from './types.js'

type FindFrom = (api: Api, file: SpecFile, at: string[]) => FindType

const words = (text: string): Set<string> => new Set(text.trim().split(/\s+/))

/** Types that generated files import or that TypeScript has. */
const TYPE_NAMES = words(`
  List Pending FormFile RequestOptions Operations RestOperation ActionOperation RpcOperation ApiFacts
  ResourceTable Shapes ZodType Facades FacadeMethods

  Array ArrayBuffer AsyncGenerator AsyncIterable AsyncIterator Awaited BigInt Boolean Buffer DataView
  Date Error Exclude Extract Function Generator Infinity Intl Iterable Iterator JSON Map Math NaN
  NonNullable Number Object Omit Parameters Partial Pick Promise PromiseLike Proxy ReadableStream
  Readonly ReadonlyArray ReadonlyMap ReadonlySet Record Reflect RegExp Required ReturnType Set String
  Symbol Uint8Array URL WeakMap WeakRef WeakSet`)

/** Words that cannot name a constant or an argument. */
const KEYWORDS = words(`
  arguments await break case catch class const continue debugger default delete do else enum eval export
  extends false finally for function if implements import in instanceof interface let new null package
  private protected public return static super switch this throw true try typeof undefined var void while
  with yield`)

/** Names that every object has, or that would make a promise of it. */
const MEMBER_NAMES = words('constructor hasOwnProperty isPrototypeOf then toLocaleString toString valueOf')

/** Refuses what can be read and makes no sense, with file and line. */
export function validate(product: Product, apis: readonly Api[], findFrom: FindFrom): void {
  for (const api of apis) for (const { file, spec } of api.groups) checkResource(product, api, file, spec)
  const generated = interfaceNames(product, apis)
  const shared = new Set(apis.flatMap(({ spec }) => spec.uses ?? []))
  for (const api of apis) {
    for (const type of api.types.values()) checkType(api, type, generated)
    for (const { file, spec } of api.groups)
      for (const name of Object.keys(spec.operations ?? {})) checkOperation(api, file, spec, name, findFrom)
    refuseUnused(api, shared, findFrom)
  }
}

const homeOf = (api: Api, { home }: NamedType): SpecFile | undefined =>
  api.groups.find(({ file }) => file.name === home)?.file

/** The interfaces that are generated beside the types of the specification, with what each is for. */
function interfaceNames(product: Product, apis: readonly Api[]): Map<string, string> {
  const owners = new Map((product.interfaces ?? []).map((name) => [name, `the client of ${product.name}`]))
  const files = new Map<string, string>()
  for (const api of apis)
    for (const { file, spec } of api.groups) {
      if (spec.operations === undefined) continue
      const owner = spec.facade ?? pathOf(api, spec)
      const at = [spec.facade === undefined ? 'resource' : 'facade']
      const names = interfaceNamesOf(product, apis, api, spec)
      const other = files.get(names[0])
      if (other !== undefined) file.fail(`the interface ${names[0]} is generated from ${other} too`, at)
      files.set(names[0], file.path)
      for (const name of names) {
        const taken = owners.get(name)
        if (taken !== undefined && taken !== owner)
          file.fail(`the interface of ${owner} is called ${name}, as that of ${taken}`, at)
        owners.set(name, owner)
      }
    }
  return owners
}

function checkType(api: Api, type: NamedType, generated: ReadonlyMap<string, string>): void {
  const file = homeOf(api, type)
  if (file === undefined) return
  if (TYPE_NAMES.has(type.name))
    file.fail(`${type.name} is the name of a type that generated code has already`, placeOf(file, type))
  const owner = generated.get(type.name)
  if (owner !== undefined)
    file.fail(`${type.name} is the name of the interface generated for ${owner}`, placeOf(file, type))
  const { versions } = file.content as GroupSpec
  for (const { name, optional, forms } of type.fields ?? []) {
    const at = [...placeOf(file, type), 'fields', optional ? `${name}?` : name]
    for (const form of forms) {
      checkReleases(file, form, at)
      refuseEmptyWords(file, parsed(file, form.type, at), at)
      if (versions !== undefined && !type.given) checkVersions(file, versions, form, at)
    }
  }
  for (const value of (file.content as GroupSpec).enums?.[type.name]?.values ?? [])
    if (value.trim() === '' || /[|()]/.test(value) || value === '...')
      file.fail(
        `${JSON.stringify(value)} cannot be a value of an enum: it must be a word without | ( )`,
        placeOf(file, type),
      )
}

function refuseEmptyWords(file: SpecFile, type: Type, at: string[]): void {
  if (type.kind === 'enum' && (type.words.length === 0 || type.words.some((word) => word.trim() === '')))
    file.fail('an enum has an empty word', at)
  if ('of' in type)
    for (const inner of Array.isArray(type.of) ? (type.of as Type[]) : [type.of as Type])
      refuseEmptyWords(file, inner, at)
}

/** Where a type is written: it may come with an operation or a group of parameters. */
function placeOf(file: SpecFile, { name, given }: NamedType): string[] {
  const { enums, types, parameters = {}, operations = {} } = file.content as GroupSpec
  if (enums?.[name] !== undefined) return ['enums', name]
  if (types?.[name] !== undefined) return ['types', name]
  const group = Object.keys(parameters).find((key) => pascal(key) === name)
  if (given && group !== undefined) return ['parameters', group]
  const operation = Object.keys(operations).find((key) =>
    [`${pascal(key)}Params`, `${pascal(key)}Filters`, `${pascal(key)}Page`].some((end) => name.endsWith(end)),
  )
  return operation === undefined ? [] : ['operations', operation]
}

function checkResource(product: Product, api: Api, file: SpecFile, group: GroupSpec): void {
  const { resource, facade, operations = {} } = group
  const at = [facade === undefined ? 'resource' : 'facade']
  if (resource !== undefined && group.internal !== true) {
    const parts = pathOf(api, group).split('.')
    const [first = ''] = parts
    if (product.members?.includes(first) === true)
      file.fail(`the client of ${product.name} has a member ${first}, so no resource can be called that`, at)
    const member = parts.find((part) => MEMBER_NAMES.has(part))
    if (member !== undefined) file.fail(`${member} cannot be a resource`, at)
  }
  if (KEYWORDS.has(camel(resource?.replace('.', '_') ?? facade ?? '')))
    file.fail(`${resource ?? facade} is a word of JavaScript`, at)
  for (const name of Object.keys(operations))
    if (MEMBER_NAMES.has(name)) file.fail(`${name} cannot be a method`, ['operations', name])
}

function checkOperation(api: Api, file: SpecFile, group: GroupSpec, name: string, findFrom: FindFrom): void {
  const operation = group.operations?.[name] as OperationSpec
  const at = ['operations', name]
  checkReleases(file, operation, at)
  if (group.versions !== undefined) checkVersions(file, group.versions, operation, at)
  checkPath(file, operation, at)
  if (operation.each !== undefined) checkEach(file, operation, operation.each, findFrom(api, file, at), at)
  const params = api.types.get(paramsName(api, group, name, operation))
  if (operation.list !== undefined || typeof operation.params === 'string' || params === undefined) return
  // A group of parameters that a list shares may have them: elsewhere they are refused when they are empty.
  const field = params.fields?.find(({ forms }) => forms.some(({ empty }) => empty === 'nothing'))
  if (field !== undefined)
    file.fail(`${field.name} has empty: nothing, and ${name} does not list`, [
      ...at,
      'params',
      field.optional ? `${field.name}?` : field.name,
    ])
}

/** Placeholders are whole, are named once, and only those have a type. */
function checkPath(file: SpecFile, { request = '', path: types = {} }: OperationSpec, at: string[]): void {
  if (/[{}]/.test(request.replaceAll(/\{[a-zA-Z_]\w*\+?\}/g, '')))
    file.fail(`${request} has a brace that belongs to no {name}`, [...at, 'request'])
  const names = [...request.matchAll(/\{(\w+)\+?\}/g)].map(([, name = '']) => name)
  const taken = new Set(['params', 'options'])
  for (const name of names) {
    if (taken.has(camel(name)) || KEYWORDS.has(camel(name)))
      file.fail(`{${name}} cannot name an argument here: it is taken`, [...at, 'request'])
    taken.add(camel(name))
  }
  const unknown = Object.keys(types).find((name) => !names.includes(name))
  if (unknown !== undefined) file.fail(`the request has no {${unknown}}`, [...at, 'path', unknown])
}

const checkReleases = (
  file: SpecFile,
  { since, until }: Pick<FieldSpec, 'since' | 'until'>,
  at: string[],
): void => {
  if (since !== undefined && until !== undefined && isLater(since, until))
    file.fail(`since ${since} is later than until ${until}`, [...at, 'since'])
}

function isLater(release: string, other: string): boolean {
  const [left, right] = [release, other].map((text) => text.split('.').map(Number)) as [number[], number[]]
  for (let at = 0; at < right.length; at++)
    if (left[at] !== right[at]) return (left[at] ?? 0) > (right[at] ?? 0)
  return false
}

function checkVersions(
  file: SpecFile,
  all: readonly number[],
  { versions }: Pick<FieldSpec, 'versions'>,
  at: string[],
): void {
  if (!all.some((version) => includesVersion(versions, version)))
    file.fail(`versions ${versions} has none of the facade's versions ${all.join(', ')}`, [...at, 'versions'])
}

/** Every step of `entities.tag` is a field of what is before it. */
function checkEach(
  file: SpecFile,
  { params }: OperationSpec,
  each: string,
  find: FindType,
  at: string[],
): void {
  const wrong = (problem: string): never => file.fail(`each: ${each}: ${problem}`, [...at, 'each'])
  if (typeof params !== 'string') return wrong('the operation has no type of parameters')
  let types = [parsed(file, params, at)]
  for (const step of each.split('.')) {
    const names = types.flatMap(refsOf)
    const fields = names
      .flatMap((name) => allFieldsOf(find(name).type, find))
      .filter(({ name }) => name === step)
    if (fields.length === 0) wrong(`${names.join(' or ') || 'a value'} has no field ${step}`)
    types = fields.flatMap(({ forms }) => forms.map(({ type }) => parseType(type)))
  }
}

/** Types that no operation leads to. An API whose types others use may have more of them. */
function refuseUnused(api: Api, shared: ReadonlySet<string>, findFrom: FindFrom): void {
  const used = new Set<NamedType>()
  const use = (file: SpecFile, name: string, at: string[]): void => {
    const { type, api: owner } = findFrom(api, file, at)(name)
    if (used.has(type)) return
    used.add(type)
    const home = homeOf(owner, type) ?? file
    const place = placeOf(home, type)
    if (type.alias !== undefined) return
    for (const base of type.extends ?? []) use(file, base, place)
    if (owner !== api) return
    for (const { name: field, optional, forms } of type.fields ?? [])
      for (const form of forms)
        for (const inner of refsOf(parseType(form.type)))
          use(home, inner, [...place, 'fields', optional ? `${field}?` : field])
  }
  for (const { file, spec } of api.groups)
    for (const [name, operation] of Object.entries(spec.operations ?? {})) {
      const at = ['operations', name]
      for (const text of [operation.params, operation.list, operation.reply])
        if (typeof text === 'string' && !RAW_REPLIES.has(text))
          for (const inner of refsOf(parsed(file, text, at))) use(file, inner, at)
      pageStyleOf(api, file, name, operation)
      for (const own of [paramsName(api, spec, name, operation), pageName(api, spec, name)])
        if (api.types.has(own)) use(file, own, at)
    }
  if (shared.has(api.spec.api)) return
  for (const type of api.types.values())
    if (!used.has(type))
      homeOf(api, type)?.fail(`nothing uses ${type.name}`, placeOf(homeOf(api, type) as SpecFile, type))
}

const RAW_REPLIES = words('text bytes any')
