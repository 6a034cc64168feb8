import type {
  Activity,
  Alert,
  Computer,
  ComputerAddTagsParams,
  ErrorCode,
  LandscapeClientOptions,
  List,
  LivepatchInfo,
  PackageUpgradeParams,
  Page,
  Pending,
  Reply,
  UbuntuProInfo,
  UbuntuProRebootInfo,
  UbuntuProService,
} from 'canonical-stack/landscape'
import { createLandscapeClient } from 'canonical-stack/landscape'
import { describe, expectTypeOf, it } from 'vitest'

const landscape = createLandscapeClient({ uri: 'https://ls.example.com', token: 'x.y.z' })

describe('types of the Landscape client', () => {
  it('accepts one kind of credentials', () => {
    expectTypeOf({ uri: '', accessKey: '', secretKey: '' }).toExtend<LandscapeClientOptions>()
    expectTypeOf({ uri: '', email: '', password: '', timeoutMs: 1 }).toExtend<LandscapeClientOptions>()
    expectTypeOf({ uri: '', token: '' }).toExtend<LandscapeClientOptions>()
    expectTypeOf({ uri: '' }).not.toExtend<LandscapeClientOptions>()
    expectTypeOf({ uri: '', accessKey: '' }).not.toExtend<LandscapeClientOptions>()
    expectTypeOf({ accessKey: '', secretKey: '' }).not.toExtend<LandscapeClientOptions>()
  })

  it('lists, calls and waits', () => {
    expectTypeOf(landscape.computers.list()).toEqualTypeOf<List<Computer>>()
    expectTypeOf(landscape.v2.computers.list({})).resolves.toEqualTypeOf<Page<Computer>>()
    expectTypeOf(landscape.computers.get(1)).toEqualTypeOf<Pending<Computer>>()
    expectTypeOf(landscape.activities.waitFor([1])).resolves.toEqualTypeOf<Activity[]>()
    expectTypeOf(landscape.alerts.dismiss(1).withResponse()).resolves.toEqualTypeOf<Reply<Alert>>()
    expectTypeOf(landscape.call('GetScripts')).toEqualTypeOf<Pending<unknown>>()
    expectTypeOf(landscape.rest<number>('GET', 'x')).toEqualTypeOf<Pending<number>>()
  })

  it('has types of parameters', () => {
    expectTypeOf<PackageUpgradeParams['deliver_after']>().toEqualTypeOf<Date | string | undefined>()
    expectTypeOf<ComputerAddTagsParams['tags']>().toEqualTypeOf<readonly string[]>()
    // @ts-expect-error a query is required: without one, every computer would match
    void landscape.packages.upgrade({ security_only: true })
    // @ts-expect-error the vendor's names are kept
    void landscape.packages.upgrade({ query: 'tag:web', securityOnly: true })
  })

  it('has the shapes of the optional parts of a computer', () => {
    expectTypeOf<Computer['hardware']>().toEqualTypeOf<(string | number | null)[][] | undefined>()
    expectTypeOf<Computer['reboot_packages']>().toEqualTypeOf<string[] | undefined>()
    expectTypeOf<Computer['ubuntu_pro_info']>().toEqualTypeOf<UbuntuProInfo | null | undefined>()
    expectTypeOf<UbuntuProInfo['attached']>().toEqualTypeOf<boolean | undefined>()
    expectTypeOf<NonNullable<UbuntuProInfo['services']>[number]>().toEqualTypeOf<UbuntuProService>()
    expectTypeOf<Computer['livepatch_info']>().toEqualTypeOf<LivepatchInfo | null | undefined>()
    expectTypeOf<Computer['ubuntu_pro_reboot_required_info']>().toEqualTypeOf<
      UbuntuProRebootInfo | null | undefined
    >()
  })

  it('has optional fields and open enums', () => {
    expectTypeOf<Computer['hostname']>().toEqualTypeOf<string | null>()
    expectTypeOf<Computer['network_devices']>().toExtend<object[] | undefined>()
    expectTypeOf<string>().toExtend<NonNullable<Activity['activity_status']>>()
    expectTypeOf<'ERR_AUTHENTICATION'>().toExtend<ErrorCode>()
  })
})
