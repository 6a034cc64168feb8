// Generates the indexes of a client: its resources, or Juju's facades, and the exported zod schemas.
import { comment } from './literal.js'
import type { Api, GroupSpec } from './model.js'
import { type EmittedGroup, pathOf, type Product } from './operations.js'
import { pascal } from './names.js'
import { sentence } from './types.js'

export interface Emitted {
  api: Api
  /** Name of the generated module, without extension. */
  module: string
  group: GroupSpec
  emitted: EmittedGroup
}

/** A resource of a client, from every API that has a part of it. */
interface Resource {
  path: string
  doc: string
  parts: readonly Emitted[]
  /** Its interface; that of an extended resource stands beside the handwritten methods. */
  type: string
  extended: boolean
}

function resourcesOf(product: Product, emitted: readonly Emitted[]): Resource[] {
  const resources = new Map<string, [Emitted, ...Emitted[]]>()
  for (const one of emitted) {
    if (one.emitted.interfaceName === undefined || one.group.internal === true) continue
    const path = pathOf(one.api, one.group)
    const known = resources.get(path)
    if (known === undefined) resources.set(path, [one])
    else known.push(one)
  }
  return [...resources]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([path, parts]) => {
      const extended = parts.some(({ group }) => group.extended === true)
      const type = `${extended ? 'Generated' : ''}${pascal(product.system)}${pascal(path)}`
      return { path, parts, type, extended, doc: sentence(parts[0].group.doc ?? path) }
    })
}

const inCode = ({ api, emitted: { constName = '' } }: Emitted): string =>
  `${api.spec.api}${pascal(constName)}`

const namespaceOf = ({ path }: Resource): string => (path.includes('.') ? (path.split('.')[0] ?? '') : '')

/** The resources of a client: an interface, and a table from which each is made on first use. */
export function emitResources(product: Product, emitted: readonly Emitted[]): string {
  const all = resourcesOf(product, emitted)
  const system = pascal(product.system)
  const imports = all.flatMap(({ parts, extended }) =>
    parts.map((part) => {
      const { interfaceName = '', constName = '' } = part.emitted
      const type = extended && parts.length === 1 ? '' : `type ${interfaceName}, `
      const from = `./${part.api.spec.api}/${part.module}.js`
      return `import { ${type}${constName} as ${inCode(part)} } from '${from}'\n`
    }),
  )
  const merged = all
    .filter(({ parts }) => parts.length > 1)
    .map(({ doc, type, parts }) => {
      const types = parts.map(({ emitted: { interfaceName = '' } }) => interfaceName)
      return `${comment([doc])}export type ${type} = ${types.join(' & ')}\n`
    })
  const bodyOf = (namespace: string): string =>
    all
      .filter((resource) => namespaceOf(resource) === namespace && !resource.extended)
      .map(({ path, type, doc }) => {
        const name = path.slice(path.indexOf('.') + 1)
        return `${comment([doc], '  ')}  readonly ${name}: ${type}\n`
      })
      .join('')
  const namespaces = [...new Set(all.map(namespaceOf))].filter((name) => name !== '').toSorted()
  const nested = namespaces.map(
    (name) => `export interface ${system}${pascal(name)}Resources {\n${bodyOf(name)}}\n`,
  )
  const inner = namespaces.map((name) => `  readonly ${name}: ${system}${pascal(name)}Resources\n`)
  const table = all.map(({ path, parts }) => {
    const entries = parts.map((part) => `['${part.api.spec.api}', ${inCode(part)}]`)
    return `  '${path}': [${entries.join(', ')}],\n`
  })
  return [
    `import type { ResourceTable } from '../../core/operations.js'\n${imports.toSorted().join('')}`,
    ...merged,
    ...nested,
    `/** The resources of ${product.name} that are made from facts alone. */\n` +
      `export interface ${system}Resources {\n${bodyOf('')}${inner.join('')}}\n`,
    `export const resources: ResourceTable = {\n${table.join('')}}\n`,
  ].join('\n')
}

/** The facades by name: the types of their methods, and their operations. */
export function emitFacades(emitted: readonly Emitted[]): string {
  const facades = emitted.flatMap(
    ({ module, group: { facade = '' }, emitted: { constName, interfaceName = '' } }) =>
      constName === undefined ? [] : [{ module, facade, constName, interfaceName }],
  )
  const list = (line: (facade: (typeof facades)[number]) => string): string => facades.map(line).join('')
  const imports = list(
    ({ module, facade, constName, interfaceName }) =>
      `import { type ${facade}Calls, type ${interfaceName}, ${constName} } from './facades/${module}.js'\n`,
  )
  const calls = list(({ facade }) => `  ${facade}: ${facade}Calls\n`)
  const methods = list(({ facade, interfaceName }) => `  ${facade}: ${interfaceName}\n`)
  const table = list(({ facade, constName }) => `  ${facade}: ${constName},\n`)
  return [
    `import type { Operations, RpcOperation } from '../../core/operations.js'\n${imports}`,
    comment(['What the methods of each facade take and return, by their names on the wire.']) +
      `export interface Facades {\n${calls}}\n`,
    `${comment(['The typed methods of each facade.'])}export interface FacadeMethods {\n${methods}}\n`,
    `export const facades: Readonly<Record<string, Operations<RpcOperation>>> = {\n${table}}\n`,
  ].join('\n')
}

/** The zod schemas of replies, by type name. */
export function emitSchemas(product: Product, apis: readonly Api[]): string {
  const types = apis.flatMap((api) =>
    [...api.types.values()]
      .filter(({ given }) => !given)
      .map((type) => ({ name: type.name, module: `./${api.spec.api}/${type.home}.js` })),
  )
  const modules = [...new Set(types.map(({ module }) => module))].toSorted()
  const shapes = apis.map(({ spec }) => `import { shapes as ${spec.api} } from './${spec.api}/shapes.js'\n`)
  const imports = modules.map(
    (module) =>
      `import type { ${types
        .filter((type) => type.module === module)
        .map(({ name }) => name)
        .toSorted()
        .join(', ')} } from '${module}'\n`,
  )
  const entries = types
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ name }) => `  readonly ${name}: ZodType<${name}>\n`)
  const system = pascal(product.system)
  const what = `zod schemas of what ${product.name} answers, by the name of the type`
  const doc = `${what}. Each is made when it is first read.`
  const all = apis.map(({ spec }) => `...${spec.api}`).join(', ')
  return [
    `import type { ZodType } from 'zod'\nimport { zodSchemas } from '../../core/shape/zod.js'\n` +
      `${shapes.join('')}${imports.join('')}`,
    `${comment([doc])}export interface ${system}Schemas {\n${entries.join('')}}\n`,
    `export const schemas: ${system}Schemas = zodSchemas({ ${all} })\n`,
  ].join('\n')
}

/**
 * Every type of a product by name, for its entry point. The base of an extended resource is not among them:
 * people use the interface that has the handwritten methods too.
 */
export function emitTypes(product: Product, emitted: readonly Emitted[]): string {
  const resources = resourcesOf(product, emitted)
  const bases = new Set(resources.filter(({ extended }) => extended).map(({ type }) => type))
  const lineOf = (names: readonly string[], from: string): string => {
    const exported = [...new Set(names)].filter((name) => !bases.has(name)).toSorted()
    return exported.length === 0 ? '' : `export type { ${exported.join(', ')} } from '${from}'\n`
  }
  const lines = emitted
    .filter(({ group }) => group.internal !== true)
    .map(({ api, module, group, emitted: { interfaceName } }) => {
      const types = [...api.types.values()].filter(({ home }) => home === module).map(({ name }) => name)
      const own = group.facade === undefined ? interfaceName : `${group.facade}Calls`
      const names = [...types, ...(interfaceName === undefined || own === undefined ? [] : [own])]
      return lineOf(names, `./${api.spec.api}/${module}.js`)
    })
  const names = [
    ...resources.filter(({ parts }) => parts.length > 1).map(({ type }) => type),
    ...[...resources.map(namespaceOf), ''].map((name) => `${pascal(product.system)}${pascal(name)}Resources`),
  ]
  const last =
    product.members === undefined ? lineOf(['Facades'], './facades.js') : lineOf(names, './resources.js')
  return [...lines, last].join('')
}
