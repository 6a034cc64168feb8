import { createMaasClient } from 'canonical-stack/maas'
import { Agent, request } from 'undici'
import { startServer } from './fork.js'
import { interleave, type Measured, timed } from './interleave.js'

/** A small GET by the client (signing, checking, redaction), compared with `undici.request` and `JSON.parse`. */
export async function* http(): AsyncGenerator<Measured> {
  const server = await startServer('http')
  const origin = `http://127.0.0.1:${server.port}`
  const maas = createMaasClient({
    url: `${origin}/MAAS`,
    apiKey: 'consumerkey1234567:tokenkey1234567890:tokensecret12345678901234567890',
    proxy: false,
  })
  const dispatcher = new Agent({ connections: 8, pipelining: 1 })
  const raw = async (): Promise<unknown> => {
    const { body } = await request(`${origin}/MAAS/api/2.0/users/?op=whoami`, { dispatcher })
    return JSON.parse(await body.text())
  }
  const repeat = (times: number, atOnce: number, one: () => PromiseLike<unknown>) => () =>
    timed(async () => {
      let left = times
      const worker = async (): Promise<void> => {
        while (left-- > 0) await one()
      }
      await Promise.all(Array.from({ length: atOnce }, worker))
    })
  for (const [measure, atOnce, atMost] of [
    ['http-one-at-a-time', 1, 1.2],
    ['http-32-at-once', 32, 1.35],
  ] as const) {
    const times = atOnce === 1 ? 2000 : 8000
    yield await interleave({
      measure,
      goal: { atMost },
      rounds: 15,
      ours: repeat(times, atOnce, () => maas.users.whoami()),
      reference: repeat(times, atOnce, raw),
    })
  }
  await maas.close()
  await dispatcher.destroy()
  server.stop()
}
