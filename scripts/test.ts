// All checks of `npm test`. All steps run, two at a time, and the last line counts them.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Step {
  name: string
  command: string
  /** Starts when all steps before it have ended: it reads `dist`, or keeps all cores busy by itself. */
  waits?: boolean
}

const folder = mkdtempSync(join(tmpdir(), 'canonical-stack-test-'))
const vitestReport = join(folder, 'vitest.json')

const STEPS: Step[] = [
  { name: 'build', command: 'npm run --silent build' },
  { name: 'types', command: 'tsc -p tsconfig.json' },
  { name: 'format', command: 'prettier --check . --log-level warn' },
  { name: 'lint', command: 'oxlint --type-aware --deny-warnings' },
  { name: 'generated code is up to date', command: 'tsx scripts/generate.ts --check' },
  { name: 'pack from a fresh clone', command: 'tsx test/packaging/clone.ts' },
  { name: 'pack, install, import, require', command: 'tsx test/packaging/install.ts', waits: true },
  { name: 'public API', command: 'tsx scripts/api-report.ts' },
  { name: 'budgets', command: 'tsx scripts/check-budgets.ts' },
  { name: 'types of every entry point', command: 'attw --pack . --profile esm-only --format ascii' },
  { name: 'publint', command: 'publint --strict' },
  { name: 'unused code and packages', command: 'knip --no-progress' },
  {
    name: 'tests',
    command: `vitest run --reporter=default --reporter=json --outputFile.json=${vitestReport}`,
    waits: true,
  },
]

const counts = { passed: 0, failed: 0, skipped: 0 }
const running = new Set<Promise<void>>()
for (const step of STEPS) {
  if (step.waits) await Promise.all(running)
  else if (running.size === 2) await Promise.race(running)
  const run = runStep(step).finally(() => running.delete(run))
  running.add(run)
}
await Promise.all(running)
rmSync(folder, { recursive: true, force: true })
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exitCode = counts.failed === 0 ? 0 : 1

async function runStep({ name, command }: Step): Promise<void> {
  const startMs = performance.now()
  const { code, output } = await execute(command)
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  if (code !== 0 || name === 'tests' || name === 'budgets') console.log(output.trimEnd())
  if (name === 'tests') {
    const tests = readReport()
    counts.passed += tests.passed
    counts.failed += Math.max(tests.failed, code === 0 ? 0 : 1)
    counts.skipped += tests.skipped
  } else if (code === 0) counts.passed++
  else counts.failed++
}

function execute(command: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const [program = '', ...args] = command.split(' ')
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      // `npm pack`, which several tools run, would build again (prepack) while others read dist.
      env: { ...process.env, NO_COLOR: '1', npm_config_ignore_scripts: 'true' },
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

function readReport(): { passed: number; failed: number; skipped: number } {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(vitestReport, 'utf8'),
    ) as Record<string, number>
    return {
      passed: numPassedTests ?? 0,
      failed: numFailedTests ?? 0,
      skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0),
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
