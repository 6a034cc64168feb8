// The resolved specification of one product: its APIs, their files, and the file of each type.
import { parseType, type Type } from '../../src/core/shape/type.js'
import { pascal, singular } from './names.js'
import { readFolder, type SpecFile, SpecificationError } from './read.js'

export interface FieldSpec {
  type: string
  doc?: string
  since?: string
  until?: string
  versions?: string
  wire?: string
  in?: 'query' | 'body' | 'header'
  empty?: 'send' | 'nothing' | 'omit'
}

/** A field in the specification, in any of its forms. */
export type WrittenFields = Record<string, string | FieldSpec | FieldSpec[]>

export interface PageStyleSpec {
  style: string
  items?: string
  envelope?: WrittenFields
  limit?: string
  offset?: string
  size?: number
  [fact: string]: unknown
}

export interface ApiSpec {
  api: string
  title: string
  base?: string
  authentication?: string
  errors?: string
  emptyParameters?: string
  namespace?: string
  part?: string
  uses?: string[]
  pages?: Record<string, PageStyleSpec>
}

export interface OperationSpec {
  request?: string
  method?: string
  doc: string
  since?: string
  until?: string
  versions?: string
  path?: Record<string, 'int' | 'string'>
  include?: string[]
  body?: string
  params?: WrittenFields | string
  reply?: string
  list?: string
  pages?: string
  items?: string
  each?: string
  reads?: boolean
  idempotent?: boolean
  permanent?: number[]
  anonymous?: boolean
  example?: string
}

/** A resource, a facade, or types only. */
export interface GroupSpec {
  resource?: string
  facade?: string
  versions?: number[]
  doc?: string
  internal?: boolean
  extended?: boolean
  enums?: Record<string, { doc?: string; values: string[]; open: boolean }>
  types?: Record<string, { doc?: string; extends?: string[]; fields: WrittenFields }>
  parameters?: Record<string, WrittenFields>
  operations?: Record<string, OperationSpec>
}

/** A named type of an API: an object's fields, or an alias of a type. */
export interface NamedType {
  name: string
  doc?: string | undefined
  /** The file that it belongs to. */
  home: string
  fields?: NamedField[]
  alias?: string
  /** Whether it is an argument type rather than a reply type. */
  given: boolean
  /** Types that it extends; its own fields do not include theirs. */
  extends?: string[]
}

export interface NamedField {
  name: string
  optional: boolean
  /** Its forms in different versions. */
  forms: FieldSpec[]
}

export interface Api {
  spec: ApiSpec
  /** Its api.yaml. */
  file: SpecFile
  folder: string
  groups: { file: SpecFile; spec: GroupSpec }[]
  types: Map<string, NamedType>
}

/** A named type and the API that describes it. */
export interface Found {
  type: NamedType
  api: Api
}

/** Reads the API in a folder of the specification. */
export function readApi(root: URL, folder: string): Api {
  const files = readFolder(root, folder)
  const facts = files.find(({ name }) => name === 'api')
  if (facts === undefined)
    throw new SpecificationError(
      `${folder}/api.yaml:1: the file is missing, which names the API of its folder`,
    )
  const spec = facts.content as unknown as ApiSpec
  if (!folder.endsWith(`/${spec.api}`))
    facts.fail(`the API ${spec.api} must not be in the folder ${folder}`, ['api'])
  const groups = files
    .filter((file) => file !== facts)
    .map((file) => ({ file, spec: file.content as GroupSpec }))
  const api: Api = { spec, file: facts, folder, groups, types: new Map() }
  for (const { file, spec: group } of groups) {
    const add = (type: Omit<NamedType, 'home'>, at: string[]): void => {
      const other = api.types.get(type.name)
      if (other !== undefined)
        file.fail(`the type ${type.name} is also described in ${folder}/${other.home}.yaml`, at)
      api.types.set(type.name, { ...type, home: file.name })
    }
    for (const [name, { doc, values, open }] of Object.entries(group.enums ?? {}))
      add({ name, doc, alias: `enum(${[...values, ...(open ? ['...'] : [])].join('|')})`, given: false }, [
        'enums',
        name,
      ])
    for (const [name, { doc, extends: bases = [], fields }] of Object.entries(group.types ?? {}))
      add(
        {
          name,
          doc,
          fields: readFields(file, fields, ['types', name, 'fields']),
          given: false,
          extends: bases,
        },
        ['types', name],
      )
    for (const [name, fields] of Object.entries(group.parameters ?? {}))
      add({ name: pascal(name), fields: readFields(file, fields, ['parameters', name]), given: true }, [
        'parameters',
        name,
      ])
    addCallTypes(api, file, group, add)
  }
  return api
}

/** The types of operations: their parameters, and the envelopes of lists. */
function addCallTypes(
  api: Api,
  file: SpecFile,
  group: GroupSpec,
  add: (type: Omit<NamedType, 'home'>, at: string[]) => void,
): void {
  for (const [name, operation] of Object.entries(group.operations ?? {})) {
    const at = ['operations', name]
    const style = pageStyleOf(api, file, name, operation)
    const written = {
      ...(typeof operation.params === 'object' ? operation.params : {}),
      ...pagingFields(style, operation.params),
    }
    const included = (operation.include ?? []).map((group_) => {
      if (!api.groups.some(({ spec }) => spec.parameters?.[group_] !== undefined))
        file.fail(`unknown parameter group ${group_}: no file of ${api.folder} has it`, [...at, 'include'])
      return pascal(group_)
    })
    if (typeof operation.params !== 'string' && (Object.keys(written).length > 0 || included.length > 0)) {
      const fields = readFields(file, written, [...at, 'params'])
      add(
        {
          name: paramsName(api, group, name, operation),
          doc: `Parameters of \`${idOf(api, group, name)}\`.`,
          fields,
          given: true,
          extends: included,
        },
        at,
      )
    }
    if (
      style !== undefined &&
      operation.list !== undefined &&
      (operation.items ?? style.items) !== undefined
    ) {
      const items: WrittenFields = {
        [operation.items ?? style.items ?? '']: arrayOf(operation.list),
        ...style.envelope,
      }
      add({ name: pageName(api, group, name), fields: readFields(file, items, at), given: false }, at)
    }
  }
}

/** The page style of a list; undefined for other operations. */
export function pageStyleOf(
  { spec }: Api,
  file: SpecFile,
  name: string,
  { list, pages = 'default' }: OperationSpec,
): PageStyleSpec | undefined {
  if (list === undefined) return undefined
  const style = spec.pages?.[pages]
  return (
    style ??
    file.fail(`unknown page style ${pages}; the API has ${Object.keys(spec.pages ?? {}).join(', ')}`, [
      'operations',
      name,
      'pages',
    ])
  )
}

/** The parameters of every list with a page style. */
function pagingFields(style: PageStyleSpec | undefined, params: OperationSpec['params']): WrittenFields {
  if (style === undefined || typeof params === 'string') return {}
  const size = style.size === undefined ? '' : `; default ${style.size}`
  const fields: [name: unknown, type: string][] = [
    [style.limit, `int; items of a page${size}`],
    [style.offset, 'int; items to skip'],
    [style['page'], 'int; the page to start with; default 1'],
    [style['token'], 'string; where to start, from an earlier page'],
  ]
  const own = new Set(Object.keys(params ?? {}).map((name) => name.replace(/\?$/, '')))
  return Object.fromEntries(
    fields.flatMap(([name, type]) =>
      typeof name === 'string' && !own.has(name) ? [[`${name}?`, type]] : [],
    ),
  )
}

export const arrayOf = (type: string): string => (/[|]/.test(type) ? `(${type})[]` : `${type}[]`)

function readFields(file: SpecFile, fields: WrittenFields, at: string[]): NamedField[] {
  const seen = new Set<string>()
  return Object.entries(fields).map(([key, written]) => {
    const name = key.replace(/\?$/, '')
    if (seen.has(name)) file.fail(`${name} is described twice`, [...at, key])
    seen.add(name)
    const forms = (Array.isArray(written) ? written : [written]).map(readField)
    for (const { type } of forms) parsed(file, type, [...at, key])
    return { name, optional: key.endsWith('?'), forms }
  })
}

function readField(written: string | FieldSpec): FieldSpec {
  if (typeof written !== 'string') return written
  const [type = '', ...doc] = written.split(';')
  return { type: type.trim(), ...(doc.length > 0 ? { doc: doc.join(';').trim() } : {}) }
}

/** Parses a type; fails with its line if it is invalid. */
export function parsed(file: SpecFile, text: string, at: readonly string[]): Type {
  try {
    return parseType(text)
  } catch (error) {
    return file.fail((error as Error).message, at)
  }
}

const prefixOf = ({ spec }: Api): string => pascal(spec.namespace ?? '')

/** What the caller calls: an operation with the name of its resource is a method of the client itself (`maas.version()`). */
export const idOf = ({ spec }: Api, group: GroupSpec, name: string): string =>
  group.facade !== undefined
    ? `${group.facade}.${group.operations?.[name]?.method ?? pascal(name)}`
    : [spec.namespace, group.resource, name === group.resource ? undefined : name]
        .filter((part) => part !== undefined)
        .join('.')

const callName = (api: Api, { resource = '' }: GroupSpec, name: string): string =>
  `${prefixOf(api)}${pascal(singular(resource))}${pascal(name)}`

export const paramsName = (api: Api, group: GroupSpec, name: string, { list }: OperationSpec): string =>
  `${callName(api, group, name)}${list === undefined ? 'Params' : 'Filters'}`

export const pageName = (api: Api, group: GroupSpec, name: string): string =>
  `${callName(api, group, name)}Page`

export function refsOf(type: Type): string[] {
  if (type.kind === 'ref') return [type.name]
  if (type.kind === 'union') return type.of.flatMap(refsOf)
  return 'of' in type ? refsOf(type.of) : []
}
