import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { startWsServer } from '../../support/ws-server.js'
import { loggedIn } from '../scripted.js'
import { simulate } from '../simulated.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Runs a program that never closes its client; returns its output and its exit code, 13 for an await that never ended. */
async function run(
  lines: string[],
  env: Record<string, string>,
): Promise<{ printed: string; code: number | null }> {
  const program = [
    `import { createJujuClient } from ${JSON.stringify(`${root}src/juju/index.ts`)}`,
    ...lines,
  ].join('\n')
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    cwd: root,
    env: { ...process.env, ...env },
  })
  let printed = ''
  child.stdout.on('data', (chunk) => (printed += String(chunk)))
  child.stderr.on('data', (chunk) => (printed += String(chunk)))
  const [code] = (await once(child, 'close')) as [number | null]
  return { printed, code }
}

test('an idle client that is not closed lets its process exit, over TLS too', async () => {
  await using lab = await simulate()
  await lab.juju.models.add('shop')
  const { address, username, password, caCert } = lab.simulator
  const env = {
    JUJU_CONTROLLER_ADDRESSES: address,
    JUJU_USERNAME: username,
    JUJU_PASSWORD: password,
    JUJU_CA_CERT: caCert,
  }
  const lines = [
    'const juju = createJujuClient.fromEnv()',
    'console.log((await juju.whoami()).user)',
    "console.log((await juju.model('shop').status()).applications)",
  ]
  expect(await run(lines, env)).toEqual({ printed: 'admin\n[]\n', code: 0 })
})

test('a call and a log keep the process alive until they end, by a reply, by a limit or before they are sent', async () => {
  await using server = await startWsServer({
    onSocket(ws, request) {
      const line = {
        tag: 'machine-0',
        ts: '2026-11-22T12:00:00Z',
        sev: 'INFO',
        mod: 'm',
        loc: 'f.go:1',
        msg: 'a line',
        lab: null,
      }
      if (request.url?.includes('/log') === true) {
        ws.send('{}\n')
        setTimeout(() => ws.send(JSON.stringify(line)), 200)
      }
      ws.on('message', (data: Buffer) => {
        const { 'request-id': id, request: method } = JSON.parse(data.toString()) as {
          'request-id': number
          request: string
        }
        if (method === 'Login') ws.send(JSON.stringify({ 'request-id': id, ...(loggedIn() as object) }))
        if (method === 'Late')
          setTimeout(() => ws.send(JSON.stringify({ 'request-id': id, response: { late: true } })), 200)
      })
    },
  })
  const lines = [
    `const juju = createJujuClient({ address: 'ws://${server.address}', username: 'admin', password: 'hunter22' })`,
    "const facade = juju.facade('Pinger')",
    "console.log(await facade.call('Late'))",
    "console.log(await facade.call('Late'))",
    "for await (const { message } of juju.model('00000000-0000-4000-8000-00000000000a').debugLog({ lines: 1 })) console.log(message)",
    'const loop = {}',
    'loop.loop = loop',
    "console.log((await facade.call('Late', loop).catch((error) => error)).name)",
    "console.log((await facade.call('Never', {}, { timeoutMs: 50 }).catch((error) => error)).code)",
  ]
  expect(await run(lines, {})).toEqual({
    printed: '{ late: true }\n{ late: true }\na line\nConfigurationError\nERR_TIMEOUT\n',
    code: 0,
  })
})
