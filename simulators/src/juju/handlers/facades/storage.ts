import { type Facade, type Handler, method } from '../../server/facade.js'
import { anything, list, map, str, struct } from '../../server/go-json.js'
import { Entities } from '../../server/params.js'
import { bulk, Refusal, notFound } from '../../server/refusal.js'
import { parseTag, parseTagOf } from '../../state/tags.js'

const read = { access: 'read' } as const
const write = { access: 'write', changes: 'change' } as const

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

  // Charms and models of the simulator have no storage.
  AddToUnit: method(
    write,
    struct('StoragesAddParams', { storages: list(struct('StorageAddParams', { unit: str, name: str })) }),
    (_, { storages }) => ({
      results: bulk(storages, ({ name }): Record<string, never> => {
        throw new Refusal(`storage name "${name}" not supported by charm`, 'not supported')
      }),
    }),
  ),
  Remove: method(
    write,
    struct('RemoveStorage', { storage: list(struct('RemoveStorageInstance', { tag: str })) }),
    (_, { storage: wanted }) => ({ results: bulk(wanted, ({ tag }) => missing(tag)) }),
  ),
  Attach: method(
    write,
    struct('StorageAttachmentIds', { ids: list(struct('StorageAttachmentId', { 'storage-tag': str })) }),
    (_, { ids }) => ({ results: bulk(ids, (id) => missing(id['storage-tag'])) }),
  ),
  RemovePool: method(write, anything, () => {
    throw new Refusal('not yet available in 4.0.15', 'not yet available; try again later')
  }),

  // The dummy cloud of the recordings has no storage provider (create-storage-pool.json).
  CreatePool: method(write, Pools, (_, { pools }) => ({
    results: bulk(pools, ({ provider }): Record<string, never> => {
      throw new Refusal(`no storage provider "${provider}" exists in the current model`, 'not found')
    }),
  })),
}

function missing(tag: string): never {
  throw notFound(`storage "${parseTagOf('storage', tag)}" does not exist`)
}
