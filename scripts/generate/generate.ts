// Generates the text of every file from the specification.
import { readdirSync } from 'node:fs'
import { nearNames } from '../../src/core/near-names.js'
import { literal } from './literal.js'
import { type Api, readApi } from './model.js'
import { emitGroup, type Product } from './operations.js'
import { refuseClashes } from './clashes.js'
import { readFolder, type SpecFile, SpecificationError } from './read.js'
import { type Emitted, emitFacades, emitResources, emitSchemas, emitTypes } from './resources.js'
import { emitShapes, type FindType } from './types.js'
import { validate } from './validate.js'

const MEMBERS = ['with', 'on', 'close']

export const PRODUCTS: Product[] = [
  {
    system: 'maas',
    name: 'MAAS',
    members: [...MEMBERS, 'version', 'request', 'storage', 'network'],
    interfaces: [
      'MaasClient',
      'MaasClientOptions',
      'MaasCredentials',
      'MaasRequest',
      'MaasResources',
      'MaasSchemas',
    ],
  },
  { system: 'juju', name: 'Juju', interfaces: ['JujuSchemas'] },
  {
    system: 'landscape',
    name: 'Landscape',
    members: [...MEMBERS, 'about', 'call', 'rest', 'uri'],
    interfaces: [
      'LandscapeClient',
      'LandscapeClientOptions',
      'LandscapeCredentials',
      'LandscapeResources',
      'LandscapeSchemas',
    ],
  },
]

/** The generated files by path, and the folders that only contain generated files. */
export function generate(root: URL): { files: Map<string, string>; folders: string[] } {
  const files = new Map<string, string>()
  for (const product of PRODUCTS) {
    const folder = `spec/${product.system}`
    const write = (path: string, from: string, code: string): void => {
      if (files.has(path))
        throw new SpecificationError(
          `${from}: ${path} is generated from another file too; give it another name`,
        )
      files.set(path, `// Generated from ${from} by \`npm run generate\`. Do not edit.\n\n${code}`)
    }
    for (const { path, name, content, fail } of readFolder(root, folder)) {
      const {
        constant,
        value,
        for: packages,
      } = content as { constant?: string; value: unknown; for: string[] }
      if (constant === undefined)
        fail('only tables of facts (constant:) are allowed here; operations are in the folder of their API')
      const code = `export const ${constant} = ${literal(value)} as const\n`
      if (packages.includes('sdk')) write(`src/${product.system}/generated/${name}.ts`, path, code)
      if (packages.includes('simulators'))
        write(`simulators/src/generated/${product.system}/${name}.ts`, path, code)
    }
    const apis = readApis(root, folder)
    const all = [...apis.values()]
    const uses = new Map(all.map((api) => [api, usedBy(api, apis)]))
    const finderIn = (api: Api, file: SpecFile, at: string[]): FindType =>
      finder(file, at, [api, ...(uses.get(api) ?? [])])
    validate(product, all, finderIn)
    refuseClashes(all)
    const emitted: Emitted[] = []
    for (const api of all) {
      const used = uses.get(api) ?? []
      const findFrom = (file: SpecFile, at: string[]): FindType => finderIn(api, file, at)
      for (const { file, spec } of api.groups) {
        const group = emitGroup(product, all, api, file, spec, findFrom)
        if (group.code !== '')
          write(`src/${product.system}/generated/${api.spec.api}/${file.name}.ts`, file.path, group.code)
        emitted.push({ api, module: file.name, group: spec, emitted: group })
      }
      const [first] = api.groups
      if (first !== undefined)
        write(
          `src/${product.system}/generated/${api.spec.api}/shapes.ts`,
          `${api.folder}/`,
          emitShapes(api, used, findFrom(first.file, [])),
        )
      const { base, emptyParameters, pages } = api.spec
      if (base !== undefined || pages !== undefined)
        write(
          `src/${product.system}/generated/${api.spec.api}/api.ts`,
          `${api.folder}/api.yaml`,
          emitApi({ base, emptyParameters, pages }),
        )
    }
    if (product.system === 'juju') write('src/juju/generated/facades.ts', `${folder}/`, emitFacades(emitted))
    else {
      write(`src/${product.system}/generated/resources.ts`, `${folder}/`, emitResources(product, emitted))
    }
    write(`src/${product.system}/generated/types.ts`, `${folder}/`, emitTypes(product, emitted))
    write(`src/${product.system}/generated/schemas.ts`, `${folder}/`, emitSchemas(product, all))
  }
  return {
    files,
    folders: [...PRODUCTS.map(({ system }) => `src/${system}/generated`), 'simulators/src/generated'],
  }
}

function readApis(root: URL, folder: string): Map<string, Api> {
  const names = readdirSync(new URL(`${folder}/`, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  return new Map(names.toSorted().map((name) => [name, readApi(root, `${folder}/${name}`)]))
}

const usedBy = ({ file, spec }: Api, apis: ReadonlyMap<string, Api>): Api[] =>
  (spec.uses ?? []).map(
    (name, index) =>
      apis.get(name) ??
      file.fail(`unknown API ${name}${didYouMean(name, [...apis.keys()])}`, ['uses', index]),
  )

function didYouMean(name: string, known: readonly string[]): string {
  const near = nearNames(name, known)
  return near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`
}

function finder(file: SpecFile, at: string[], apis: readonly Api[]): FindType {
  return (name) => {
    for (const api of apis) {
      const type = api.types.get(name)
      if (type !== undefined) return { type, api }
    }
    const known = apis.flatMap(({ types }) => [...types.keys()])
    return file.fail(`unknown type ${name}${didYouMean(name, known)}`, at)
  }
}

function emitApi({ pages = {}, ...facts }: Pick<Api['spec'], 'base' | 'emptyParameters' | 'pages'>): string {
  const styles = Object.entries(pages).map(([name, { envelope: _envelope, ...style }]) => [name, style])
  const value = literal({ ...facts, pages: Object.fromEntries(styles) })
  const imports = `import type { ApiFacts } from '../../../core/operations.js'\n`
  return `${imports}\nexport const api: ApiFacts = ${value}\n`
}
