// Generated from spec/maas/ by `npm run generate`. Do not edit.

import type { ZodType } from 'zod'
import { zodSchemas } from '../../core/shape/zod.js'
import { shapes as api2 } from './api2/shapes.js'
import type { BlockDevice, Filesystem, Partition, SpecialFilesystem } from './api2/blockdevices.js'
import type { Domain } from './api2/domains.js'
import type { EventLevel, EventQueryPage, MaasEvent } from './api2/events.js'
import type { DiscoveredAddress, Interface, InterfaceLink, InterfaceParams } from './api2/interfaces.js'
import type { AllocationMatch, DefaultGateway, DefaultGateways, HardwareInfo, HugePages, Machine, MachineStatusName, NodeRef, NumaNode, PowerState, PowerStateName, StorageRef, VmHostRef } from './api2/machines.js'
import type { ResourcePool } from './api2/resource-pools.js'
import type { ScriptParameter, ScriptResult, ScriptSet } from './api2/results.js'
import type { Subnet } from './api2/subnets.js'
import type { Tag, TagUpdate } from './api2/tags.js'
import type { User } from './api2/users.js'
import type { Version } from './api2/version.js'
import type { Vlan } from './api2/vlans.js'
import type { Zone } from './api2/zones.js'

/** zod schemas of what MAAS answers, by the name of the type. Each is made when it is first read. */
export interface MaasSchemas {
  readonly AllocationMatch: ZodType<AllocationMatch>
  readonly BlockDevice: ZodType<BlockDevice>
  readonly DefaultGateway: ZodType<DefaultGateway>
  readonly DefaultGateways: ZodType<DefaultGateways>
  readonly DiscoveredAddress: ZodType<DiscoveredAddress>
  readonly Domain: ZodType<Domain>
  readonly EventLevel: ZodType<EventLevel>
  readonly EventQueryPage: ZodType<EventQueryPage>
  readonly Filesystem: ZodType<Filesystem>
  readonly HardwareInfo: ZodType<HardwareInfo>
  readonly HugePages: ZodType<HugePages>
  readonly Interface: ZodType<Interface>
  readonly InterfaceLink: ZodType<InterfaceLink>
  readonly InterfaceParams: ZodType<InterfaceParams>
  readonly MaasEvent: ZodType<MaasEvent>
  readonly Machine: ZodType<Machine>
  readonly MachineStatusName: ZodType<MachineStatusName>
  readonly NodeRef: ZodType<NodeRef>
  readonly NumaNode: ZodType<NumaNode>
  readonly Partition: ZodType<Partition>
  readonly PowerState: ZodType<PowerState>
  readonly PowerStateName: ZodType<PowerStateName>
  readonly ResourcePool: ZodType<ResourcePool>
  readonly ScriptParameter: ZodType<ScriptParameter>
  readonly ScriptResult: ZodType<ScriptResult>
  readonly ScriptSet: ZodType<ScriptSet>
  readonly SpecialFilesystem: ZodType<SpecialFilesystem>
  readonly StorageRef: ZodType<StorageRef>
  readonly Subnet: ZodType<Subnet>
  readonly Tag: ZodType<Tag>
  readonly TagUpdate: ZodType<TagUpdate>
  readonly User: ZodType<User>
  readonly Version: ZodType<Version>
  readonly Vlan: ZodType<Vlan>
  readonly VmHostRef: ZodType<VmHostRef>
  readonly Zone: ZodType<Zone>
}

export const schemas: MaasSchemas = zodSchemas({ ...api2 })
