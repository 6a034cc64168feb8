import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '../../../src/core/errors.js'
import { maasApiKey, maasEndpoint } from '../../../src/juju/syntax/maas-cloud.js'
import { script } from '../scripted.js'

const URL_OF_MAAS = 'http://10.0.0.2:5240/MAAS'

describe('a MAAS as a cloud', () => {
  it.each([URL_OF_MAAS, `${URL_OF_MAAS}/`, `${URL_OF_MAAS}/api/2.0/`, `  ${URL_OF_MAAS}\n`])(
    '%j is its endpoint',
    (url) => {
      expect(maasEndpoint('clouds.addMaas', url)).toBe(URL_OF_MAAS)
    },
  )

  it.each([
    '',
    '  ',
    '10.0.0.2:5240/MAAS',
    'http://10.0.0.2:5240/',
    `${URL_OF_MAAS}/r/machines`,
    `${URL_OF_MAAS}/a/v3`,
    `"${URL_OF_MAAS}"`,
    'http://user:secret@10.0.0.2:5240/MAAS',
    5,
    undefined,
  ])('%j is not', (url) => {
    expect(() => maasEndpoint('clouds.addMaas', url)).toThrow(ConfigurationError)
    expect(() => maasEndpoint('clouds.addMaas', url)).not.toThrow(/secret/)
  })

  it.each(['', 'a:b', 'a:b:c:d', 'a::c', '"a:b:c"', 'a:b:c d', undefined])('%j is not an API key', (key) => {
    expect(() => maasApiKey('clouds.setCredential', key)).toThrow(ConfigurationError)
  })

  it('is sent without blanks around URL and key', async () => {
    await using scripted = await script(({ facade, method }) =>
      facade !== 'Cloud'
        ? undefined
        : {
            response:
              method === 'UpdateCredentialsCheckModels' ? { results: [{ 'credential-tag': 'x' }] } : {},
          },
    )
    const { juju } = scripted
    const key = ' consumer:token:secret\n'
    await juju.clouds.addMaas('rack', ` ${URL_OF_MAAS}/ `)
    await juju.clouds.setMaasCredential('rack', 'one', key)
    await juju.clouds.setCredential('rack', 'two', { authType: 'oauth1', attributes: { 'maas-oauth': key } })
    const calls = scripted.calls.filter(({ facade }) => facade === 'Cloud')
    expect(calls.map(({ params }) => params)).toMatchObject([
      { cloud: { endpoint: URL_OF_MAAS, regions: [{ endpoint: URL_OF_MAAS }] } },
      { credentials: [{ credential: { attrs: { 'maas-oauth': 'consumer:token:secret' } } }] },
      { credentials: [{ credential: { attrs: { 'maas-oauth': 'consumer:token:secret' } } }] },
    ])
    await expect(juju.clouds.setMaasCredential('rack', 'one', 'consumer:token')).rejects.toThrow(
      ConfigurationError,
    )
    await expect(juju.clouds.addMaas('rack', '10.0.0.2')).rejects.toThrow(ConfigurationError)
    expect(scripted.calls.filter(({ facade }) => facade === 'Cloud')).toHaveLength(3)
  })
})
