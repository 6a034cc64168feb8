import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { type JujuSimulator, startJujuSimulator } from '../../src/juju/simulator.js'
import { createServerCertificate } from '../../src/tls.js'
import { type Loose, Wire } from './wire.js'

let sim: JujuSimulator
let model: string

beforeAll(async () => {
  sim = await startJujuSimulator({ clock: new SimulatedClock(), autoAdvance: false })
  model = sim.addModel({ name: 'openstack' })
  sim.addUser({ name: 'carol', password: 'carol-pw', models: { [model]: 'read' } })
  sim.addUser({ name: 'dave', password: 'dave-pw' })
})

afterAll(() => sim.close())

describe('TLS', () => {
  test('the certificate is valid for juju-apiserver only', async () => {
    const { caCert, cert } = await createServerCertificate(['juju-apiserver'], 'Juju')
    const certificate = new X509Certificate(cert)
    expect(certificate.subjectAltName).toBe('DNS:juju-apiserver')
    expect(certificate.checkIssued(new X509Certificate(caCert))).toBe(true)
  })

  test('a client that expects another name fails', async () => {
    await expect(Wire.open(sim, '/api', { servername: 'localhost' })).rejects.toThrow('does not match')
  })

  test('a client without the CA fails', async () => {
    const { caCert } = await createServerCertificate(['juju-apiserver'], 'Juju')
    await expect(Wire.open(sim, '/api', { ca: caCert })).rejects.toThrow(
      /unable to verify|self.signed|signature/,
    )
  })
})

describe('login', () => {
  test('lists the facades of each kind of connection', async () => {
    const wire = await Wire.open(sim, `/model/${model}/api`)
    const { response } = await wire.send('Admin', 3, 'Login', {
      'auth-tag': 'user-admin',
      credentials: sim.password,
    })
    const names = response?.facades.map(({ name }: { name: string }) => name)
    expect(names).toContain('Application')
    expect(names).not.toContain('ModelManager')
    expect(response).toMatchObject({
      'model-tag': `model-${model}`,
      'controller-tag': `controller-${sim.controllerUuid}`,
      'server-version': '4.0.15',
    })
    wire.close()
  })

  test.each([
    [
      'a wrong password',
      { 'auth-tag': 'user-admin', credentials: 'x' },
      'invalid entity name or password',
      'unauthorized access',
    ],
    [
      'an unknown user',
      { 'auth-tag': 'user-zed', credentials: 'x' },
      'invalid entity name or password',
      'unauthorized access',
    ],
    ['what is no tag', { 'auth-tag': 'admin', credentials: 'x' }, '"admin" is not a valid tag', undefined],
    [
      'a user without access to the model',
      { 'auth-tag': 'user-dave', credentials: 'dave-pw' },
      'permission denied',
      'unauthorized access',
    ],
  ])('%s is refused', async (_, params, error, code) => {
    const wire = await Wire.open(sim, `/model/${model}/api`)
    const reply = await wire.send('Admin', 3, 'Login', params)
    expect([reply.error, reply['error-code']]).toEqual([error, code])
    wire.close()
  })

  test('can be retried on the same socket, and succeeds only once', async () => {
    const wire = await Wire.open(sim)
    const attempt = (credentials: string) =>
      wire.send('Admin', 3, 'Login', { 'auth-tag': 'user-admin', credentials })
    expect((await attempt('wrong')).error).toBe('invalid entity name or password')
    expect((await attempt(sim.password)).error).toBeUndefined()
    expect((await attempt(sim.password))['error-code']).toBe('not supported')
    wire.close()
  })

  test('a user with read access may read but not change', async () => {
    const wire = await Wire.login(sim, `/model/${model}/api`, 'carol', 'carol-pw')
    expect(await wire.call('Client.FullStatus')).toMatchObject({ model: { name: 'openstack' } })
    const refused = await wire.send('MachineManager', 11, 'AddMachines', { params: [{}] })
    expect([refused.error, refused['error-code']]).toEqual(['permission denied', 'unauthorized access'])
    wire.close()
  })
})

describe('frames', () => {
  test('parameter names ignore case, and a wrong type gives the decoder’s error', async () => {
    const wire = await Wire.login(sim)
    expect(await wire.call('ModelManager.ListModels', { TAG: 'user-admin', nonsense: 1 })).toHaveProperty(
      'user-models',
    )
    const wrong = await wire.send('ModelManager', 11, 'ModelInfo', { entities: [{ tag: 5 }] })
    expect(wrong.error).toBe(
      'json: cannot unmarshal number into Go struct field Entity.entities.tag of type string',
    )
    wire.close()
  })

  test('every call on the socket of an unknown model fails', async () => {
    const wire = await Wire.open(sim, '/model/00000000-0000-4000-8000-000000000000/api')
    const reply = await wire.send('Pinger', 1, 'Ping')
    expect(reply['error-code']).toBe('model not found')
    wire.close()
  })

  test('a malformed UUID and an unknown path fail the handshake', async () => {
    await expect(Wire.open(sim, '/model/nope/api')).rejects.toThrow('400')
    await expect(Wire.open(sim, '/nope')).rejects.toThrow('404')
  })
})

test('an older facade version has an owner tag where the newer one has a qualifier', async () => {
  const wire = await Wire.login(sim)
  const models = async (version: number) => {
    const { response } = await wire.send('ModelManager', version, 'ListModels', { tag: 'user-admin' })
    return response?.['user-models']
      .map((each: Loose) => each.model)
      .find((each: Loose) => each.name === 'openstack')
  }
  expect(await models(11)).toEqual({ name: 'openstack', qualifier: 'admin', uuid: model, type: 'iaas' })
  expect(await models(10)).toEqual({
    name: 'openstack',
    'owner-tag': 'user-admin',
    uuid: model,
    type: 'iaas',
  })
  wire.close()
})

describe('faults', () => {
  test('a call fails, or gets no reply, and the next one succeeds', async () => {
    const wire = await Wire.login(sim)
    sim.failCall('Pinger.Ping', { message: 'try later', code: 'try again' })
    expect(await wire.send('Pinger', 1, 'Ping')).toMatchObject({
      error: 'try later',
      'error-code': 'try again',
    })
    sim.failCall('Pinger.Ping', 'hang')
    const first = await Promise.race([
      wire.send('Pinger', 1, 'Ping').then(() => 'hanging'),
      wire.call('Pinger.Ping').then(() => 'served'),
    ])
    expect(first).toBe('served')
    wire.close()
  })

  test('a delayed reply arrives after those of later calls', async () => {
    const wire = await Wire.login(sim)
    sim.failCall('Pinger.Ping', { delayMs: 30 })
    const order: string[] = []
    await Promise.all([
      wire.call('Pinger.Ping').then(() => order.push('first')),
      wire.call('Pinger.Ping').then(() => order.push('second')),
    ])
    expect(order).toEqual(['second', 'first'])
    wire.close()
  })

  test('a socket is closed before or after the call takes effect', async () => {
    const add = async (action: 'drop' | 'drop-after') => {
      sim.failCall('MachineManager.AddMachines', action)
      const wire = await Wire.login(sim, `/model/${model}/api`)
      void wire.send('MachineManager', 11, 'AddMachines', { params: [{}] })
      expect(await wire.closed).toBe(1006)
      return Object.keys(sim.status('openstack').machines as object)
    }
    expect(await add('drop')).toEqual([])
    expect(await add('drop-after')).toEqual(['0'])
  })
})
