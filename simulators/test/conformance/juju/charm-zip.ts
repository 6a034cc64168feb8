import { crc32 } from 'node:zlib'
import { stringify } from 'yaml'
import { isObject } from '../compare.js'

/** The part of `Charms.CharmInfo` that comes from a charm's files. */
export interface CharmInfo {
  config?: Record<string, Record<string, unknown>>
  meta: Record<string, unknown>
  actions?: { specs?: Record<string, { params: Record<string, unknown> }> }
  manifest?: unknown
}

/** A charm archive as `juju` uploads it, rebuilt from the controller's reply, without `juju-info`, which the controller adds. */
export function charmZip({ config, meta, actions, manifest }: CharmInfo): Buffer {
  const { name, summary, description, subordinate } = meta
  const parts = {
    provides: endpoints(meta.provides),
    requires: endpoints(meta.requires),
    peers: endpoints(meta.peers),
    'extra-bindings': extraBindings(meta),
    resources: resources(meta),
  }
  const files: Record<string, string> = {
    'metadata.yaml': stringify({ name, summary, description, subordinate, ...withoutEmpty(parts) }),
    'manifest.yaml': stringify(manifest),
    revision: '1',
  }
  if (config !== undefined && Object.keys(config).length > 0)
    files['config.yaml'] = stringify({ options: config })
  const specs = Object.entries(actions?.specs ?? {})
  if (specs.length > 0)
    files['actions.yaml'] = stringify(
      Object.fromEntries(specs.map(([name, { params }]) => [name, action(params)])),
    )
  return zip(files)
}

function endpoints(relations: unknown): Record<string, unknown> {
  if (!isObject(relations)) return {}
  const named = Object.entries(relations).filter(
    ([name]) => name !== 'juju-info' || !isProvider(relations[name]),
  )
  return Object.fromEntries(
    named.map(([name, relation]) => {
      const { interface: of, scope, limit, optional } = relation as Record<string, unknown>
      return [
        name,
        withoutEmpty({
          interface: of,
          scope,
          limit: limit === 0 ? undefined : limit,
          optional: optional === false ? undefined : optional,
        }),
      ]
    }),
  )
}

function isProvider(relation: unknown): boolean {
  return isObject(relation) && relation.role === 'provider'
}

function extraBindings(meta: Record<string, unknown>): Record<string, unknown> {
  const bindings = meta['extra-bindings']
  return isObject(bindings) ? Object.fromEntries(Object.keys(bindings).map((name) => [name, null])) : {}
}

function resources(meta: Record<string, unknown>): Record<string, unknown> {
  const declared = isObject(meta.resources) ? Object.entries(meta.resources) : []
  return Object.fromEntries(
    declared.map(([name, resource]) => {
      const { type, path, description } = resource as Record<string, unknown>
      return [name, { type, filename: path, description }]
    }),
  )
}

/** The controller describes an action without description as "No description". */
function action(params: Record<string, unknown>): Record<string, unknown> {
  const description = params.description === 'No description' ? undefined : params.description
  const properties =
    isObject(params.properties) && Object.keys(params.properties).length > 0 ? params.properties : undefined
  return withoutEmpty({ description, params: properties })
}

function withoutEmpty(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => !isEmpty(value)))
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (isObject(value) && Object.keys(value).length === 0)
}

/** A zip archive of uncompressed files (PKWARE APPNOTE 4.3): enough for a charm of three small files. */
export function zip(files: Record<string, string>): Buffer {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text)
    const path = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x21, 8)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(path.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, data])
    const central = Buffer.alloc(14)
    central.writeUInt32LE(offset, 10)
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, central, path]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}
