// The public API of each entry point, as api/*.api.md: `npm run api` writes the reports, `npm test` compares them.
// Needs a build: API Extractor has its own compiler, which reads declarations but not the options of TypeScript 7.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type IExtractorInvokeOptions,
} from '@microsoft/api-extractor'
import { entryPoints } from './entry-points.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'api')
const update = process.argv.includes('--update')
const temporary = mkdtempSync(join(tmpdir(), 'canonical-stack-api-'))
const none = { default: { logLevel: ExtractorLogLevel.None } }

const configs = entryPoints.map(({ name, types }) =>
  ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: resolve(root, types),
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'es2022',
            lib: ['es2023', 'esnext.disposable'],
            module: 'nodenext',
            strict: true,
            types: ['node'],
          },
          files: entryPoints.map((entry) => resolve(root, entry.types)),
        },
      },
      apiReport: {
        enabled: true,
        // The bases of interfaces with handwritten methods: their methods are public, their names are not.
        includeForgottenExports: name === 'maas' || name === 'landscape',
        reportFileName: `${name}.api.md`,
        reportFolder: folder,
        reportTempFolder: temporary,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          ...none,
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: false },
        },
        tsdocMessageReporting: none,
        compilerMessageReporting: none,
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
  }),
)

const [first, ...others] = configs
if (first === undefined) throw new Error('package.json has no entry points')
mkdirSync(folder, { recursive: true })
const compilerState = CompilerState.create(first, {
  additionalEntryPoints: others.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
})
const hidden: string[] = []
const options: IExtractorInvokeOptions = {
  compilerState,
  localBuild: update,
  printApiReportDiff: true,
  messageCallback: (message) => {
    // The messages about new and changed reports say to copy files; ours below says what to run.
    message.handled = message.messageId !== 'console-api-report-diff'
    if (message.messageId === 'ae-forgotten-export') hidden.push(/"(.*?)"/.exec(message.text)?.[1] ?? '')
  },
}
const changed = configs.filter((config) => Extractor.invoke(config, options).apiReportChanged)
const exported = new Set(
  configs.flatMap(({ reportTempFilePath }) => exportsOf(readFileSync(reportTempFilePath, 'utf8'))),
)
const forgotten = [...new Set(hidden)].filter((name) => !exported.has(name) && !name.startsWith('Generated'))
const expected = new Set(configs.map(({ reportFilePath }) => reportFilePath))
const stale = readdirSync(folder)
  .map((file) => join(folder, file))
  .filter((file) => !expected.has(file))
if (update) for (const file of stale) rmSync(file)
rmSync(temporary, { recursive: true })
const names = [...changed.map(({ reportFilePath }) => reportFilePath), ...stale].map((path) =>
  path.slice(root.length),
)
if (forgotten.length > 0) {
  console.error(
    `Exported types use types that no entry point exports: ${forgotten.join(', ')}. Export them, or mark what uses them @internal.`,
  )
  process.exitCode = 1
}
if (names.length === 0) console.log(`${configs.length} reports are up to date`)
else if (update) console.log(`updated ${names.join(', ')}`)
else {
  console.error(
    `The public API differs from ${names.join(', ')}. If that is intended, run \`npm run api\` and commit the reports.`,
  )
  process.exitCode = 1
}

/** The names that a report shows as exported. */
function exportsOf(report: string): string[] {
  const declaration = /^export (?:declare )?(?:abstract )?(?:interface|type|class|const|function) (\w+)/gm
  return [...report.matchAll(declaration)].map(([, name = '']) => name)
}
