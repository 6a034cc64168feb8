import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ConfigurationError } from '../../src/core/errors.js'
import { createMaasClient } from '../../src/maas/index.js'
import { readProfile } from '../../src/maas/profiles.js'
import { readTable } from '../../src/maas/sqlite.js'
import { answerJson, startServer } from '../support/http-server.js'

const database = (name: string): string => fileURLToPath(new URL(`profiles/${name}.db`, import.meta.url))

const homes: string[] = []
/** A home folder with databases at paths in it. */
function home(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'canonical-stack-home-'))
  homes.push(folder)
  for (const [path, name] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    copyFileSync(database(name), join(folder, path))
  }
  vi.stubEnv('HOME', folder)
  return folder
}

afterEach(() => {
  vi.unstubAllEnvs()
  for (const folder of homes.splice(0)) rmSync(folder, { recursive: true })
})

describe('a profile of the maas command', () => {
  it('has the URL, the API key and the trusted authorities', () => {
    expect(readProfile('lab', database('two'))).toEqual({
      url: 'http://lab.example:5240/MAAS/api/2.0/',
      apiKey: 'consumerlab:tokenlab:secretlab',
      ca: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    })
  })

  it('may be longer than a page of the database, and among many', () => {
    expect(readProfile('admin', database('two')).apiKey).toBe('consumeradmin:tokenadmin:secretadmin')
    for (let index = 0; index < 50; index++)
      expect(readProfile(`p${index}`, database('many')).apiKey).toBe(`cp${index}:tp${index}:sp${index}`)
  })

  it('needs no name where there is only one', () => {
    expect(readProfile(undefined, database('one')).url).toBe('http://admin.example:5240/MAAS/api/2.0/')
  })

  it('is looked for in the home folder, then in that of the snap', () => {
    home({ '.maascli.db': 'one', 'snap/maas/current/.maascli.db': 'two' })
    expect(readProfile('admin', undefined).url).toContain('admin')
    expect(readProfile('lab', undefined).url).toContain('lab')
  })

  it('makes a client that signs with its key', async () => {
    await using server = await startServer((_, response) => answerJson(response, []))
    const folder = home({})
    const bytes = readFileSync(database('one'))
    const from = 'http://admin.example:5240/MAAS/api/2.0/'
    const to = `${server.url}/MAAS`.padEnd(from.length, '/')
    writeFileSync(
      join(folder, '.maascli.db'),
      Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1'),
    )
    await using maas = createMaasClient.fromProfile('admin', { proxy: false })
    await maas.request('GET', 'zones/')
    expect(server.arrived[0]?.headers.authorization).toContain('oauth_token="tokenadmin"')
  })
})

describe('a profile that cannot be used is a ConfigurationError', () => {
  const refused = (name: string | undefined, file?: string): unknown => {
    try {
      return readProfile(name, file)
    } catch (error) {
      return error
    }
  }
  const check = (error: unknown, message: string): void => {
    expect(error).toBeInstanceOf(ConfigurationError)
    expect((error as Error).message.split('\n')[0]).toBe(message)
    expect((error as Error).message).not.toMatch(/secret[A-Za-z]|consumer[a-z]/)
  }

  it.each([
    ['two', undefined, 'fromProfile: a profile must be named: there are 2. The profiles are admin, lab'],
    ['two', 'prod', 'fromProfile: there is no profile "prod". The profiles are admin, lab'],
    ['two', 'amdin', 'fromProfile: there is no profile "amdin". Did you mean admin?'],
    ['two', '__proto__', 'fromProfile: there is no profile "__proto__". The profiles are admin, lab'],
    [
      'odd',
      'anonymous',
      'fromProfile: the profile anonymous has no API key: it was made by an anonymous login. Run `maas login PROFILE URL`, or pass an API key in code',
    ],
    [
      'odd',
      'macaroon',
      'fromProfile: the profile macaroon has credentials other than an API key. Run `maas login PROFILE URL`, or pass an API key in code',
    ],
    [
      'odd',
      'nourl',
      'fromProfile: the profile nourl has no URL. Run `maas login PROFILE URL`, or pass an API key in code',
    ],
    [
      'odd',
      'notjson',
      'fromProfile: the profile notjson cannot be read: its data is not JSON. Run `maas login PROFILE URL`, or pass an API key in code',
    ],
    [
      'odd',
      'text',
      'fromProfile: the profile text cannot be read: its data is not an object. Run `maas login PROFILE URL`, or pass an API key in code',
    ],
  ])('%s, %s', (file, name, message) => {
    check(refused(name, database(file)), message)
  })

  it('where there is no database, or an empty one', () => {
    const folder = home({})
    const [own, snap] = [join(folder, '.maascli.db'), join(folder, 'snap/maas/current/.maascli.db')]
    check(
      refused('admin'),
      `fromProfile: there is no ${own} and no ${snap}. Run \`maas login PROFILE URL\`, or pass an API key in code`,
    )
    writeFileSync(own, '')
    check(
      refused(undefined),
      'fromProfile: there are no profiles. Run `maas login PROFILE URL`, or pass an API key in code',
    )
  })

  it('where the file is something else', () => {
    check(
      refused('admin', fileURLToPath(import.meta.url)),
      `fromProfile: ${fileURLToPath(import.meta.url)} is not a database of profiles: not an SQLite database. Name the file that \`maas login\` wrote, such as ~/.maascli.db`,
    )
    check(refused('admin', tmpdir()), `fromProfile: ${tmpdir()} cannot be read (EISDIR). Check who owns it`)
  })

  it('however the file is damaged', () => {
    const folder = home({})
    const file = join(folder, 'damaged.db')
    for (const name of ['two', 'many']) {
      const whole = readFileSync(database(name))
      fc.assert(
        fc.property(
          fc.nat(whole.length),
          fc.array(fc.tuple(fc.nat(4096), fc.nat(255)), { maxLength: 20 }),
          (length, changes) => {
            const bytes = Buffer.from(length % 2 === 0 ? whole : whole.subarray(0, length))
            for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte
            writeFileSync(file, bytes)
            const result = refused('p7', file)
            if (result instanceof Error) expect(result).toBeInstanceOf(ConfigurationError)
          },
        ),
        { numRuns: 100 },
      )
    }
  })
})

describe('a table of a database', () => {
  it('is absent where the database does not have it', () => {
    expect(readTable(readFileSync(database('one')), 'other')).toBeUndefined()
  })

  it('has its rows in order, with the key as null', () => {
    const rows = readTable(readFileSync(database('many')), 'profiles') ?? []
    expect(rows.map(([, name]) => name)).toEqual(Array.from({ length: 50 }, (_, index) => `p${index}`))
    expect(rows.every(([id]) => id === null)).toBe(true)
  })
})
