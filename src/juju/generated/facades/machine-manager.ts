// Generated from spec/juju/facades/machine-manager.yaml by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Base, ConstraintsValue, Entity, ErrorResult, ErrorResults, Placement, RpcErrorValue, StorageDirective } from './common.js'

export interface AddMachineParams {
  addresses?: Address[]
  base?: Base
  constraints?: ConstraintsValue
  'container-type'?: string
  disks?: StorageDirective[]
  'hardware-characteristics'?: HardwareCharacteristics
  'instance-id'?: string
  jobs: string[]
  nonce?: string
  'parent-id'?: string
  placement?: Placement
}

export interface AddMachines {
  params: AddMachineParams[]
}

export interface AddMachinesResult {
  error?: RpcErrorValue
  machine: string
}

export interface AddMachinesResults {
  machines: AddMachinesResult[]
}

export interface Address {
  cidr?: string
  'config-type'?: string
  'is-secondary'?: boolean
  scope: string
  'space-id'?: string
  'space-name'?: string
  type: string
  value: string
}

export interface DestroyMachineInfo {
  'destroyed-containers'?: DestroyMachineResult[]
  'destroyed-storage'?: Entity[]
  'destroyed-units'?: Entity[]
  'detached-storage'?: Entity[]
  'machine-id': string
}

export interface DestroyMachineResult {
  error?: RpcErrorValue
  info?: DestroyMachineInfo
}

export interface DestroyMachineResults {
  results?: DestroyMachineResult[]
}

export interface DestroyMachinesParams {
  'dry-run'?: boolean
  force?: boolean
  keep?: boolean
  'machine-tags': string[]
  /** In nanoseconds. */
  'max-wait'?: number
}

export interface HardwareCharacteristics {
  arch?: string
  'availability-zone'?: string
  'cpu-cores'?: number
  'cpu-power'?: number
  mem?: number
  'root-disk'?: number
  'root-disk-source'?: string
  tags?: string[]
  'virt-type'?: string
}

export interface RetryProvisioningArgs {
  all?: boolean
  /** Machine tags. */
  machines?: string[]
}

/** MachineManager facade: machines of a model. */
export interface MachineManagerFacade {
  /**
   * Adds machines and containers.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `MachineManager.AddMachines`.
   */
  addMachines(params: AddMachines, options?: RequestOptions): Pending<AddMachinesResult[]>

  /**
   * Removes machines.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `MachineManager.DestroyMachineWithParams`.
   */
  destroyMachineWithParams(params: DestroyMachinesParams, options?: RequestOptions): Pending<DestroyMachineResult[]>

  /**
   * Retries the provisioning of machines that failed to start.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `MachineManager.RetryProvisioning`.
   */
  retryProvisioning(params: RetryProvisioningArgs, options?: RequestOptions): Pending<ErrorResult[]>
}

/** The methods of the facade by their names on the wire, with what they take and return. */
export interface MachineManagerCalls {
  AddMachines: { params: AddMachines; reply: AddMachinesResults }
  DestroyMachineWithParams: { params: DestroyMachinesParams; reply: DestroyMachineResults }
  RetryProvisioning: { params: RetryProvisioningArgs; reply: ErrorResults }
}

export const machineManager: Operations<RpcOperation> = {
  addMachines: {
    id: 'MachineManager.AddMachines',
    facade: 'MachineManager',
    method: 'AddMachines',
    versions: [11, 12],
    params: 'AddMachines',
    reply: 'AddMachinesResults',
    each: 'params',
  },
  destroyMachineWithParams: {
    id: 'MachineManager.DestroyMachineWithParams',
    facade: 'MachineManager',
    method: 'DestroyMachineWithParams',
    versions: [11, 12],
    params: 'DestroyMachinesParams',
    reply: 'DestroyMachineResults',
    each: 'machine-tags',
  },
  retryProvisioning: {
    id: 'MachineManager.RetryProvisioning',
    facade: 'MachineManager',
    method: 'RetryProvisioning',
    versions: [11, 12],
    params: 'RetryProvisioningArgs',
    reply: 'ErrorResults',
    each: 'machines',
  },
}
