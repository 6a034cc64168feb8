// Generated from spec/landscape/entities/packages.yaml by `npm run generate`. Do not edit.

/** A version of a package, with the ids of the computers for which it is available, installed, an upgrade or held. */
export interface Package {
  name: string
  summary: string
  version: string
  computers: PackageComputers
}

export interface PackageComputers {
  available: number[]
  installed: number[]
  upgrades: number[]
  held: number[]
}

/** A package with its status on each computer. */
export interface PackageV2 {
  id: number
  name: string
  summary: string
  computers: PackageOnComputer[]
}

export interface PackageOnComputer {
  id: number
  status: 'available' | 'installed' | 'held' | 'security' | (string & {})
  available_version: string | null
  current_version: string | null
}
