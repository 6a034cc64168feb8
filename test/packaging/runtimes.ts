// Runs a program that uses each client, as built, under Node, Bun and Deno, and bundled as ESM by esbuild, rollup and webpack.
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import commonjsPlugin from '@rollup/plugin-commonjs'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { seedFleet, startSimulator } from 'canonical-stack-simulators'
import { build as esbuild } from 'esbuild'
import { rollup } from 'rollup'
import webpack from 'webpack'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = 'every-client.mjs'
/** Its types are those of a CommonJS module, and it is none. */
const commonjs = commonjsPlugin as unknown as typeof commonjsPlugin.default
/** The option that docs/bundling.md names for esbuild. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

const folder = mkdtempSync(join(tmpdir(), 'canonical-stack-runtimes-'))
const project = join(folder, 'project')
const entry = join(project, program)
/** Bundles run here, where there are no packages. */
const outputOf = (name: string): string => join(folder, 'bundles', name)

const bundles: Record<string, (dir: string) => Promise<void>> = {
  'esbuild without its option': (dir) => bundleWithEsbuild(dir),
  esbuild: (dir) => bundleWithEsbuild(dir, REQUIRE),
  'rollup without its option': (dir) => bundleWithRollup(dir),
  rollup: (dir) => bundleWithRollup(dir, ['node:sqlite']),
  webpack: bundleWithWebpack,
}

try {
  mkdirSync(join(project, 'node_modules'), { recursive: true })
  cpSync(join(root, 'test/packaging', program), entry)
  writeFileSync(join(project, 'package.json'), '{"private":true,"type":"module"}')
  symlinkSync(root, join(project, 'node_modules/canonical-stack'))
  const bin = (name: string): string => join(root, 'node_modules/.bin', name)
  await expectSuccess('node', process.execPath, [entry])
  await expectSuccess('bun', bin('bun'), [entry])
  await expectSuccess('deno', bin('deno'), [
    'run',
    '--allow-all',
    '--no-config',
    '--node-modules-dir=manual',
    entry,
  ])
  for (const [name, bundle] of Object.entries(bundles)) {
    const dir = outputOf(name)
    await bundle(dir)
    writeFileSync(join(dir, 'package.json'), '{"private":true,"type":"module"}')
    const script = join(dir, program)
    if (!name.includes('without')) await expectSuccess(name, process.execPath, [script])
    else await expectHint(name, process.execPath, [script])
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function bundleWithEsbuild(outdir: string, banner?: string): Promise<void> {
  await esbuild({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outdir,
    outExtension: { '.js': '.mjs' },
    ...(banner === undefined ? {} : { banner: { js: banner } }),
    logLevel: 'error',
  })
}

async function bundleWithRollup(dir: string, ignore: string[] = []): Promise<void> {
  const bundle = await rollup({
    input: entry,
    plugins: [nodeResolve({ preferBuiltins: true, exportConditions: ['node'] }), commonjs({ ignore })],
    onwarn: () => {},
  })
  await bundle.write({ dir, format: 'esm', entryFileNames: program })
  await bundle.close()
}

async function bundleWithWebpack(path: string): Promise<void> {
  const compiler = webpack({
    mode: 'production',
    optimization: { minimize: false },
    target: 'node20',
    entry,
    experiments: { outputModule: true },
    output: { path, module: true, filename: program, chunkFormat: 'module' },
  })
  await new Promise<void>((resolve, reject) =>
    compiler.run((error, stats) => {
      if (error) reject(error)
      else if (stats?.hasErrors() === true) reject(new Error(stats.toString('errors-only')))
      else resolve()
    }),
  )
}

async function expectSuccess(name: string, command: string, args: string[]): Promise<void> {
  const { code, output } = await run(command, args)
  if (code !== 0 || !/maas ok\s+landscape ok\s+juju ok/.test(output))
    throw new Error(`${name} failed with exit code ${code}:\n${output}`)
  console.log(`ok ${name}`)
}

/** The first call fails with an error that leads to the guide. */
async function expectHint(name: string, command: string, args: string[]): Promise<void> {
  const { code, output } = await run(command, args)
  if (code === 0 || !output.includes('docs/bundling.md'))
    throw new Error(`${name} must fail with a hint, got exit code ${code}:\n${output}`)
  console.log(`ok ${name}: the error names the guide`)
}

/** Runs a command with simulators of its own, and stops it after two minutes. */
async function run(command: string, args: string[]): Promise<{ code: number | null; output: string }> {
  await using simulator = await startSimulator({ timeScale: 100_000 })
  seedFleet(simulator)
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, ...simulator.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), 120_000)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  clearTimeout(timer)
  return { code, output }
}
