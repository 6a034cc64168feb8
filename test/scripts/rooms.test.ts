import { describe, expect, it } from 'vitest'
import { complaintsAbout } from '../../scripts/rooms/rules.js'

/** Files that everybody may be asked about. */
const house = {
  'core/errors.ts': '',
  'core/sleep.ts': '',
  'maas/index.ts': '',
  'maas/client.ts': '',
  'maas/generated/machines.ts': '',
  'juju/index.ts': '',
  'testing/index.ts': '',
  'stack/index.ts': '',
}

const complaints = (file: string, text: string): string[] =>
  complaintsAbout(new Map(Object.entries({ ...house, [file]: text })))

describe('the rooms', () => {
  it.each([
    ['core/wait.ts', "import { x } from '../maas/index.js'", 'core may not know maas/index.ts'],
    ['maas/a.ts', "import type { x } from '../juju/index.js'", 'maas may not know juju/index.ts'],
    ['juju/a.ts', "export * from '../maas/index.js'", 'juju may not know maas/index.ts'],
    ['stack/a.ts', "import { x } from '../maas/client.js'", 'stack may not know maas/client.ts'],
    ['testing/a.ts', "import { x } from '../maas/index.js'", 'testing may not know maas/index.ts'],
    ['testing/a.ts', "import { x } from '../core/sleep.js'", 'testing may not know core/sleep.ts'],
    ['testing/a.ts', "const x = await import('../maas/client.js')", 'testing may not know maas/client.ts'],
    ['index.ts', "export * from './testing/index.js'", 'index may not know testing/index.ts'],
    ['cli/main.ts', "import {\n  a,\n  b,\n} from '../maas/client.js'", 'cli may not know maas/client.ts'],
    [
      'maas/generated/tags.ts',
      "import { x } from '../client.js'",
      'generated code may know only core, not maas/client.ts',
    ],
    ['maas/a.ts', "import { x } from './nowhere.js'", 'imports ./nowhere.js, which is not there'],
    ['attic/a.ts', '', 'no such room: attic'],
    ['core/a.ts', "import { z } from 'zod'", 'may not import zod'],
    ['maas/a.ts', "import WebSocket from 'ws'", 'may not import ws'],
    ['core/http/undici.ts', "import { request } from 'undici'", 'must load undici on first use, by import()'],
    ['juju/a.ts', "import { parse } from 'yaml'", 'must load yaml on first use, by import()'],
    [
      'core/a.ts',
      "import 'left-pad'",
      'no room may import the package left-pad; add it to scripts/rooms/rules.ts if it should',
    ],
    ['core/long.ts', 'a\n'.repeat(451), '451 lines, more than one idea (limit 450)'],
  ])('%s: %j is refused', (file, text, complaint) => {
    expect(complaints(file, text)).toEqual([`src/${file}: ${complaint}`])
  })

  it.each([
    ['core/wait.ts', "import { x } from './errors.js'\nimport { y } from 'node:fs'"],
    ['maas/a.ts', "import { x } from '../core/sleep.js'\nimport { y } from './generated/machines.js'"],
    ['stack/a.ts', "import { x } from '../maas/index.js'\nimport { y } from '../juju/index.js'"],
    [
      'testing/a.ts',
      "import { x } from '../core/errors.js'\nimport { y } from '../maas/generated/machines.js'",
    ],
    [
      'core/http/undici.ts',
      "import type { Agent } from 'undici'\nexport const load = () => import('undici')",
    ],
    ['maas/generated/a.schemas.ts', "import { z } from 'zod'"],
    ['maas/generated/large.ts', 'a\n'.repeat(5000)],
    ['core/a.ts', "// import { x } from '../maas/index.js'\n/* import 'left-pad' */"],
  ])('%s: %j is fine', (file, text) => {
    expect(complaints(file, text)).toEqual([])
  })
})
