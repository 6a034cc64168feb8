// Compares the compiler's work, sizes and import times with budgets.json. Needs a build; the sizes of the tarball and of an installation
// are compared by test/packaging/install.ts, which has both.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { report } from './budgets.js'
import { entryPoints } from './entry-points.js'
import { staticImports } from './static-imports.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const ROUNDS = 5

checkEagerPackages()
report({ ...compilerFigures(), ...entrySizes(), ...importTimes() })

/** The results of `tsc --extendedDiagnostics` for src, and for programs that import entry points and check their declarations. */
function compilerFigures(): Record<string, number> {
  const src = diagnostics('-p tsconfig.build.json --emitDeclarationOnly false')
  const [schemas, others] = [true, false].map((wanted) =>
    entryPoints.filter(({ name }) => name.endsWith('-schemas') === wanted),
  )
  return {
    'tsc src: types': src('Types'),
    'tsc src: instantiations': src('Instantiations'),
    'tsc src: memory in MB': Math.round(src('Memory used') / 1000),
    'tsc of a program that imports all clients: types': importedTypes(others ?? []),
    'tsc of a program that imports all schemas: types': importedTypes(schemas ?? []),
  }
}

function importedTypes(entries: typeof entryPoints): number {
  const folder = mkdtempSync(join(tmpdir(), 'canonical-stack-budgets-'))
  try {
    const program = join(folder, 'program.ts')
    writeFileSync(
      program,
      entries
        .map(
          ({ name, script }) => `export * as ${name.replaceAll('-', '_')} from '${resolve(root, script)}'\n`,
        )
        .join(''),
    )
    const typeRoots = resolve(root, 'node_modules/@types')
    return diagnostics(
      `--ignoreConfig --strict --skipLibCheck false --module nodenext --target es2023 --lib es2023,esnext.disposable --types node --typeRoots ${typeRoots} ${program}`,
    )('Types')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The number of checkers is fixed because each of them counts the types that it needs. */
function diagnostics(options: string): (label: string) => number {
  const args = ['--noEmit', '--checkers', '4', '--extendedDiagnostics', ...options.split(' ')]
  const output = execFileSync(join(root, 'node_modules/.bin/tsc'), args, { cwd: root, encoding: 'utf8' })
  return (label) => Number(new RegExp(`^${label}: +(\\d+)`, 'm').exec(output)?.[1])
}

/** Bytes of our JavaScript that an import of each entry point reads. */
function entrySizes(): Record<string, number> {
  return Object.fromEntries(
    entryPoints.map(({ name, script }) => [
      `${name}: bytes loaded`,
      staticImports(resolve(root, script)).bytes,
    ]),
  )
}

/**
 * undici, ws, yaml, oauth-1.0a and, but for the entry points of the schemas, zod load on first use. Checks the
 * build, since the linter cannot allow `import()` only.
 */
function checkEagerPackages(): void {
  for (const { name, script } of entryPoints) {
    const expected = name.endsWith('-schemas') ? ['zod'] : ['eventemitter3']
    const eager = staticImports(resolve(root, script)).packages.filter((path) => !expected.includes(path))
    console.log(
      `${eager.length === 0 ? 'ok  ' : 'FAIL'} ${name}: packages loaded on import (except ${expected.join()}): ${eager.join(', ') || 'none'}`,
    )
    if (eager.length > 0) process.exitCode = 1
  }
}

/** Time to import each entry point, relative to the time to import undici; each in a fresh process, the fastest of several. */
function importTimes(): Record<string, number> {
  const specifiers = ['undici', ...entryPoints.map(({ specifier }) => specifier)]
  const fastest = new Map<string, number>()
  for (let round = 0; round < ROUNDS; round++)
    for (const specifier of specifiers) {
      const code = `const start = performance.now(); await import('${specifier}'); console.log(performance.now() - start)`
      const ms = Number(
        execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: root, encoding: 'utf8' }),
      )
      fastest.set(specifier, Math.min(ms, fastest.get(specifier) ?? Infinity))
    }
  const ratio = (specifier: string): number =>
    (fastest.get(specifier) ?? Infinity) / (fastest.get('undici') ?? Number.NaN)
  return Object.fromEntries(
    entryPoints.map(({ name, specifier }) => [`${name}: import time, relative to undici`, ratio(specifier)]),
  )
}
