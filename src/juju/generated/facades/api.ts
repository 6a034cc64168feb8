// Generated from spec/juju/facades/api.yaml by `npm run generate`. Do not edit.

import type { ApiFacts } from '../../../core/operations.js'

export const api: ApiFacts = { emptyParameters: 'sent', pages: { default: { style: 'none' } } }
