import { facadeReleases } from './generated/releases.js'

/** The versions of each facade in the releases that this package knows, by kind of connection. */
const tables: readonly Readonly<Record<string, readonly number[]>>[] = Object.values(facadeReleases).flatMap(
  (release) => Object.values(release),
)

/** The names of the facades that this package knows. */
export const knownFacades = (): string[] => [...new Set(tables.flatMap((table) => Object.keys(table)))]

/** The versions of a facade that this package knows, in ascending order. */
export const knownVersions = (facade: string): number[] =>
  [...new Set(tables.flatMap((table) => table[facade] ?? []))].toSorted((a, b) => a - b)
