import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { codeOf } from '../core/env.js'
import { ConfigurationError } from '../core/errors.js'
import { didYouMean } from '../core/near-names.js'
import { isObject } from '../core/shape/fits.js'
import { readTable } from './sqlite.js'

/** Where the `maas` command of a package, and that of the snap, keep their profiles. */
const FILES = ['.maascli.db', 'snap/maas/current/.maascli.db']

/** What a profile says about a region. */
export interface MaasProfile {
  url: string
  apiKey: string
  /** PEM of the authorities that `maas login --cacerts` was given. */
  ca?: string
}

/**
 * Reads a profile of the `maas` command.
 *
 * @param name its name; may be absent where there is only one, as for the command
 * @param file the database; default: `~/.maascli.db`, then that of the snap
 * @throws ConfigurationError that lists the profiles, or says why none can be read; it contains nothing else of them
 */
export function readProfile(name: string | undefined, file: string | undefined): MaasProfile {
  const profiles = allProfiles(file === undefined ? FILES.map((one) => join(homedir(), one)) : [file])
  const names = [...profiles.keys()]
  const known = `The profiles are ${names.join(', ')}`
  if (name === undefined && names.length !== 1)
    throw invalid(
      names.length === 0 ? 'there are no profiles' : `a profile must be named: there are ${names.length}`,
      names.length === 0 ? LOG_IN : known,
    )
  const chosen = name ?? names[0] ?? ''
  const data = profiles.get(chosen)
  if (data === undefined)
    throw invalid(
      `there is no profile ${JSON.stringify(chosen)}`,
      names.length === 0 ? LOG_IN : (didYouMean(chosen, names) ?? known),
    )
  return parseProfile(chosen, data)
}

const LOG_IN = 'Run `maas login PROFILE URL`, or pass an API key in code'

/** The data of all profiles by name; of two with the same name, that of the first file. */
function allProfiles(files: readonly string[]): Map<string, string> {
  const profiles = new Map<string, string>()
  const missing: string[] = []
  for (const file of files) {
    for (const [, name, data] of rowsOf(file) ?? (missing.push(file), []))
      if (typeof name === 'string' && !profiles.has(name)) profiles.set(name, String(data))
  }
  if (missing.length === files.length) throw invalid(`there is no ${missing.join(' and no ')}`, LOG_IN)
  return profiles
}

/** The rows of a database of profiles; undefined if there is no such file. */
function rowsOf(file: string): ReturnType<typeof readTable> {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw invalid(`${file} cannot be read (${codeOf(error)})`, 'Check who owns it')
  }
  try {
    // The command leaves an empty file behind when its first login fails.
    return bytes.length === 0 ? [] : (readTable(bytes, 'profiles') ?? [])
  } catch (cause) {
    throw invalid(
      `${file} is not a database of profiles: ${cause instanceof Error ? cause.message : 'it is damaged'}`,
      'Name the file that `maas login` wrote, such as ~/.maascli.db',
    )
  }
}

function parseProfile(name: string, data: string): MaasProfile {
  const wrong = (problem: string): ConfigurationError => invalid(`the profile ${name} ${problem}`, LOG_IN)
  let profile: unknown
  try {
    profile = JSON.parse(data)
  } catch {
    throw wrong('cannot be read: its data is not JSON')
  }
  if (!isObject(profile)) throw wrong('cannot be read: its data is not an object')
  const { url, credentials, cacerts } = profile
  if (typeof url !== 'string' || url === '') throw wrong('has no URL')
  if (credentials === null || credentials === undefined)
    throw wrong('has no API key: it was made by an anonymous login')
  const parts: unknown[] = Array.isArray(credentials) ? credentials : [credentials]
  if (!parts.every((part) => typeof part === 'string')) throw wrong('has credentials other than an API key')
  return {
    url,
    apiKey: parts.join(':'),
    ...(typeof cacerts === 'string' && cacerts !== '' ? { ca: cacerts } : {}),
  }
}

const invalid = (problem: string, hint: string): ConfigurationError =>
  new ConfigurationError({
    system: 'maas',
    operation: 'fromProfile',
    summary: `fromProfile: ${problem}`,
    hint,
  })
