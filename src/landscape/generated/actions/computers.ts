// Generated from spec/landscape/actions/computers.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, ActionOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { ActivityGroup } from '../entities/activities.js'
import type { Computer } from '../entities/computers.js'

/** Parameters of `computers.list`. */
export interface ComputerListFilters {
  /** Such as tag:web. */
  query?: string
  with_network?: boolean
  with_hardware?: boolean
  with_annotations?: boolean
  /** Newer servers only. */
  with_all_network?: boolean
  /** Newer servers only. */
  with_grouped_hardware?: boolean
  /** Items of a page; default 1000. */
  limit?: number
  /** Items to skip. */
  offset?: number
}

/** Parameters of `computers.addTags`. */
export interface ComputerAddTagsParams {
  query: string
  tags: readonly string[]
}

/** Parameters of `computers.removeTags`. */
export interface ComputerRemoveTagsParams {
  query: string
  tags: readonly string[]
}

/** Parameters of `computers.rename`. */
export interface ComputerRenameParams {
  /** New titles by computer id. */
  computer_titles: Readonly<Record<string, string>>
}

/** Parameters of `computers.changeAccessGroup`. */
export interface ComputerChangeAccessGroupParams {
  query: string
  /** Name of the access group, not its title. */
  access_group: string
}

/** Parameters of `computers.addAnnotation`. */
export interface ComputerAddAnnotationParams {
  query: string
  key: string
  value?: string
}

/** Parameters of `computers.removeAnnotation`. */
export interface ComputerRemoveAnnotationParams {
  query: string
  key: string
}

/** Parameters of `computers.reboot`. */
export interface ComputerRebootParams {
  computer_ids: readonly number[]
  deliver_after?: Date | string
}

/** Parameters of `computers.shutdown`. */
export interface ComputerShutdownParams {
  computer_ids: readonly number[]
  deliver_after?: Date | string
}

/** Parameters of `computers.remove`. */
export interface ComputerRemoveParams {
  computer_ids: readonly number[]
}

/** Registered computers. Operations with a query act on every computer that matches it. */
export interface LandscapeActionComputers {
  /**
   * Lists the computers that match a query, or all computers.
   *
   * API: `action GetComputers`.
   *
   * @example
   * for await (const item of landscape.computers.list()) console.log(item)
   */
  list(params?: ComputerListFilters, options?: RequestOptions): List<Computer>

  /**
   * Adds tags to the computers that match a query.
   *
   * API: `action AddTagsToComputers`.
   *
   * @example
   * await landscape.computers.addTags({ query: 'tag:openstack', tags: ['openstack'] })
   */
  addTags(params: ComputerAddTagsParams, options?: RequestOptions): Pending<Computer[]>

  /**
   * Removes tags from the computers that match a query.
   *
   * API: `action RemoveTagsFromComputers`.
   *
   * @example
   * await landscape.computers.removeTags({ query: 'tag:openstack', tags: ['openstack'] })
   */
  removeTags(params: ComputerRemoveTagsParams, options?: RequestOptions): Pending<Computer[]>

  /**
   * Sets the titles of computers.
   *
   * API: `action RenameComputers`.
   *
   * @example
   * await landscape.computers.rename({ computer_titles: { 1: 'web-1' } })
   */
  rename(params: ComputerRenameParams, options?: RequestOptions): Pending<unknown>

  /**
   * Moves the computers that match a query to an access group.
   *
   * API: `action ChangeComputersAccessGroup`.
   *
   * @example
   * await landscape.computers.changeAccessGroup({ query: 'tag:openstack', access_group: 'access-group' })
   */
  changeAccessGroup(params: ComputerChangeAccessGroupParams, options?: RequestOptions): Pending<Computer[]>

  /**
   * Sets an annotation on the computers that match a query.
   *
   * API: `action AddAnnotationToComputers`.
   *
   * @example
   * await landscape.computers.addAnnotation({ query: 'tag:openstack', key: 'rack', value: 'r12' })
   */
  addAnnotation(params: ComputerAddAnnotationParams, options?: RequestOptions): Pending<unknown>

  /**
   * Removes an annotation from the computers that match a query.
   *
   * API: `action RemoveAnnotationFromComputers`.
   *
   * @example
   * await landscape.computers.removeAnnotation({ query: 'tag:openstack', key: 'key' })
   */
  removeAnnotation(params: ComputerRemoveAnnotationParams, options?: RequestOptions): Pending<unknown>

  /**
   * Reboots computers. Each one reboots after it has fetched the activity.
   *
   * API: `action RebootComputers`.
   *
   * @example
   * await landscape.computers.reboot({ computer_ids: [1] })
   */
  reboot(params: ComputerRebootParams, options?: RequestOptions): Pending<ActivityGroup>

  /**
   * Shuts down computers. Each one shuts down after it has fetched the activity.
   *
   * API: `action ShutdownComputers`.
   *
   * @example
   * await landscape.computers.shutdown({ computer_ids: [1] })
   */
  shutdown(params: ComputerShutdownParams, options?: RequestOptions): Pending<ActivityGroup>

  /**
   * Removes computers from Landscape immediately and frees their license seats. The machines themselves are not changed.
   *
   * API: `action RemoveComputers`.
   *
   * @example
   * await landscape.computers.remove({ computer_ids: [1] })
   */
  remove(params: ComputerRemoveParams, options?: RequestOptions): Pending<unknown>
}

export const computers: Operations<ActionOperation> = {
  list: { id: 'computers.list', action: 'GetComputers', params: 'ComputerListFilters', reply: 'Computer[]', list: 'default' },
  addTags: { id: 'computers.addTags', action: 'AddTagsToComputers', params: 'ComputerAddTagsParams', reply: 'Computer[]', idempotent: true },
  removeTags: {
    id: 'computers.removeTags',
    action: 'RemoveTagsFromComputers',
    params: 'ComputerRemoveTagsParams',
    reply: 'Computer[]',
    idempotent: true,
  },
  rename: { id: 'computers.rename', action: 'RenameComputers', params: 'ComputerRenameParams', expects: 'any', idempotent: true },
  changeAccessGroup: {
    id: 'computers.changeAccessGroup',
    action: 'ChangeComputersAccessGroup',
    params: 'ComputerChangeAccessGroupParams',
    reply: 'Computer[]',
    idempotent: true,
  },
  addAnnotation: {
    id: 'computers.addAnnotation',
    action: 'AddAnnotationToComputers',
    params: 'ComputerAddAnnotationParams',
    expects: 'any',
    idempotent: true,
  },
  removeAnnotation: {
    id: 'computers.removeAnnotation',
    action: 'RemoveAnnotationFromComputers',
    params: 'ComputerRemoveAnnotationParams',
    expects: 'any',
    idempotent: true,
  },
  reboot: { id: 'computers.reboot', action: 'RebootComputers', params: 'ComputerRebootParams', reply: 'ActivityGroup' },
  shutdown: { id: 'computers.shutdown', action: 'ShutdownComputers', params: 'ComputerShutdownParams', reply: 'ActivityGroup' },
  remove: { id: 'computers.remove', action: 'RemoveComputers', params: 'ComputerRemoveParams', expects: 'any' },
}
