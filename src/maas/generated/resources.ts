// Generated from spec/maas/ by `npm run generate`. Do not edit.

import type { ResourceTable } from '../../core/operations.js'
import { events as api2Events } from './api2/events.js'
import { machines as api2Machines } from './api2/machines.js'
import { type MaasResults, results as api2Results } from './api2/results.js'
import { type MaasTags, tags as api2Tags } from './api2/tags.js'
import { type MaasUsers, users as api2Users } from './api2/users.js'

/** The resources of MAAS that are made from facts alone. */
export interface MaasResources {
  /** Results of the scripts that commission, test, install and release machines. */
  readonly results: MaasResults
  /** Tags, which are assigned manually or by an XPath expression over the hardware description. */
  readonly tags: MaasTags
  /** Users of MAAS. */
  readonly users: MaasUsers
}

export const resources: ResourceTable = {
  'events': [['api2', api2Events]],
  'machines': [['api2', api2Machines]],
  'results': [['api2', api2Results]],
  'tags': [['api2', api2Tags]],
  'users': [['api2', api2Users]],
}
