import type {
  ApplicationOption,
  ApplicationStatus,
  Cloud,
  DeployedApplication,
  ErrorCode,
  FacadeCallOptions,
  JujuCallOptions,
  JujuClientOptions,
  List,
  DebugLogLine,
  Model,
  ModelStatus,
  ModelSummary,
  Page,
  Pending,
  Reply,
  ErrorReason,
  WaitForIdleOptions,
} from 'canonical-stack/juju'
import { createJujuClient, type RpcError } from 'canonical-stack/juju'
import { describe, expectTypeOf, it } from 'vitest'

const juju = createJujuClient({ address: '10.0.0.5', username: 'admin', password: 'secret' })
const model = juju.model('admin/openstack')

describe('types of the Juju client', () => {
  it('has call options without headers, and extra for calls by facade only', () => {
    expectTypeOf<keyof JujuCallOptions>().toEqualTypeOf<
      'signal' | 'timeoutMs' | 'totalTimeoutMs' | 'retries' | 'idempotent' | 'validate'
    >()
    expectTypeOf<keyof FacadeCallOptions>().toEqualTypeOf<keyof JujuCallOptions | 'extra'>()
    expectTypeOf(model.status).parameter(1).toEqualTypeOf<JujuCallOptions | undefined>()
  })

  it('accepts user and password', () => {
    expectTypeOf({
      addresses: ['h:17070'],
      username: 'admin',
      password: 'x',
      caCert: 'PEM',
    }).toExtend<JujuClientOptions>()
    expectTypeOf({ address: 'h' }).not.toExtend<JujuClientOptions>()
    expectTypeOf(createJujuClient.fromEnv(process.env, { validate: 'strict' })).toEqualTypeOf(juju)
  })

  it('lists, gets and waits', () => {
    expectTypeOf(juju.models.list()).toEqualTypeOf<List<ModelSummary>>()
    expectTypeOf(juju.models.list({ all: true })).resolves.toEqualTypeOf<Page<ModelSummary>>()
    expectTypeOf(juju.clouds.get('maas')).resolves.toEqualTypeOf<Cloud>()
    expectTypeOf(model).toEqualTypeOf<Model>()
    expectTypeOf(model.status()).resolves.toEqualTypeOf<ModelStatus>()
    expectTypeOf(model.waitForIdle({ applications: ['keystone'] })).resolves.toEqualTypeOf<ModelStatus>()
    expectTypeOf<
      Parameters<NonNullable<WaitForIdleOptions['onProgress']>>[0]['status']
    >().toEqualTypeOf<ModelStatus>()
    expectTypeOf(
      model.applications.deploy('keystone', { units: 3, to: ['lxd:0'] }),
    ).resolves.toEqualTypeOf<DeployedApplication>()
    expectTypeOf(model.debugLog()).toEqualTypeOf<AsyncGenerator<DebugLogLine, void, undefined>>()
    expectTypeOf<ApplicationOption['value']>().toEqualTypeOf<string | number | boolean | undefined>()
    expectTypeOf(model.config.get())
      .resolves.toHaveProperty('default-space')
      .toHaveProperty('value')
      .toEqualTypeOf<string | number | boolean | Record<string, string>>()
    expectTypeOf<ApplicationStatus['channel']>().toEqualTypeOf<string | undefined>()
  })

  it('has the methods of a facade by their wire names', () => {
    const application = model.facade('Application')
    expectTypeOf(application.call('AddRelation', { endpoints: ['a', 'b'] })).resolves.toHaveProperty(
      'endpoints',
    )
    expectTypeOf(
      application.call('AddUnits', { application: 'a', 'num-units': 1 }).withResponse(),
    ).resolves.toEqualTypeOf<Reply<{ units: string[] }>>()
    expectTypeOf(application.call('SetConstraints', { application: 'a' })).toEqualTypeOf<
      Pending<Record<string, never>>
    >()
    expectTypeOf(juju.facade('Pinger').call('Ping')).toEqualTypeOf<Pending<Record<string, never>>>()
    // @ts-expect-error endpoints are strings
    void application.call('AddRelation', { endpoints: [1] })
    // @ts-expect-error endpoints are missing
    void application.call('AddRelation', {})
  })

  it('accepts any other facade and method', () => {
    expectTypeOf(model.facade('Application').call('CharmRelations', { application: 'a' })).toEqualTypeOf<
      Pending<unknown>
    >()
    expectTypeOf(model.facade('Application').call<number>('Get', { application: 'a' })).toEqualTypeOf<
      Pending<number>
    >()
    expectTypeOf(juju.facade('Strange', 4).call('Do', { it: 1 }, { idempotent: true })).toEqualTypeOf<
      Pending<unknown>
    >()
    expectTypeOf(juju.facade('Strange' as string, 4).call('Do')).toEqualTypeOf<Pending<unknown>>()
  })

  it('has errors with a closed set of reasons', () => {
    expectTypeOf<RpcError['reason']>().toEqualTypeOf<ErrorReason>()
    expectTypeOf<RpcError['code']>().toEqualTypeOf<'ERR_RPC'>()
    expectTypeOf<RpcError['code']>().toExtend<ErrorCode>()
  })
})
