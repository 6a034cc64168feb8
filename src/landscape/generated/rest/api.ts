// Generated from spec/landscape/rest/api.yaml by `npm run generate`. Do not edit.

import type { ApiFacts } from '../../../core/operations.js'

export const api: ApiFacts = {
  base: 'v2/',
  emptyParameters: 'refused',
  pages: { default: { style: 'offset', limit: 'limit', offset: 'offset', size: 1000, items: 'results', more: 'next' }, none: { style: 'none' } },
}
