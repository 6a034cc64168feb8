import type { FilesystemDetails, FullStatus, StorageDetails } from '../generated/facades/client.js'
import { entityOf, tagId } from '../syntax/tags.js'
import { statusOf } from './entity-status.js'
import { compareBytes } from './natural-order.js'
import type { StorageStatus } from './types.js'

/** Kinds by their numbers on the wire. */
const KINDS = ['unknown', 'block', 'filesystem']

/** The storage of a model, by unit and id; one that is attached to several units is listed for each. */
export function storageOf({ storage, filesystems, volumes }: FullStatus): StorageStatus[] {
  const pools = new Map<string, string>()
  const sizes = new Map<string, number>()
  const byStorage = new Map<string, FilesystemDetails>()
  for (const filesystem of filesystems ?? []) {
    const tag = filesystem.storage?.['storage-tag']
    if (tag === undefined) continue
    byStorage.set(tag, filesystem)
    if (filesystem.info.pool !== '') pools.set(tag, filesystem.info.pool)
    sizes.set(tag, filesystem.info.size)
  }
  for (const { storage: owner, info } of volumes ?? []) {
    const tag = owner?.['storage-tag']
    if (tag === undefined) continue
    // A filesystem on a volume is of the volume's pool, but has its own size.
    if (info.pool !== undefined && info.pool !== '') pools.set(tag, info.pool)
    if (!sizes.has(tag)) sizes.set(tag, info.size)
  }
  return (storage ?? [])
    .flatMap((details) => {
      const { 'storage-tag': tag, attachments, kind, status } = details
      const units = Object.keys(attachments ?? {})
      return (units.length === 0 ? [''] : units).map((unit): StorageStatus => ({
        id: idOf(tag),
        unit: unit === '' ? '' : entityOf(unit),
        kind: KINDS[kind] ?? 'unknown',
        pool: pools.get(tag) ?? '',
        mountpoint: mountpointOf(byStorage.get(tag), details, unit),
        sizeMib: sizes.get(tag) ?? 0,
        status: statusOf(status),
      }))
    })
    .toSorted((a, b) => compareBytes(a.unit, b.unit) || compareBytes(a.id, b.id))
}

/** `storage-data-0` is `data/0`. */
const idOf = (tag: string): string => tagId(tag).replace(/-(\d+)$/, '/$1')

/** A filesystem is attached to the machine of the unit, or on Kubernetes to the unit. */
function mountpointOf(
  filesystem: FilesystemDetails | undefined,
  storage: StorageDetails,
  unit: string,
): string {
  const machine = storage.attachments?.[unit]?.['machine-tag'] ?? ''
  const attachment =
    filesystem?.['machine-attachments']?.[machine] ?? filesystem?.['unit-attachments']?.[unit]
  return attachment?.['mount-point'] ?? ''
}
