import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLandscapeClient, type LandscapeCredentials } from '../../src/landscape/index.js'
import { startServer } from '../support/http-server.js'

const secretText = fc
  .string({ minLength: 12, maxLength: 40, unit: fc.constantFrom(...'abcXYZ0189+/=&%"\\ :;@é') })
  .filter((text) => text === text.trim() && !/^"|"$/.test(text))
const credentials: fc.Arbitrary<[string, LandscapeCredentials]> = secretText.chain((secret) =>
  fc.constantFrom<[string, LandscapeCredentials]>(
    [secret, { accessKey: 'AKAKAKAKAKAK', secretKey: secret }],
    [secret, { email: 'me@example.com', password: secret }],
    [Buffer.from(secret).toString('base64url'), { token: Buffer.from(secret).toString('base64url') }],
  ),
)

const echoes: ((request: string) => string)[] = [
  (request) => request,
  (request) => JSON.stringify({ error: 'InvalidCredentials', message: `bad: ${request}` }),
  (request) => JSON.stringify({ error: request, message: '', errors: [{ error: 'A', message: request }] }),
  (request) => `<!doctype html><pre>${request}</pre>`,
  (request) => `[${JSON.stringify(request)}`,
]

describe('secrets', () => {
  it('appear in no error, event or inspect output, whatever the server replies', async () => {
    let answer: { status: number; echo: (request: string) => string; secret: string } | undefined
    await using server = await startServer(({ body, headers, url }, response) => {
      const request = `${url} ${JSON.stringify(headers)} ${body} ${answer?.secret}`
      response
        .writeHead(answer?.status ?? 500, { 'content-type': 'application/json', 'x-request-id': 'r' })
        .end(answer?.echo(request))
    })
    await fc.assert(
      fc.asyncProperty(
        credentials,
        fc.constantFrom(200, 400, 401, 403, 500),
        fc.constantFrom(...echoes),
        async ([secret, who], status, echo) => {
          answer = { status, echo, secret }
          const landscape = createLandscapeClient({ uri: server.url, ...who, proxy: false, retries: 0 })
          const seen: unknown[] = [landscape]
          for (const name of ['request', 'response', 'retry', 'drift'] as const)
            landscape.on(name, (event) => seen.push(event))
          for (const call of [
            () => landscape.computers.list(),
            () => landscape.v2.computers.list(),
            () => landscape.packages.install({ query: 'x', packages: ['y'] }),
          ])
            await call().then(
              () => {},
              (error: unknown) => seen.push(error),
            )
          await landscape.close()
          const text = seen
            .map(
              (one) =>
                `${inspect(one, { depth: 12, showHidden: false })}\n${JSON.stringify(one)}\n${String(one)}`,
            )
            .join('\n')
          expect(seen.length).toBeGreaterThan(4)
          expect(text.includes(secret)).toBe(false)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('of the calls that need a login are in no error of the login', async () => {
    const planted = 'Xk4fW9qLm2Zr'
    await using server = await startServer(({ url }, response) =>
      url?.includes('login')
        ? response.writeHead(400).end(JSON.stringify({ message: `not with ${planted}`, error: planted }))
        : response.end('{}'),
    )
    await using landscape = createLandscapeClient({
      uri: server.url,
      email: 'me@example.com',
      password: 'Zz81Password',
      proxy: false,
      retries: 0,
    })
    const calls = [
      landscape.rest('GET', '/computers'),
      landscape.call('CreateScript', { title: 'x', code: planted }),
      landscape.rest('POST', '/x', { body: { registration_key: planted } }),
    ]
    for (const call of await Promise.allSettled(calls)) {
      const { reason } = call as PromiseRejectedResult
      expect(reason).toMatchObject({ operation: 'login.withPassword' })
      expect(`${inspect(reason, { depth: 12 })} ${JSON.stringify(reason)}`).toContain('not with [redacted]')
      expect(`${inspect(reason, { depth: 12 })} ${JSON.stringify(reason)}`).not.toContain(planted)
    }
    // Afterwards they are forgotten.
    await expect(landscape.rest('GET', '/computers')).rejects.toThrow(`not with ${planted}`)
  })
})
