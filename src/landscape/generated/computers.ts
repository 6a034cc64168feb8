// Generated from spec/landscape/computers.yaml by `npm run generate`. Do not edit.

import { Operations, type ActionOperation, type RestOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { List } from '../../core/list.js'
import type { Pending } from '../../core/reply.js'
import type { ActivityGroup } from './activities.js'

/** A registered computer. The optional parts appear when the matching with_* parameter asks for them. */
export interface Computer {
  id: number
  title: string
  comment: string
  hostname: string | null
  access_group: string
  tags: string[]
  /** release such as 24.04, or 10 / 11 for Windows */
  distribution?: string | null
  /** REST only */
  distribution_info?: DistributionInfo | null
  /** MB */
  total_memory?: number | null
  /** MB */
  total_swap?: number | null
  reboot_required_flag: boolean
  update_manager_prompt?: 'normal' | 'lts' | 'never' | (string & {})
  clone_id?: number | null
  last_ping_time: string | null
  last_exchange_time: string | null
  registered_at?: string
  /** empty, or ami-id, instance-id and instance-type */
  cloud_instance_metadata?: Record<string, string>
  /** such as kvm */
  vm_info?: string | null
  /** such as lxc */
  container_info?: string | null
  ubuntu_pro_info?: unknown
  ubuntu_pro_reboot_required_info?: unknown
  livepatch_info?: unknown
  cloud_init?: CloudInit
  archived?: boolean
  employee_id?: number | null
  num_child?: number
  is_wsl_instance?: boolean
  is_default_child?: boolean | null
  default_child?: number | null
  parent?: Computer | null
  children?: Computer[]
  /** with_network or with_all_network */
  network_devices?: NetworkDevice[]
  /** with_hardware, as lshw reports it */
  hardware?: unknown
  /** with_grouped_hardware */
  grouped_hardware?: GroupedHardware
  /** with_annotations */
  annotations?: Record<string, string>
  /** with_alerts */
  alerts?: ComputerAlert[]
  /** with_upgrades */
  upgrades?: UpgradeCounts
  /** with_release_upgrades */
  has_release_upgrades?: boolean
  /** with_profiles */
  profiles?: ProfileRef[]
  /** with_wsl_profiles */
  wsl_profiles?: ProfileRef[]
  /** with_reboot_packages */
  reboot_packages?: unknown
}

/** What is known of a computer right after it was accepted. */
export interface AcceptedComputer {
  id: number
  title: string
  comment: string
  hostname: string | null
  last_exchange_time: string | null
}

export interface DistributionInfo {
  code_name: string | null
  description: string
  distributor: string
  release: string
}

export interface CloudInit {
  availability_zone?: string | null
}

export interface NetworkDevice {
  interface: string
  ip_address: string
  mac_address: string
  netmask: string
  broadcast_address: string
}

export interface ComputerAlert {
  type: string
  summary: string
  severity: 'warning' | 'danger' | 'info' | (string & {})
}

/** How many packages can be upgraded. */
export interface UpgradeCounts {
  regular: number
  security: number
}

export interface ProfileRef {
  id: number
  name: string | null
  title: string
  type: 'package' | 'reboot' | 'removal' | 'repository' | 'usg' | 'script' | 'upgrade' | 'wsl' | (string & {})
}

/** The hardware in groups. What is not known is the text "Not available". */
export interface GroupedHardware {
  cpu: HardwareCpu[]
  display: HardwareDevice
  memory: HardwareMemory
  multimedia: HardwareDevice
  network: HardwareNetwork[] | string
  pci: HardwareBus[]
  scsi: HardwareBus[]
  storage: HardwareDisk[] | string
  system: HardwareSystem
  usb: HardwareBus[]
}

export interface HardwareFlag {
  code: string
  title: string
}

export interface HardwareCpu {
  architecture: string
  cache: Record<string, string>
  clock_speed: string
  flags: HardwareFlag[]
  model: string
  vendor: string
}

export interface HardwareDevice {
  model: string
  vendor: string
}

export interface HardwareMemory {
  size: string
}

export interface HardwareNetwork {
  description: string
  ip: string
  mac: string
  product: string
  vendor: string
}

export interface HardwareBus {
  description: string
  model: string
  vendor: string
  attached_devices?: HardwareBus[]
}

export interface HardwareDisk {
  description: string
  product: string
  size: string
  vendor: string
  partitions: HardwarePartition[]
}

export interface HardwarePartition {
  description: string
  filesystem: string
  size: string
}

export interface HardwareSystem {
  bios_capabilities: HardwareFlag[]
  bios_date: string
  bios_vendor: string
  bios_version: string
  chassis: string
  model: string
  serial: string
  vendor: string
}

/** Parameters of `computers.list`. */
export interface ComputerListFilters {
  /** such as tag:web */
  query?: string
  /** of one page; 1000 unless given */
  limit?: number
  /** of the first one */
  offset?: number
  with_network?: boolean
  with_hardware?: boolean
  with_annotations?: boolean
  /** newer servers */
  with_all_network?: boolean
  /** newer servers */
  with_grouped_hardware?: boolean
}

/** Parameters of `computers.listV2`. */
export interface ComputerListV2Filters {
  /** such as tag:web */
  query?: string
  /** of one page; 1000 unless given */
  limit?: number
  /** of the first one */
  offset?: number
  with_alerts?: boolean
  with_upgrades?: boolean
  /** 26.04 */
  with_release_upgrades?: boolean
  with_reboot_packages?: boolean
  with_network?: boolean
  with_all_network?: boolean
  with_hardware?: boolean
  with_annotations?: boolean
  with_grouped_hardware?: boolean
  with_wsl_profiles?: boolean
  archived_only?: boolean
  /** true unless given */
  root_only?: boolean
  wsl_parents?: boolean
  /** needs root_only to be false */
  wsl_children?: boolean
}

/** Parameters of `computers.get`. */
export interface ComputerGetParams {
  with_annotations?: boolean
  with_grouped_hardware?: boolean
  with_hardware?: boolean
  with_network?: boolean
  with_profiles?: boolean
  with_alerts?: boolean
}

/** Parameters of `computers.edit`. */
export interface ComputerEditParams {
  title?: string
  comment?: string
  tags?: readonly string[]
  access_group?: string
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
  /** title by computer id */
  computer_titles: Readonly<Record<string, string>>
}

/** Parameters of `computers.changeAccessGroup`. */
export interface ComputerChangeAccessGroupParams {
  query: string
  /** its name, which is not its title */
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

const table = {
  list: { id: 'computers.list', action: 'GetComputers', reads: true, idempotent: true, expects: 'json', pages: 'offset', schema: async () => (await import('./computers.schemas.js')).listReply },
  listV2: { id: 'computers.listV2', method: 'GET', path: 'computers', idempotent: true, expects: 'json', pages: 'offset', items: 'results', schema: async () => (await import('./computers.schemas.js')).listV2Reply },
  get: { id: 'computers.get', method: 'GET', path: 'computers/{computer_id}', idempotent: true, expects: 'json', schema: async () => (await import('./computers.schemas.js')).getReply },
  edit: { id: 'computers.edit', method: 'PUT', path: 'computers/{computer_id}', idempotent: true, expects: 'json', schema: async () => (await import('./computers.schemas.js')).editReply },
  addTags: { id: 'computers.addTags', action: 'AddTagsToComputers', reads: false, idempotent: true, expects: 'json', schema: async () => (await import('./computers.schemas.js')).addTagsReply },
  removeTags: { id: 'computers.removeTags', action: 'RemoveTagsFromComputers', reads: false, idempotent: true, expects: 'json', schema: async () => (await import('./computers.schemas.js')).removeTagsReply },
  rename: { id: 'computers.rename', action: 'RenameComputers', reads: false, idempotent: true, expects: 'any' },
  changeAccessGroup: { id: 'computers.changeAccessGroup', action: 'ChangeComputersAccessGroup', reads: false, idempotent: true, expects: 'json', schema: async () => (await import('./computers.schemas.js')).changeAccessGroupReply },
  addAnnotation: { id: 'computers.addAnnotation', action: 'AddAnnotationToComputers', reads: false, idempotent: true, expects: 'any' },
  removeAnnotation: { id: 'computers.removeAnnotation', action: 'RemoveAnnotationFromComputers', reads: false, idempotent: true, expects: 'any' },
  reboot: { id: 'computers.reboot', action: 'RebootComputers', reads: false, idempotent: false, expects: 'json', schema: async () => (await import('./computers.schemas.js')).rebootReply },
  shutdown: { id: 'computers.shutdown', action: 'ShutdownComputers', reads: false, idempotent: false, expects: 'json', schema: async () => (await import('./computers.schemas.js')).shutdownReply },
  remove: { id: 'computers.remove', action: 'RemoveComputers', reads: false, idempotent: false, expects: 'any' },
} satisfies Record<string, ActionOperation | RestOperation>

/** The registered computers. Verbs that take a query work on every computer that matches it. */
export class ComputersOperations extends Operations<ActionOperation | RestOperation> {
  /**
   * Lists the computers that match a query, or all.
   *
   * `action GetComputers`. Facts: legacy-actions GetComputers.
   */
  list(params: ComputerListFilters = {}, options?: RequestOptions): List<Computer> {
    return this.caller.list(table.list, {}, params, options)
  }

  /**
   * Lists computers by REST v2, which knows more filters and parts than GetComputers. WSL children are hidden unless root_only is false.
   *
   * `GET computers`. Facts: rest-endpoints GET /computers.
   */
  listV2(params: ComputerListV2Filters = {}, options?: RequestOptions): List<Computer> {
    return this.caller.list(table.listV2, {}, params, options)
  }

  /**
   * Reads one computer.
   *
   * `GET computers/{computer_id}`. Facts: rest-endpoints GET /computers/{computer_id}.
   */
  get(computerId: string | number, params: ComputerGetParams = {}, options?: RequestOptions): Pending<Computer> {
    return this.caller.call(table.get, { computer_id: computerId }, params, options)
  }

  /**
   * Changes title, comment, tags or access group of one computer; tags replace those that it has.
   *
   * `PUT computers/{computer_id}`. Facts: rest-endpoints PUT /computers/{computer_id}.
   */
  edit(computerId: string | number, params: ComputerEditParams = {}, options?: RequestOptions): Pending<Computer> {
    return this.caller.call(table.edit, { computer_id: computerId }, params, options)
  }

  /**
   * Adds tags to the computers that match a query.
   *
   * `action AddTagsToComputers`. Facts: legacy-actions AddTagsToComputers.
   */
  addTags(params: ComputerAddTagsParams, options?: RequestOptions): Pending<Computer[]> {
    return this.caller.call(table.addTags, {}, params, options)
  }

  /**
   * Removes tags from the computers that match a query.
   *
   * `action RemoveTagsFromComputers`. Facts: legacy-actions RemoveTagsFromComputers.
   */
  removeTags(params: ComputerRemoveTagsParams, options?: RequestOptions): Pending<Computer[]> {
    return this.caller.call(table.removeTags, {}, params, options)
  }

  /**
   * Gives computers new titles.
   *
   * `action RenameComputers`. Facts: legacy-actions RenameComputers.
   */
  rename(params: ComputerRenameParams, options?: RequestOptions): Pending<unknown> {
    return this.caller.call(table.rename, {}, params, options)
  }

  /**
   * Moves the computers that match a query to an access group.
   *
   * `action ChangeComputersAccessGroup`. Facts: legacy-actions ChangeComputersAccessGroup.
   */
  changeAccessGroup(params: ComputerChangeAccessGroupParams, options?: RequestOptions): Pending<Computer[]> {
    return this.caller.call(table.changeAccessGroup, {}, params, options)
  }

  /**
   * Sets an annotation on the computers that match a query.
   *
   * `action AddAnnotationToComputers`. Facts: legacy-actions AddAnnotationToComputers.
   */
  addAnnotation(params: ComputerAddAnnotationParams, options?: RequestOptions): Pending<unknown> {
    return this.caller.call(table.addAnnotation, {}, params, options)
  }

  /**
   * Removes an annotation from the computers that match a query.
   *
   * `action RemoveAnnotationFromComputers`. Facts: legacy-actions RemoveAnnotationFromComputers.
   */
  removeAnnotation(params: ComputerRemoveAnnotationParams, options?: RequestOptions): Pending<unknown> {
    return this.caller.call(table.removeAnnotation, {}, params, options)
  }

  /**
   * Reboots computers, once they fetch the activity.
   *
   * `action RebootComputers`. Facts: legacy-actions RebootComputers.
   */
  reboot(params: ComputerRebootParams, options?: RequestOptions): Pending<ActivityGroup> {
    return this.caller.call(table.reboot, {}, params, options)
  }

  /**
   * Shuts computers down, once they fetch the activity.
   *
   * `action ShutdownComputers`. Facts: legacy-actions ShutdownComputers.
   */
  shutdown(params: ComputerShutdownParams, options?: RequestOptions): Pending<ActivityGroup> {
    return this.caller.call(table.shutdown, {}, params, options)
  }

  /**
   * Removes computers from Landscape at once and frees their licence seats; the computers themselves stay as they are.
   *
   * `action RemoveComputers`. Facts: legacy-actions RemoveComputers.
   */
  remove(params: ComputerRemoveParams, options?: RequestOptions): Pending<unknown> {
    return this.caller.call(table.remove, {}, params, options)
  }
}
