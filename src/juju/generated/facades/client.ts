// Generated from spec/juju/facades/client.yaml by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Base, EntityStatus, ExposedEndpoint, RemoteEndpoint, RpcErrorValue } from './common.js'

export interface ApplicationOfferStatus {
  'active-connected-count': number
  'application-name': string
  charm: string
  endpoints: Record<string, RemoteEndpoint>
  err?: RpcErrorValue
  'offer-name': string
  'total-connected-count': number
}

export interface ApplicationStatus {
  base: Base
  'can-upgrade-to': string
  charm: string
  'charm-channel'?: string
  'charm-profile': string
  'charm-rev'?: number
  'charm-version': string
  'endpoint-bindings': Record<string, string> | null
  err?: RpcErrorValue
  exposed: boolean
  'exposed-endpoints'?: Record<string, ExposedEndpoint>
  int?: number
  life: string
  /** Juju 3 and before. */
  'meter-statuses'?: Record<string, MeterStatus> | null
  'provider-id'?: string
  'public-address': string
  relations: Record<string, string[]>
  status: DetailedStatus
  'subordinate-to': string[]
  units: Record<string, UnitStatus> | null
  'workload-version': string
}

export interface BranchStatus {
  'assigned-units': Record<string, string[]>
  created: number
  'created-by': string
}

export interface DetailedStatus {
  data: Record<string, unknown> | null
  err?: RpcErrorValue
  info: string
  kind: string
  life: string
  since: string | null
  status: string
  version: string
}

export interface EndpointStatus {
  application: string
  name: string
  role: string
  subordinate: boolean
}

export interface FilesystemAttachmentDetails {
  life?: string
  'mount-point'?: string
  'read-only'?: boolean
}

export interface FilesystemDetails {
  'filesystem-tag': string
  info: FilesystemInfo
  life?: string
  'machine-attachments'?: Record<string, FilesystemAttachmentDetails>
  status: EntityStatus
  storage?: StorageDetails
  'unit-attachments'?: Record<string, FilesystemAttachmentDetails>
  'volume-tag'?: string
}

export interface FilesystemInfo {
  'filesystem-id': string
  pool: string
  size: number
}

export interface FullStatus {
  applications: Record<string, ApplicationStatus>
  branches: Record<string, BranchStatus> | null
  'controller-timestamp': string | null
  filesystems?: FilesystemDetails[]
  machines: Record<string, MachineStatus>
  model: ModelStatusInfo
  offers: Record<string, ApplicationOfferStatus>
  relations: RelationStatus[] | null
  'remote-applications': Record<string, RemoteApplicationStatus>
  storage?: StorageDetails[]
  volumes?: VolumeDetails[]
}

export interface History {
  error?: RpcErrorValue
  statuses: DetailedStatus[] | null
}

export interface LXDProfile {
  config: Record<string, string>
  description: string
  devices: Record<string, Record<string, string>>
}

export interface MachineStatus {
  'agent-status': DetailedStatus
  base: Base
  'cluster-role'?: string
  constraints: string
  containers: Record<string, MachineStatus>
  'display-name': string
  'dns-name': string
  hardware: string
  'has-vote': boolean
  hostname?: string
  id: string
  'instance-id': string
  'instance-status': DetailedStatus
  'ip-addresses'?: string[]
  jobs: string[]
  'lxd-profiles'?: Record<string, LXDProfile>
  'modification-status': DetailedStatus
  'network-interfaces'?: Record<string, NetworkInterface>
  'primary-controller-machine'?: boolean
  /** Juju 2.9. */
  series?: string
  'wants-vote': boolean
}

export interface ModelStatusInfo {
  'available-version': string
  'cloud-tag': string
  /** Juju 3 and before. */
  'meter-status'?: MeterStatus
  'model-status': DetailedStatus
  name: string
  region?: string
  /** Juju 3 and before. */
  sla?: string
  type: string
  version: string
}

export interface MeterStatus {
  color: string
  message: string
}

export interface NetworkInterface {
  'dns-nameservers'?: string[]
  gateway?: string
  'ip-addresses': string[]
  'is-up': boolean
  'mac-address': string
  space?: string
}

export interface RelationStatus {
  endpoints: EndpointStatus[]
  id: number
  interface: string
  key: string
  scope: string
  status: DetailedStatus
}

export interface RemoteApplicationStatus {
  endpoints: RemoteEndpoint[]
  err?: RpcErrorValue
  life: string
  'offer-name': string
  'offer-url': string
  relations: Record<string, string[]>
  status: DetailedStatus
}

export interface StatusHistoryFilter {
  date?: string
  delta?: number
  exclude?: string[]
  size?: number
}

export interface StatusHistoryRequest {
  filter: StatusHistoryFilter
  historyKind: string
  size?: number
  tag: string
}

export interface StatusHistoryRequests {
  requests: StatusHistoryRequest[]
}

export interface StatusHistoryResult {
  error?: RpcErrorValue
  history: History
}

export interface StatusHistoryResults {
  results: StatusHistoryResult[]
}

export interface StatusParams {
  'include-storage'?: boolean
  patterns?: string[]
}

export interface StorageAttachmentDetails {
  life?: string
  location?: string
  'machine-tag': string
  'storage-tag': string
  'unit-tag': string
}

export interface StorageDetails {
  attachments?: Record<string, StorageAttachmentDetails>
  kind: number
  life?: string
  'owner-tag': string
  persistent: boolean
  status: EntityStatus
  'storage-tag': string
}

export interface UnitStatus {
  address?: string
  'agent-status': DetailedStatus
  charm: string
  leader?: boolean
  machine: string
  'opened-ports': string[] | null
  'provider-id'?: string
  'public-address': string
  subordinates: Record<string, UnitStatus> | null
  'workload-status': DetailedStatus
  'workload-version': string
}

export interface VolumeAttachmentDetails {
  'bus-address'?: string
  'device-link'?: string
  'device-name'?: string
  life?: string
  'plan-info'?: VolumeAttachmentPlanInfo
  'read-only'?: boolean
}

export interface VolumeAttachmentPlanInfo {
  'device-attributes'?: Record<string, string>
  'device-type'?: string
}

export interface VolumeDetails {
  info: VolumeInfo
  life?: string
  'machine-attachments'?: Record<string, VolumeAttachmentDetails>
  status: EntityStatus
  storage?: StorageDetails
  'unit-attachments'?: Record<string, VolumeAttachmentDetails>
  'volume-tag': string
}

export interface VolumeInfo {
  'hardware-id'?: string
  persistent: boolean
  pool?: string
  size: number
  'volume-id': string
  wwn?: string
}

/** Client facade: status of a model. */
export interface ClientFacade {
  /**
   * Returns the status of a model: machines, applications, units and relations.
   *
   * API: `Client.FullStatus`.
   */
  fullStatus(params: StatusParams, options?: RequestOptions): Pending<FullStatus>

  /**
   * Returns the status history of an entity. Juju 4.x accepts one request per call.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Client.StatusHistory`.
   */
  statusHistory(params: StatusHistoryRequests, options?: RequestOptions): Pending<StatusHistoryResult[]>
}

/** The methods of the facade by their names on the wire, with what they take and return. */
export interface ClientCalls {
  FullStatus: { params: StatusParams; reply: FullStatus }
  StatusHistory: { params: StatusHistoryRequests; reply: StatusHistoryResults }
}

export const client: Operations<RpcOperation> = {
  fullStatus: {
    id: 'Client.FullStatus',
    facade: 'Client',
    method: 'FullStatus',
    versions: [8],
    params: 'StatusParams',
    reply: 'FullStatus',
    reads: true,
  },
  statusHistory: {
    id: 'Client.StatusHistory',
    facade: 'Client',
    method: 'StatusHistory',
    versions: [8],
    params: 'StatusHistoryRequests',
    reply: 'StatusHistoryResults',
    reads: true,
    each: 'requests.tag',
  },
}
