import { describe, expectTypeOf, it } from 'vitest'
import {
  createMaasClient,
  type Interface,
  type IpAddressReserveParams,
  type InterfaceParams,
  type List,
  type Machine,
  type MachineDeployParams,
  type MachineListFilters,
  type MachineRefs,
  type MachineGoal,
  type MachineState,
  type MaasClient,
  type MaasEvent,
  type Page,
  type Pending,
  type ScriptParameter,
  type ScriptResult,
  type Tag,
  type User,
  type Version,
} from 'canonical-stack/maas'

const maas = createMaasClient({ url: 'http://10.0.0.2:5240/MAAS', apiKey: 'a:b:c' })

describe('a client', () => {
  it('is created synchronously, and is disposable', () => {
    expectTypeOf(maas).toEqualTypeOf<MaasClient>()
    expectTypeOf(createMaasClient.fromEnv).returns.toEqualTypeOf<MaasClient>()
    expectTypeOf(maas).toExtend<AsyncDisposable>()
    expectTypeOf(maas.with).parameter(0).toHaveProperty('timeoutMs')
    // @ts-expect-error a client needs a key
    createMaasClient({ url: 'http://10.0.0.2:5240/MAAS' })
  })

  it('returns the types of MAAS', () => {
    expectTypeOf(maas.version()).toEqualTypeOf<Pending<Version>>()
    expectTypeOf(maas.users.whoami()).resolves.toEqualTypeOf<User>()
    expectTypeOf(maas.machines.get('abc')).toEqualTypeOf<Pending<Machine>>()
    expectTypeOf(maas.machines.list()).toEqualTypeOf<List<Machine>>()
    expectTypeOf<Awaited<ReturnType<typeof maas.machines.list>>>().toEqualTypeOf<Page<Machine>>()
    expectTypeOf(maas.machines.powerOff('abc')).resolves.toEqualTypeOf<Machine | null>()
    expectTypeOf(maas.machines.delete('abc')).resolves.toEqualTypeOf<null>()
    expectTypeOf(maas.machines.releaseMany({ machines: ['abc'] })).resolves.toEqualTypeOf<string[]>()
    expectTypeOf(maas.tags.machines('blue')).toEqualTypeOf<List<Machine>>()
    expectTypeOf(maas.tags.get('blue')).resolves.toEqualTypeOf<Tag>()
    expectTypeOf(maas.events.query()).toEqualTypeOf<List<MaasEvent>>()
    expectTypeOf(maas.events.tail()).toExtend<AsyncIterable<MaasEvent>>()
    expectTypeOf(maas.request('GET', 'zones/')).resolves.toBeUnknown()
    expectTypeOf(maas.request<{ id: number }[]>('GET', 'zones/')).resolves.toEqualTypeOf<{ id: number }[]>()
  })
})

describe('waiting', () => {
  it('accepts ids and a known state', () => {
    expectTypeOf(maas.machines.waitFor('abc', 'Deployed')).resolves.toEqualTypeOf<Machine[]>()
    expectTypeOf(maas.machines.waitFor).parameter(0).toEqualTypeOf<MachineRefs>()
    expectTypeOf<string | readonly string[] | Machine | Page<Machine>>().toExtend<MachineRefs>()
    expectTypeOf(maas.machines.waitFor).parameter(1).toEqualTypeOf<MachineGoal | readonly MachineGoal[]>()
    expectTypeOf<'Ready'>().toExtend<MachineState>()
    // @ts-expect-error states are spelled as in MAAS
    void maas.machines.waitFor('abc', 'ready')
  })
})

describe('constraints', () => {
  it('are data or text, and allocate needs its parameters', () => {
    void maas.machines.allocate({
      storage: [{ label: 'root', size: 100, tags: ['ssd'] }],
      interfaces: { uplink: { space: 'internal', vid: [10, 11] } },
      devices: [{ vendor_id: '8086' }, 'vendor_name=Intel'],
    })
    void maas.machines.allocate({ storage: 'root:100(ssd)', anyMachine: true })
    // @ts-expect-error no constraint is given
    void maas.machines.allocate()
    // @ts-expect-error a disk has a size
    void maas.machines.allocate({ storage: [{ label: 'root' }] })
    // @ts-expect-error an unknown field
    void maas.machines.allocate({ interfaces: { uplink: { colour: 'red' } } })
    // @ts-expect-error text, bytes, or an object
    void maas.machines.deploy('abc', { user_data: 7 })
  })
})

describe('names and path arguments', () => {
  it('are singular where one object is meant, and numbers where MAAS has numbers', () => {
    expectTypeOf<{ subnet: '10.0.0.0/24'; ip: '10.0.0.7' }>().toExtend<IpAddressReserveParams>()
    void maas.vlans.get(0, 100)
    void maas.vlans.update('fabric-0', '100', { mtu: 9000 })
    void maas.partitions.get('4y3h7n', 1, 2)
    // @ts-expect-error a system id is text
    void maas.machines.get(7)
  })
})

describe('parameters', () => {
  it('accept known values, and others', () => {
    expectTypeOf<{ status: 'Ready' }>().toExtend<MachineListFilters>()
    expectTypeOf<{
      status: readonly ['ready', 'new']
      id: readonly string[]
    }>().toExtend<MachineListFilters>()
    expectTypeOf<{ user_data: Uint8Array; distro_series: string }>().toExtend<MachineDeployParams>()
    // @ts-expect-error list does not have it (fact 26)
    void maas.machines.list({ name: 'node1' })
    // @ts-expect-error allocate does not have it (fact 26)
    void maas.machines.allocate({ hostname: 'node1' })
    // @ts-expect-error releasing several machines requires them
    void maas.machines.releaseMany({})
  })
})

describe('a machine', () => {
  it('is nullable where MAAS returns null', () => {
    expectTypeOf<Machine['owner']>().toEqualTypeOf<string | null>()
    expectTypeOf<Machine['boot_interface']>().toEqualTypeOf<Interface | null>()
    expectTypeOf<Interface['params']>().toEqualTypeOf<InterfaceParams | string | null>()
    expectTypeOf<InterfaceParams['mtu']>().toEqualTypeOf<number | undefined>()
    expectTypeOf<ScriptResult['parameters']>().toEqualTypeOf<Record<string, ScriptParameter>>()
    expectTypeOf<Machine['status_message']>().toEqualTypeOf<string | null>()
    expectTypeOf<Machine['constraints_by_type']>().extract<undefined>().toBeUndefined()
  })
})
