/** What the paths of API 2.0 are about, by the part of a path that names it. */
const NOUNS: Readonly<Record<string, string>> = {
  account: 'API key',
  agents: 'agent',
  bcache: 'bcache',
  bcaches: 'bcache',
  'bcache-cache-set': 'cache set',
  'bcache-cache-sets': 'cache set',
  blockdevices: 'block device',
  'boot-resources': 'boot resource',
  'boot-sources': 'boot source',
  'commissioning-results': 'result',
  'commissioning-scripts': 'script',
  devices: 'device',
  'dhcp-snippets': 'DHCP snippet',
  discovery: 'discovery',
  dnsresourcerecords: 'DNS record',
  dnsresources: 'DNS resource',
  domains: 'domain',
  events: 'event',
  fabrics: 'fabric',
  files: 'file',
  groups: 'group',
  'images-sync-progress': 'image',
  'installation-results': 'result',
  interfaces: 'interface',
  ipaddresses: 'IP address',
  ipranges: 'IP range',
  'license-key': 'license key',
  'license-keys': 'license key',
  maas: 'setting',
  machines: 'machine',
  networks: 'network',
  nodes: 'node',
  notifications: 'notification',
  'oidc-providers': 'OIDC provider',
  'package-repositories': 'package repository',
  partition: 'partition',
  partitions: 'partition',
  pods: 'VM host',
  rackcontrollers: 'rack controller',
  raid: 'RAID',
  raids: 'RAID',
  regioncontrollers: 'region controller',
  reservedips: 'reserved IP address',
  resourcepool: 'resource pool',
  resourcepools: 'resource pool',
  results: 'result',
  scripts: 'script',
  selections: 'selection',
  services: 'service',
  spaces: 'space',
  sshkeys: 'SSH key',
  sslkeys: 'SSL key',
  'static-routes': 'static route',
  subnets: 'subnet',
  'switch-boot-order': 'switch',
  tags: 'tag',
  upload: 'upload',
  users: 'user',
  'virtual-machines': 'virtual machine',
  vlans: 'VLAN',
  'vm-clusters': 'VM cluster',
  'vm-hosts': 'VM host',
  'vmfs-datastore': 'VMFS datastore',
  'vmfs-datastores': 'VMFS datastore',
  'volume-group': 'volume group',
  'volume-groups': 'volume group',
  zones: 'zone',
}

/** What is behind a path below the root of API 2.0: the last part that names something. What follows such a part is its id. */
export function nounOfPath(path: string): string {
  const parts = path.replace(/[?#].*/s, '').split('/')
  let noun: string | undefined
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] as string
    if (!Object.hasOwn(NOUNS, part)) continue
    noun = NOUNS[part]
    at++
  }
  return noun ?? 'object'
}

/** Classes of MAAS whose names are not those of its API. */
const CLASSES: Readonly<Record<string, string>> = {
  DNSData: 'DNS record',
  FileStorage: 'file',
  Pod: 'VM host',
  ScriptSet: 'result',
  Token: 'API key',
  VMFS: 'VMFS datastore',
}

/** A class of MAAS in words: `BootSourceSelection` is a boot source selection, `DHCPSnippet` a DHCP snippet. */
export const nounOfClass = (name: string): string =>
  CLASSES[name] ??
  name
    .split(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .map((word) => (/^[A-Z\d]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(' ')

/** Whether a path is that of a machine or another node, or of a part of one. */
export const isOfNode = (path: string): boolean =>
  /(^|\/)(machines|nodes|devices|rackcontrollers|regioncontrollers)\//.test(path)
