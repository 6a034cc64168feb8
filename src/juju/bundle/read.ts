import { ConfigurationError } from '../../core/errors.js'
import type { Bundle } from './bundle.js'
import { parseCharmName } from '../syntax/charm-name.js'
import { decodeDocument } from './decode.js'
import { type BundleDocument, completeBundle, mergeOverlay } from './document.js'
import { resolveFiles, type ReadFile } from './includes.js'
import { type BundleProblem, Problems, redactorOf, throwIfAny } from './problems.js'
import { validateBase, validateBundle } from './validate.js'
import { isMap, parseDocuments } from './yaml.js'

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
  /**
   * Whether includes may read files outside the folder of the bundle, or of the overlay that has them; links are followed first.
   * Allow it only for bundles that you trust: what they read is sent to the controller.
   * @default false
   */
  outsideFiles?: boolean
  /** If given, missing local charms are mistakes, and resources such as `site.zip` are found next to the bundle. */
  fileExists?: (path: string) => Promise<boolean>
}

/**
 * Reads and checks a bundle: documents after the first are overlays, as are the files of `overlays`; includes are read. The bundle
 * is checked alone and then with its overlays, as the juju command does.
 *
 * Throws ConfigurationError; its first line has the first mistake and where it is, its facts have all others.
 */
export async function readBundle(text: string, options: ReadBundleOptions = {}): Promise<Bundle> {
  const [base, ...overlays] = await readParts(text, options)
  if (base === undefined) throw notABundle('the bundle is empty', options.path)
  const warnings = () => [base, ...overlays].flatMap((part) => part.problems.warnings)
  const redactor = redactorOf(
    [base, ...overlays].flatMap(({ document }) => Object.values(document.applications ?? {})),
  )
  validateBase(base.document, base.problems)
  const alone = await checked(base.document, options, base.problems)
  throwIfAny(
    [base, ...overlays].flatMap(({ problems }) => problems.found),
    options.path,
    warnings(),
    redactor,
  )
  if (overlays.length === 0) return { ...alone, warnings: warnings() }

  const stages: { name: string; document: BundleDocument }[] = []
  for (const { document, problems } of overlays)
    stages.push({
      name: problems.source,
      document: mergeOverlay(stages.at(-1)?.document ?? base.document, document, problems),
    })
  const all = new Problems()
  const bundle = await checked(stages.at(-1)?.document ?? base.document, options, all)
  throwIfAny(await attributed(all.found, stages, options), options.path, warnings(), redactor)
  return { ...bundle, warnings: warnings() }
}

interface Part {
  document: BundleDocument
  problems: Problems
}

/** The documents of all files, empty ones left out. */
async function readParts(text: string, options: ReadBundleOptions): Promise<Part[]> {
  const { path, overlays = [] } = options
  const parts: Part[] = []
  for (const [index, source] of [{ text, ...(path !== undefined && { path }) }, ...overlays].entries()) {
    const name = index === 0 ? '' : (source.path ?? `overlay ${index}`)
    const documents = await parseDocuments(source.text, name === '' ? 'the bundle' : name, source.path)
    if (index === 0 && documents[0] === null && documents.length > 1)
      throw notABundle('the first document of the bundle is empty', path)
    for (const [number, document] of documents.entries()) {
      if (document === null) continue
      const where = [name, ...(number === 0 ? [] : [`document ${number + 1}`])].filter(Boolean).join(', ')
      if (!isMap(document)) throw notABundle(`${where || 'the bundle'} is not a mapping`, source.path)
      const problems = new Problems(where)
      const local = await resolveFiles(document, source.path, options, problems)
      if ('services' in local && !('applications' in local))
        problems.add('services', 'is the old name of applications', 'Rename the key to applications.')
      parts.push({ document: decodeDocument(local, problems), problems })
    }
    if (index === 0 && parts.length === 0) return []
  }
  return parts
}

/** The bundle of a document, with its mistakes put to `problems`. */
async function checked(
  document: BundleDocument,
  { fileExists }: ReadBundleOptions,
  problems: Problems,
): Promise<Bundle> {
  const bundle = completeBundle(document, problems)
  validateBundle(bundle, problems)
  if (fileExists) await checkLocalCharms(bundle, fileExists, problems)
  return bundle
}

/** Names the overlay that a mistake came with: the first since which it has been there. */
async function attributed(
  found: readonly BundleProblem[],
  stages: readonly { name: string; document: BundleDocument }[],
  options: ReadBundleOptions,
): Promise<BundleProblem[]> {
  if (found.length === 0) return []
  const before: { name: string; lines: Set<string> }[] = []
  for (const { name, document } of stages) {
    const problems = new Problems()
    await checked(document, options, problems)
    before.push({ name, lines: new Set(problems.found.map(lineOf)) })
  }
  return found.map((problem) => {
    const without = before.findLastIndex(({ lines }) => !lines.has(lineOf(problem)))
    return { ...problem, path: `${before[without + 1]?.name}: ${problem.path}` }
  })
}

const lineOf = ({ path, message }: BundleProblem): string => `${path}: ${message}`

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
