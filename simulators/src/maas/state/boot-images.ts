import type { BootSource } from './extras.js'
import type { MaasState } from './state.js'

/** The releases of Ubuntu that MAAS's own sources offer. */
export const offeredReleases: readonly string[] = ['trusty', 'xenial', 'bionic', 'focal', 'jammy', 'noble']

/** Whether a source is one of MAAS's streams, `stable` or `candidate`. */
export const isOwnSource = ({ url }: BootSource): boolean =>
  URL.canParse(url) && new URL(url).hostname === 'images.maas.io'

/** The source of a region that has been set up: the stable stream, with one release selected. */
export function defaultBootSource(state: MaasState): BootSource {
  const now = state.clock.now()
  const address = 'http://images.maas.io/ephemeral-v3/stable'
  return {
    id: state.next('bootsource'),
    url: state.facts.namedBootSources ? address : `${address}/`,
    keyringFilename: '/usr/share/keyrings/ubuntu-cloudimage-keyring.gpg',
    keyringData: '',
    createdMs: now,
    updatedMs: now,
    selections: [
      {
        id: state.next('bootsourceselection'),
        os: 'ubuntu',
        release: 'jammy',
        arches: ['amd64'],
        subarches: ['*'],
        labels: ['*'],
      },
    ],
    name: 'MAAS Stable',
    priority: 1,
    enabled: true,
    skipKeyringVerification: false,
  }
}
