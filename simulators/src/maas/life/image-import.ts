import { imagesOf, incompleteFiles, isSynced } from '../state/boot-images.js'
import type { BootResource } from '../state/extras.js'
import type { MaasState } from '../state/state.js'
import type { Timeline } from './timeline.js'

const region = 'region'

const key = ({ name, architecture }: Pick<BootResource, 'name' | 'architecture'>): string =>
  `${name} ${architecture}`

/** Brings the synced images to what the sources' selections ask for, in simulated time. */
export class ImageImport {
  constructor(
    private readonly state: MaasState,
    private readonly timeline: Timeline,
    private readonly seconds: number,
  ) {}

  get isRunning(): boolean {
    return this.timeline.isPlanned(region, 'import')
  }

  /** Removes images that are not selected, and begins to download those that are missing. */
  start(): void {
    const { bootSources, bootResources } = this.state.extras
    const selected = bootSources.flatMap((source) => (source.enabled ? source.selections : []))
    const wanted = new Map(selected.flatMap(imagesOf).map((image) => [key(image), image]))
    // A region without sources keeps what it has.
    if (bootSources.length === 0 || this.isRunning) return
    this.#removeSynced((resource) => !wanted.has(key(resource)))
    const present = new Set(bootResources.filter(isSynced).map(key))
    const missing = [...wanted.values()].filter((image) => !present.has(key(image)))
    for (const image of missing)
      bootResources.push({
        id: this.state.next('bootresource'),
        type: 'Synced',
        title: '',
        ...image,
        sets: [{ version: '20260601', label: 'stable', files: incompleteFiles(this.state, image) }],
      })
    if (missing.length > 0) this.timeline.plan(region, 'import', this.seconds / 2, () => this.#download(0.5))
  }

  /** Ends the download; what is incomplete goes. */
  stop(): void {
    this.timeline.cancel(region, 'import')
    this.#removeSynced(({ sets }) =>
      sets.some(({ files }) => files.some(({ file }) => file.content.length < file.size)),
    )
  }

  #download(part: number): void {
    const files = this.state.extras.bootResources
      .filter(isSynced)
      .flatMap(({ sets }) => sets)
      .flatMap((set) => set.files)
    for (const { file } of files)
      if (file.content.length < file.size) file.content = Buffer.alloc(Math.floor(file.size * part))
    if (part < 1) this.timeline.plan(region, 'import', this.seconds / 2, () => this.#download(1))
  }

  #removeSynced(isUnwanted: (resource: BootResource) => boolean): void {
    const { bootResources } = this.state.extras
    const kept = bootResources.filter((resource) => !isSynced(resource) || !isUnwanted(resource))
    bootResources.splice(0, bootResources.length, ...kept)
  }
}
