// Generated from spec/juju/machine-manager.yaml by `npm run generate`. Do not edit.

import { Operations, type RpcOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { Pending } from '../../core/reply.js'
import type { Base, ConstraintsValue, Entity, ErrorResults, Placement, RpcErrorValue, StorageDirective } from './common.js'

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
  machines?: string[]
}

const table = {
  addMachines: { id: 'machineManager.addMachines', facade: 'MachineManager', method: 'AddMachines', versions: [11, 12], reads: false, idempotent: false, schema: async () => (await import('./machine-manager.schemas.js')).addMachinesReply },
  destroyMachineWithParams: {
    id: 'machineManager.destroyMachineWithParams',
    facade: 'MachineManager',
    method: 'DestroyMachineWithParams',
    versions: [11, 12],
    reads: false,
    idempotent: false,
    schema: async () => (await import('./machine-manager.schemas.js')).destroyMachineWithParamsReply,
  },
  retryProvisioning: {
    id: 'machineManager.retryProvisioning',
    facade: 'MachineManager',
    method: 'RetryProvisioning',
    versions: [11],
    reads: false,
    idempotent: false,
    schema: async () => (await import('./machine-manager.schemas.js')).retryProvisioningReply,
  },
} satisfies Record<string, RpcOperation>

/** The MachineManager facade. */
export class MachineManagerOperations extends Operations<RpcOperation> {
  /**
   * Adds machines and containers.
   *
   * `MachineManager.AddMachines`. Facts: recorded-4.0.15 (charmhub/bundle, charmhub/small, commands/add-machine-lxd and more).
   */
  addMachines(params: AddMachines, options?: RequestOptions): Pending<AddMachinesResults> {
    return this.caller.call(table.addMachines, {}, params, options)
  }

  /**
   * Removes machines.
   *
   * `MachineManager.DestroyMachineWithParams`. Facts: recorded-4.0.15 (commands/remove-machine-busy, commands/remove-machine-force, commands/remove-machine).
   */
  destroyMachineWithParams(params: DestroyMachinesParams, options?: RequestOptions): Pending<DestroyMachineResults> {
    return this.caller.call(table.destroyMachineWithParams, {}, params, options)
  }

  /**
   * Tries again to start machines that failed to start.
   *
   * `MachineManager.RetryProvisioning`. Facts: recorded-4.0.15 (clouds-offers-users/user-retry-provisioning).
   */
  retryProvisioning(params: RetryProvisioningArgs, options?: RequestOptions): Pending<ErrorResults> {
    return this.caller.call(table.retryProvisioning, {}, params, options)
  }
}
