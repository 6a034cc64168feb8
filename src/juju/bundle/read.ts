import { ConfigurationError } from '../../core/errors.js'
import type { Bundle } from './bundle.js'
import { parseCharmName } from '../syntax/charm-name.js'
import { decodeBundle } from './decode.js'
import { resolveFiles, type ReadFile } from './includes.js'
import { checkBaseDocument, mergeOverlay } from './overlay.js'
import { Problems } from './problems.js'
import { validateBundle } from './validate.js'
import { isMap, parseDocuments, type RawMap } from './yaml.js'

/** The text of a file and its path. */
export interface BundleSource {
  text: string
  /** What includes, local charms and resources are relative to, and what errors name. */
  path?: string
}

/** Options of {@link readBundle}. */
export interface ReadBundleOptions {
  /** Merged in order, after the documents of the bundle itself. */
  overlays?: readonly BundleSource[]
  /** The bundle's path: what includes, local charms and resources are relative to, and what errors name. */
  path?: string
  /** Reads what `include-file://` and `include-base64://` name: `readFile` of `node:fs/promises`. */
  readFile?: ReadFile
  /** If given, missing local charms are mistakes, and resources such as `site.zip` are found next to the bundle. */
  fileExists?: (path: string) => Promise<boolean>
}

/**
 * Reads and checks a bundle: documents after the first are overlays, as are the files of `overlays`; includes are read.
 *
 * Throws ConfigurationError; its first line has the first mistake and where it is, its facts have all others.
 */
export async function readBundle(text: string, options: ReadBundleOptions = {}): Promise<Bundle> {
  const { path } = options
  const problems = new Problems()
  const sources: BundleSource[] = [{ text, ...(path !== undefined && { path }) }, ...(options.overlays ?? [])]
  let merged: RawMap | undefined
  for (const [index, source] of sources.entries()) {
    const documents = await parseDocuments(source.text, source.path)
    if (index === 0 && documents.length === 0) throw notABundle('the bundle is empty', path)
    for (const document of documents) {
      if (!isMap(document)) throw notABundle('the bundle is not a mapping', source.path)
      const local = await resolveFiles(document, source.path, options, problems)
      if (merged === undefined) {
        checkBaseDocument(local, problems)
        merged = local
      } else
        merged = mergeOverlay(merged, local, source.path === undefined ? '' : `${source.path}: `, problems)
    }
  }
  const bundle = decodeBundle(merged ?? {}, problems)
  if (merged !== undefined && 'services' in merged && !('applications' in merged))
    problems.add('services', 'is the old name of applications', 'Rename the key to applications.')
  else validateBundle(bundle, problems)
  if (options.fileExists) await checkLocalCharms(bundle, options.fileExists, problems)
  problems.throwIfAny(path, bundle.warnings)
  return bundle
}

async function checkLocalCharms(
  bundle: Bundle,
  fileExists: (path: string) => Promise<boolean>,
  problems: Problems,
): Promise<void> {
  for (const [name, { charm }] of Object.entries(bundle.applications)) {
    const parsed = parseCharmName(charm)
    if (parsed.kind === 'local' && !parsed.path.startsWith('local:') && !(await fileExists(parsed.path)))
      problems.add(
        `applications.${name}.charm`,
        `there is no charm at ${parsed.path}`,
        'Create the file or correct the path; it is relative to the bundle.',
      )
  }
}

const notABundle = (summary: string, path: string | undefined) =>
  new ConfigurationError({
    system: 'juju',
    operation: 'model.deployBundle',
    summary,
    hint: 'A bundle is YAML with a mapping called applications.',
    facts: { bundle: path },
  })
