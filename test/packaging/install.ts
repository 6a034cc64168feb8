// Packs the package, installs the tarball into an empty project, and uses each entry point by import and by require.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { report } from '../../scripts/budgets.js'
import { entryPoints, packageJson } from '../../scripts/entry-points.js'
import { pack, unexpectedFiles } from './pack.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'canonical-stack-'))
const run = (command: string, args: string[]): string =>
  execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

/** An export of each entry point. */
const EXPORTS: Record<string, string> = {
  'canonical-stack': 'createMaasClient',
  maas: 'createMaasClient',
  juju: 'createJujuClient',
  landscape: 'createLandscapeClient',
  'maas-schemas': 'schemas',
  'juju-schemas': 'schemas',
  'landscape-schemas': 'schemas',
  stack: 'matchHosts',
}

try {
  const packed = pack(root, folder, ['--ignore-scripts'])
  const unexpected = unexpectedFiles(packed)
  if (unexpected.length > 0) throw new Error(`unexpected files in the tarball: ${unexpected.join(', ')}`)
  writeFileSync(join(folder, 'package.json'), '{"name":"empty","private":true,"type":"module"}')
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', `./${packed.filename}`])
  report({
    'tarball: bytes': packed.size,
    'production installation: bytes': sizeOf(join(folder, 'node_modules')),
  })
  for (const { name, specifier } of entryPoints) {
    const check = `if (typeof m.${EXPORTS[name]} === 'undefined') throw new Error('${specifier} has no ${EXPORTS[name]}')`
    writeFileSync(join(folder, 'by-import.mjs'), `const m = await import('${specifier}'); ${check}`)
    writeFileSync(join(folder, 'by-require.cjs'), `const m = require('${specifier}'); ${check}`)
    run(process.execPath, ['by-import.mjs'])
    run(process.execPath, ['by-require.cjs'])
    console.log(`ok ${specifier} by import and by require`)
  }
  const version = run(process.execPath, ['-p', "require('canonical-stack/package.json').version"]).trim()
  if (version !== packageJson.version) throw new Error(`version ${version} is installed`)
  // Frames of a stack trace lead to our sources.
  writeFileSync(
    join(folder, 'throws.mjs'),
    `import { createMaasClient } from 'canonical-stack/maas'
    try { createMaasClient({ url: 'not a URL', apiKey: 'a:b:c' }) } catch (error) { console.log(error.stack) }`,
  )
  const stack = run(process.execPath, ['--enable-source-maps', 'throws.mjs'])
  if (!/src\/maas\/[\w-]+\.ts:\d+/.test(stack)) throw new Error(`no source of ours in the stack: ${stack}`)
  console.log('ok stack traces with --enable-source-maps')
  // As a user who does not skip the checks of libraries.
  writeFileSync(
    join(folder, 'user.ts'),
    entryPoints
      .map(
        ({ name, specifier }, index) =>
          `import { ${EXPORTS[name]} as f${index} } from '${specifier}'\nvoid f${index}\n`,
      )
      .join(''),
  )
  const typeRoots = join(root, 'node_modules/@types')
  const options = `--noEmit --strict --skipLibCheck false --module nodenext --target es2023 --lib es2023,esnext.disposable --types node --typeRoots ${typeRoots} user.ts`
  run(join(root, 'node_modules/.bin/tsc'), options.split(' '))
  console.log('ok strict types, libraries checked')
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function sizeOf(path: string): number {
  const paths = readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) =>
    statSync(join(path, name)),
  )
  return paths.filter((stats) => stats.isFile()).reduce((sum, { size }) => sum + size, 0)
}
