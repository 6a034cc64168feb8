import type { Resource } from '../server/router.js'
import { accountKeyResources } from './account-keys.js'
import { bcacheResources } from './bcaches.js'
import { blockDeviceResources } from './blockdevices.js'
import { bootResourceResources } from './boot-resources.js'
import { bootSourceResources } from './boot-sources.js'
import { controllerResources } from './controllers.js'
import { deviceResources } from './devices.js'
import { snippetResources } from './dhcp-snippets.js'
import { discoveryResources } from './discovery.js'
import { dnsResourceResources } from './dns.js'
import { domainResources } from './domains.js'
import { eventResources } from './events.js'
import { fileResources } from './files.js'
import { interfaceResources } from './interfaces.js'
import { ipAddressResources } from './ip-addresses.js'
import { legacyNetworkResources } from './legacy-networks.js'
import { licenseKeyResources } from './license-keys.js'
import { machineResource } from './machine.js'
import { machinesResource } from './machines.js'
import { networkResources } from './networks.js'
import { nodeDeviceResources } from './node-devices.js'
import { nodeResultResources } from './node-results.js'
import { nodeResources } from './nodes.js'
import { oidcProviderResources } from './oidc-providers.js'
import { notificationResources } from './notifications.js'
import { repositoryResources } from './package-repositories.js'
import { placeResources } from './places.js'
import { raidResources } from './raids.js'
import { rangeResources } from './ranges.js'
import { reservedIpResources } from './reserved-ips.js'
import { resultResources } from './results.js'
import { scriptResources } from './scripts.js'
import { subnetResources } from './subnets.js'
import { tagResources } from './tags.js'
import { userGroupResources } from './user-groups.js'
import { userResources } from './users.js'
import { regionResources } from './version.js'
import { vmHostResources } from './vm-hosts.js'
import { vmfsResources } from './vmfs.js'
import { volumeGroupResources } from './volume-groups.js'

/** The endpoints that the simulator serves. */
export const resources: readonly Resource[] = [
  ...regionResources,
  ...userResources,
  machinesResource,
  machineResource,
  ...tagResources,
  ...placeResources,
  ...eventResources,
  ...networkResources,
  ...subnetResources,
  ...rangeResources,
  ...domainResources,
  ...interfaceResources,
  ...nodeResources,
  ...deviceResources,
  ...controllerResources,
  ...scriptResources,
  ...resultResources,
  ...notificationResources,
  ...accountKeyResources,
  ...snippetResources,
  ...repositoryResources,
  ...discoveryResources,
  ...blockDeviceResources,
  ...raidResources,
  ...volumeGroupResources,
  ...bcacheResources,
  ...vmfsResources,
  ...ipAddressResources,
  ...dnsResourceResources,
  ...fileResources,
  ...bootSourceResources,
  ...bootResourceResources,
  ...vmHostResources,
  ...licenseKeyResources,
  ...legacyNetworkResources,
  ...nodeDeviceResources,
  ...nodeResultResources,
  ...reservedIpResources,
  ...userGroupResources,
  ...oidcProviderResources,
]
