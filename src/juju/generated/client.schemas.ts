// Generated from spec/juju/client.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { Base, EntityStatus, ExposedEndpoint, RemoteEndpoint, RpcErrorValue } from './common.schemas.js'

export const ApplicationOfferStatus: z.ZodType = z.object({
  'active-connected-count': z.int(),
  'application-name': z.string(),
  charm: z.string(),
  get endpoints() {
    return z.record(z.string(), RemoteEndpoint)
  },
  get err() {
    return RpcErrorValue.optional()
  },
  'offer-name': z.string(),
  'total-connected-count': z.int(),
})

export const ApplicationStatus: z.ZodType = z.object({
  get base() {
    return Base
  },
  'can-upgrade-to': z.string(),
  charm: z.string(),
  'charm-channel': z.string().optional(),
  'charm-profile': z.string(),
  'charm-rev': z.int().optional(),
  'charm-version': z.string(),
  'endpoint-bindings': z.record(z.string(), z.string()),
  get err() {
    return RpcErrorValue.optional()
  },
  exposed: z.boolean(),
  get 'exposed-endpoints'() {
    return z.record(z.string(), ExposedEndpoint).optional()
  },
  int: z.int().optional(),
  life: z.string(),
  'provider-id': z.string().optional(),
  'public-address': z.string(),
  relations: z.record(z.string(), z.array(z.string())),
  get status() {
    return DetailedStatus
  },
  'subordinate-to': z.array(z.string()),
  get units() {
    return z.record(z.string(), UnitStatus).nullable()
  },
  'workload-version': z.string(),
})

export const BranchStatus: z.ZodType = z.object({
  'assigned-units': z.record(z.string(), z.array(z.string())),
  created: z.int(),
  'created-by': z.string(),
})

export const DetailedStatus: z.ZodType = z.object({
  data: z.record(z.string(), z.unknown()).nullable(),
  get err() {
    return RpcErrorValue.optional()
  },
  info: z.string(),
  kind: z.string(),
  life: z.string(),
  since: z.string().nullable(),
  status: z.string(),
  version: z.string(),
})

export const EndpointStatus: z.ZodType = z.object({
  application: z.string(),
  name: z.string(),
  role: z.string(),
  subordinate: z.boolean(),
})

export const FilesystemAttachmentDetails: z.ZodType = z.object({
  life: z.string().optional(),
  'mount-point': z.string().optional(),
  'read-only': z.boolean().optional(),
})

export const FilesystemDetails: z.ZodType = z.object({
  'filesystem-tag': z.string(),
  get info() {
    return FilesystemInfo
  },
  life: z.string().optional(),
  get 'machine-attachments'() {
    return z.record(z.string(), FilesystemAttachmentDetails).optional()
  },
  get status() {
    return EntityStatus
  },
  get storage() {
    return StorageDetails.optional()
  },
  get 'unit-attachments'() {
    return z.record(z.string(), FilesystemAttachmentDetails).optional()
  },
  'volume-tag': z.string().optional(),
})

export const FilesystemInfo: z.ZodType = z.object({
  'filesystem-id': z.string(),
  pool: z.string(),
  size: z.int(),
})

export const FullStatus: z.ZodType = z.object({
  get applications() {
    return z.record(z.string(), ApplicationStatus)
  },
  get branches() {
    return z.record(z.string(), BranchStatus).nullable()
  },
  'controller-timestamp': z.string(),
  get filesystems() {
    return z.array(FilesystemDetails).optional()
  },
  get machines() {
    return z.record(z.string(), MachineStatus)
  },
  get model() {
    return ModelStatusInfo
  },
  get offers() {
    return z.record(z.string(), ApplicationOfferStatus)
  },
  get relations() {
    return z.array(RelationStatus).nullable()
  },
  get 'remote-applications'() {
    return z.record(z.string(), RemoteApplicationStatus)
  },
  get storage() {
    return z.array(StorageDetails).optional()
  },
  get volumes() {
    return z.array(VolumeDetails).optional()
  },
})

export const History: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  get statuses() {
    return z.array(DetailedStatus)
  },
})

export const LXDProfile: z.ZodType = z.object({
  config: z.record(z.string(), z.string()),
  description: z.string(),
  devices: z.record(z.string(), z.record(z.string(), z.string())),
})

export const MachineStatus: z.ZodType = z.object({
  get 'agent-status'() {
    return DetailedStatus
  },
  get base() {
    return Base
  },
  'cluster-role': z.string().optional(),
  constraints: z.string(),
  get containers() {
    return z.record(z.string(), MachineStatus)
  },
  'display-name': z.string(),
  'dns-name': z.string(),
  hardware: z.string(),
  'has-vote': z.boolean(),
  hostname: z.string().optional(),
  id: z.string(),
  'instance-id': z.string(),
  get 'instance-status'() {
    return DetailedStatus
  },
  'ip-addresses': z.array(z.string()).optional(),
  jobs: z.array(z.string()),
  get 'lxd-profiles'() {
    return z.record(z.string(), LXDProfile).optional()
  },
  get 'modification-status'() {
    return DetailedStatus
  },
  get 'network-interfaces'() {
    return z.record(z.string(), NetworkInterface).optional()
  },
  'primary-controller-machine': z.boolean().optional(),
  'wants-vote': z.boolean(),
})

export const ModelStatusInfo: z.ZodType = z.object({
  'available-version': z.string(),
  'cloud-tag': z.string(),
  get 'model-status'() {
    return DetailedStatus
  },
  name: z.string(),
  region: z.string().optional(),
  type: z.string(),
  version: z.string(),
})

export const NetworkInterface: z.ZodType = z.object({
  'dns-nameservers': z.array(z.string()).optional(),
  gateway: z.string().optional(),
  'ip-addresses': z.array(z.string()),
  'is-up': z.boolean(),
  'mac-address': z.string(),
  space: z.string().optional(),
})

export const RelationStatus: z.ZodType = z.object({
  get endpoints() {
    return z.array(EndpointStatus)
  },
  id: z.int(),
  interface: z.string(),
  key: z.string(),
  scope: z.string(),
  get status() {
    return DetailedStatus
  },
})

export const RemoteApplicationStatus: z.ZodType = z.object({
  get endpoints() {
    return z.array(RemoteEndpoint)
  },
  get err() {
    return RpcErrorValue.optional()
  },
  life: z.string(),
  'offer-name': z.string(),
  'offer-url': z.string(),
  relations: z.record(z.string(), z.array(z.string())),
  get status() {
    return DetailedStatus
  },
})

export const StatusHistoryFilter: z.ZodType = z.object({
  date: z.string().optional(),
  delta: z.int().optional(),
  exclude: z.array(z.string()).optional(),
  size: z.int().optional(),
})

export const StatusHistoryRequest: z.ZodType = z.object({
  get filter() {
    return StatusHistoryFilter
  },
  historyKind: z.string(),
  size: z.int().optional(),
  tag: z.string(),
})

export const StatusHistoryRequests: z.ZodType = z.object({
  get requests() {
    return z.array(StatusHistoryRequest)
  },
})

export const StatusHistoryResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  get history() {
    return History
  },
})

export const StatusHistoryResults: z.ZodType = z.object({
  get results() {
    return z.array(StatusHistoryResult)
  },
})

export const StatusParams: z.ZodType = z.object({
  'include-storage': z.boolean().optional(),
  patterns: z.array(z.string()).optional(),
})

export const StorageAttachmentDetails: z.ZodType = z.object({
  life: z.string().optional(),
  location: z.string().optional(),
  'machine-tag': z.string(),
  'storage-tag': z.string(),
  'unit-tag': z.string(),
})

export const StorageDetails: z.ZodType = z.object({
  get attachments() {
    return z.record(z.string(), StorageAttachmentDetails).optional()
  },
  kind: z.int(),
  life: z.string().optional(),
  'owner-tag': z.string(),
  persistent: z.boolean(),
  get status() {
    return EntityStatus
  },
  'storage-tag': z.string(),
})

export const UnitStatus: z.ZodType = z.object({
  address: z.string().optional(),
  get 'agent-status'() {
    return DetailedStatus
  },
  charm: z.string(),
  leader: z.boolean().optional(),
  machine: z.string(),
  'opened-ports': z.array(z.string()).nullable(),
  'provider-id': z.string().optional(),
  'public-address': z.string(),
  get subordinates() {
    return z.record(z.string(), UnitStatus).nullable()
  },
  get 'workload-status'() {
    return DetailedStatus
  },
  'workload-version': z.string(),
})

export const VolumeAttachmentDetails: z.ZodType = z.object({
  'bus-address': z.string().optional(),
  'device-link': z.string().optional(),
  'device-name': z.string().optional(),
  life: z.string().optional(),
  get 'plan-info'() {
    return VolumeAttachmentPlanInfo.optional()
  },
  'read-only': z.boolean().optional(),
})

export const VolumeAttachmentPlanInfo: z.ZodType = z.object({
  'device-attributes': z.record(z.string(), z.string()).optional(),
  'device-type': z.string().optional(),
})

export const VolumeDetails: z.ZodType = z.object({
  get info() {
    return VolumeInfo
  },
  life: z.string().optional(),
  get 'machine-attachments'() {
    return z.record(z.string(), VolumeAttachmentDetails).optional()
  },
  get status() {
    return EntityStatus
  },
  get storage() {
    return StorageDetails.optional()
  },
  get 'unit-attachments'() {
    return z.record(z.string(), VolumeAttachmentDetails).optional()
  },
  'volume-tag': z.string(),
})

export const VolumeInfo: z.ZodType = z.object({
  'hardware-id': z.string().optional(),
  persistent: z.boolean(),
  pool: z.string().optional(),
  size: z.int(),
  'volume-id': z.string(),
  wwn: z.string().optional(),
})

export const fullStatusReply: z.ZodType = FullStatus

export const statusHistoryReply: z.ZodType = StatusHistoryResults
