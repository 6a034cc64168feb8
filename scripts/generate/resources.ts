// Generates the indexes of a client: its resources, or Juju's facades, and the exported zod schemas.
import { comment } from './literal.js'
import type { Api, GroupSpec } from './model.js'
import type { EmittedGroup, Product } from './operations.js'
import { pascal } from './names.js'
import { sentence } from './types.js'

export interface Emitted {
  api: Api
  /** Name of the generated module, without extension. */
  module: string
  group: GroupSpec
  emitted: EmittedGroup
}

/** The resources of a client: an interface, and a table from which each is created on first use. */
export function emitResources(product: Product, emitted: readonly Emitted[]): string {
  const resources = new Map<string, Emitted[]>()
  for (const one of emitted) {
    if (one.emitted.interfaceName === undefined || one.group.internal === true) continue
    const name = [one.api.spec.namespace, one.group.resource].filter((part) => part !== undefined).join('.')
    resources.set(name, [...(resources.get(name) ?? []), one])
  }
  const imports: string[] = []
  const merged: string[] = []
  const members = new Map<string, { name: string; type: string; doc: string }[]>()
  const table: string[] = []
  for (const [path, parts] of [...resources].toSorted(([a], [b]) => a.localeCompare(b))) {
    const [first] = parts
    if (first === undefined) continue
    const named = parts.map(({ api, module, emitted: { interfaceName = '', constName = '' } }) => {
      const local = parts.length > 1 || resources.size > 0 ? `${api.spec.api}${pascal(constName)}` : constName
      imports.push(
        `import { type ${interfaceName}, ${constName} as ${local} } from './${api.spec.api}/${module}.js'`,
      )
      return { interfaceName, local, api: api.spec.api }
    })
    let type = named[0]?.interfaceName ?? ''
    if (first.api.spec.part !== undefined) {
      type = `${pascal(product.system)}${pascal(path)}`
      merged.push(
        `${comment([sentence(first.group.doc ?? path)])}export interface ${type} extends ${named.map(({ interfaceName }) => interfaceName).join(', ')} {}\n`,
      )
    }
    const [name = '', inner] = path.split('.')
    const namespace = inner === undefined ? '' : name
    members.set(namespace, [
      ...(members.get(namespace) ?? []),
      { name: inner ?? name, type, doc: sentence(first.group.doc ?? path) },
    ])
    table.push(`  '${path}': [${named.map(({ local, api }) => `['${api}', ${local}]`).join(', ')}],\n`)
  }
  const body = (namespace: string): string =>
    (members.get(namespace) ?? [])
      .map(({ name, type, doc }) => `${comment([doc], '  ')}  readonly ${name}: ${type}\n`)
      .join('')
  const system = pascal(product.system)
  const namespaces = [...members.keys()].filter((namespace) => namespace !== '').toSorted()
  const nested = namespaces.map(
    (namespace) => `export interface ${system}${pascal(namespace)}Resources {\n${body(namespace)}}\n`,
  )
  const top = `export interface ${system}Resources {\n${body('')}${namespaces.map((namespace) => `  readonly ${namespace}: ${system}${pascal(namespace)}Resources\n`).join('')}}\n`
  return [
    `import type { ResourceTable } from '../../core/operations.js'\n${imports
      .toSorted()
      .map((line) => `${line}\n`)
      .join('')}`,
    ...merged,
    ...nested,
    `/** The resources of ${product.name} that are made from facts alone. */\n${top}`,
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
  return [
    `import type { Operations, RpcOperation } from '../../core/operations.js'\n${list(({ module, facade, constName, interfaceName }) => `import { type ${facade}Calls, type ${interfaceName}, ${constName} } from './facades/${module}.js'\n`)}`,
    `/** What the methods of each facade take and return, by their names on the wire. */\nexport interface Facades {\n${list(({ facade }) => `  ${facade}: ${facade}Calls\n`)}}\n`,
    `/** The typed methods of each facade. */\nexport interface FacadeMethods {\n${list(({ facade, interfaceName }) => `  ${facade}: ${interfaceName}\n`)}}\n`,
    `export const facades: Readonly<Record<string, Operations<RpcOperation>>> = {\n${list(({ facade, constName }) => `  ${facade}: ${constName},\n`)}}\n`,
  ].join('\n')
}

/** The zod schemas of replies, by type name. */
export function emitSchemas(product: Product, apis: readonly Api[]): string {
  const types = apis.flatMap((api) =>
    [...api.types.values()]
      .filter(({ given }) => !given)
      .map((type) => ({ name: type.name, module: `./${api.spec.api}/${type.home}.js` })),
  )
  const last = apis.at(-1)
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
  return [
    `import type { ZodType } from 'zod'\nimport { zodSchemas } from '../../core/shape/zod.js'\n${last === undefined ? '' : shapes.join('')}${imports.join('')}`,
    `/** zod schemas of what ${product.name} answers, by the name of the type. Each is made when it is first read. */\nexport interface ${pascal(product.system)}Schemas {\n${entries.join('')}}\n`,
    `export const schemas: ${pascal(product.system)}Schemas = zodSchemas({ ${apis.map(({ spec }) => `...${spec.api}`).join(', ')} })\n`,
  ].join('\n')
}

/** Every type of a product by name, for its entry point. */
export function emitTypes(emitted: readonly Emitted[]): string {
  const lines = emitted
    .filter(({ group }) => group.internal !== true)
    .flatMap(({ api, module, emitted: { interfaceName } }) => {
      const types = [...api.types.values()].filter(({ home }) => home === module).map(({ name }) => name)
      const names = [...types, ...(interfaceName === undefined ? [] : [interfaceName])].toSorted()
      return names.length === 0
        ? []
        : [`export type { ${names.join(', ')} } from './${api.spec.api}/${module}.js'\n`]
    })
  return `${lines.join('')}export type * from './resources.js'\n`
}
