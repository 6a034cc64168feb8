import { lookup } from '../../lookup.js'
import type { ActivityQueue } from '../life/activities.js'
import { upgrades } from '../state/alerts.js'
import { codeNames } from '../state/computer-query.js'
import type { LandscapeState } from '../state/state.js'
import type { AccessGroup, Activity, Computer, PendingComputer, Person } from '../state/types.js'
import { groupedHardware } from './hardware.js'
import { iso, isoOrNull } from './time.js'

/** The optional sections of a computer, each selected by a flag. */
export interface Sections {
  with_network?: boolean
  with_all_network?: boolean
  with_hardware?: boolean
  with_grouped_hardware?: boolean
  with_annotations?: boolean
  with_alerts?: boolean
  with_upgrades?: boolean
  with_release_upgrades?: boolean
  with_reboot_packages?: boolean
  with_wsl_profiles?: boolean
  with_profiles?: boolean
}

/** An online client pings every 30 s and exchanges every 900 s (workflows.md section 1, client.conf). */
const heard = (
  { clock }: LandscapeState,
  { online }: Computer,
  lastMs: number | null,
  intervalSeconds: number,
): string | null =>
  isoOrNull(
    online && lastMs !== null ? clock.now() - ((clock.now() - lastMs) % (intervalSeconds * 1000)) : lastMs,
  )

function common(state: LandscapeState, computer: Computer) {
  return {
    id: computer.id,
    title: computer.title,
    comment: computer.comment,
    hostname: computer.hostname,
    total_memory: computer.totalMemoryMib,
    total_swap: computer.totalSwapMib,
    reboot_required_flag: computer.rebootRequired,
    update_manager_prompt: 'normal',
    clone_id: null,
    last_exchange_time: heard(state, computer, computer.lastExchangeMs, 900),
    last_ping_time: heard(state, computer, computer.lastPingMs, 30),
    tags: computer.tags,
    access_group: computer.accessGroup,
    distribution: computer.distribution,
    cloud_instance_metadata: computer.cloudInstanceMetadata,
    vm_info: computer.vmInfo,
    container_info: computer.containerInfo,
  }
}

function sections(state: LandscapeState, computer: Computer, flags: Sections) {
  return {
    ...((flags.with_network || flags.with_all_network) && { network_devices: computer.networkDevices }),
    // No recording has `hardware` and `reboot_packages`: they are empty lists.
    ...(flags.with_hardware && { hardware: [] }),
    ...(flags.with_grouped_hardware && { grouped_hardware: groupedHardware(computer) }),
    ...(flags.with_annotations && { annotations: computer.annotations }),
    ...(flags.with_alerts && {
      alerts: state
        .alerts(computer)
        .map(({ name, summary, severity }) => ({ type: name, summary: summary?.(1) ?? '', severity })),
    }),
    ...(flags.with_upgrades && {
      upgrades: {
        regular: upgrades(computer).filter(({ security }) => !security).length,
        security: upgrades(computer).filter(({ security }) => security).length,
      },
    }),
    ...(flags.with_release_upgrades && { has_release_upgrades: false }),
    ...(flags.with_reboot_packages && { reboot_packages: [] }),
    ...(flags.with_wsl_profiles && { wsl_profiles: [] }),
    ...(flags.with_profiles && { profiles: [] }),
  }
}

/** A computer in the signed API, with the fields of the 2023 examples. */
export const legacyComputer = (state: LandscapeState, computer: Computer, flags: Sections = {}) => ({
  ...common(state, computer),
  ...sections(state, computer, flags),
})

/** A computer in REST, with the fields of the 2025 examples. WSL children are not simulated. */
export const restComputer = (state: LandscapeState, computer: Computer, flags: Sections = {}) => ({
  ...common(state, computer),
  distribution_info: {
    description: `Ubuntu ${computer.distribution}${lookup(codeNames, computer.distribution) ? ' LTS' : ''}`,
    distributor: 'Ubuntu',
    release: computer.distribution,
    code_name: lookup(codeNames, computer.distribution) ?? null,
  },
  default_child: null,
  ubuntu_pro_info: null,
  livepatch_info: null,
  ubuntu_pro_reboot_required_info: null,
  num_child: 0,
  cloud_init: computer.availabilityZone === null ? {} : { availability_zone: computer.availabilityZone },
  archived: false,
  employee_id: null,
  is_wsl_instance: false,
  children: [],
  is_default_child: null,
  parent: null,
  ...sections(state, computer, flags),
})

/** A computer in the reply of AcceptPendingComputers. */
export const acceptedComputer = ({ id, title, comment, hostname, lastExchangeMs }: Computer) => ({
  id,
  title,
  comment,
  hostname,
  last_exchange_time: isoOrNull(lastExchangeMs),
})

/** `client_tags` is a list; an older example shows the text of a Python list (entities.json). */
export const pendingComputer = ({ id, createdAtMs, computer }: PendingComputer) => ({
  id,
  title: computer.title,
  hostname: computer.hostname,
  creation_time: iso(createdAtMs),
  vm_info: computer.vmInfo,
  container_info: computer.containerInfo,
  access_group: computer.accessGroup,
  client_tags: computer.tags,
})

const creator = ({ id, name, email }: Person) => ({ id, name, email })

function base(queue: ActivityQueue, activity: Activity) {
  return {
    id: activity.id,
    creation_time: iso(activity.createdAtMs),
    creator: creator(activity.creator),
    type: activity.type,
    summary: activity.summary,
    completion_time: isoOrNull(queue.completedAtMs(activity)),
    parent_id: activity.parentId,
    result_text: activity.resultText,
    result_code: activity.resultCode,
    activity_status: queue.status(activity),
    approval_time: isoOrNull(activity.approvedAtMs),
  }
}

const packagesOf = ({ packages }: Activity) =>
  packages ? { package_ids: packages.ids, changes: packages.changes } : {}

/** An activity in the signed API; a group has its delay window, a child its delivery time. */
export function legacyActivity(queue: ActivityQueue, activity: Activity) {
  const shared = { ...base(queue, activity), computer_id: activity.computerId }
  if (activity.computerId === null) return { ...shared, deliver_delay_window: activity.deliverDelayWindow }
  return {
    ...shared,
    delivery_time: isoOrNull(activity.deliveredAtMs),
    deliver_after_time: isoOrNull(activity.deliverAfterMs),
    modification_time: iso(activity.modifiedAtMs),
    ...packagesOf(activity),
  }
}

/** The group that a REST call created. */
export const restGroup = (queue: ActivityQueue, activity: Activity) => ({
  ...base(queue, activity),
  deliver_delay_window: activity.deliverDelayWindow,
})

/** An activity in REST. That only a request by id shows a group's children is inferred. */
export const restActivity = (
  queue: ActivityQueue,
  activity: Activity,
  withChildren = false,
): Record<string, unknown> => ({
  ...base(queue, activity),
  computer_id: activity.computerId,
  delivery_time: isoOrNull(activity.deliveredAtMs),
  deliver_after_time: isoOrNull(activity.deliverAfterMs),
  deliver_before_time: null,
  modification_time: iso(activity.modifiedAtMs),
  schedule_before_time: null,
  schedule_after_time: null,
  ...packagesOf(activity),
  ...(activity.computerId === null && { deliver_delay_window: activity.deliverDelayWindow }),
  children: withChildren ? queue.children(activity).map((child) => restActivity(queue, child)) : [],
})

/** A row of `/activities/parents`. */
export function activityParent(queue: ActivityQueue, activity: Activity) {
  const children = queue.children(activity)
  const count = (...statuses: string[]) => children.filter(({ status }) => statuses.includes(status)).length
  const bad = count('failed', 'canceled')
  const good = count('succeeded')
  return {
    id: activity.id,
    creation_time: iso(activity.createdAtMs),
    creator: creator(activity.creator),
    type: activity.type,
    summary: activity.summary,
    completion_time: isoOrNull(queue.completedAtMs(activity)),
    parent_id: null,
    deliver_delay_window: activity.deliverDelayWindow,
    result_text: activity.resultText,
    result_code: activity.resultCode,
    activity_status: queue.status(activity),
    children_count: children.length,
    // The example counts two canceled children as errors; that unfinished ones are warnings is inferred.
    children_statuses: { good, warning: children.length - good - bad, bad },
    computer_count: new Set(children.map(({ computerId }) => computerId)).size,
    computer: null,
  }
}

/** `children` is a text, not a list (legacy-actions.json, GetAccessGroups). */
export const accessGroup = (state: LandscapeState, { name, title, parent }: AccessGroup) => ({
  name,
  title,
  parent,
  children: [...state.accessGroups.values()]
    .filter((child) => child.parent === name)
    .map((child) => child.name)
    .join(','),
})
