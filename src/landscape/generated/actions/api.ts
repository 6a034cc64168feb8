// Generated from spec/landscape/actions/api.yaml by `npm run generate`. Do not edit.

import type { ApiFacts } from '../../../core/operations.js'

export const api: ApiFacts = {
  base: '',
  emptyParameters: 'refused',
  pages: { default: { style: 'offset', limit: 'limit', offset: 'offset', size: 1000 }, none: { style: 'none' } },
}
