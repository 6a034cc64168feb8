// Closes clients whose calls wait for headers, a free connection, TLS, a proxy, an interval and a delay; prints the errors.
import { createLandscapeClient } from '../../src/landscape/index.js'
import { createMaasClient, type MaasClientOptions } from '../../src/maas/index.js'
import type { StackError } from '../../src/core/errors.js'

const address = process.argv[2] ?? ''
const apiKey = 'consumer1:token12345:secret12345'
const client = (options: Partial<MaasClientOptions>) =>
  createMaasClient({ url: `http://${address}/MAAS`, apiKey, proxy: false, ...options })

async function main(): Promise<void> {
  const plain = client({})
  const tls = client({ url: `https://${address}/MAAS` })
  const proxied = client({ url: 'https://maas.example/MAAS', proxy: `http://${address}` })
  const landscape = createLandscapeClient({
    uri: `http://${address}/api/`,
    email: 'me@example.com',
    password: 'hunter22',
    proxy: false,
  })
  const calls: PromiseLike<unknown>[] = [
    ...Array.from({ length: 10 }, () => plain.machines.deploy('abc')),
    tls.machines.get('abc'),
    proxied.machines.get('abc'),
    landscape.v2.computers.list(),
    plain.with({ timeoutMs: 60_000 }).machines.waitFor('abc', 'Ready'),
  ]
  const failing = calls.map((call) =>
    Promise.resolve(call).then(
      () => 'no error',
      (error: StackError) => `${error.code} ${error.reason}`,
    ),
  )
  await new Promise((resolve) => setTimeout(resolve, 1500))
  const closedAtMs = Date.now()
  await Promise.all([plain, tls, proxied, landscape].map((each) => each.close()))
  process.stdout.write(JSON.stringify({ codes: await Promise.all(failing), closedAtMs }))
}

void main()
