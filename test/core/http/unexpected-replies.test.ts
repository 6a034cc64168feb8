import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { HttpCall } from '../../../src/core/http/call.js'
import { responseError } from '../../../src/core/http/status.js'
import type { StackError } from '../../../src/core/errors.js'
import { failureOf } from '../../support/failure.js'
import { startServer } from '../../support/http-server.js'
import { bare, call } from '../../support/pipeline.js'

interface Answer {
  status?: number
  headers?: Record<string, string>
  body?: string | Uint8Array
}

const PAGE = '<!DOCTYPE html><html><title>Log in</title></html>'
const shapes = { Thing: { id: 'int' } }
const thing = { reply: { shapes, type: 'Thing' } }
const transports = ['undici', 'fetch'] as const

/** Calls once over one transport; returns data or the error. */
async function ask(
  kind: (typeof transports)[number],
  { status = 200, headers = {}, body }: Answer,
  more: Partial<HttpCall>,
): Promise<{ data?: unknown; error?: StackError; sent: number }> {
  await using server = await startServer((_request, response) =>
    response.writeHead(status, headers).end(body),
  )
  const { pipeline } = bare(kind === 'fetch' ? { fetch: globalThis.fetch } : {})
  try {
    return { data: (await pipeline.send(call(server.url, more))).data, sent: server.arrived.length }
  } catch (error) {
    return { error: error as StackError, sent: server.arrived.length }
  } finally {
    await pipeline.close()
  }
}

describe.each(transports)('over %s, an operation with a reply', (kind) => {
  it.each<[string, Answer, string]>([
    ['an empty 200', {}, 'the reply is empty'],
    ['an empty 204', { status: 204 }, 'the reply is empty'],
    ['blanks', { body: ' \n' }, 'the reply is empty'],
    ['a 304', { status: 304 }, 'the reply has no body for this request'],
    ['a 300', { status: 300, body: '{}' }, 'the reply has no body for this request'],
    ['an HTML page', { body: PAGE }, 'the reply is an HTML page instead of JSON'],
    ['truncated JSON', { body: '{"id": [1, 2' }, 'the reply is not complete JSON'],
    ['text', { body: 'OK', headers: { 'content-type': 'text/plain' } }, 'the reply is not complete JSON'],
    ['null', { body: 'null' }, 'the reply is null instead of an object'],
    ['a JSON text', { body: '"Please log in"' }, 'the reply is a string instead of an object'],
  ])('rejects %s, once, and says that the change may have happened', async (_what, answer, problem) => {
    const { error, sent } = await ask(kind, answer, { ...thing, method: 'POST' })
    expect(error).toMatchObject({
      code: 'ERR_UNREADABLE_REPLY',
      reason: 'unreadable-reply',
      status: answer.status ?? 200,
      mayHaveHappened: true,
    })
    expect(error?.message.split('\n')[0]).toContain(problem)
    expect(sent).toBe(1)
  })

  it('accepts an empty reply if it may be null', async () => {
    const reply = { shapes, type: 'Thing | null' }
    expect(await ask(kind, { status: 204 }, { reply })).toEqual({ data: null, sent: 1 })
  })

  it('rejects an HTML page instead of text', async () => {
    const { error } = await ask(kind, { body: PAGE }, { expects: 'text' })
    expect(error?.message.split('\n')[0]).toContain('the reply is an HTML page instead of text')
  })
})

describe.each(transports)('over %s, a request of a person', (kind) => {
  const bytes = Uint8Array.from([0xff, 0xfe, 0, 1, 0x80])
  it.each<[string, Answer, unknown]>([
    ['JSON', { body: '{"a": 1}', headers: { 'content-type': 'application/json' } }, { a: 1 }],
    ['JSON that is called text', { body: '{"a": 1}', headers: { 'content-type': 'text/html' } }, { a: 1 }],
    ['text', { body: 'OK', headers: { 'content-type': 'text/plain' } }, 'OK'],
    ['text that begins as JSON', { body: '[main]', headers: { 'content-type': 'text/plain' } }, '[main]'],
    ['text without a type', { body: 'OK' }, 'OK'],
    ['nothing', { status: 204 }, null],
    ['nothing new', { status: 304 }, null],
  ])('returns %s', async (_what, answer, data) => {
    expect(await ask(kind, answer, { expects: 'any' })).toEqual({ data, sent: 1 })
  })

  it.each<[string, Answer]>([
    ['by their type', { body: 'text', headers: { 'content-type': 'application/octet-stream' } }],
    ['of a tar file', { body: bytes, headers: { 'content-type': 'application/x-tar' } }],
    ['that are called text', { body: bytes, headers: { 'content-type': 'text/html; charset=utf-8' } }],
    ['without a type', { body: bytes }],
  ])('returns bytes %s as bytes', async (_what, answer) => {
    const { data } = await ask(kind, answer, { expects: 'any' })
    expect(data).toBeInstanceOf(Uint8Array)
    expect(Buffer.from(data as Uint8Array)).toEqual(Buffer.from(answer.body ?? ''))
  })

  it.each<[string, Answer, string]>([
    [
      'a login page',
      { body: PAGE, headers: { 'content-type': 'text/html' } },
      'an HTML page instead of data',
    ],
    ['a page without a type', { body: ` ${PAGE}` }, 'an HTML page instead of data'],
    [
      'JSON that is cut off',
      { body: '{"a": [1, 2', headers: { 'content-type': 'application/json; charset=utf-8' } },
      'the reply is not complete JSON',
    ],
    ['a 305', { status: 305 }, 'the reply has no body for this request'],
    ['JSON that is cut off and has no type', { body: '[{"a"' }, 'the reply is not complete JSON'],
  ])('rejects %s', async (_what, answer, problem) => {
    const { error } = await ask(kind, answer, { expects: 'any' })
    expect(error).toMatchObject({ code: 'ERR_UNREADABLE_REPLY', body: answer.body ?? '' })
    expect(error?.message.split('\n')[0]).toContain(problem)
  })
})

describe('a reply', () => {
  const json = JSON.stringify({ ok: 'x'.repeat(1000) })
  it.each<[string, string, Uint8Array | string, string]>([
    ['truncated gzip', 'gzip', gzipSync(json).subarray(0, 20), 'the reply ends before its gzip data does'],
    ['truncated br', 'br', brotliCompressSync(json).subarray(0, 8), 'the reply ends before its br data does'],
    ['corrupt gzip', 'gzip', 'plain text, as it happens', 'the reply is not compressed with gzip'],
    ['corrupt br', 'br', Buffer.alloc(50, 0xff), 'the reply is not compressed with br'],
    ['an unknown coding', 'compress', 'xx', 'unknown content encoding: compress'],
    ['a coding that objects inherit', 'constructor', 'xx', 'unknown content encoding: constructor'],
    ['another one', '__proto__', 'xx', 'unknown content encoding: __proto__'],
    ['many codings', 'gzip, gzip, gzip, gzip', 'xx', 'unknown content encoding: gzip, gzip'],
  ])('with %s is unreadable, and read once', async (_what, coding, body, problem) => {
    const { error, sent } = await ask('undici', { headers: { 'content-encoding': coding }, body }, {})
    expect(error).toMatchObject({ code: 'ERR_UNREADABLE_REPLY', status: 200, isRetryable: false })
    expect(error?.message.split('\n')[0]).toContain(problem)
    expect(sent).toBe(1)
  })

  it('that is not compressed as it says is unreadable over fetch too', async () => {
    const { error, sent } = await ask('fetch', { headers: { 'content-encoding': 'gzip' }, body: 'plain' }, {})
    expect(error).toMatchObject({ code: 'ERR_UNREADABLE_REPLY', status: 200 })
    expect(sent).toBe(1)
  })

  it.each([
    ['Identity', json],
    ['gzip , BR', brotliCompressSync(gzipSync(json))],
  ])('with the coding %j is read', async (coding, body) => {
    const { data } = await ask('undici', { headers: { 'content-encoding': coding }, body }, {})
    expect(data).toEqual(JSON.parse(json))
  })

  it('to HEAD may have a coding without a body', async () => {
    const { data } = await ask('undici', { headers: { 'content-encoding': 'gzip' } }, { method: 'HEAD' })
    expect(data).toBeNull()
  })

  it('with too large headers says so, and is not repeated', async () => {
    const { error, sent } = await ask('undici', { headers: { 'x-large': 'x'.repeat(20_000) } }, {})
    expect(error).toMatchObject({ code: 'ERR_CONNECTION', reason: 'protocol', isRetryable: false })
    expect(error?.message.split('\n')[0]).toMatch(/the headers of the reply of .* are too large/)
    expect(sent).toBe(1)
  })

  it('whose error text cannot be read keeps its status', async () => {
    await using server = await startServer((_request, response) => response.writeHead(502).end('{}'))
    const classify = (): never => {
      throw new TypeError('Cannot convert object to primitive value')
    }
    const { pipeline } = bare({ retries: 0 }, { classify })
    const error = await failureOf(pipeline.send(call(server.url)))
    expect(error).toMatchObject({ code: responseError({ summary: '', status: 502 }).code, status: 502 })
    expect(error.message.split('\n')[0]).toContain('failed (502): the reply cannot be read')
    await pipeline.close()
  })
})
