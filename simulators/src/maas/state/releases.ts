/** The releases of MAAS that the simulator can be; `master` is the state of development after 3.8. */
export const releaseNames = ['3.4', '3.7', '3.8', 'master'] as const
export type MaasRelease = (typeof releaseNames)[number]

/** What a release does differently from the others. */
export interface ReleaseFacts {
  /** What `version/` reports. */
  version: string
}

/** The differences between releases (recorded replies of 3.4.10, 3.7.3, 3.8.0b6 and master). */
export const releaseFacts: Readonly<Record<MaasRelease, ReleaseFacts>> = {
  '3.4': { version: '3.4.10' },
  '3.7': { version: '3.7.3' },
  '3.8': { version: '3.8.0' },
  master: { version: '3.8.0' },
}

/** Whether a release is that one or a later one. */
export const isFrom = (release: MaasRelease, first: MaasRelease): boolean =>
  releaseNames.indexOf(release) >= releaseNames.indexOf(first)
