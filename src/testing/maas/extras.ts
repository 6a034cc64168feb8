/** What a region keeps beside machines and networks. */
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

export class Extras {
  readonly notifications: Notification[] = []
  readonly keys: AccountKey[] = []
  readonly snippets: DhcpSnippet[] = []
  readonly repositories: PackageRepository[] = [
    archive(1, 'main_archive', 'http://archive.ubuntu.com/ubuntu', ['amd64', 'i386']),
    archive(2, 'ports_archive', 'http://ports.ubuntu.com/ubuntu-ports', ['armhf', 'arm64', 'ppc64el', 's390x']),
  ]
}

function archive(id: number, name: string, url: string, arches: string[]): PackageRepository {
  const lists = { distributions: [], disabledPockets: [], disabledComponents: [], components: [] }
  return { id, name, url, arches, ...lists, disableSources: true, key: '', enabled: true, isDefault: true }
}
