// Who may know whom: the rooms of docs/architecture.md. Also: heavy packages load on first use, files stay one idea.
import { dirname, posix } from 'node:path'

const MAX_LINES = 450

/** What a room may import from src/, by the first folders of the path; its own files always. */
const MAY_KNOW: Record<string, (target: string) => boolean> = {
  core: () => false,
  maas: (target) => target.startsWith('core/'),
  juju: (target) => target.startsWith('core/'),
  landscape: (target) => target.startsWith('core/'),
  stack: (target) => target.startsWith('core/') || /^(maas|juju|landscape)\/index\.ts$/.test(target),
  testing: (target) => target === 'core/errors.ts' || /^(maas|juju|landscape)\/generated\//.test(target),
  cli: (target) =>
    target.startsWith('core/') || /^(maas|juju|landscape|stack|testing)\/index\.ts$/.test(target),
  index: (target) => target.startsWith('core/') || /^(maas|juju|landscape)\/index\.ts$/.test(target),
}

/** Packages, and the files that may import them; `lazily` means by a dynamic import or for types only. */
const PACKAGES: Record<string, { where: RegExp; lazily: boolean }> = {
  undici: { where: /^core\/http\/undici\.ts$/, lazily: true },
  ws: { where: /^(core\/socket|testing)\//, lazily: true },
  zod: { where: /\.schemas\.ts$/, lazily: false },
  'oauth-1.0a': { where: /^maas\/auth\.ts$/, lazily: true },
  eventemitter3: { where: /^core\/events\.ts$/, lazily: false },
  yaml: { where: /^(juju|landscape|stack|testing|cli)\//, lazily: true },
  '@noble/ciphers': { where: /^testing\//, lazily: true },
  'node-forge': { where: /^testing\//, lazily: true },
}

interface Import {
  specifier: string
  dynamic: boolean
  typeOnly: boolean
}

/**
 * What is wrong with the rooms, one line each.
 *
 * @param files the texts of the files below src/, by their paths there
 */
export function complaintsAbout(files: ReadonlyMap<string, string>): string[] {
  const complaints: string[] = []
  for (const [file, text] of [...files].toSorted(([a], [b]) => a.localeCompare(b))) {
    const room = file.includes('/') ? (file.split('/')[0] ?? '') : 'index'
    const mayKnow = MAY_KNOW[room]
    if (mayKnow === undefined) complaints.push(`src/${file}: no such room: ${room}`)
    for (const one of importsOf(text)) {
      if (one.specifier.startsWith('.')) checkRoom(complaints, files, file, room, one, mayKnow)
      else if (!one.specifier.startsWith('node:')) checkPackage(complaints, file, room, one)
    }
    const lines = text.split('\n').length - 1
    if (lines > MAX_LINES && !file.includes('/generated/'))
      complaints.push(`src/${file}: ${lines} lines, more than one idea (limit ${MAX_LINES})`)
  }
  return complaints
}

function importsOf(text: string): Import[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
  const fixed = [...code.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'/gm)].map(
    ([, type, specifier = '']) => ({ specifier, dynamic: false, typeOnly: type !== undefined }),
  )
  const dynamic = [...code.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)].map(([, specifier = '']) => ({
    specifier,
    dynamic: true,
    typeOnly: false,
  }))
  return [...fixed, ...dynamic]
}

function checkRoom(
  complaints: string[],
  files: ReadonlyMap<string, string>,
  file: string,
  room: string,
  { specifier }: Import,
  mayKnow: ((target: string) => boolean) | undefined,
): void {
  const target = posix.join(dirname(file), specifier).replace(/\.js$/, '.ts')
  if (!files.has(target)) complaints.push(`src/${file}: imports ${specifier}, which is not there`)
  const own = target.split('/')[0] === room
  if (!own && mayKnow?.(target) !== true) complaints.push(`src/${file}: ${room} may not know ${target}`)
  if (file.includes('/generated/') && !target.startsWith('core/') && !target.includes('/generated/'))
    complaints.push(`src/${file}: generated code may know only core, not ${target}`)
}

function checkPackage(
  complaints: string[],
  file: string,
  room: string,
  { specifier, dynamic, typeOnly }: Import,
): void {
  const rule = PACKAGES[specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')]
  if (rule === undefined)
    complaints.push(
      `src/${file}: no room may import the package ${specifier}; add it to scripts/rooms/rules.ts if it should`,
    )
  else if (!rule.where.test(file)) complaints.push(`src/${file}: may not import ${specifier}`)
  else if (rule.lazily && !dynamic && !typeOnly && room !== 'testing')
    complaints.push(`src/${file}: must load ${specifier} on first use, by import()`)
}
