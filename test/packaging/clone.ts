// Packs from a fresh clone, which has no dist: `prepack` has to build it. Without a git repository, it uses a copy.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { missingFiles, pack, unexpectedFiles } from './pack.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'canonical-stack-clone-'))
const clone = join(folder, 'clone')
const NOT_SOURCES = ['node_modules', 'dist', 'coverage', '.git']

try {
  if (existsSync(join(root, '.git')))
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone], { stdio: 'inherit' })
  else cpSync(root, clone, { recursive: true, filter: (path) => !NOT_SOURCES.includes(basename(path)) })
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'))
  const packed = pack(clone, folder, ['--ignore-scripts=false'])
  const simulators = pack(join(clone, 'simulators'), folder, ['--ignore-scripts=false'])
  const needed = ['dist/index.js', 'dist/index.d.ts', 'dist/cli.js', 'README.md']
  const problems = [
    ...needed
      .filter((file) => !simulators.files.some(({ path }) => path === file))
      .map((file) => `${file} of the simulators is missing`),
    ...missingFiles(packed).map((path) => `${path} is missing`),
    ...unexpectedFiles(packed).map((path) => `${path} is unexpected`),
  ]
  if (problems.length > 0) throw new Error(`the tarball of a fresh clone: ${problems.join(', ')}`)
  console.log(`ok ${packed.files.length} and ${simulators.files.length} files from a fresh clone`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
