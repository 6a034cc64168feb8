import { type Facade, type Handler, method } from '../../server/facade.js'
import { anything, list, map, str, struct } from '../../server/go-json.js'
import { Entities } from '../../server/params.js'
import { bulk, Refusal, notFound } from '../../server/refusal.js'
import { parseTag } from '../../state/tags.js'

const read = { access: 'read' } as const

/** No simulated charm uses storage: each filter gets an empty result. */
const nothing: Handler = method(
  read,
  struct('StorageFilters', { filters: list(anything) }),
  (_, { filters }) => ({
    results: filters.map(() => ({})),
  }),
)

const Pools = struct('StoragePoolArgs', {
  pools: list(struct('StoragePool', { name: str, provider: str, attrs: map(anything) })),
})

export const storage: Facade = {
  ListStorageDetails: nothing,
  ListFilesystems: nothing,
  ListVolumes: nothing,
  ListPools: nothing,

  StorageDetails: method(read, Entities, (_, { entities }) => ({
    results: bulk(entities, ({ tag }): Record<string, never> => {
      throw notFound(`storage instance "${parseTag(tag).id}" not found`)
    }),
  })),

  // The dummy cloud of the recordings has no storage provider (create-storage-pool.json).
  CreatePool: method({ access: 'write', changes: 'change' }, Pools, (_, { pools }) => ({
    results: bulk(pools, ({ provider }): Record<string, never> => {
      throw new Refusal(`no storage provider "${provider}" exists in the current model`, 'not found')
    }),
  })),
}
