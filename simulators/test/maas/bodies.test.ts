import { expect, it } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { startMaasSimulator } from '../../src/maas/simulator.js'
import { plaintext, raw } from './client.js'

it.each([
  ['application/json', '5', 500, "'int' object has no attribute 'items'"],
  ['application/json', '1.5', 500, "'float' object has no attribute 'items'"],
  ['application/json', 'true', 500, "'bool' object has no attribute 'items'"],
  ['application/json', 'null', 400, '{}'],
  ['application/json', '{"name":', 400, 'Bad Request'],
  ['application/x-www-form-urlencoded; charset=iso-8859-1', 'name=a&comment=%fc+x', 200, '"comment": "ü x"'],
  ['application/x-www-form-urlencoded; charset=nosuch', 'name=a&comment=%C3%BC', 200, '"comment": "ü"'],
  ['application/x-www-form-urlencoded; charset="utf-16le"', 'n%00a%00m%00e%00=a%00', 200, '"name": "a"'],
])('%s: %s', async (type, body, status, text) => {
  const sim = await startMaasSimulator({ clock: new SimulatedClock(), autoAdvance: false })
  try {
    const headers = { authorization: plaintext(sim.apiKey), 'content-type': type }
    const reply = await raw(sim.url, { method: 'POST', path: '/MAAS/api/2.0/tags/', headers, body })
    expect(reply.text).toContain(text)
    expect(reply.status).toBe(status)
  } finally {
    await sim.close()
  }
})
