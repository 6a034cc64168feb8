// Generated from spec/landscape/ by `npm run generate`. Do not edit.

import type { ZodType } from 'zod'
import { zodSchemas } from '../../core/shape/zod.js'
import { shapes as actions } from './actions/shapes.js'
import { shapes as entities } from './entities/shapes.js'
import { shapes as rest } from './rest/shapes.js'
import type { AccessGroup } from './entities/access-groups.js'
import type { Activity, ActivityActions, ActivityGroup, ActivityParent, ActivityStatus, ChildrenStatuses, Creator, PackageChange } from './entities/activities.js'
import type { Alert, AlertSummary } from './entities/alerts.js'
import type { AcceptedComputer, CloudInit, Computer, ComputerAlert, DistributionInfo, GroupedHardware, HardwareBus, HardwareCpu, HardwareDevice, HardwareDisk, HardwareFlag, HardwareMemory, HardwareNetwork, HardwarePartition, HardwareSystem, LivepatchCloud, LivepatchFix, LivepatchInfo, LivepatchKernel, LivepatchOutput, LivepatchPatch, LivepatchReport, LivepatchText, NetworkDevice, ProfileRef, UbuntuProAccount, UbuntuProContract, UbuntuProError, UbuntuProExternalAccount, UbuntuProInfo, UbuntuProRebootInfo, UbuntuProRebootOutput, UbuntuProRebootPackages, UbuntuProService, UpgradeCounts } from './entities/computers.js'
import type { Login, LoginAccount, LoginReturn } from './entities/login.js'
import type { Package, PackageComputers, PackageOnComputer, PackageV2 } from './entities/packages.js'
import type { PendingComputer } from './entities/pending-computers.js'
import type { About } from './entities/server.js'
import type { ActivityParentsPage } from './rest/activities.js'
import type { AlertSummaryPage } from './rest/alerts.js'
import type { TagListPage } from './rest/tags.js'
import type { V2ActivityListPage } from './rest/v2-activities.js'
import type { V2ComputerListPage } from './rest/v2-computers.js'
import type { V2PackageListPage } from './rest/v2-packages.js'

/** zod schemas of what Landscape answers, by the name of the type. Each is made when it is first read. */
export interface LandscapeSchemas {
  readonly About: ZodType<About>
  readonly AcceptedComputer: ZodType<AcceptedComputer>
  readonly AccessGroup: ZodType<AccessGroup>
  readonly Activity: ZodType<Activity>
  readonly ActivityActions: ZodType<ActivityActions>
  readonly ActivityGroup: ZodType<ActivityGroup>
  readonly ActivityParent: ZodType<ActivityParent>
  readonly ActivityParentsPage: ZodType<ActivityParentsPage>
  readonly ActivityStatus: ZodType<ActivityStatus>
  readonly Alert: ZodType<Alert>
  readonly AlertSummary: ZodType<AlertSummary>
  readonly AlertSummaryPage: ZodType<AlertSummaryPage>
  readonly ChildrenStatuses: ZodType<ChildrenStatuses>
  readonly CloudInit: ZodType<CloudInit>
  readonly Computer: ZodType<Computer>
  readonly ComputerAlert: ZodType<ComputerAlert>
  readonly Creator: ZodType<Creator>
  readonly DistributionInfo: ZodType<DistributionInfo>
  readonly GroupedHardware: ZodType<GroupedHardware>
  readonly HardwareBus: ZodType<HardwareBus>
  readonly HardwareCpu: ZodType<HardwareCpu>
  readonly HardwareDevice: ZodType<HardwareDevice>
  readonly HardwareDisk: ZodType<HardwareDisk>
  readonly HardwareFlag: ZodType<HardwareFlag>
  readonly HardwareMemory: ZodType<HardwareMemory>
  readonly HardwareNetwork: ZodType<HardwareNetwork>
  readonly HardwarePartition: ZodType<HardwarePartition>
  readonly HardwareSystem: ZodType<HardwareSystem>
  readonly LivepatchCloud: ZodType<LivepatchCloud>
  readonly LivepatchFix: ZodType<LivepatchFix>
  readonly LivepatchInfo: ZodType<LivepatchInfo>
  readonly LivepatchKernel: ZodType<LivepatchKernel>
  readonly LivepatchOutput: ZodType<LivepatchOutput>
  readonly LivepatchPatch: ZodType<LivepatchPatch>
  readonly LivepatchReport: ZodType<LivepatchReport>
  readonly LivepatchText: ZodType<LivepatchText>
  readonly Login: ZodType<Login>
  readonly LoginAccount: ZodType<LoginAccount>
  readonly LoginReturn: ZodType<LoginReturn>
  readonly NetworkDevice: ZodType<NetworkDevice>
  readonly Package: ZodType<Package>
  readonly PackageChange: ZodType<PackageChange>
  readonly PackageComputers: ZodType<PackageComputers>
  readonly PackageOnComputer: ZodType<PackageOnComputer>
  readonly PackageV2: ZodType<PackageV2>
  readonly PendingComputer: ZodType<PendingComputer>
  readonly ProfileRef: ZodType<ProfileRef>
  readonly TagListPage: ZodType<TagListPage>
  readonly UbuntuProAccount: ZodType<UbuntuProAccount>
  readonly UbuntuProContract: ZodType<UbuntuProContract>
  readonly UbuntuProError: ZodType<UbuntuProError>
  readonly UbuntuProExternalAccount: ZodType<UbuntuProExternalAccount>
  readonly UbuntuProInfo: ZodType<UbuntuProInfo>
  readonly UbuntuProRebootInfo: ZodType<UbuntuProRebootInfo>
  readonly UbuntuProRebootOutput: ZodType<UbuntuProRebootOutput>
  readonly UbuntuProRebootPackages: ZodType<UbuntuProRebootPackages>
  readonly UbuntuProService: ZodType<UbuntuProService>
  readonly UpgradeCounts: ZodType<UpgradeCounts>
  readonly V2ActivityListPage: ZodType<V2ActivityListPage>
  readonly V2ComputerListPage: ZodType<V2ComputerListPage>
  readonly V2PackageListPage: ZodType<V2PackageListPage>
}

export const schemas: LandscapeSchemas = zodSchemas({ ...actions, ...entities, ...rest })
