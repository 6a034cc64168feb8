import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Transport } from 'canonical-stack/maas'
import { client } from './support.js'

const part = fc.string({
  unit: fc.constantFrom(...'abcdefghijkmnpqrstuvwxyzABCDEFGH23456789'),
  minLength: 18,
  maxLength: 32,
})

/** How a region, or a proxy in front of it, may quote the request in its reply. */
const echo = fc.constantFrom<(header: string, secret: string) => string>(
  (_, secret) => `Authorization Error: 'Invalid signature. Expected signature base string: &${secret}'`,
  (_, secret) => `Authorization Error: 'Invalid access token: ${secret}'`,
  (header) => `<html><title>400 ${header.replaceAll('"', '')}</title><pre>${header}</pre></html>`,
  (header) => JSON.stringify({ __all__: [`bad header ${header}`], [header]: ['no such field'] }),
  (header) => JSON.stringify({ system_id: 'abc', seen: { authorization: header, [header]: 1 } }),
  (header) => JSON.stringify([header, 'and more']),
  (_, secret) => `{"half": "${secret}`,
  (_, secret) => encodeURIComponent(`&${secret}`),
)

describe('the parts of a key', () => {
  it('are in no error, event or inspected object, whatever the server replies', async () => {
    await fc.assert(
      fc.asyncProperty(
        part,
        part,
        part,
        echo,
        fc.constantFrom(200, 302, 400, 401, 403, 404, 409, 500, 503),
        fc.boolean(),
        async (consumer, token, secret, wrap, status, dies) => {
          const transport: Transport = {
            send: async ({ headers }) => {
              const text = wrap(headers['authorization'] ?? '', secret)
              if (dies) throw Object.assign(new Error(`lost while sending ${text}`), { code: 'ECONNRESET' })
              return {
                status,
                headers: { location: `http://elsewhere.example/${secret}` },
                body: {
                  text: async () => text,
                  bytes: async () => Buffer.from(text),
                  discard: async () => {},
                  async *[Symbol.asyncIterator]() {},
                },
              }
            },
            close: async () => {},
          }
          const maas = client('http://maas.example:5240/MAAS', {
            apiKey: `${consumer}:${token}:${secret}`,
            transport,
            retries: { max: 1, baseMs: 0 },
          })
          const seen: string[] = [inspect(maas, { depth: 10, showHidden: true })]
          for (const name of ['request', 'response', 'retry', 'drift'] as const)
            maas.on(name, (event) => seen.push(inspect(event, { depth: 10 }), JSON.stringify(event)))
          for (const act of [
            () => maas.users.whoami(),
            () => maas.machines.get('abc'),
            () => maas.machines.waitFor('abc', 'Ready', { timeoutMs: 0 }),
          ]) {
            const error: unknown = await Promise.resolve(act()).catch((caught: unknown) => caught)
            if (error instanceof Error)
              seen.push(inspect(error, { depth: 10, showHidden: true }), String(error), JSON.stringify(error))
          }
          const all = seen.join('\n')
          for (const hidden of [consumer, token, secret]) expect(all).not.toContain(hidden)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('nor is the correct secret, which the region quotes when the last part of the key is wrong', async () => {
    await fc.assert(
      fc.asyncProperty(part, async (right) => {
        const text = `Authorization Error: 'Invalid signature. Expected signature base string: &${right}'`
        const maas = client('http://maas.example:5240/MAAS', {
          fetch: async () => new Response(text, { status: 401 }),
        })
        const error: unknown = await maas.users.whoami().catch((caught: unknown) => caught)
        expect(inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error)).not.toContain(right)
      }),
      { numRuns: 8 },
    )
  })
})
