import { connect } from 'node:net'
import fc from 'fast-check'

/** Texts that parsers of identifiers, numbers, addresses, dates, JSON and patterns have trouble with. */
const oddTexts = [
  '',
  ' ',
  '0',
  '1',
  '2',
  '-1',
  '1.5',
  '1e9',
  '1e400',
  '0x10',
  '2147483648',
  '99999999999999999999',
  'NaN',
  'true',
  'null',
  '\u0000',
  '\r\n',
  'é\u{1f600}',
  '\u202e\u0085\ufeff',
  '%ff',
  '%',
  '../..',
  '//',
  '[',
  '(a+)+$',
  '*',
  ',',
  ',,=,',
  ':',
  'a:b=c(d,e)',
  '__proto__',
  'constructor',
  'toString',
  '0.0.0.0/0',
  '::/0',
  '10.0.0.1/-1',
  '10.10.0.0/24',
  '10.10.0.5',
  '255.255.255.255',
  'fe80::1%eth0',
  '52:54:00:00:01:00',
  '0000-00-00T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-01-01',
  '{"a":1}',
  '{"__proto__":{"a":1}}',
  '[1,"a",null,{}]',
  '{',
  'ZWNobw==',
  '=====',
  '#!/bin/sh',
  '#cloud-config\n',
  '//node[@id="a"',
  'a'.repeat(300),
  ' '.repeat(3_000),
  '('.repeat(2_000),
  '['.repeat(2_000),
]

/** A text that hardly any parameter expects; `known` are texts that exist in the state, such as ids and names. */
export const oddText = (...known: string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { arbitrary: fc.constantFrom(...oddTexts, ...known), weight: 4 },
    fc.integer({ min: -9, max: 99 }).map(String),
    fc.string({ unit: 'binary', maxLength: 12 }),
  )

/** A JSON text: of odd values, cut, or nested deeply. */
export const oddJson = (...known: string[]): fc.Arbitrary<string> => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      oddText(...known),
      fc.double(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(oddText(...known), tie('any'), { maxKeys: 3 }),
    ),
  })).any
  return fc.oneof(
    value.map((given) => JSON.stringify(given)),
    fc.constantFrom(
      '',
      '{',
      '{"a":',
      '\ufeff{}',
      '"\\ud800"',
      '1e400',
      'nul',
      `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    ),
  )
}

const line = fc.string({ unit: 'binary', maxLength: 20 })

/** The bytes of requests that no client sends, with the paths and headers that the server knows. */
export const rawRequests = (paths: string[], headers: string[]): fc.Arbitrary<Buffer> => {
  const target = fc.oneof(
    fc.constantFrom('//%ff', 'http://[', '*', '/', '', '/%', '//', '?', '/?%ff=%', 'http://a:b@c:d/e'),
    fc.tuple(fc.constantFrom(...paths), line).map(([path, rest]) => path + rest),
    fc.tuple(fc.constantFrom(...paths), line).map(([path, rest]) => `${path}?op=${rest}&limit=-1`),
    line,
  )
  const header = fc.oneof(
    fc.constantFrom('Content-Length: 5', 'Content-Length: -1', 'Transfer-Encoding: chunked', 'Expect: 100-continue', 'Expect: x', 'Connection: upgrade\r\nUpgrade: websocket', 'Host: [', 'Cookie: sessionid=', ': x', 'x'),
    fc.tuple(fc.constantFrom(...headers), line).map(([name, rest]) => `${name}${rest}`),
    line,
  ) // prettier-ignore
  const body = fc.oneof(
    line,
    fc.constantFrom(
      'a=%ff&a=1&=&%',
      '5\r\nabcde\r\nx\r\n',
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n',
      '--b\r\n\r\n--b\r\nContent-Disposition: form-data; name="',
      '--b--b--b',
    ),
  )
  const request = fc
    .tuple(fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'CONNECT', 'QUERY', 'x'), target, fc.array(header, { maxLength: 5 }), body)
    .map(([method, url, lines, text]) => [`${method} ${url} HTTP/1.1`, 'Host: a', ...lines, '', text].join('\r\n')) // prettier-ignore
  return fc.oneof(
    { arbitrary: fc.array(request, { minLength: 1, maxLength: 3 }).map((all) => Buffer.from(all.join(''), 'latin1')), weight: 4 },
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  ) // prettier-ignore
}

/** Sends bytes on a new connection, ends its own side, and resolves with the answer when the server has closed the other. */
export function exchangeBytes(base: string, bytes: Buffer): Promise<string> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.end(bytes))
    socket.setTimeout(20_000, () => {
      socket.destroy()
      reject(new Error('The simulator has not closed the connection within 20 s'))
    })
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')))
    // A reset is an answer as well.
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
  })
}
