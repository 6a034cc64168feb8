// Generates the text of every file from the specification.
import { existsSync, readdirSync } from 'node:fs'
import { nearNames } from '../../src/core/near-names.js'
import { literal } from './literal.js'
import { type Api, readApi } from './model.js'
import { emitGroup, type Product } from './operations.js'
import { refuseClashes } from './clashes.js'
import { readFolder, type SpecFile } from './read.js'
import { type Emitted, emitFacades, emitResources, emitSchemas, emitTypes } from './resources.js'
import { emitShapes, type FindType } from './types.js'

const PRODUCTS: Product[] = [
  { system: 'maas', name: 'MAAS' },
  { system: 'juju', name: 'Juju' },
  { system: 'landscape', name: 'Landscape' },
]

/** The generated files by path, and the folders that only contain generated files. */
export function generate(root: URL): { files: Map<string, string>; folders: string[] } {
  const files = new Map<string, string>()
  for (const product of PRODUCTS) {
    const folder = `spec/${product.system}`
    const write = (path: string, from: string, code: string): void => {
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
    const emitted: Emitted[] = []
    for (const api of apis.values()) {
      const used = (api.spec.uses ?? []).map((name) => apis.get(name) ?? missing(folder, name))
      const findFrom = (file: SpecFile, at: string[]): FindType => finder(file, at, [api, ...used])
      for (const { file, spec } of api.groups) {
        const group = emitGroup(product, api, file, spec, findFrom)
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
      const { base, authentication, errors, emptyParameters, pages } = api.spec
      if (base !== undefined || pages !== undefined)
        write(
          `src/${product.system}/generated/${api.spec.api}/api.ts`,
          `${api.folder}/api.yaml`,
          emitApi({ base, authentication, errors, emptyParameters, pages }),
        )
    }
    refuseClashes([...apis.values()])
    if (product.system === 'juju') write('src/juju/generated/facades.ts', `${folder}/`, emitFacades(emitted))
    else {
      write(`src/${product.system}/generated/resources.ts`, `${folder}/`, emitResources(product, emitted))
      write(`src/${product.system}/generated/types.ts`, `${folder}/`, emitTypes(emitted))
    }
    write(
      `src/${product.system}/generated/schemas.ts`,
      `${folder}/`,
      emitSchemas(product, [...apis.values()]),
    )
  }
  return {
    files,
    folders: [...PRODUCTS.map(({ system }) => `src/${system}/generated`), 'simulators/src/generated'],
  }
}

function readApis(root: URL, folder: string): Map<string, Api> {
  const names = readdirSync(new URL(`${folder}/`, root)).filter((name) =>
    existsSync(new URL(`${folder}/${name}/api.yaml`, root)),
  )
  return new Map(names.toSorted().map((name) => [name, readApi(root, `${folder}/${name}`)]))
}

const missing = (folder: string, name: string): never => {
  throw new Error(`${folder}/${name}/ does not exist`)
}

function finder(file: SpecFile, at: string[], apis: readonly Api[]): FindType {
  return (name) => {
    for (const api of apis) {
      const type = api.types.get(name)
      if (type !== undefined) return { type, api }
    }
    const near = nearNames(
      name,
      apis.flatMap(({ types }) => [...types.keys()]),
    )
    return file.fail(
      `unknown type ${name}${near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`}`,
      at,
    )
  }
}

const emitApi = ({
  pages = {},
  ...facts
}: Pick<Api['spec'], 'base' | 'authentication' | 'errors' | 'emptyParameters' | 'pages'>): string =>
  `import type { ApiFacts } from '../../../core/operations.js'\n\nexport const api: ApiFacts = ${literal({ ...facts, pages: Object.fromEntries(Object.entries(pages).map(([name, { envelope: _envelope, ...style }]) => [name, style])) })}\n`
