import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '../../src/core/errors.js'
import type { RestOperation } from '../../src/core/operations.js'
import type { Shapes } from '../../src/core/shape/shape.js'
import { encode, encodeRaw } from '../../src/maas/encode.js'
import type { MaasClient } from '../../src/maas/index.js'
import { type Arrived, answerJson, startServer } from '../support/http-server.js'
import { client } from './support.js'

const get: RestOperation = {
  id: 'things.list',
  method: 'GET',
  path: 'things/',
}
const post: RestOperation = {
  id: 'things.create',
  method: 'POST',
  path: 'things/',
  params: 'Params',
}
const form = (params: object, wire: Readonly<Record<string, string>> = {}): string => {
  const shapes: Shapes = {
    Params: Object.fromEntries(Object.entries(wire).map(([name, way]) => [name, { type: 'any', wire: way }])),
  }
  const content = encode(post, {}, params, shapes).body?.content ?? ''
  return typeof content === 'string' ? content : 'no text'
}

/** The request that a call sends. */
async function sent(act: (maas: MaasClient) => PromiseLike<unknown>): Promise<Arrived> {
  await using server = await startServer((_, response) => answerJson(response, []))
  await using maas = client(server.url)
  await act(maas)
  const [first] = server.arrived
  if (first === undefined) throw new Error('nothing was sent')
  return first
}

describe('user data', () => {
  const userData =
    '#cloud-config\npackages: [htop, tree, curl, jq]\nruncmd: [touch /root/deployed-by-script]\n'
  const encoded = Buffer.from(userData).toString('base64')
  const lines = encoded.replaceAll(/.{64}/g, '$&\n')

  it.each([
    encoded,
    lines,
    lines.replaceAll('\n', '\r\n'),
    `  ${lines}\n\n`,
    encoded.replaceAll(/.{20}/g, '$& '),
  ])('%j is base64 already', (text) =>
    expect(new URLSearchParams(form({ user_data: text }, { user_data: 'base64' })).get('user_data')).toBe(
      encoded,
    ),
  )

  it.each([
    userData,
    '#!/bin/sh\necho hello\n',
    'Content-Type: multipart/mixed\n\nx',
    `${encoded}=`,
    `${encoded}?`,
  ])('%j is encoded', (text) =>
    expect(new URLSearchParams(form({ user_data: text }, { user_data: 'base64' })).get('user_data')).toBe(
      Buffer.from(text).toString('base64'),
    ),
  )
})

describe('the place of arguments', () => {
  it('of a GET: in the query, the name repeated for each value of an array', async () => {
    const { url, body, headers } = await sent((maas) =>
      maas.machines.list({
        id: ['a', 'b'],
        status: ['Ready', 'Releasing failed'],
        mem: 4096,
        agent_name: 'juju',
      }),
    )
    expect(url).toBe(
      '/MAAS/api/2.0/machines/?id=a&id=b&status=ready&status=failed_releasing&mem=4096&agent_name=juju',
    )
    expect(body).toBe('')
    expect(headers['content-type']).toBeUndefined()
  })

  it('of a POST: in a urlencoded form, the op in the query (never JSON, which MAAS partly ignores)', async () => {
    const { url, body, headers } = await sent((maas) =>
      maas.machines.allocate({ tags: ['x', 'y'], cpu_count: 4, dry_run: false }),
    )
    expect(url).toBe('/MAAS/api/2.0/machines/?op=allocate')
    expect(body).toBe('tags=x&tags=y&cpu_count=4&dry_run=false')
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded')
  })

  it('of a DELETE: in the query', async () => {
    const { method, url, body } = await sent((maas) => maas.machines.delete('abc', { force: true }))
    expect([method, url, body]).toEqual(['DELETE', '/MAAS/api/2.0/machines/abc/?force=true', ''])
  })

  it('without arguments: no body and no content type (3.6 replies to an empty form with an empty 400)', async () => {
    const { body, headers } = await sent((maas) => maas.machines.lock('abc'))
    expect(body).toBe('')
    expect(headers['content-type']).toBeUndefined()
  })

  it('keeps the final slash of paths, and encodes path arguments', async () => {
    expect((await sent((maas) => maas.tags.get('a b/c'))).url).toBe('/MAAS/api/2.0/tags/a%20b%2Fc/')
  })

  it.each(['', '.', '..'])('rejects %j as a path argument: it would change the path', async (id) => {
    await expect(sent((maas) => maas.machines.delete(id))).rejects.toThrow(
      /machines\.delete: system_id must identify one object, got/,
    )
  })
})

describe('the encoding of values', () => {
  it('booleans as lower-case words: MAAS reads 0 and no as true', () => {
    expect(form({ a: true, b: false })).toBe('a=true&b=false')
  })

  it('null as an empty string, which clears the field; undefined is omitted', () => {
    expect(form({ a: null, b: undefined, c: '' })).toBe('a=&c=')
  })

  it('lists joined by commas where MAAS keeps only the last value of a repeated name', async () => {
    const { body } = await sent((maas) =>
      maas.machines.commission('abc', {
        testing_scripts: ['smartctl-validate', 'memtester'],
        commissioning_scripts: ['x'],
      }),
    )
    expect(new URLSearchParams(body).get('testing_scripts')).toBe('smartctl-validate,memtester')
    expect(new URLSearchParams(body).get('commissioning_scripts')).toBe('x')
  })

  it('power parameters with their prefix, together with the power type; script parameters with their own names', async () => {
    const { body } = await sent((maas) =>
      maas.machines.create({
        power_type: 'ipmi',
        power_parameters: { power_address: '10.0.0.9', power_pass: 'p&w' },
        script_parameters: { runtime: 60 },
      }),
    )
    expect(body).toBe(
      'power_type=ipmi&power_parameters_power_address=10.0.0.9&power_parameters_power_pass=p%26w&runtime=60',
    )
  })

  it('user data as base64, from text, bytes or base64', async () => {
    for (const user_data of [
      '#cloud-config\npackages: []\n',
      Buffer.from('#cloud-config\npackages: []\n'),
      Buffer.from('#cloud-config\npackages: []\n').toString('base64'),
    ]) {
      const { body } = await sent((maas) => maas.machines.deploy('abc', { user_data }))
      expect(Buffer.from(new URLSearchParams(body).get('user_data') ?? '', 'base64').toString()).toBe(
        '#cloud-config\npackages: []\n',
      )
    }
  })

  it('user data that JSON would lose is refused', () => {
    for (const user_data of [new ArrayBuffer(2), new Date(), new Map()])
      expect(() => form({ user_data }, { user_data: 'base64' })).toThrow(
        'user_data must be text, bytes or a plain object',
      )
  })

  it('the other forms that some operations require: digits, presence, JSON, space-separated', () => {
    expect(form({ a: true, b: false }, { a: 'boolean-presence', b: 'boolean-presence' })).toBe('a=true')
    expect(form({ a: true, b: false }, { a: 'boolean-digit', b: 'boolean-digit' })).toBe('a=1&b=0')
    expect(form({ a: ['x', 'y'] }, { a: 'space' })).toBe('a=x+y')
    expect(form({ a: { b: 1 } }, { a: 'json' })).toBe('a=%7B%22b%22%3A1%7D')
  })

  it('each annotation as a separate field', async () => {
    const { body } = await sent((maas) =>
      maas.machines.setWorkloadAnnotations('abc', { team: 'blue', old: '' }),
    )
    expect(body).toBe('team=blue&old=')
  })

  it('unicode and line breaks unchanged', () => {
    expect(new URLSearchParams(form({ a: 'naïve 日本\r\n+&=' })).get('a')).toBe('naïve 日本\r\n+&=')
  })

  it.each([
    [{ mem: Number.NaN }, 'mem must not contain NaN'],
    [{ tags: [['a']] }, 'tags must not contain an array in an array'],
    [{ when: new Date() }, 'when must not contain an object'],
    [{ f: () => {} }, 'f must not contain a function'],
  ])('rejects values that a form cannot contain: %o', (params, problem) => {
    expect(() => encode(post, {}, params, {})).toThrow(ConfigurationError)
    expect(() => encode(post, {}, params, {})).toThrow(problem)
  })
})

describe('limits and files', () => {
  it('rejects a URL above the limit of the region, before it is sent', () => {
    const id = Array.from({ length: 2000 }, (_, index) => `id${index}`)
    expect(() => encode(get, {}, { id }, {})).toThrow(
      /its URL must be at most 15000 characters, got \d+\. Split it into several requests/,
    )
    expect(encode(get, {}, { id: id.slice(0, 1000) }, {}).path.length).toBeLessThan(15_000)
  })

  it('sends files as multipart, together with the other fields', async () => {
    const { body, headers } = await sent((maas) =>
      maas.request('post', 'scripts/', {
        form: { name: 'probe', tags: 'a,b' },
        files: { script: { filename: 'probe.sh', content: '#!/bin/sh\n', type: 'text/x-sh' } },
      }),
    )
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    expect(body).toMatch(/name="name"\r\n\r\nprobe\r\n/)
    expect(body).toMatch(
      /name="script"; filename="probe.sh"\r\nContent-Type: text\/x-sh\r\n\r\n#!\/bin\/sh\n\r\n/,
    )
  })

  it('rejects a file in a query', () => {
    expect(() => encode(get, {}, { f: { filename: 'x', content: '' } }, {})).toThrow(
      'a query cannot contain a file',
    )
  })
})

describe('request()', () => {
  it.each([
    ['machines/', '/MAAS/api/2.0/machines/?op=is_registered&mac_address=aa'],
    ['/machines/', '/MAAS/api/2.0/machines/?op=is_registered&mac_address=aa'],
    ['/MAAS/api/2.0/machines/', '/MAAS/api/2.0/machines/?op=is_registered&mac_address=aa'],
    ['machines/?x=1', '/MAAS/api/2.0/machines/?x=1&op=is_registered&mac_address=aa'],
  ])('accepts %s', async (path, url) => {
    expect(
      (await sent((maas) => maas.request('get', path, { op: 'is_registered', query: { mac_address: 'aa' } })))
        .url,
    ).toBe(url)
  })

  it('sends credentials to no other host', async () => {
    await expect(
      sent(async (maas) => maas.request('GET', 'http://elsewhere.example/MAAS/api/2.0/machines/')),
    ).rejects.toThrow('Omit the host')
  })

  it('sends a given body, such as a chunk of an image', async () => {
    const { body, headers, method } = await sent((maas) =>
      maas.request('PUT', 'boot-resources/1/upload/2/', {
        body: { content: Buffer.from('bytes'), type: 'application/octet-stream' },
      }),
    )
    expect([method, body, headers['content-type'], headers['content-length']]).toEqual([
      'PUT',
      'bytes',
      'application/octet-stream',
      '5',
    ])
  })

  it('is named by method and path, without the query, in errors', () => {
    expect(() => encodeRaw('GET machines/', 'machines/', undefined, { a: {} }, {})).toThrow(
      'MAAS GET machines/ was not sent',
    )
  })
})
