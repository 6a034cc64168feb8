import { lookup } from '../../lookup.js'

/** The releases of MAAS that the simulator can be; `master` is the state of development after 3.8. */
export const releaseNames = ['3.4', '3.7', '3.8', 'master'] as const
export type MaasRelease = (typeof releaseNames)[number]

/** What a release does differently from the others. */
export interface ReleaseFacts {
  /** What `version/` reports. */
  version: string
  /** What a region controller reports: with the build. */
  controllerVersion: string
  /** What ends a time such as `2026-11-22T17:44:36.551`. */
  isoZone: '' | 'Z'
  /** The zone of a time such as `Sun, 22 Nov 2026 17:51:45 -0000`. */
  rfcZone: '-0000' | '+0000'
  /** Whether boot sources have a name, a priority and more. */
  namedBootSources: boolean
  /** Whether machines tell of DPUs, kernel crash dumps and errors. */
  crashDumps: boolean
  /** Texts that another release words differently. */
  texts: Readonly<Record<string, string>>
  /** Whether the size of a RAID-10 is a floating-point number. */
  halvesToFloat: boolean
  /** Whether machines may belong to a VM host. */
  vmHosts: boolean
}

const later = { isoZone: 'Z', rfcZone: '+0000', crashDumps: true, halvesToFloat: false } as const

const latest = {
  ...later,
  version: '3.8.0',
  controllerVersion: '3.8.0',
  namedBootSources: true,
  // Entitlements name what is missing; only the beginning of the text is known.
  texts: { 'This method is reserved for admin users.': 'User does not have permission' },
} as const

/** Parameters that not every release knows, by name: those of lists and of an allocation, and the fields of a machine. */
const parameters: Readonly<Record<string, { since?: MaasRelease; goneIn?: MaasRelease }>> = {
  deployment_target: { since: '3.7' },
  not_deployment_target: { since: '3.7' },
  pod: { goneIn: 'master' },
  not_pod: { goneIn: 'master' },
  pod_type: { goneIn: 'master' },
  not_pod_type: { goneIn: 'master' },
  enable_kernel_crash_dump: { since: '3.7' },
  is_dpu: { since: '3.7' },
}

/** The differences between releases (recorded replies of 3.4.10, 3.7.3, 3.8.0b6 and master). */
export const releaseFacts: Readonly<Record<MaasRelease, ReleaseFacts>> = {
  '3.4': {
    version: '3.4.10',
    controllerVersion: '3.4.10-16400-g.9d34090c1',
    isoZone: '',
    rfcZone: '-0000',
    namedBootSources: false,
    crashDumps: false,
    halvesToFloat: true,
    vmHosts: true,
    texts: {},
  },
  '3.7': {
    ...later,
    version: '3.7.3',
    controllerVersion: '3.7.3',
    namedBootSources: false,
    vmHosts: true,
    texts: {},
  },
  '3.8': { ...latest, vmHosts: true },
  master: { ...latest, vmHosts: false },
}

/** Whether a release is that one or a later one. */
export const isFrom = (release: MaasRelease, first: MaasRelease): boolean =>
  releaseNames.indexOf(release) >= releaseNames.indexOf(first)

/** Whether a release knows a parameter. */
export function knowsParameter(release: MaasRelease, name: string): boolean {
  const known = lookup(parameters, name)
  return !(known?.since && !isFrom(release, known.since)) && !(known?.goneIn && isFrom(release, known.goneIn))
}
