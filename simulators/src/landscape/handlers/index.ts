import type { Actions } from '../server/action.js'
import type { Route } from '../server/route.js'
import { accessActions } from './actions/access.js'
import { activityActions } from './actions/activities.js'
import { alertActions } from './actions/alerts.js'
import { computerActions } from './actions/computers.js'
import { packageActions } from './actions/packages.js'
import { processActions } from './actions/processes.js'
import { profileActions } from './actions/profiles.js'
import { roleActions } from './actions/roles.js'
import { scriptActions } from './actions/scripts.js'
import { searchActions } from './actions/searches.js'
import { accountRoutes } from './rest/account.js'
import { activityRoutes } from './rest/activities.js'
import { alertRoutes } from './rest/alerts.js'
import { computerRoutes } from './rest/computers.js'
import { machineRoutes } from './rest/machine.js'
import { packageRoutes } from './rest/packages.js'
import { profileRoutes } from './rest/profiles.js'
import { scriptRoutes } from './rest/scripts.js'

/** The actions that the simulator serves. */
export const actions: Actions = {
  ...computerActions,
  ...packageActions,
  ...activityActions,
  ...processActions,
  ...profileActions,
  ...scriptActions,
  ...accessActions,
  ...roleActions,
  ...alertActions,
  ...searchActions,
}

/** The operations of REST v2 that the simulator serves. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...computerRoutes,
  ...packageRoutes,
  ...activityRoutes,
  ...machineRoutes,
  ...profileRoutes,
  ...scriptRoutes,
  ...alertRoutes,
]
