import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '../../../src/core/errors.js'
import type { Bundle, BundleApplication, OptionValue } from '../../../src/juju/bundle/bundle.js'
import { readBundle } from '../../../src/juju/bundle/read.js'
import { haveReader, type JujuApplication, type JujuBundle, readerCases, skippedReader } from './reference.js'

const FOLDER = resolve('/no-such-folder')

const twice = 'YAML does not allow a key twice, and Juju takes the last one and does not report it'
const dropped =
  'Juju drops an overlay with a wrong type whole, with a warning: what it would change is then missing'

/**
 * Refused on purpose where Juju accepts. Beside these kinds: an option that is a list or a mapping, which the controller refuses in
 * the middle of the deployment; more than 2^53 units; a size such as mem=inf; a query or fragment in a charm URL. Accepted where
 * Juju 4 refuses: container=kvm, which 3.6 has.
 */
const STRICTER: Record<string, string> = {
  'dup-key': twice,
  'dup-app': twice,
  'dup-section': twice,
  'offers-ep-scalar': dropped,
  'ov-scalar': dropped,
  'ov-list': dropped,
}

/** Accepted on purpose where Juju refuses. */
const KINDER: Record<string, string> = {
  'tab-blank': 'YAML allows a tab in an empty line, and editors leave them',
}

const mapValues = <From, To>(record: Record<string, From> | undefined, turn: (value: From) => To) =>
  Object.fromEntries(Object.entries(record ?? {}).map(([key, value]) => [key, turn(value)]))

/** Juju's bundle in the form of this package. */
function expected(bundle: JujuBundle): Bundle {
  return {
    ...(bundle.bundle === 'kubernetes' && { type: 'kubernetes' as const }),
    ...(bundle.Description && { description: bundle.Description }),
    tags: bundle.Tags ?? [],
    ...(bundle['default-base'] && { defaultBase: bundle['default-base'] }),
    applications: mapValues(bundle.applications, expectedApplication),
    machines: mapValues(bundle.Machines, (machine) => ({
      ...(machine?.Base && { base: machine.Base }),
      constraints: machine?.Constraints ?? '',
      annotations: machine?.Annotations ?? {},
    })),
    saas: mapValues(bundle.saas, (saas) => saas?.URL ?? ''),
    relations: bundle.Relations ?? [],
    warnings: [],
  }
}

function expectedApplication(application: JujuApplication): BundleApplication {
  const { channel, revision, Base: base } = application
  // The option is the field, as for the juju command.
  const { trust, ...options } = mapValues(application.Options, exact)
  return {
    charm: application.Charm ?? '',
    ...(channel && { channel }),
    ...(revision !== undefined && { revision }),
    ...(base && { base }),
    numUnits: application.NumUnits ?? 0,
    to: application.To ?? [],
    expose: application.Expose ?? false,
    exposedEndpoints: mapValues(application['exposed-endpoints'], (exposed) => ({
      spaces: exposed['expose-to-spaces'] ?? [],
      cidrs: exposed['expose-to-cidrs'] ?? [],
    })),
    options,
    annotations: application.Annotations ?? {},
    constraints: application.Constraints ?? '',
    storage: application.Storage ?? {},
    devices: application.Devices ?? {},
    bindings: application.bindings ?? {},
    // Paths are resolved, as the command does when it uploads the file.
    resources: mapValues(application.Resources, (resource) =>
      typeof resource === 'string' && resource.startsWith('.') ? resolve(FOLDER, resource) : resource,
    ),
    offers: mapValues(application.offers, (offer) => ({
      endpoints: offer?.endpoints ?? [],
      acl: offer?.acl ?? {},
    })),
    trust: (application.trust ?? false) || String(trust) === 'true',
  }
}

/** Numbers that JSON has no room for: `!float +Inf`, and integers of 64 bits, which were marked while the file was read. */
function exact(value: OptionValue): OptionValue {
  const [, kind, text = ''] = /^!(float|int) (.*)$/.exec(String(value)) ?? []
  if (kind === undefined) return value
  const isExact = kind === 'int' && BigInt(text) < 2n ** 64n
  return isExact ? BigInt(text) : Number(text.replace('Inf', 'Infinity'))
}

describe.skipIf(!haveReader)(`as the reader of Juju${skippedReader}`, () => {
  const cases = haveReader ? readerCases() : []

  it('has all of its cases', () => expect(cases.length).toBeGreaterThanOrEqual(316))

  it.each(cases.map((one) => [one.name, one] as const))('%s', async (name, { files, verdict, bundle }) => {
    const [text = '', ...overlays] = files
    const reading = readBundle(text, {
      path: join(FOLDER, 'bundle.yaml'),
      overlays: overlays.map((overlay) => ({ text: overlay })),
      readFile: () => Promise.reject(new Error('no such file')),
      fileExists: () => Promise.resolve(false),
    })
    if (name in KINDER) await reading
    else if (verdict === 'refused' || name in STRICTER)
      await expect(reading).rejects.toThrow(ConfigurationError)
    else expect({ ...(await reading), warnings: [] }).toEqual(expected(bundle ?? {}))
  })
})
