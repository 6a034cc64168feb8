import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

const REFUSED: [file: string, text: string, rule: string][] = [
  ['src/core/wait.ts', "export * from '../maas/index.js'", 'core knows no product'],
  ['src/core/http/a.ts', "export const x = () => import('../../juju/client.js')", 'core knows no product'],
  ['src/core/up.ts', "export * from '../index.js'", 'core knows no product'],
  ['src/core/package.ts', "import 'left-pad'", 'Packages that may be imported here'],
  ['src/core/yaml.ts', "export type { Document } from 'yaml'", 'Packages that may be imported here'],
  ['src/maas/a.ts', "export type { x } from '../juju/index.js'", 'core, not another client'],
  ['src/maas/socket.ts', "export { WebSocket } from 'ws'", 'Packages that may be imported here'],
  ['src/maas/resources/a.ts', "export * from '../../stack/index.js'", 'core, not another client'],
  ['src/juju/a.ts', "export * from '../maas/index.js'", 'core, not another client'],
  ['src/juju/http.ts', "export const x = () => import('undici')", 'Packages that may be imported here'],
  ['src/landscape/a.ts', "export * from '../juju/index.js'", 'core, not another client'],
  ['src/landscape/z.ts', "export * from 'zod'", 'Packages that may be imported here'],
  ['src/stack/a.ts', "export * from '../maas/client.js'", 'core and the entry points'],
  ['src/stack/b.ts', "export type * from '../juju/resources/models.js'", 'core and the entry points'],
  ['src/index.ts', "export * from './stack/index.js'", 'core and the entry points'],
  ['src/attic/a.ts', "export * from '../core/errors.js'", 'A new folder needs rules'],
  ['src/maas/generated/tags.ts', "export * from '../client.js'", 'Generated code knows core'],
  ['src/maas/generated/users.ts', "export * from '../../landscape/index.js'", 'Generated code knows core'],
  ['src/maas/generated/api3/tags.ts', "export * from '../../client.js'", 'Generated code knows core'],
  ['src/core/simulated.ts', "export * from '../../simulators/src/index.js'", 'No simulators in the SDK'],
  ['src/stack/simulated.ts', "export * from 'canonical-stack-simulators'", 'No simulators in the SDK'],
  ['simulators/src/maas/a.ts', "export * from 'canonical-stack/maas'", 'would agree with its mistakes'],
  [
    'simulators/src/maas/b.ts',
    "export * from '../../../src/maas/encode.js'",
    'would agree with its mistakes',
  ],
  ['src/core/long.ts', '//\n'.repeat(401), 'Maximum allowed is 400'],
  ['simulators/src/long.ts', '//\n'.repeat(401), 'Maximum allowed is 400'],
]

const ALLOWED: [file: string, text: string][] = [
  [
    'src/core/ok.ts',
    "export * from './errors.js'\nexport * from 'node:fs'\nexport * from 'node:fs/promises'",
  ],
  ['src/core/http/ok.ts', "export type { Agent } from 'undici'\nexport const load = () => import('undici')"],
  ['src/maas/ok.ts', "export * from '../core/sleep.js'\nexport * from './generated/machines.js'"],
  ['src/juju/ok.ts', "export const load = () => import('yaml')"],
  ['src/stack/ok.ts', "export * from '../maas/index.js'\nexport * from '../core/errors.js'"],
  ['src/maas/generated/ok.ts', `export * from '../../core/operations.js'\n${'//\n'.repeat(5000)}`],
  [
    'src/maas/generated/api3/ok.ts',
    "export * from '../common.js'\nexport * from '../../../core/operations.js'",
  ],
  ['simulators/src/maas/ok.ts', "export * from '../clock.js'\nexport * from 'ws'"],
]

/** The linter's results for all files of both lists, with the configuration of this repository. */
const folder = mkdtempSync(join(tmpdir(), 'canonical-stack-rules-'))
const messages = lint()
afterAll(() => rmSync(folder, { recursive: true }))

describe('the rules of .oxlintrc.json for imports and lengths', () => {
  it.each(REFUSED)('%s: refused', (file, _text, rule) => {
    expect(messages.get(file)?.join('\n')).toContain(rule)
  })

  it.each(ALLOWED)('%s: allowed', (file) => {
    expect(messages.get(file) ?? []).toEqual([])
  })
})

function lint(): Map<string, string[]> {
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
  for (const [file, text] of [...REFUSED, ...ALLOWED]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `${text}\n`)
  }
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--format', 'json'], {
    cwd: folder,
    encoding: 'utf8',
  })
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { filename: string; message: string; help?: string }[]
  }
  const found = new Map<string, string[]>()
  for (const { filename, message, help = '' } of diagnostics)
    found.set(filename, [...(found.get(filename) ?? []), `${message} ${help}`])
  return found
}
