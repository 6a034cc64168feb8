import { parse } from 'yaml'
import { readZip } from '../../server/zip.js'
import {
  type Charm,
  type CharmAction,
  type CharmEndpoint,
  type CharmOption,
  type CharmResource,
  trackOnly,
} from './charm.js'

type Yaml = Record<string, unknown>

/** Reads a charm from the archive that a client uploads. @throws Error when it is not a zip file, or has no name. */
export function readCharmArchive(archive: Buffer): Charm {
  const files = readZip(archive)
  const document = (name: string): Yaml => object(parse(files.get(name)?.().toString('utf8') ?? ''))
  const metadata = document('metadata.yaml')
  const { name } = metadata
  if (typeof name !== 'string') throw new Error('metadata.yaml: name not found')
  const bases = list(document('manifest.yaml')['bases']).map(object)
  const architectures = bases.flatMap((base) => list(base['architectures']).map(String))
  return {
    name,
    summary: text(metadata['summary']),
    description: text(metadata['description']),
    subordinate: metadata['subordinate'] === true,
    provides: entries(metadata['provides'], endpoint),
    requires: entries(metadata['requires'], endpoint),
    peers: entries(metadata['peers'], endpoint),
    ...(metadata['extra-bindings'] === undefined
      ? {}
      : { extraBindings: Object.keys(object(metadata['extra-bindings'])) }),
    options: entries(document('config.yaml')['options'], option),
    actions: entries(document('actions.yaml'), action),
    resources: entries(metadata['resources'], resource),
    bases: bases
      .map((base) => trackOnly({ name: text(base['name']), channel: text(base['channel']) }))
      .map((base) => `${base.name}@${base.channel}`),
    ...(architectures.length === 0 ? {} : { architectures: [...new Set(architectures)] }),
  }
}

/** An endpoint in YAML: its interface, or a map. */
function endpoint(value: unknown): CharmEndpoint {
  if (typeof value === 'string') return { interface: value }
  const { interface: of, scope, optional, limit } = object(value)
  return {
    interface: text(of),
    ...(scope === 'container' ? { scope } : {}),
    ...(optional === true ? { optional } : {}),
    ...(typeof limit === 'number' ? { limit } : {}),
  }
}

function option(value: unknown): CharmOption {
  const { type, default: preset, description } = object(value)
  return {
    type: text(type) as CharmOption['type'],
    ...(preset === undefined || preset === null ? {} : { default: preset }),
    description: text(description),
  }
}

/** Converts the parameters to a JSON schema, as `CharmInfo` shows them. */
function action(value: unknown, title: string): CharmAction {
  const { description = 'No description', params, required, additionalProperties = true } = object(value)
  const schema = {
    additionalProperties,
    description,
    properties: object(params),
    ...(required === undefined ? {} : { required }),
    title,
    type: 'object',
  }
  return { description: text(description), params: schema }
}

function resource(value: unknown): CharmResource {
  const { type, filename, description } = object(value)
  return {
    type: type === 'oci-image' ? 'oci-image' : 'file',
    filename: text(filename),
    description: text(description),
  }
}

function entries<T>(value: unknown, read: (value: unknown, name: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(object(value)).map(([name, item]) => [name, read(item, name)]))
}

function object(value: unknown): Yaml {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Yaml) : {}
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}
