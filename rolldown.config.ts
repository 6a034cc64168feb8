// JavaScript only; `tsc -p tsconfig.build.json` writes the declarations.
//
// Bundled, because one file per module takes twice as long to import: 168 ms against 84 ms for the root entry and three
// clients (about 110 small files; each costs Node around a millisecond). Stack traces stay readable: every file is named after what
// it holds, and has a source map.
import { posix, relative, sep } from 'node:path'
import { defineConfig } from 'rolldown'
import { entryPoints, packageJson } from './scripts/entry-points.js'

/** Path of a module below `src`, without its extension. */
const subpath = (file: string): string => relative('src', file).split(sep).join('/').replace(/\.ts$/, '')
const isOurs = (file: string): boolean => !file.startsWith('\0')

export default defineConfig({
  // `./dist/maas/index.js` is made from `src/maas/index.ts`.
  input: Object.fromEntries(
    entryPoints
      .map(({ script }) => /^\.\/dist\/(.+)\.js$/.exec(script)?.[1] ?? '')
      .map((name) => [name, `src/${name}.ts`]),
  ),
  platform: 'node',
  external: [/^node:/, ...Object.keys(packageJson.dependencies).map((name) => new RegExp(`^${name}(/|$)`))],
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    sourcemap: true,
    // Editors read the docs in the declarations.
    comments: { jsdoc: false },
    // Sources would add 0.8 MB to an installation of 10 MB. Without them a stack trace still names the file and line in `src`.
    sourcemapExcludeSources: true,
    // A module that loads on first use keeps its own path; a shared file lies in the folder that its modules share.
    chunkFileNames: ({ name, facadeModuleId, moduleIds }) =>
      facadeModuleId
        ? `${subpath(facadeModuleId)}.js`
        : `${posix.join(commonFolder(moduleIds.filter(isOurs).map(subpath)), name)}.js`,
  },
})

function commonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.split('/').slice(0, -1))
  const different = first.findIndex((part, index) => others.some((other) => other[index] !== part))
  return (different === -1 ? first : first.slice(0, different)).join('/')
}
