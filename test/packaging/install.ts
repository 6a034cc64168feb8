// Packs the package, installs the tarball into an empty project, and uses each subpath by import and by require.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'canonical-stack-'))
const run = (command: string, args: string[], cwd: string): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

/** Something that each subpath must have. */
const SUBPATHS: Record<string, string> = {
  'canonical-stack': 'createMaasClient',
  'canonical-stack/maas': 'createMaasClient',
  'canonical-stack/juju': 'createJujuClient',
  'canonical-stack/landscape': 'createLandscapeClient',
  'canonical-stack/stack': 'matchHosts',
}

try {
  const packed = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
  ) as [{ filename: string; files: { path: string }[] }]
  const strange = packed[0].files
    .map(({ path }) => path)
    .filter((path) => !/^(dist\/|docs\/|examples\/|package\.json$|LICENSE$|[A-Z]+\.md$)/.test(path))
  if (strange.length > 0) throw new Error(`the tarball holds more than it should: ${strange.join(', ')}`)
  writeFileSync(join(folder, 'package.json'), '{"name":"empty","private":true,"type":"module"}')
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', `./${packed[0].filename}`], folder)
  for (const [subpath, name] of Object.entries(SUBPATHS)) {
    writeFileSync(
      join(folder, 'by-import.mjs'),
      `const m = await import('${subpath}'); if (typeof m.${name} !== 'function') throw new Error('no ${name}')`,
    )
    writeFileSync(
      join(folder, 'by-require.cjs'),
      `const m = require('${subpath}'); if (typeof m.${name} !== 'function') throw new Error('no ${name}')`,
    )
    for (const file of ['by-import.mjs', 'by-require.cjs']) {
      run(process.execPath, [file], folder)
      console.log(`ok ${subpath} ${file.slice(0, file.indexOf('.'))}`)
    }
  }
  run(
    process.execPath,
    [
      '-e',
      `if (require('canonical-stack/package.json').version !== '${(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version}') process.exit(1)`,
    ],
    folder,
  )
  // As a user who does not skip the checks of libraries.
  writeFileSync(
    join(folder, 'user.ts'),
    Object.entries(SUBPATHS)
      .map(([subpath, name], index) => `import { ${name} as f${index} } from '${subpath}'\nvoid f${index}\n`)
      .join(''),
  )
  run(
    join(root, 'node_modules/.bin/tsc'),
    [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      'false',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--lib',
      'es2023,esnext.disposable',
      '--types',
      'node',
      '--typeRoots',
      join(root, 'node_modules/@types'),
      'user.ts',
    ],
    folder,
  )
  console.log('ok strict types, libraries checked')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
