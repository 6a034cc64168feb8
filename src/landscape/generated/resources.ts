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

/** The access groups, which form a tree. */
export interface LandscapeAccessGroups extends LandscapeActionAccessGroups {}

/** What computers were told to do, and how far they are. A group has one child for each computer. */
export interface LandscapeActivities extends LandscapeActionActivities, LandscapeRestActivities {}

/** The alerts of the account, and which computers they watch. */
export interface LandscapeAlerts extends LandscapeActionAlerts, LandscapeRestAlerts {}

/** The registered computers. Verbs that take a query work on every computer that matches it. */
export interface LandscapeComputers extends LandscapeActionComputers, LandscapeRestComputers {}

/** The packages of the computers. Verbs that take a query work on every computer that matches it. */
export interface LandscapePackages extends LandscapeActionPackages {}

/** Computers that asked to be registered and wait to be accepted. */
export interface LandscapePendingComputers extends LandscapeActionPendingComputers {}

/** The tags in use. Computers get and lose theirs with computers.addTags and computers.removeTags. */
export interface LandscapeTags extends LandscapeRestTags {}

/** What computers were told to do, and how far they are. A group has one child for each computer. */
export interface LandscapeV2Activities extends LandscapeRestV2Activities {}

/** The alerts of the account, and which computers they watch. */
export interface LandscapeV2Alerts extends LandscapeRestV2Alerts {}

/** The registered computers. Verbs that take a query work on every computer that matches it. */
export interface LandscapeV2Computers extends LandscapeRestV2Computers {}

/** The packages of the computers. Verbs that take a query work on every computer that matches it. */
export interface LandscapeV2Packages extends LandscapeRestV2Packages {}

export interface LandscapeV2Resources {
  /** What computers were told to do, and how far they are. A group has one child for each computer. */
  readonly activities: LandscapeV2Activities
  /** The alerts of the account, and which computers they watch. */
  readonly alerts: LandscapeV2Alerts
  /** The registered computers. Verbs that take a query work on every computer that matches it. */
  readonly computers: LandscapeV2Computers
  /** The packages of the computers. Verbs that take a query work on every computer that matches it. */
  readonly packages: LandscapeV2Packages
}

/** The resources of Landscape that are made from facts alone. */
export interface LandscapeResources {
  /** The access groups, which form a tree. */
  readonly accessGroups: LandscapeAccessGroups
  /** What computers were told to do, and how far they are. A group has one child for each computer. */
  readonly activities: LandscapeActivities
  /** The alerts of the account, and which computers they watch. */
  readonly alerts: LandscapeAlerts
  /** The registered computers. Verbs that take a query work on every computer that matches it. */
  readonly computers: LandscapeComputers
  /** The packages of the computers. Verbs that take a query work on every computer that matches it. */
  readonly packages: LandscapePackages
  /** Computers that asked to be registered and wait to be accepted. */
  readonly pendingComputers: LandscapePendingComputers
  /** The tags in use. Computers get and lose theirs with computers.addTags and computers.removeTags. */
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
