/** Notifications, keys, DHCP snippets, repositories, DNS, files, images and VM hosts. */
export interface Notification {
  id: number
  ident: string | null
  users: boolean
  admins: boolean
  user: string | null
  message: string
  context: Record<string, unknown>
  category: string
  dismissable: boolean
  dismissedBy: string[]
}

export interface AccountKey {
  id: number
  kind: 'ssh' | 'ssl'
  key: string
  username: string
}

export interface DhcpSnippet {
  id: number
  name: string
  description: string
  enabled: boolean
  node: string | null
  subnetId: number | null
  history: { id: number; value: string; createdMs: number }[]
}

export interface PackageRepository {
  id: number
  name: string
  url: string
  distributions: string[]
  disabledPockets: string[]
  disabledComponents: string[]
  disableSources: boolean
  components: string[]
  arches: string[]
  key: string
  enabled: boolean
  isDefault: boolean
}

export interface ReservedAddress {
  ip: string
  subnetId: number
  username: string
  createdMs: number
}

export interface DnsResource {
  id: number
  name: string
  domainId: number
  addressTtl: number | null
  ips: string[]
}

export interface DnsRecord {
  id: number
  resourceId: number
  rrtype: string
  rrdata: string
  ttl: number | null
}

export interface StoredFile {
  filename: string
  content: Buffer
  key: string
  username: string
}

export interface BootSource {
  id: number
  url: string
  keyringFilename: string
  keyringData: string
  createdMs: number
  updatedMs: number
  selections: BootSourceSelection[]
  name: string
  priority: number
  enabled: boolean
  skipKeyringVerification: boolean
}

/** Which images of a source the region keeps. */
export interface BootSourceSelection {
  id: number
  os: string
  release: string
  arches: string[]
  subarches: string[]
  labels: string[]
}

/** File content shared by images through its hash; complete once all bytes have arrived. */
export interface ImageFile {
  sha256: string
  size: number
  content: Buffer
}

export interface BootResource {
  id: number
  type: 'Uploaded' | 'Synced'
  name: string
  title: string
  architecture: string
  /** Newest first. */
  sets: {
    version: string
    label: string
    files: { id: number; filename: string; filetype: string; file: ImageFile }[]
  }[]
}

export interface VmHost {
  id: number
  type: string
  name: string
  zoneId: number
  poolId: number
  tags: string[]
  cpuOverCommit: number
  memoryOverCommit: number
  macvlanMode: string | null
  parameters: Record<string, string>
}

/** An address that belongs to a MAC address. */
export interface ReservedIp {
  id: number
  ip: string
  mac: string
  comment: string
  subnetId: number
}

/** In the words of the API. */
export interface Entitlement {
  resource_type: string
  resource_id: number
  entitlement: string
}

export interface UserGroup {
  id: number
  name: string
  description: string
  /** User names. */
  members: string[]
  entitlements: Entitlement[]
}

/** In the words of the API, which tells all of it. */
export interface OidcProvider {
  id: number
  name: string
  issuer_url: string
  client_id: string
  client_secret: string
  enabled: boolean
  token_type: 'JWT' | 'Opaque'
  redirect_uri: string
  scopes: string
}

export class Extras {
  readonly reservedIps: ReservedIp[] = []
  readonly groups: UserGroup[] = []
  readonly oidcProviders: OidcProvider[] = []
  readonly reserved: ReservedAddress[] = []
  readonly dnsResources: DnsResource[] = []
  readonly dnsRecords: DnsRecord[] = []
  readonly files: StoredFile[] = []
  readonly bootSources: BootSource[] = []
  readonly bootResources: BootResource[] = []
  readonly imageFiles: ImageFile[] = []
  readonly vmHosts: VmHost[] = []
  readonly notifications: Notification[] = []
  readonly keys: AccountKey[] = []
  readonly snippets: DhcpSnippet[] = []
  readonly repositories: PackageRepository[] = [
    archive(1, 'main_archive', 'http://archive.ubuntu.com/ubuntu', ['amd64', 'i386']),
    archive(2, 'ports_archive', 'http://ports.ubuntu.com/ubuntu-ports', [
      'armhf',
      'arm64',
      'ppc64el',
      's390x',
    ]),
  ]
}

function archive(id: number, name: string, url: string, arches: string[]): PackageRepository {
  const lists = { distributions: [], disabledPockets: [], disabledComponents: [], components: [] }
  return { id, name, url, arches, ...lists, disableSources: true, key: '', enabled: true, isDefault: true }
}
