// Generated from spec/maas/ by `npm run generate`. Do not edit.

import type { ResourceTable } from '../../core/operations.js'
import { bootResources as api2BootResources } from './api2/boot-resources.js'
import { config as api2Config } from './api2/config.js'
import { dnsResources as api2DnsResources } from './api2/dns-resources.js'
import { events as api2Events } from './api2/events.js'
import { interfaces as api2Interfaces } from './api2/interfaces.js'
import { machines as api2Machines } from './api2/machines.js'
import { results as api2Results } from './api2/results.js'
import { type MaasAccount, account as api2Account } from './api2/account.js'
import { type MaasAgents, agents as api2Agents } from './api2/agents.js'
import { type MaasBcacheCacheSets, bcacheCacheSets as api2BcacheCacheSets } from './api2/bcache-cache-sets.js'
import { type MaasBcaches, bcaches as api2Bcaches } from './api2/bcaches.js'
import { type MaasBlockDevices, blockDevices as api2BlockDevices } from './api2/blockdevices.js'
import { type MaasBootSourceSelections, bootSourceSelections as api2BootSourceSelections } from './api2/boot-source-selections.js'
import { type MaasBootSources, bootSources as api2BootSources } from './api2/boot-sources.js'
import { type MaasCommissioningResults, commissioningResults as api2CommissioningResults } from './api2/node-results.js'
import { type MaasCommissioningScripts, commissioningScripts as api2CommissioningScripts } from './api2/commissioning-scripts.js'
import { type MaasDevices, devices as api2Devices } from './api2/devices.js'
import { type MaasDhcpSnippets, dhcpSnippets as api2DhcpSnippets } from './api2/dhcp-snippets.js'
import { type MaasDiscoveries, discoveries as api2Discoveries } from './api2/discoveries.js'
import { type MaasDnsRecords, dnsRecords as api2DnsRecords } from './api2/dns-records.js'
import { type MaasDomains, domains as api2Domains } from './api2/domains.js'
import { type MaasFabrics, fabrics as api2Fabrics } from './api2/fabrics.js'
import { type MaasFiles, files as api2Files } from './api2/files.js'
import { type MaasGroups, groups as api2Groups } from './api2/groups.js'
import { type MaasImageSync, imageSync as api2ImageSync } from './api2/image-sync.js'
import { type MaasInstallationResults, installationResults as api2InstallationResults } from './api2/installation-results.js'
import { type MaasIpAddresses, ipAddresses as api2IpAddresses } from './api2/ip-addresses.js'
import { type MaasIpRanges, ipRanges as api2IpRanges } from './api2/ip-ranges.js'
import { type MaasLicenseKeys, licenseKeys as api2LicenseKeys } from './api2/license-keys.js'
import { type MaasNetworks, networks as api2Networks } from './api2/networks.js'
import { type MaasNodeDevices, nodeDevices as api2NodeDevices } from './api2/node-devices.js'
import { type MaasNodes, nodes as api2Nodes } from './api2/nodes.js'
import { type MaasNotifications, notifications as api2Notifications } from './api2/notifications.js'
import { type MaasOidcProviders, oidcProviders as api2OidcProviders } from './api2/oidc-providers.js'
import { type MaasPackageRepositories, packageRepositories as api2PackageRepositories } from './api2/package-repositories.js'
import { type MaasPartitions, partitions as api2Partitions } from './api2/partitions.js'
import { type MaasPods, pods as api2Pods } from './api2/pods.js'
import { type MaasRackControllers, rackControllers as api2RackControllers } from './api2/rack-controllers.js'
import { type MaasRaids, raids as api2Raids } from './api2/raids.js'
import { type MaasRegionControllers, regionControllers as api2RegionControllers } from './api2/region-controllers.js'
import { type MaasReservedIps, reservedIps as api2ReservedIps } from './api2/reserved-ips.js'
import { type MaasResourcePools, resourcePools as api2ResourcePools } from './api2/resource-pools.js'
import { type MaasScripts, scripts as api2Scripts } from './api2/scripts.js'
import { type MaasSpaces, spaces as api2Spaces } from './api2/spaces.js'
import { type MaasSshKeys, sshKeys as api2SshKeys } from './api2/ssh-keys.js'
import { type MaasSslKeys, sslKeys as api2SslKeys } from './api2/ssl-keys.js'
import { type MaasStaticRoutes, staticRoutes as api2StaticRoutes } from './api2/static-routes.js'
import { type MaasSubnets, subnets as api2Subnets } from './api2/subnets.js'
import { type MaasSwitches, switches as api2Switches } from './api2/switches.js'
import { type MaasTags, tags as api2Tags } from './api2/tags.js'
import { type MaasUsers, users as api2Users } from './api2/users.js'
import { type MaasVirtualMachines, virtualMachines as api2VirtualMachines } from './api2/virtual-machines.js'
import { type MaasVmClusters, vmClusters as api2VmClusters } from './api2/vm-clusters.js'
import { type MaasVmHosts, vmHosts as api2VmHosts } from './api2/vm-hosts.js'
import { type MaasVmfsDatastores, vmfsDatastores as api2VmfsDatastores } from './api2/vmfs-datastores.js'
import { type MaasVolumeGroups, volumeGroups as api2VolumeGroups } from './api2/volume-groups.js'
import { type MaasZones, zones as api2Zones } from './api2/zones.js'
import { vlans as api2Vlans } from './api2/vlans.js'

/** The resources of MAAS that are made from facts alone. */
export interface MaasResources {
  /** API keys of the user of this client. */
  readonly account: MaasAccount
  /** Configuration of the agents on rack controllers, as they read it. */
  readonly agents: MaasAgents
  /** Cache sets of bcache devices of a machine. */
  readonly bcacheCacheSets: MaasBcacheCacheSets
  /** Bcache devices of a machine. */
  readonly bcaches: MaasBcaches
  /** Block devices of a machine. */
  readonly blockDevices: MaasBlockDevices
  /** Servers that boot images are synchronized from. */
  readonly bootSources: MaasBootSources
  /** Selections of boot images of a boot source. */
  readonly bootSourceSelections: MaasBootSourceSelections
  /** Results of commissioning scripts in the format of old releases; use results instead. */
  readonly commissioningResults: MaasCommissioningResults
  /** Commissioning scripts in the format of old releases; use scripts instead. */
  readonly commissioningScripts: MaasCommissioningScripts
  /** Devices: hosts on the network that MAAS gives addresses and names to, but does not deploy. */
  readonly devices: MaasDevices
  /** Snippets of DHCP configuration. */
  readonly dhcpSnippets: MaasDhcpSnippets
  /** Hosts that rack controllers observed on their networks. */
  readonly discoveries: MaasDiscoveries
  /** DNS records other than addresses. */
  readonly dnsRecords: MaasDnsRecords
  /** DNS domains. */
  readonly domains: MaasDomains
  /** Fabrics: sets of VLANs that are connected. */
  readonly fabrics: MaasFabrics
  /** Files that are stored in the region for its users. */
  readonly files: MaasFiles
  /** Groups of users, with their entitlements. */
  readonly groups: MaasGroups
  /** Progress of image downloads, as the controllers of MAAS report it among themselves. */
  readonly imageSync: MaasImageSync
  /** Results of installations in the format of old releases; use results instead. */
  readonly installationResults: MaasInstallationResults
  /** IP addresses that users have reserved, and others that MAAS has assigned. */
  readonly ipAddresses: MaasIpAddresses
  /** IP ranges of subnets: dynamic ones for DHCP, and reserved ones. */
  readonly ipRanges: MaasIpRanges
  /** License keys of Windows. */
  readonly licenseKeys: MaasLicenseKeys
  /** Subnets in the format of old releases, read-only; use subnets instead. */
  readonly networks: MaasNetworks
  /** PCI and USB devices of a node. */
  readonly nodeDevices: MaasNodeDevices
  /** Machines, devices, rack controllers and region controllers, whatever their kind. */
  readonly nodes: MaasNodes
  /** Notifications in the web interface. */
  readonly notifications: MaasNotifications
  /** OpenID Connect providers that users sign in with. */
  readonly oidcProviders: MaasOidcProviders
  /** Package repositories of deployed machines. */
  readonly packageRepositories: MaasPackageRepositories
  /** Partitions of a block device. */
  readonly partitions: MaasPartitions
  /** VM hosts by their old name: the same as vmHosts. MAAS up to 3.8. */
  readonly pods: MaasPods
  /** Rack controllers. */
  readonly rackControllers: MaasRackControllers
  /** RAID arrays of a machine. */
  readonly raids: MaasRaids
  /** Region controllers. */
  readonly regionControllers: MaasRegionControllers
  /** IP addresses that are reserved for a MAC address. */
  readonly reservedIps: MaasReservedIps
  /** Resource pools. */
  readonly resourcePools: MaasResourcePools
  /** Scripts that commission, test and release machines. */
  readonly scripts: MaasScripts
  /** Spaces: sets of subnets that can reach each other. */
  readonly spaces: MaasSpaces
  /** SSH keys of the user of this client, which MAAS installs on the machines that the user deploys. */
  readonly sshKeys: MaasSshKeys
  /** SSL keys of the user of this client. */
  readonly sslKeys: MaasSslKeys
  /** Static routes between subnets. */
  readonly staticRoutes: MaasStaticRoutes
  /** Subnets. */
  readonly subnets: MaasSubnets
  /** Boot order of machines, as rack controllers set it. MAAS 3.5 only. */
  readonly switches: MaasSwitches
  /** Tags, which are assigned manually or by an XPath expression over the hardware description. */
  readonly tags: MaasTags
  /** Users of MAAS. */
  readonly users: MaasUsers
  /** Virtual machines of VM hosts. MAAS up to 3.8. */
  readonly virtualMachines: MaasVirtualMachines
  /** LXD clusters of VM hosts. MAAS up to 3.8. */
  readonly vmClusters: MaasVmClusters
  /** VMFS datastores of a machine that runs VMware ESXi. */
  readonly vmfsDatastores: MaasVmfsDatastores
  /** VM hosts: LXD or libvirt hosts on which MAAS composes virtual machines. MAAS up to 3.8. */
  readonly vmHosts: MaasVmHosts
  /** LVM volume groups of a machine. */
  readonly volumeGroups: MaasVolumeGroups
  /** Availability zones. */
  readonly zones: MaasZones
}

export const resources: ResourceTable = {
  'account': [['api2', api2Account]],
  'agents': [['api2', api2Agents]],
  'bcacheCacheSets': [['api2', api2BcacheCacheSets]],
  'bcaches': [['api2', api2Bcaches]],
  'blockDevices': [['api2', api2BlockDevices]],
  'bootResources': [['api2', api2BootResources]],
  'bootSources': [['api2', api2BootSources]],
  'bootSourceSelections': [['api2', api2BootSourceSelections]],
  'commissioningResults': [['api2', api2CommissioningResults]],
  'commissioningScripts': [['api2', api2CommissioningScripts]],
  'config': [['api2', api2Config]],
  'devices': [['api2', api2Devices]],
  'dhcpSnippets': [['api2', api2DhcpSnippets]],
  'discoveries': [['api2', api2Discoveries]],
  'dnsRecords': [['api2', api2DnsRecords]],
  'dnsResources': [['api2', api2DnsResources]],
  'domains': [['api2', api2Domains]],
  'events': [['api2', api2Events]],
  'fabrics': [['api2', api2Fabrics]],
  'files': [['api2', api2Files]],
  'groups': [['api2', api2Groups]],
  'imageSync': [['api2', api2ImageSync]],
  'installationResults': [['api2', api2InstallationResults]],
  'interfaces': [['api2', api2Interfaces]],
  'ipAddresses': [['api2', api2IpAddresses]],
  'ipRanges': [['api2', api2IpRanges]],
  'licenseKeys': [['api2', api2LicenseKeys]],
  'machines': [['api2', api2Machines]],
  'networks': [['api2', api2Networks]],
  'nodeDevices': [['api2', api2NodeDevices]],
  'nodes': [['api2', api2Nodes]],
  'notifications': [['api2', api2Notifications]],
  'oidcProviders': [['api2', api2OidcProviders]],
  'packageRepositories': [['api2', api2PackageRepositories]],
  'partitions': [['api2', api2Partitions]],
  'pods': [['api2', api2Pods]],
  'rackControllers': [['api2', api2RackControllers]],
  'raids': [['api2', api2Raids]],
  'regionControllers': [['api2', api2RegionControllers]],
  'reservedIps': [['api2', api2ReservedIps]],
  'resourcePools': [['api2', api2ResourcePools]],
  'results': [['api2', api2Results]],
  'scripts': [['api2', api2Scripts]],
  'spaces': [['api2', api2Spaces]],
  'sshKeys': [['api2', api2SshKeys]],
  'sslKeys': [['api2', api2SslKeys]],
  'staticRoutes': [['api2', api2StaticRoutes]],
  'subnets': [['api2', api2Subnets]],
  'switches': [['api2', api2Switches]],
  'tags': [['api2', api2Tags]],
  'users': [['api2', api2Users]],
  'virtualMachines': [['api2', api2VirtualMachines]],
  'vlans': [['api2', api2Vlans]],
  'vmClusters': [['api2', api2VmClusters]],
  'vmfsDatastores': [['api2', api2VmfsDatastores]],
  'vmHosts': [['api2', api2VmHosts]],
  'volumeGroups': [['api2', api2VolumeGroups]],
  'zones': [['api2', api2Zones]],
}
