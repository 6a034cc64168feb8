// Generated from spec/landscape/ by `npm run generate`. Do not edit.

import type { ResourceTable } from '../../core/operations.js'
import { type LandscapeActionAccessGroups, accessGroups as actionsAccessGroups } from './actions/access-groups.js'
import { type LandscapeActionActivities, activities as actionsActivities } from './actions/activities.js'
import { type LandscapeActionAlerts, alerts as actionsAlerts } from './actions/alerts.js'
import { type LandscapeActionComputers, computers as actionsComputers } from './actions/computers.js'
import { type LandscapeActionPackages, packages as actionsPackages } from './actions/packages.js'
import { type LandscapeActionPendingComputers, pendingComputers as actionsPendingComputers } from './actions/pending-computers.js'
import { type LandscapeRestActivities, activities as restActivities } from './rest/activities.js'
import { type LandscapeRestAlerts, alerts as restAlerts } from './rest/alerts.js'
import { type LandscapeRestComputers, computers as restComputers } from './rest/computers.js'
import { type LandscapeRestTags, tags as restTags } from './rest/tags.js'
import { type LandscapeRestV2Activities, v2Activities as restV2Activities } from './rest/v2-activities.js'
import { type LandscapeRestV2Alerts, v2Alerts as restV2Alerts } from './rest/v2-alerts.js'
import { type LandscapeRestV2Computers, v2Computers as restV2Computers } from './rest/v2-computers.js'
import { type LandscapeRestV2Packages, v2Packages as restV2Packages } from './rest/v2-packages.js'

/** Access groups, which form a tree. */
export interface LandscapeAccessGroups extends LandscapeActionAccessGroups {}

/** Activities: tasks for computers, with their progress. An activity group has one child activity for each computer. */
export interface LandscapeActivities extends LandscapeActionActivities, LandscapeRestActivities {}

/** Alerts of the account and the computers that they cover. */
export interface LandscapeAlerts extends LandscapeActionAlerts, LandscapeRestAlerts {}

/** Registered computers. Operations with a query act on every computer that matches it. */
export interface LandscapeComputers extends LandscapeActionComputers, LandscapeRestComputers {}

/** Packages of the computers. Operations with a query act on every computer that matches it. */
export interface LandscapePackages extends LandscapeActionPackages {}

/** Computers that requested registration and await acceptance. */
export interface LandscapePendingComputers extends LandscapeActionPendingComputers {}

/** Tags in use. computers.addTags and computers.removeTags change the tags of computers. */
export interface LandscapeTags extends LandscapeRestTags {}

/** Activities: tasks for computers, with their progress. An activity group has one child activity for each computer. */
export interface LandscapeV2Activities extends LandscapeRestV2Activities {}

/** Alerts of the account and the computers that they cover. */
export interface LandscapeV2Alerts extends LandscapeRestV2Alerts {}

/** Registered computers. Operations with a query act on every computer that matches it. */
export interface LandscapeV2Computers extends LandscapeRestV2Computers {}

/** Packages of the computers. Operations with a query act on every computer that matches it. */
export interface LandscapeV2Packages extends LandscapeRestV2Packages {}

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
  /** Activities: tasks for computers, with their progress. An activity group has one child activity for each computer. */
  readonly activities: LandscapeActivities
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
