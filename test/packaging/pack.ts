import { execFileSync } from 'node:child_process'
import { entryPoints } from '../../scripts/entry-points.js'

export interface Packed {
  filename: string
  /** Of the tarball, in bytes. */
  size: number
  files: { path: string }[]
}

/** Runs `npm pack` in a folder and writes the tarball to another. */
export function pack(folder: string, destination: string, options: string[] = []): Packed {
  const args = ['pack', '--json', '--pack-destination', destination, ...options]
  const output = execFileSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [packed] = JSON.parse(output) as [Packed]
  return packed
}

/** Files other than code, declarations, source maps, guides and what npm always adds. */
export function unexpectedFiles({ files }: Packed): string[] {
  return files
    .map(({ path }) => path)
    .filter(
      (path) =>
        !/^(dist\/.+\.(js|js\.map|d\.ts)|docs\/[\w-]+\.md|package\.json|LICENSE|README\.md|CHANGELOG\.md)$/.test(
          path,
        ),
    )
}

/** Files that `exports` in package.json names and the tarball lacks. */
export function missingFiles({ files }: Packed): string[] {
  const paths = new Set(files.map(({ path }) => `./${path}`))
  return entryPoints.flatMap(({ script, types }) => [script, types]).filter((path) => !paths.has(path))
}
