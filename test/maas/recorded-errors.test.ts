import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { recording } from '../../simulators/test/conformance/maas/recording.js'
import { ResponseError } from '../../src/core/errors.js'
import { startServer, type TestServer } from '../support/http-server.js'
import { type Answer, client, firstLine, haveReference, recordedFolder, skipped } from './support.js'

const recordedFiles = haveReference
  ? readdirSync(`${recordedFolder}../exchanges-3.4.10/`).filter((name) => name.endsWith('.json'))
  : []

describe.skipIf(!haveReference)(`every recorded error reply${skipped}`, () => {
  it('becomes a typed error with the message of MAAS in its first line', async () => {
    let answer: Answer = { status: 200 }
    await using server: TestServer = await startServer((_, response) =>
      response.writeHead(answer.status, answer.headers).end(answer.body),
    )
    await using maas = client(server.url, { retries: 0 })
    const codes = new Map<string, number>()
    for (const file of recordedFiles) {
      for (const { name, request, status, headers, reply } of recording(file)) {
        if (status < 400) continue
        const text =
          typeof reply === 'object' && reply !== null && Object.keys(reply).join() === 'text'
            ? String((reply as { text: unknown }).text)
            : JSON.stringify(reply)
        const retryAfter = headers['retry-after']
        answer = {
          status,
          body: text,
          headers: {
            'content-type': headers['content-type'] ?? 'text/plain',
            ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
          },
        }
        const path = request.path.replace('/MAAS/api/2.0/', '')
        const query = request.query === undefined ? '' : `?${request.query}`
        const error: unknown = await maas
          .request(
            ['GET', 'PUT', 'DELETE'].includes(request.method) ? request.method : 'POST',
            `${path}${query}`.slice(0, 1000),
          )
          .catch((caught: unknown) => caught)
        const where = `${file}: ${name}`
        expect(error, where).toBeInstanceOf(ResponseError)
        const failed = error as ResponseError
        expect(failed.status, where).toBe(status)
        expect(firstLine(failed).length, where).toBeLessThan(900)
        expect(failed.hint, where).toMatch(/\w/)
        expect(firstLine(failed), where).not.toContain('[redacted]: ')
        // Of a machine speak only errors about one, and 401, which is about the clock of this machine.
        if (status !== 401 && !/machine|node/i.test(`${request.path} ${request.query ?? ''} ${text}`))
          expect(failed.hint, where).not.toMatch(/machine/i)
        const said =
          typeof reply === 'object' && reply !== null && !Array.isArray(reply) && !('text' in reply)
            ? Object.values(reply).flat().map(String)
            : []
        for (const message of said.filter((one) => one.length < 60))
          expect(firstLine(failed).replaceAll(/\s+/g, ' '), where).toContain(
            message.replaceAll(/\s+/g, ' ').trim(),
          )
        codes.set(failed.code, (codes.get(failed.code) ?? 0) + 1)
      }
    }
    const total = [...codes.values()].reduce((sum, count) => sum + count, 0)
    console.log(
      `MAAS refusals read: ${total} (${[...codes].map(([code, count]) => `${code} ${count}`).join(', ')})`,
    )
    expect(total).toBeGreaterThan(900)
  })
})
