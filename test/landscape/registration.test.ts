import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ConfigurationError } from '../../src/core/errors.js'
import { landscapeCloudInit, type LandscapeCloudInitOptions } from '../../src/landscape/registration.js'
import { landscapeClientFromUserData } from '../../simulators/src/landscape/life/cloud-init.js'

const base: LandscapeCloudInitOptions = { accountName: 'standalone', computerTitle: 'node-1' }

describe('cloud-init user data', () => {
  it('has the settings for a self-hosted server', () => {
    const text = landscapeCloudInit({
      ...base,
      server: 'ls.example.com:8443',
      registrationKey: 'se: "cret\\',
      tags: ['openstack', 'rack_1'],
      accessGroup: 'cloud',
      includeManagerPlugins: ['ScriptExecution'],
      scriptUsers: ['root', 'nobody'],
      logLevel: 'debug',
      httpsProxy: 'http://proxy:3128',
    })
    expect(text.startsWith('#cloud-config\n')).toBe(true)
    expect(parse(text)).toEqual({
      landscape: {
        client: {
          account_name: 'standalone',
          computer_title: 'node-1',
          url: 'https://ls.example.com:8443/message-system',
          ping_url: 'http://ls.example.com:8443/ping',
          registration_key: 'se: "cret\\',
          tags: 'openstack,rack_1',
          access_group: 'cloud',
          https_proxy: 'http://proxy:3128',
          log_level: 'debug',
          include_manager_plugins: 'ScriptExecution',
          script_users: 'root,nobody',
        },
      },
    })
  })

  it('omits absent options, and keeps words and numbers as strings', () => {
    const parsed: unknown = parse(landscapeCloudInit({ accountName: '123', computerTitle: 'true' }))
    expect(parsed).toEqual({ landscape: { client: { account_name: '123', computer_title: 'true' } } })
  })

  it('writes the certificate to the path in ssl_public_key', () => {
    const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'
    const parsed = parse(landscapeCloudInit({ ...base, sslPublicKey: pem })) as Record<string, unknown>
    expect(parsed['write_files']).toEqual([{ path: '/etc/landscape/server.pem', content: `${pem}\n` }])
    expect(parsed['landscape']).toMatchObject({ client: { ssl_public_key: '/etc/landscape/server.pem' } })
    expect(landscapeCloudInit({ ...base, sslPublicKey: '/srv/ca.pem' })).toContain(
      'ssl_public_key: "/srv/ca.pem"',
    )
  })

  it('is valid for an independent parser', async () => {
    expect(
      await landscapeClientFromUserData(
        landscapeCloudInit({
          ...base,
          computerTitle: 'ünï: #1 {x}',
          registrationKey: 'key',
          tags: ['a', 'b'],
        }),
      ),
    ).toEqual({
      account_name: 'standalone',
      computer_title: 'ünï: #1 {x}',
      registration_key: 'key',
      tags: 'a,b',
    })
  })

  it.each<[string, Partial<LandscapeCloudInitOptions>, RegExp]>([
    ['no account', { accountName: ' ' }, /accountName is empty\. It is 'standalone' on self-hosted servers/],
    [
      'a line break in the title',
      { computerTitle: 'a\nroot: x' },
      /computerTitle has leading or trailing spaces/,
    ],
    [
      'a tag with a space',
      { tags: ['ok', 'not ok'] },
      /tags contains "not ok"\. Each may only have letters, digits, - and _/,
    ],
    [
      'a short key',
      { registrationKey: 'ab' },
      /registrationKey is not a valid registration key\. A key has 3 to 50 characters/,
    ],
    ['a key with a comment sign', { registrationKey: 'abc#def' }, /without ; and #/],
    ['a URL without scheme', { url: 'ls.example.com/message-system' }, /url is not a URL/],
    ['an invalid server', { server: 'not a host' }, /server is not a host name/],
    [
      'a key instead of a certificate',
      { sslPublicKey: '-----BEGIN PRIVATE KEY-----\nx' },
      /without a certificate/,
    ],
  ])('rejects %s', (_, wrong, message) => {
    const make = (): string => landscapeCloudInit({ ...base, ...wrong })
    expect(make).toThrow(ConfigurationError)
    expect(make).toThrow(message)
  })

  it('does not show a rejected registration key', () => {
    expect(() => landscapeCloudInit({ ...base, registrationKey: 'planted-secret;' })).not.toThrow(
      /planted-secret/,
    )
  })
})
