import { createHash } from 'node:crypto'
import { request as httpsRequest } from 'node:https'
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { type JujuSimulator, startJujuSimulator } from '../../src/juju/simulator.js'
import { zip } from '../conformance/juju/charm-zip.js'
import { Wire } from './wire.js'

let sim: JujuSimulator
let model: string

const charm = zip({
  'metadata.yaml': `name: demo
summary: s
description: d
requires: {db: mysql}
provides:
  info: {interface: juju-info, scope: container}
resources: {blob: {type: file, filename: blob.zip}}
`,
  'config.yaml': 'options: {title: {type: string, default: hello, description: t}}\n',
  'actions.yaml': 'snapshot: {params: {to: {type: string}}}\n',
  'manifest.yaml': 'bases: [{name: ubuntu, channel: 22.04/stable, architectures: [amd64]}]\n',
})

beforeAll(async () => {
  sim = await startJujuSimulator({ clock: new SimulatedClock(), autoAdvance: false })
  model = sim.addModel({ name: 'uploads' })
  sim.addUser({ name: 'carol', password: 'carol-pw', models: { [model]: 'read' } })
})

afterAll(() => sim.close())

interface Answer {
  status: number
  headers: Record<string, unknown>
  text: string
}

function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Buffer | string,
): Promise<Answer> {
  const [host, port] = sim.address.split(':')
  const options = {
    host,
    port,
    method,
    path,
    headers,
    ca: sim.caCert,
    servername: 'juju-apiserver',
    agent: false,
  }
  return new Promise((resolve, reject) => {
    const request = httpsRequest(options, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    request.on('error', reject)
    request.end(body)
  })
}

function as(user: string, password: string): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`user-${user}:${password}`).toString('base64')}` }
}

function upload(
  body: Buffer,
  more: Record<string, string> = {},
  hash = createHash('sha256').update(body).digest('hex'),
): Promise<Answer> {
  const headers = {
    ...as('admin', sim.password),
    'content-type': 'application/zip',
    'juju-curl': 'local:demo-7',
    ...more,
  }
  return send('PUT', `/model-${model}/charms/demo-${hash.slice(0, 7)}`, headers, body)
}

describe('charm uploads', () => {
  test('the controller chooses the revision and stores the charm', async () => {
    const first = await upload(charm)
    expect([first.status, first.headers['juju-curl'], first.text]).toEqual([
      200,
      'local:demo-0',
      '{"charm-url":"local:demo-0"}',
    ])
    expect((await upload(charm)).headers['juju-curl']).toBe('local:demo-1')
    const wire = await Wire.login(sim, `/model/${model}/api`)
    const info = await wire.call('Charms.CharmInfo', { url: 'local:demo-1' })
    expect(info).toMatchObject({
      url: 'local:amd64/demo-1',
      config: { title: { type: 'string', default: 'hello' } },
      meta: {
        requires: { db: { interface: 'mysql', role: 'requirer' } },
        provides: { info: { scope: 'container' } },
      },
      actions: {
        specs: {
          snapshot: {
            description: 'No description',
            params: { title: 'snapshot', properties: { to: { type: 'string' } } },
          },
        },
      },
      manifest: { bases: [{ name: 'ubuntu', channel: '22.04/stable', architectures: ['amd64'] }] },
    })
    wire.close()
  })

  test.each([
    ['another hash', () => upload(charm, {}, '0'.repeat(64)), 400, 'charm hash mismatch'],
    ['no zip', () => upload(Buffer.from('abc')), 400, 'not a valid zip file'],
    ['no metadata', () => upload(zip({ 'config.yaml': '' })), 400, 'name not found'],
    [
      'another content type',
      () => upload(charm, { 'content-type': 'text/plain' }),
      400,
      'expected Content-Type: application/zip',
    ],
    [
      'a wrong password',
      () => upload(charm, as('admin', 'x')),
      401,
      'authentication failed: invalid entity name or password',
    ],
    [
      'no credentials',
      () => upload(charm, { authorization: '' }),
      401,
      'authentication failed: no credentials provided',
    ],
    ['a reader', () => upload(charm, as('carol', 'carol-pw')), 403, 'permission denied'],
  ])('%s is refused', async (_, attempt, status, words) => {
    const answer = await attempt()
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(words)
  })
})

test('a resource is uploaded before its application is deployed, replaced, and downloaded', async () => {
  const wire = await Wire.login(sim, `/model/${model}/api`)
  const url = (await upload(charm)).headers['juju-curl']
  const origin = { source: 'local', type: '', id: '', base: { name: 'ubuntu', channel: '22.04/stable' } }
  const blob = {
    name: 'blob',
    type: 'file',
    path: 'blob.zip',
    origin: 'upload',
    revision: 0,
    fingerprint: '',
    size: 0,
  }
  const wanted = { tag: 'application-demo', url, 'charm-origin': origin, resources: [blob] }
  const pending = await wire.send('Resources', 3, 'AddPendingResources', wanted)
  const id = pending.response?.['pending-ids'][0] as string
  const path = `/model/${model}/applications/demo/resources/blob`
  const headers = { ...as('admin', sim.password), 'content-type': 'application/octet-stream' }
  expect((await send('PUT', `${path}?pendingid=${id}`, headers, 'one')).status).toBe(200)
  const deployed = {
    application: 'demo',
    'charm-url': url,
    'charm-origin': origin,
    'num-units': 1,
    resources: { blob: id },
  }
  expect(await wire.call('Application.Deploy', { applications: [deployed] })).toEqual({ results: [{}] })
  expect((await send('GET', path, headers)).text).toBe('one')

  const wrong = { ...headers, 'content-sha384': '0'.repeat(96) }
  expect((await send('PUT', path, wrong, 'two')).status).toBe(400)
  expect((await send('PUT', path, headers, 'two')).status).toBe(200)
  expect((await send('GET', path, headers)).text).toBe('two')
  expect((await send('GET', `/model/${model}/applications/demo/resources/other`, headers)).status).toBe(404)
  wire.close()
})

describe('register', () => {
  const nonce = Buffer.alloc(24, 1)
  const seal = (key: Buffer, password: string) =>
    Buffer.from(xsalsa20poly1305(key, nonce).encrypt(Buffer.from(JSON.stringify({ password })))).toString(
      'base64',
    )
  const register = (user: string, key: Buffer) =>
    send(
      'POST',
      '/register',
      {},
      JSON.stringify({ user, nonce: nonce.toString('base64'), 'cipher-text': seal(key, 'chosen') }),
    )

  test('the secret key sets a password once, and decrypts the reply', async () => {
    const wire = await Wire.login(sim)
    const added = await wire.send('UserManager', 3, 'AddUser', {
      users: [{ username: 'bob', 'display-name': '' }],
    })
    const key = Buffer.from(added.response?.results[0]['secret-key'] as string, 'base64')
    expect((await register('user-bob', Buffer.alloc(32))).text).toContain('activation key not valid')
    const { status, text } = await register('user-bob', key)
    expect(status).toBe(200)
    const answer = JSON.parse(text) as { nonce: string; 'cipher-text': string }
    const plain = xsalsa20poly1305(key, Buffer.from(answer.nonce, 'base64')).decrypt(
      Buffer.from(answer['cipher-text'], 'base64'),
    )
    expect(JSON.parse(Buffer.from(plain).toString('utf8'))).toMatchObject({
      'ca-cert': sim.caCert,
      'controller-uuid': sim.controllerUuid,
    })
    const bob = await Wire.login(sim, '/api', 'bob', 'chosen')
    bob.close()
    expect((await register('user-bob', key)).status).toBe(404)
    wire.close()
  })
})
