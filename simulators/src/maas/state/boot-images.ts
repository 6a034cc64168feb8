import { createHash } from 'node:crypto'
import type { BootResource, BootSource, BootSourceSelection } from './extras.js'
import type { MaasState } from './state.js'

/** The releases of Ubuntu that MAAS's own sources offer, by their number. */
const offered: Readonly<Record<string, string>> = {
  bionic: '18.04',
  focal: '20.04',
  jammy: '22.04',
  noble: '24.04',
  oracular: '24.10',
  plucky: '25.04',
}
const architectures = ['amd64', 'arm64', 'armhf', 'i386', 'ppc64el', 's390x']
/** The releases that a region has when it starts. */
const initial = ['focal', 'jammy', 'noble']

/** Whether a source is one of MAAS's streams, `stable` or `candidate`, and offers a release. */
export const offers = ({ url }: BootSource, os: string, release: string): boolean =>
  URL.canParse(url) &&
  new URL(url).hostname === 'images.maas.io' &&
  os === 'ubuntu' &&
  Object.hasOwn(offered, release)

export const isSynced = ({ type }: BootResource): boolean => type === 'Synced'

type Image = Pick<BootResource, 'name' | 'architecture'>

/** The images of a selection: one for each architecture and kernel. */
export const imagesOf = ({ os, release, arches }: BootSourceSelection): Image[] =>
  architectures
    .filter((architecture) => arches.includes('*') || arches.includes(architecture))
    .flatMap((architecture) =>
      ['ga', 'hwe'].map((kernel) => ({
        name: `${os}/${release}`,
        architecture: `${architecture}/${kernel}-${offered[release]}`,
      })),
    )

/** The source of a region that has been set up: the stable stream, with the releases that the region has. */
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
    selections: initial.map((release) => ({
      id: state.next('bootsourceselection'),
      os: 'ubuntu',
      release,
      arches: ['amd64'],
      subarches: ['*'],
      labels: ['*'],
    })),
    name: 'MAAS Stable',
    priority: 1,
    enabled: true,
    skipKeyringVerification: false,
  }
}

/** The series of Ubuntu that can be deployed on an architecture, oldest first, with the kernels of their complete images. */
export function kernelsBySeries(state: MaasState, architecture: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const series of Object.keys(offered)) {
    const kernels = state.extras.bootResources
      .filter((resource) => isSynced(resource) && resource.name === `ubuntu/${series}`)
      .filter(({ sets }) =>
        sets.every(({ files }) => files.every(({ file }) => file.content.length === file.size)),
      )
      .map((resource) => resource.architecture.split('/'))
      .flatMap(([base, kernel = '']) => (base === architecture.split('/')[0] ? kernel : []))
    if (kernels.length > 0) found.set(series, kernels)
  }
  return found
}

type ImageFiles = BootResource['sets'][number]['files']

/** Files of an image of which nothing has arrived. */
export const incompleteFiles = (state: MaasState, image: Image): ImageFiles =>
  filesOf(state, image).map((entry) => ({ ...entry, file: { ...entry.file, content: Buffer.alloc(0) } }))

/** The images that a region has when it starts. */
export function syncedImages(state: MaasState, source: BootSource): BootResource[] {
  return source.selections.flatMap(imagesOf).map((image) => ({
    id: state.next('bootresource'),
    type: 'Synced' as const,
    title: '',
    ...image,
    sets: [{ version: '20260601', label: 'stable', files: filesOf(state, image) }],
  }))
}

function filesOf(state: MaasState, { architecture }: Image): ImageFiles {
  const kernel = architecture.split('/')[1]
  return ['boot-kernel', 'boot-initrd', 'squashfs'].map((type) => {
    const content = Buffer.from(`${type} ${kernel}`)
    const sha256 = createHash('sha256').update(content).digest('hex')
    return {
      id: state.next('bootfile'),
      filename: type,
      filetype: type,
      file: { sha256, size: content.length, content },
    }
  })
}
