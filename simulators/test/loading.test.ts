import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runProgram } from '../../test/support/child.js'

/** The files of src/ and the packages that a program loads, as recorded by V8 coverage. */
async function loadedBy(program: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'canonical-stack-loading-'))
  try {
    const entry = new URL('../src/index.ts', import.meta.url).href
    const source = `data:text/javascript,${encodeURIComponent(`import * as simulators from '${entry}'\n${program}`)}`
    const child = runProgram('--input-type=module', ['--eval', `await import(${JSON.stringify(source)})`], {
      NODE_V8_COVERAGE: folder,
    })
    expect(await child.ended, child.stderr).toMatchObject({ code: 0 })
    return readdirSync(folder)
      .flatMap(
        (file) =>
          (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { result: { url: string }[] }).result,
      )
      .map(({ url }) => url)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const sdk = new URL('../../src/', import.meta.url).href
const loads = (urls: string[], part: string): boolean => urls.some((url) => url.includes(part))
const parts = [
  'simulators/src/maas/',
  'simulators/src/juju/',
  'simulators/src/landscape/',
  'node_modules/ws/',
  'node_modules/node-forge/',
  'node_modules/@noble/ciphers/',
  'node_modules/yaml/',
]

it.each([
  ['the import alone', 'simulators.seedFleet({})', []],
  [
    'MAAS alone',
    'await (await simulators.startSimulator({ juju: false, landscape: false })).close()',
    ['simulators/src/maas/', 'node_modules/yaml/'],
  ],
  [
    'Landscape alone',
    'await (await simulators.startSimulator({ maas: false, juju: false })).close()',
    ['simulators/src/landscape/'],
  ],
  [
    'Juju alone',
    'await (await simulators.startSimulator({ maas: false, landscape: false })).close()',
    [
      'simulators/src/juju/',
      'node_modules/ws/',
      'node_modules/node-forge/',
      'node_modules/@noble/ciphers/',
      'node_modules/yaml/',
    ],
  ],
])('%s loads only what it needs', { timeout: 60_000 }, async (_name, program, expected) => {
  const urls = await loadedBy(program)
  expect(loads(urls, 'simulators/src/start-simulator.ts')).toBe(true)
  expect(urls.filter((url) => url.startsWith(sdk))).toEqual([])
  expect(parts.filter((part) => loads(urls, part))).toEqual(expected)
})
