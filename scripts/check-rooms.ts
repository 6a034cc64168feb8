// Who may know whom: the rooms of docs/architecture.md, enforced. Also: heavy packages load on first use, files stay one idea.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const MAX_LINES = 450

/** What a room may import from src/, by the first folders of the path; its own files always. */
const MAY_KNOW: Record<string, (target: string) => boolean> = {
  core: () => false,
  maas: (target) => target.startsWith('core/'),
  juju: (target) => target.startsWith('core/'),
  landscape: (target) => target.startsWith('core/'),
  stack: (target) => target.startsWith('core/') || /^(maas|juju|landscape)\/index\.ts$/.test(target),
  testing: (target) => target === 'core/errors.ts' || /^(maas|juju|landscape)\/generated\//.test(target),
  cli: (target) => target.startsWith('core/') || /^(maas|juju|landscape|stack|testing)\/index\.ts$/.test(target),
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

const complaints: string[] = []
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))

for (const file of files.toSorted()) {
  const text = readFileSync(join(root, 'src', file), 'utf8')
  const room = file.includes('/') ? (file.split('/')[0] ?? '') : 'index'
  const mayKnow = MAY_KNOW[room]
  if (mayKnow === undefined) complaints.push(`src/${file}: no such room: ${room}`)
  for (const one of importsOf(text)) {
    if (one.specifier.startsWith('.')) checkRoom(file, room, one, mayKnow)
    else if (!one.specifier.startsWith('node:')) checkPackage(file, room, one)
  }
  const lines = text.split('\n').length - 1
  if (lines > MAX_LINES && !file.includes('/generated/')) complaints.push(`src/${file}: ${lines} lines, more than one idea (limit ${MAX_LINES})`)
}

if (complaints.length > 0) {
  console.error(`The rooms are not kept:\n  ${complaints.join('\n  ')}`)
  process.exit(1)
}
console.log(`${files.length} files keep to their rooms`)

function importsOf(text: string): Import[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
  const fixed = [...code.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'/gm)].map(([, type, specifier = '']) => ({ specifier, dynamic: false, typeOnly: type !== undefined }))
  const dynamic = [...code.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)].map(([, specifier = '']) => ({ specifier, dynamic: true, typeOnly: false }))
  return [...fixed, ...dynamic]
}

function checkRoom(file: string, room: string, { specifier }: Import, mayKnow: ((target: string) => boolean) | undefined): void {
  const target = relative(join(root, 'src'), normalize(join(root, 'src', dirname(file), specifier))).replace(/\.js$/, '.ts')
  if (!existsSync(join(root, 'src', target))) complaints.push(`src/${file}: imports ${specifier}, which is not there`)
  const own = target.split('/')[0] === room
  if (!own && mayKnow?.(target) !== true) complaints.push(`src/${file}: ${room} may not know ${target}`)
  if (file.includes('/generated/') && !target.startsWith('core/') && !target.includes('/generated/')) complaints.push(`src/${file}: generated code may know only core, not ${target}`)
}

function checkPackage(file: string, room: string, { specifier, dynamic, typeOnly }: Import): void {
  const rule = PACKAGES[specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')]
  if (rule === undefined) complaints.push(`src/${file}: no room may import the package ${specifier}; add it to scripts/check-rooms.ts if it should`)
  else if (!rule.where.test(file)) complaints.push(`src/${file}: may not import ${specifier}`)
  else if (rule.lazily && !dynamic && !typeOnly && room !== 'testing') complaints.push(`src/${file}: must load ${specifier} on first use, by import()`)
}
