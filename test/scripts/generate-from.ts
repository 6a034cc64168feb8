import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { generate } from '../../scripts/generate/generate.js'

/** The files that are generated from a small specification, given by path below `spec/`. */
export function generateFrom(files: Readonly<Record<string, string>>): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'canonical-stack-small-spec-'))
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, 'spec', path)), { recursive: true })
    writeFileSync(join(folder, 'spec', path), text)
  }
  try {
    write(
      'format.schema.json',
      readFileSync(new URL('../../spec/format.schema.json', import.meta.url), 'utf8'),
    )
    for (const system of ['maas', 'juju', 'landscape'])
      mkdirSync(join(folder, 'spec', system), { recursive: true })
    for (const [path, text] of Object.entries(files)) write(path, text)
    return generate(pathToFileURL(`${folder}/`)).files
  } finally {
    rmSync(folder, { recursive: true })
  }
}
