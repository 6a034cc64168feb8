import { describe, expect, it } from 'vitest'
import { createJujuClient } from '../../src/juju/index.js'
import { createLandscapeClient } from '../../src/landscape/index.js'
import { createMaasClient } from '../../src/maas/index.js'
import { inspect } from 'node:util'

const padded = (env: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).map(([name, value]) => [name, `  ${value}\n`]))

describe('environment variables', () => {
  it('of MAAS may have blanks around them', () => {
    const env = padded({ MAAS_API_URL: 'http://10.0.0.2:5240/MAAS', MAAS_API_KEY: 'a:b:c' })
    expect(inspect(createMaasClient.fromEnv(env))).toContain('http://10.0.0.2:5240/MAAS/')
  })

  it('of Landscape may have blanks around them, and a comma at the end of the URI', () => {
    const env = padded({
      LANDSCAPE_API_URI: 'https://landscape.example.com/api/ , ',
      LANDSCAPE_API_KEY: 'AKEY',
      LANDSCAPE_API_SECRET: 'secret',
      LANDSCAPE_API_SSL_CA_FILE: '',
    })
    expect(createLandscapeClient.fromEnv(env).uri).toBe('https://landscape.example.com/api/')
  })

  it('of Juju may have blanks around them and around addresses, and a comma at the end', () => {
    const env = padded({
      JUJU_CONTROLLER_ADDRESSES: '10.0.0.5:17070 , 10.0.0.6, ,',
      JUJU_USERNAME: 'admin',
      JUJU_PASSWORD: 'secret',
      JUJU_CA_CERT: ' ',
    })
    expect(inspect(createJujuClient.fromEnv(env))).toContain("[ '10.0.0.5:17070', '10.0.0.6:17070' ]")
  })

  it('that are blank are missing', () => {
    expect(() => createMaasClient.fromEnv({ MAAS_API_URL: ' ', MAAS_API_KEY: '\n' })).toThrow(
      'MAAS_API_URL and MAAS_API_KEY are not set',
    )
    expect(() =>
      createJujuClient.fromEnv({ JUJU_CONTROLLER_ADDRESSES: ' , ', JUJU_USERNAME: 'a', JUJU_PASSWORD: 'b' }),
    ).toThrow('addresses are missing')
  })
})
