import { isUtf8 } from 'node:buffer'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import type { Problems } from './problems.js'
import { isMap, type Raw, type RawMap } from './yaml.js'

/** Reads a file whole; `readFile` of `node:fs/promises` is one. */
export type ReadFile = (path: string) => Promise<Uint8Array>

/** Access to the files of a bundle. */
export interface BundleFiles {
  readFile?: ReadFile | undefined
  outsideFiles?: boolean | undefined
  fileExists?: ((path: string) => Promise<boolean>) | undefined
}

const INCLUDE = /^include-(file|base64):\/\/(.*)$/s

/** The path without links; undefined where nothing is on the disk, since `readFile` may read from elsewhere. */
async function realPath(path: string): Promise<string | undefined> {
  const { realpath } = await import('node:fs/promises')
  return realpath(path).catch(() => undefined)
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/**
 * Makes one document independent of its location: reads what options and annotations include and resolves the paths of local
 * charms and resources. An include is never sent to the controller, which would read it from its own disk (4.0.15,
 * bundle-changes).
 */
export async function resolveFiles(
  document: RawMap,
  path: string | undefined,
  files: BundleFiles,
  problems: Problems,
): Promise<RawMap> {
  const { readFile, fileExists, outsideFiles = false } = files
  const folder = path === undefined ? '.' : dirname(path)

  async function include(value: Raw, where: string): Promise<Raw> {
    const match = typeof value === 'string' ? INCLUDE.exec(value) : null
    if (!match) return value
    const file = resolve(folder, match[2] ?? '')
    if (readFile === undefined) {
      problems.add(
        where,
        `includes ${file}, and readFile was not given`,
        'Pass the bundle as { text, path, readFile }, with readFile from node:fs/promises.',
      )
      return value
    }
    const real = await realPath(file)
    const within = (real === undefined ? undefined : await realPath(folder)) ?? resolve(folder)
    if (!outsideFiles && !isInside(real ?? file, within)) {
      problems.add(
        where,
        `includes ${file}, which is outside the folder of ${path ?? 'the bundle'}`,
        'Move the file into the folder, or pass { outsideFiles: true } for a bundle that you trust.',
      )
      return value
    }
    let bytes: Uint8Array
    try {
      bytes = await readFile(real ?? file)
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause)
      problems.add(
        where,
        `includes ${file}, which could not be read: ${why}`,
        'Create the file or correct the path; it is relative to the bundle.',
      )
      return value
    }
    if (match[1] === 'base64') return Buffer.from(bytes).toString('base64')
    if (isUtf8(bytes)) return Buffer.from(bytes).toString()
    problems.add(where, `includes ${file}, which is not UTF-8 text`, 'Write include-base64:// instead.')
    return value
  }

  /** A resource may also be the name of an image in a registry: it is a path if it starts with a dot or the file exists. */
  async function locate(resource: Raw): Promise<Raw> {
    if (typeof resource !== 'string') return resource
    const path = resolve(folder, resource)
    return resource.startsWith('.') || (await fileExists?.(path)) ? path : resource
  }

  async function includeAll(owner: Raw, fields: string[], where: string): Promise<Raw> {
    if (!isMap(owner)) return owner
    const copy = { ...owner }
    for (const field of fields) {
      const values = copy[field]
      if (!isMap(values)) continue
      const read: [string, Raw][] = []
      for (const [key, value] of Object.entries(values))
        read.push([key, await include(value, `${where}.${field}.${key}`)])
      copy[field] = Object.fromEntries(read)
    }
    return copy
  }

  async function each(section: Raw | undefined, name: string, fields: string[]): Promise<Raw | undefined> {
    if (!isMap(section)) return section
    const read: [string, Raw][] = []
    for (const [key, owner] of Object.entries(section))
      read.push([key, await includeAll(owner, fields, `${name}.${key}`)])
    return Object.fromEntries(read)
  }

  const applications = await each(document.applications, 'applications', ['options', 'annotations'])
  const machines = await each(document.machines, 'machines', ['annotations'])
  for (const application of isMap(applications) ? Object.values(applications) : []) {
    if (!isMap(application)) continue
    if (typeof application.charm === 'string' && application.charm.startsWith('.'))
      application.charm = resolve(folder, application.charm)
    if (!isMap(application.resources)) continue
    const located: [string, Raw][] = []
    for (const [name, resource] of Object.entries(application.resources))
      located.push([name, await locate(resource)])
    application.resources = Object.fromEntries(located)
  }
  return {
    ...document,
    ...(applications !== undefined && { applications }),
    ...(machines !== undefined && { machines }),
  }
}
