import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createJujuClient, createLandscapeClient, createMaasClient } from '../../src/index.js'
import { landscapeCloudInit } from '../../src/landscape/index.js'
import { reveals } from '../support/spellings.js'

/** Secrets as they are: keys and passwords, some with characters that break a URL. */
const secret = fc
  .string({ unit: fc.constantFrom(...'abcXYZ0189:/@#?% "\\.-'), minLength: 10, maxLength: 30 })
  .filter((text) => text === text.trim() && /[a-zA-Z\d].*[a-zA-Z\d].*[a-zA-Z\d]/.test(text))

/** An address with a secret in it, or a secret in its place. */
const address = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => `http://admin:${text}@10.0.0.2:5240/MAAS`,
  (text) => `https://${text}@landscape.example.com/api/`,
  (text) => `http:/admin:${text}@10.0.0.2/MAAS`,
  (text) => `http:admin:${text}@10.0.0.2/MAAS`,
  (text) => `//admin:${text}@10.0.0.2`,
  (text) => `admin:${text}@10.0.0.2:17070`,
  (text) => `wss://admin:${text}@10.0.0.2:17070`,
  (text) => `wss:// admin:${text} @10.0.0.2:17070`,
  (text) => `https://10.0.0.2/MAAS?key=${text}`,
  (text) => `https://10.0.0.2/MAAS#${text}`,
  (text) => `"http://${text}"`,
  (text) => `http://consumer:token:${text}`,
  (text) => `ftp://admin:${text}@[::1/MAAS`,
)

const maas = { url: 'http://10.0.0.2:5240/MAAS', apiKey: 'ckey:tkey:skey' }
const juju = { addresses: ['10.0.0.5:17070'], username: 'admin', password: 'pw' }
const landscape = { uri: 'https://landscape.example.com/api/', accessKey: 'AKEY', secretKey: 'SKEY' }
const user = { uri: landscape.uri, email: 'me@example.com', password: 'pw' }
const jujuEnv = {
  JUJU_CONTROLLER_ADDRESSES: '10.0.0.5:17070',
  JUJU_USERNAME: 'admin',
  JUJU_PASSWORD: 'pw',
}
const landscapeEnv = {
  LANDSCAPE_API_URI: landscape.uri,
  LANDSCAPE_API_KEY: 'AKEY',
  LANDSCAPE_API_SECRET: 'SKEY',
}

type Make = (text: string) => unknown
const wrong = (text: string): never => text as never

/** Every option of every factory that is a text, or takes one by mistake. */
const makers: Record<string, Make> = {
  'maas: all': (text) => createMaasClient(wrong(text)),
  'maas: url': (text) => createMaasClient({ ...maas, url: text }),
  'maas: apiKey': (text) => createMaasClient({ ...maas, apiKey: text }),
  'maas: both swapped': (text) => createMaasClient({ url: text, apiKey: maas.url }),
  'maas: url and key': (text) => createMaasClient({ url: text, apiKey: text }),
  'maas: from the environment': (text) =>
    createMaasClient.fromEnv({ MAAS_API_URL: text, MAAS_API_KEY: text }),
  'maas: with': (text) => createMaasClient(maas).with(wrong(text)),
  'maas: headers': (text) => createMaasClient({ ...maas, headers: wrong(text) }),
  'maas: a header': (text) => createMaasClient({ ...maas, headers: { authorization: wrong(text) } }),
  'maas: tls': (text) => createMaasClient({ ...maas, tls: wrong(text) }),
  'maas: tls.key': (text) => createMaasClient({ ...maas, tls: { key: [text] as never } }),
  'maas: proxy': (text) => createMaasClient({ ...maas, proxy: [text] as never }),
  'juju: all': (text) => createJujuClient(wrong(text)),
  'juju: address': (text) => createJujuClient({ ...juju, addresses: [text] }),
  'juju: addresses': (text) => createJujuClient({ ...juju, addresses: wrong(text) }),
  'juju: username': (text) => createJujuClient({ ...juju, username: `${text} ` }),
  'juju: caCert': (text) => createJujuClient({ ...juju, caCert: text }),
  'juju: addresses of the environment': (text) =>
    createJujuClient.fromEnv({ ...jujuEnv, JUJU_CONTROLLER_ADDRESSES: text }),
  'juju: caCert of the environment': (text) => createJujuClient.fromEnv({ ...jujuEnv, JUJU_CA_CERT: text }),
  'juju: a model named like the password': (text) =>
    createJujuClient({ ...juju, password: text }).model(text),
  'landscape: all': (text) => createLandscapeClient(wrong(text)),
  'landscape: uri': (text) => createLandscapeClient({ ...landscape, uri: text }),
  'landscape: accessKey': (text) => createLandscapeClient({ ...landscape, accessKey: `${text}\n` }),
  'landscape: secretKey': (text) => createLandscapeClient({ ...landscape, secretKey: ` ${text}` }),
  'landscape: password': (text) => createLandscapeClient({ ...user, password: ` ${text}` }),
  'landscape: two kinds': (text) => createLandscapeClient({ ...landscape, token: text }),
  'landscape: a file of the environment': (text) =>
    createLandscapeClient.fromEnv({ ...landscapeEnv, LANDSCAPE_API_SSL_CA_FILE: text }),
  'cloud-init: url': (text) =>
    landscapeCloudInit({ accountName: 'standalone', computerTitle: 'web', url: text }),
  'cloud-init: server': (text) =>
    landscapeCloudInit({ accountName: 'standalone', computerTitle: 'web', server: text }),
  'cloud-init: proxy': (text) =>
    landscapeCloudInit({ accountName: 'standalone', computerTitle: 'web', httpsProxy: text }),
  'cloud-init: registrationKey': (text) =>
    landscapeCloudInit({ accountName: 'standalone', computerTitle: 'web', registrationKey: `${text}#` }),
}

describe('a secret in an option', () => {
  it.each(Object.keys(makers))('is not in the error, nor in what was made: %s', (name) => {
    const make = makers[name] as Make
    fc.assert(
      fc.property(secret, address, (planted, place) => {
        let made: unknown
        try {
          made = make(place(planted))
        } catch (error) {
          made = error
        }
        // User data has what it was made of. A secret that may be the name of a host is taken for one.
        if (typeof made === 'string' || (!(made instanceof Error) && place(planted) === planted)) return
        const { stack, cause, message } = made as Error
        const all = [
          inspect(made, { depth: 9, showHidden: true }),
          JSON.stringify(made),
          stack,
          message,
          inspect(cause),
        ]
        expect(reveals(all.join('\n'), planted), all.join('\n')).toBe(false)
      }),
      { numRuns: 15 },
    )
  })

  it.each(['maas', 'juju', 'landscape'] as const)('is masked in the inspected client: %s', (system) => {
    const planted = 'Xk4fW9qLm2'
    const made = {
      maas: () =>
        createMaasClient({ ...maas, url: `http://10.0.0.2/${planted}/MAAS`, apiKey: `c:t:${planted}` }),
      juju: () => createJujuClient({ ...juju, password: planted }).model(`admin/${planted.toLowerCase()}`),
      landscape: () =>
        createLandscapeClient({ ...landscape, uri: `https://${planted}.example.com/`, accessKey: planted }),
    }[system]()
    expect(inspect(made)).toContain('[redacted]')
    expect(inspect(made).toLowerCase()).not.toContain(planted.toLowerCase())
  })
})
