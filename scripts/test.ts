// Everything that `npm test` checks, one step after the other; all are run, and the last line counts them.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'canonical-stack-test-'))
const report = join(folder, 'vitest.json')

/** Steps that need `dist` come after the build. */
const STEPS: [name: string, command: string[]][] = [
  ['types', ['tsc', '-p', 'tsconfig.json']],
  ['format', ['prettier', '--check', '.', '--log-level', 'warn']],
  ['lint', ['oxlint', '--type-aware', '--deny-warnings']],
  ['rooms', ['tsx', 'scripts/check-rooms.ts']],
  ['generated code is fresh', ['tsx', 'scripts/generate.ts', '--check']],
  ['build', ['npm', 'run', '--silent', 'build']],
  ['unused code and packages', ['knip', '--no-progress']],
  ['publint', ['publint', '--strict']],
  ['types of every subpath', ['attw', '--pack', '.', '--profile', 'esm-only', '--format', 'ascii']],
  ['packed, installed, imported, required', ['tsx', 'test/packaging/install.ts']],
  ['tests', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]],
]

let passed = 0
let failed = 0
for (const [name, [command = '', ...args]] of STEPS) {
  const startMs = performance.now()
  const { code, output } = await run(command, args)
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  if (code !== 0 || name === 'tests') console.log(output.trimEnd())
  if (name === 'tests') {
    const counts = readCounts()
    passed += counts.passed
    failed += Math.max(counts.failed, code === 0 ? 0 : 1)
  } else if (code === 0) passed++
  else failed++
}
rmSync(folder, { recursive: true, force: true })
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function run(command: string, args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

function readCounts(): { passed: number; failed: number } {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
    }
    return { passed: numPassedTests, failed: numFailedTests }
  } catch {
    return { passed: 0, failed: 1 }
  }
}
