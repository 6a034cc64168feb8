// Generated from spec/landscape/ by `npm run generate`. Do not edit.

import type { ResourceTable } from '../../core/operations.js'
import { type LandscapeAccessGroups, accessGroups as actionsAccessGroups } from './actions/access-groups.js'
import { type LandscapeActionActivities, activities as actionsActivities } from './actions/activities.js'
import { type LandscapeActionAlerts, alerts as actionsAlerts } from './actions/alerts.js'
import { type LandscapeActionComputers, computers as actionsComputers } from './actions/computers.js'
import { type LandscapePackages, packages as actionsPackages } from './actions/packages.js'
import { type LandscapePendingComputers, pendingComputers as actionsPendingComputers } from './actions/pending-computers.js'
import { type LandscapeRestActivities, activities as restActivities } from './rest/activities.js'
import { type LandscapeRestAlerts, alerts as restAlerts } from './rest/alerts.js'
import { type LandscapeRestComputers, computers as restComputers } from './rest/computers.js'
import { type LandscapeTags, tags as restTags } from './rest/tags.js'
import { type LandscapeV2Activities, v2Activities as restV2Activities } from './rest/v2-activities.js'
import { type LandscapeV2Alerts, v2Alerts as restV2Alerts } from './rest/v2-alerts.js'
import { type LandscapeV2Computers, v2Computers as restV2Computers } from './rest/v2-computers.js'
import { type LandscapeV2Packages, v2Packages as restV2Packages } from './rest/v2-packages.js'

/** Activities: tasks for computers, with their progress. An activity group has one child activity for each computer. */
export type GeneratedLandscapeActivities = LandscapeActionActivities & LandscapeRestActivities

/** Alerts of the account and the computers that they cover. */
export type LandscapeAlerts = LandscapeActionAlerts & LandscapeRestAlerts

/** Registered computers. Operations with a query act on every computer that matches it. */
export type LandscapeComputers = LandscapeActionComputers & LandscapeRestComputers

export interface LandscapeV2Resources {
  /** Activities: tasks for computers, with their progress. An activity group has one child activity for each computer. */
  readonly activities: LandscapeV2Activities
  /** Alerts of the account and the computers that they cover. */
  readonly alerts: LandscapeV2Alerts
  /** Registered computers. Operations with a query act on every computer that matches it. */
  readonly computers: LandscapeV2Computers
  /** Packages of the computers. Operations with a query act on every computer that matches it. */
  readonly packages: LandscapeV2Packages
}

/** The resources of Landscape that are made from facts alone. */
export interface LandscapeResources {
  /** Access groups, which form a tree. */
  readonly accessGroups: LandscapeAccessGroups
  /** Alerts of the account and the computers that they cover. */
  readonly alerts: LandscapeAlerts
  /** Registered computers. Operations with a query act on every computer that matches it. */
  readonly computers: LandscapeComputers
  /** Packages of the computers. Operations with a query act on every computer that matches it. */
  readonly packages: LandscapePackages
  /** Computers that requested registration and await acceptance. */
  readonly pendingComputers: LandscapePendingComputers
  /** Tags in use. computers.addTags and computers.removeTags change the tags of computers. */
  readonly tags: LandscapeTags
  readonly v2: LandscapeV2Resources
}

export const resources: ResourceTable = {
  'accessGroups': [['actions', actionsAccessGroups]],
  'activities': [['actions', actionsActivities], ['rest', restActivities]],
  'alerts': [['actions', actionsAlerts], ['rest', restAlerts]],
  'computers': [['actions', actionsComputers], ['rest', restComputers]],
  'packages': [['actions', actionsPackages]],
  'pendingComputers': [['actions', actionsPendingComputers]],
  'tags': [['rest', restTags]],
  'v2.activities': [['rest', restV2Activities]],
  'v2.alerts': [['rest', restV2Alerts]],
  'v2.computers': [['rest', restV2Computers]],
  'v2.packages': [['rest', restV2Packages]],
}
