import type { DetailedStatus } from '../generated/facades/client.js'
import type { EntityStatus } from './types.js'

/** The status of one entity, as this package has it. */
export const statusOf = (
  wire: Pick<DetailedStatus, 'status' | 'info'> & Partial<DetailedStatus>,
): EntityStatus => ({
  current: wire.status,
  message: wire.info === '' ? (wire.err?.message ?? '') : wire.info,
  ...(wire.since === null || wire.since === undefined ? {} : { since: wire.since }),
  data: wire.data ?? {},
})
