// Generated from spec/maas/api2/api.yaml by `npm run generate`. Do not edit.

import type { ApiFacts } from '../../../core/operations.js'

export const api: ApiFacts = {
  base: 'api/2.0/',
  emptyParameters: 'refused',
  pages: {
    default: { style: 'none' },
    events: { style: 'keyset', key: 'id', after: 'after', before: 'before', limit: 'limit', size: 100, items: 'events' },
  },
}
