// Generated from spec/maas/ by `npm run generate`. Do not edit.

import type { ZodType } from 'zod'
import { zodSchemas } from '../../core/shape/zod.js'
import { shapes as api2 } from './api2/shapes.js'
import type { ApiKey, NewApiKey } from './api2/account.js'
import type { BcacheCacheSet } from './api2/bcache-cache-sets.js'
import type { Bcache, CreatedBcache } from './api2/bcaches.js'
import type { BlockDevice, Filesystem, Partition, SpecialFilesystem } from './api2/blockdevices.js'
import type { BootResource, BootResourceFile, BootResourceSet } from './api2/boot-resources.js'
import type { BootSourceSelection } from './api2/boot-source-selections.js'
import type { BootSource } from './api2/boot-sources.js'
import type { CommissioningScript } from './api2/commissioning-scripts.js'
import type { Device, NodeBase } from './api2/devices.js'
import type { DhcpSnippet, DhcpSnippetVersion } from './api2/dhcp-snippets.js'
import type { Discovery, DiscoveryObserver, ScanController, ScanFailure, ScanResult } from './api2/discoveries.js'
import type { DnsRecord } from './api2/dns-records.js'
import type { DnsResource, GeneratedRecord } from './api2/dns-resources.js'
import type { Domain } from './api2/domains.js'
import type { EventLevel, EventQueryPage, MaasEvent } from './api2/events.js'
import type { Fabric } from './api2/fabrics.js'
import type { StoredFile } from './api2/files.js'
import type { Entitlement, GroupMember, UserGroup } from './api2/groups.js'
import type { DiscoveredAddress, Interface, InterfaceLink, InterfaceParams } from './api2/interfaces.js'
import type { IpAddress } from './api2/ip-addresses.js'
import type { IpRange } from './api2/ip-ranges.js'
import type { LicenseKey } from './api2/license-keys.js'
import type { AllocationMatch, DefaultGateway, DefaultGateways, DeviceConstraint, HardwareInfo, HugePages, InterfaceConstraint, Machine, MachineStatusName, NodeRef, NodeToken, NumaNode, PowerState, PowerStateName, StorageConstraint, StorageRef, VmHostRef } from './api2/machines.js'
import type { ConnectedMac, LegacyNetwork } from './api2/networks.js'
import type { NodeDevice } from './api2/node-devices.js'
import type { NodeResult, NodeResultNode } from './api2/node-results.js'
import type { MaasNotification } from './api2/notifications.js'
import type { OidcProvider } from './api2/oidc-providers.js'
import type { PackageRepository } from './api2/package-repositories.js'
import type { ControllerBase, ControllerService, PowerType, PowerTypeField, RackBootImage, RackBootImages, RackController } from './api2/rack-controllers.js'
import type { Raid } from './api2/raids.js'
import type { RegionController } from './api2/region-controllers.js'
import type { ReservedIp } from './api2/reserved-ips.js'
import type { ResourcePool } from './api2/resource-pools.js'
import type { ScriptParameter, ScriptResult, ScriptSet } from './api2/results.js'
import type { Script, ScriptVersion } from './api2/scripts.js'
import type { Space } from './api2/spaces.js'
import type { SshKey } from './api2/ssh-keys.js'
import type { SslKey } from './api2/ssl-keys.js'
import type { StaticRoute } from './api2/static-routes.js'
import type { AddressBmc, AddressBmcNode, AddressName, AddressNode, Subnet, SubnetIpAddress, SubnetRange, SubnetStatistics } from './api2/subnets.js'
import type { Tag, TagRebuild, TagUpdate } from './api2/tags.js'
import type { User } from './api2/users.js'
import type { Version } from './api2/version.js'
import type { VirtualMachine } from './api2/virtual-machines.js'
import type { Vlan } from './api2/vlans.js'
import type { VmCluster, VmClusterPool } from './api2/vm-clusters.js'
import type { ComposedMachine, VmHost, VmHostNode, VmHostResources, VmHostStoragePool } from './api2/vm-hosts.js'
import type { VmfsDatastore, VmfsFilesystem } from './api2/vmfs-datastores.js'
import type { LogicalVolume, VolumeGroup } from './api2/volume-groups.js'
import type { Zone } from './api2/zones.js'

/** zod schemas of what MAAS answers, by the name of the type. Each is made when it is first read. */
export interface MaasSchemas {
  readonly AddressBmc: ZodType<AddressBmc>
  readonly AddressBmcNode: ZodType<AddressBmcNode>
  readonly AddressName: ZodType<AddressName>
  readonly AddressNode: ZodType<AddressNode>
  readonly AllocationMatch: ZodType<AllocationMatch>
  readonly ApiKey: ZodType<ApiKey>
  readonly Bcache: ZodType<Bcache>
  readonly BcacheCacheSet: ZodType<BcacheCacheSet>
  readonly BlockDevice: ZodType<BlockDevice>
  readonly BootResource: ZodType<BootResource>
  readonly BootResourceFile: ZodType<BootResourceFile>
  readonly BootResourceSet: ZodType<BootResourceSet>
  readonly BootSource: ZodType<BootSource>
  readonly BootSourceSelection: ZodType<BootSourceSelection>
  readonly CommissioningScript: ZodType<CommissioningScript>
  readonly ComposedMachine: ZodType<ComposedMachine>
  readonly ConnectedMac: ZodType<ConnectedMac>
  readonly ControllerBase: ZodType<ControllerBase>
  readonly ControllerService: ZodType<ControllerService>
  readonly CreatedBcache: ZodType<CreatedBcache>
  readonly DefaultGateway: ZodType<DefaultGateway>
  readonly DefaultGateways: ZodType<DefaultGateways>
  readonly Device: ZodType<Device>
  readonly DeviceConstraint: ZodType<DeviceConstraint>
  readonly DhcpSnippet: ZodType<DhcpSnippet>
  readonly DhcpSnippetVersion: ZodType<DhcpSnippetVersion>
  readonly DiscoveredAddress: ZodType<DiscoveredAddress>
  readonly Discovery: ZodType<Discovery>
  readonly DiscoveryObserver: ZodType<DiscoveryObserver>
  readonly DnsRecord: ZodType<DnsRecord>
  readonly DnsResource: ZodType<DnsResource>
  readonly Domain: ZodType<Domain>
  readonly Entitlement: ZodType<Entitlement>
  readonly EventLevel: ZodType<EventLevel>
  readonly EventQueryPage: ZodType<EventQueryPage>
  readonly Fabric: ZodType<Fabric>
  readonly Filesystem: ZodType<Filesystem>
  readonly GeneratedRecord: ZodType<GeneratedRecord>
  readonly GroupMember: ZodType<GroupMember>
  readonly HardwareInfo: ZodType<HardwareInfo>
  readonly HugePages: ZodType<HugePages>
  readonly Interface: ZodType<Interface>
  readonly InterfaceConstraint: ZodType<InterfaceConstraint>
  readonly InterfaceLink: ZodType<InterfaceLink>
  readonly InterfaceParams: ZodType<InterfaceParams>
  readonly IpAddress: ZodType<IpAddress>
  readonly IpRange: ZodType<IpRange>
  readonly LegacyNetwork: ZodType<LegacyNetwork>
  readonly LicenseKey: ZodType<LicenseKey>
  readonly LogicalVolume: ZodType<LogicalVolume>
  readonly MaasEvent: ZodType<MaasEvent>
  readonly MaasNotification: ZodType<MaasNotification>
  readonly Machine: ZodType<Machine>
  readonly MachineStatusName: ZodType<MachineStatusName>
  readonly NewApiKey: ZodType<NewApiKey>
  readonly NodeBase: ZodType<NodeBase>
  readonly NodeDevice: ZodType<NodeDevice>
  readonly NodeRef: ZodType<NodeRef>
  readonly NodeResult: ZodType<NodeResult>
  readonly NodeResultNode: ZodType<NodeResultNode>
  readonly NodeToken: ZodType<NodeToken>
  readonly NumaNode: ZodType<NumaNode>
  readonly OidcProvider: ZodType<OidcProvider>
  readonly PackageRepository: ZodType<PackageRepository>
  readonly Partition: ZodType<Partition>
  readonly PowerState: ZodType<PowerState>
  readonly PowerStateName: ZodType<PowerStateName>
  readonly PowerType: ZodType<PowerType>
  readonly PowerTypeField: ZodType<PowerTypeField>
  readonly RackBootImage: ZodType<RackBootImage>
  readonly RackBootImages: ZodType<RackBootImages>
  readonly RackController: ZodType<RackController>
  readonly Raid: ZodType<Raid>
  readonly RegionController: ZodType<RegionController>
  readonly ReservedIp: ZodType<ReservedIp>
  readonly ResourcePool: ZodType<ResourcePool>
  readonly ScanController: ZodType<ScanController>
  readonly ScanFailure: ZodType<ScanFailure>
  readonly ScanResult: ZodType<ScanResult>
  readonly Script: ZodType<Script>
  readonly ScriptParameter: ZodType<ScriptParameter>
  readonly ScriptResult: ZodType<ScriptResult>
  readonly ScriptSet: ZodType<ScriptSet>
  readonly ScriptVersion: ZodType<ScriptVersion>
  readonly Space: ZodType<Space>
  readonly SpecialFilesystem: ZodType<SpecialFilesystem>
  readonly SshKey: ZodType<SshKey>
  readonly SslKey: ZodType<SslKey>
  readonly StaticRoute: ZodType<StaticRoute>
  readonly StorageConstraint: ZodType<StorageConstraint>
  readonly StorageRef: ZodType<StorageRef>
  readonly StoredFile: ZodType<StoredFile>
  readonly Subnet: ZodType<Subnet>
  readonly SubnetIpAddress: ZodType<SubnetIpAddress>
  readonly SubnetRange: ZodType<SubnetRange>
  readonly SubnetStatistics: ZodType<SubnetStatistics>
  readonly Tag: ZodType<Tag>
  readonly TagRebuild: ZodType<TagRebuild>
  readonly TagUpdate: ZodType<TagUpdate>
  readonly User: ZodType<User>
  readonly UserGroup: ZodType<UserGroup>
  readonly Version: ZodType<Version>
  readonly VirtualMachine: ZodType<VirtualMachine>
  readonly Vlan: ZodType<Vlan>
  readonly VmCluster: ZodType<VmCluster>
  readonly VmClusterPool: ZodType<VmClusterPool>
  readonly VmfsDatastore: ZodType<VmfsDatastore>
  readonly VmfsFilesystem: ZodType<VmfsFilesystem>
  readonly VmHost: ZodType<VmHost>
  readonly VmHostNode: ZodType<VmHostNode>
  readonly VmHostRef: ZodType<VmHostRef>
  readonly VmHostResources: ZodType<VmHostResources>
  readonly VmHostStoragePool: ZodType<VmHostStoragePool>
  readonly VolumeGroup: ZodType<VolumeGroup>
  readonly Zone: ZodType<Zone>
}

export const schemas: MaasSchemas = zodSchemas({ ...api2 })
