// Generated from spec/juju/machine-manager.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { Base, ConstraintsValue, Entity, ErrorResults, Placement, RpcErrorValue, StorageDirective } from './common.schemas.js'

export const AddMachineParams: z.ZodType = z.object({
  get addresses() {
    return z.array(Address).optional()
  },
  get base() {
    return Base.optional()
  },
  get constraints() {
    return ConstraintsValue.optional()
  },
  'container-type': z.string().optional(),
  get disks() {
    return z.array(StorageDirective).optional()
  },
  get 'hardware-characteristics'() {
    return HardwareCharacteristics.optional()
  },
  'instance-id': z.string().optional(),
  jobs: z.array(z.string()),
  nonce: z.string().optional(),
  'parent-id': z.string().optional(),
  get placement() {
    return Placement.optional()
  },
})

export const AddMachines: z.ZodType = z.object({
  get params() {
    return z.array(AddMachineParams)
  },
})

export const AddMachinesResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  machine: z.string(),
})

export const AddMachinesResults: z.ZodType = z.object({
  get machines() {
    return z.array(AddMachinesResult)
  },
})

export const Address: z.ZodType = z.object({
  cidr: z.string().optional(),
  'config-type': z.string().optional(),
  'is-secondary': z.boolean().optional(),
  scope: z.string(),
  'space-id': z.string().optional(),
  'space-name': z.string().optional(),
  type: z.string(),
  value: z.string(),
})

export const DestroyMachineInfo: z.ZodType = z.object({
  get 'destroyed-containers'() {
    return z.array(DestroyMachineResult).optional()
  },
  get 'destroyed-storage'() {
    return z.array(Entity).optional()
  },
  get 'destroyed-units'() {
    return z.array(Entity).optional()
  },
  get 'detached-storage'() {
    return z.array(Entity).optional()
  },
  'machine-id': z.string(),
})

export const DestroyMachineResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  get info() {
    return DestroyMachineInfo.optional()
  },
})

export const DestroyMachineResults: z.ZodType = z.object({
  get results() {
    return z.array(DestroyMachineResult).optional()
  },
})

export const DestroyMachinesParams: z.ZodType = z.object({
  'dry-run': z.boolean().optional(),
  force: z.boolean().optional(),
  keep: z.boolean().optional(),
  'machine-tags': z.array(z.string()),
  'max-wait': z.int().optional(),
})

export const HardwareCharacteristics: z.ZodType = z.object({
  arch: z.string().optional(),
  'availability-zone': z.string().optional(),
  'cpu-cores': z.int().optional(),
  'cpu-power': z.int().optional(),
  mem: z.int().optional(),
  'root-disk': z.int().optional(),
  'root-disk-source': z.string().optional(),
  tags: z.array(z.string()).optional(),
  'virt-type': z.string().optional(),
})

export const RetryProvisioningArgs: z.ZodType = z.object({
  all: z.boolean().optional(),
  machines: z.array(z.string()).optional(),
})

export const addMachinesReply: z.ZodType = AddMachinesResults

export const destroyMachineWithParamsReply: z.ZodType = DestroyMachineResults

export const retryProvisioningReply: z.ZodType = ErrorResults
