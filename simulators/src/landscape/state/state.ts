import type { SimulatedClock } from '../../clock.js'
import { Refusal, refuse } from '../server/refusal.js'
import { alertTypes } from './alerts.js'
import type { AlertType } from './alerts.js'
import { compileComputerQuery } from './computer-query.js'
import type { ComputerLookup } from './computer-query.js'
import type {
  AccessGroup,
  AlertSetting,
  Computer,
  EventLogItem,
  PendingComputer,
  Person,
  Role,
  SavedSearch,
  Script,
} from './types.js'

/** A selection of the permissions of roles; the reference has the first two. */
export const permissions: readonly { name: string; title: string; global: boolean }[] = [
  { name: 'ViewComputer', title: 'View computers', global: false },
  { name: 'ManageComputer', title: 'Manage computers', global: false },
  { name: 'AddComputerToAccount', title: 'Add computers', global: false },
  { name: 'RemoveComputerFromAccount', title: 'Remove computers', global: false },
  { name: 'ViewScript', title: 'View scripts', global: false },
  { name: 'ManageScript', title: 'Manage scripts', global: false },
  { name: 'ExecuteScript', title: 'Execute scripts', global: false },
  { name: 'ManageAccount', title: 'Manage the account', global: true },
]

export interface StateOptions {
  clock: SimulatedClock
  email: string
  registrationKey?: string
  autoRegister: boolean
  seats: number
}

/** The whole state of one simulated Landscape server, in the account `standalone`. */
export class LandscapeState implements ComputerLookup {
  readonly clock: SimulatedClock
  readonly person: Person
  readonly account = 'standalone'
  readonly seats: number
  readonly preferences: {
    title: string
    registration_password: string | null
    auto_register_new_computers: boolean
    audit_retention_period: number
    ubuntu_one: boolean
  }
  readonly computers = new Map<number, Computer>()
  readonly pending = new Map<number, PendingComputer>()
  readonly accessGroups = new Map<string, AccessGroup>([
    ['global', { name: 'global', title: 'Global access', parent: null }],
  ])
  readonly savedSearches = new Map<string, SavedSearch>()
  readonly scripts = new Map<number, Script>()
  readonly roles = new Map<string, Role>()
  readonly alertSettings = new Map<string, AlertSetting>(
    alertTypes.map(({ name }) => [
      name,
      { tags: [], allComputers: true, subscribed: true, dismissed: false },
    ]),
  )
  readonly events: EventLogItem[] = []
  readonly #packageIds = new Map<string, number>()
  readonly #counters = new Map<string, number>()

  constructor(options: StateOptions) {
    this.clock = options.clock
    this.seats = options.seats
    this.person = { id: 1, name: 'Landscape Administrator', email: options.email }
    this.preferences = {
      title: 'Simulated Landscape',
      registration_password: options.registrationKey ?? null,
      auto_register_new_computers: options.autoRegister,
      audit_retention_period: -1,
      ubuntu_one: false,
    }
    this.roles.set('GlobalAdmin', {
      key: this.nextId('role'),
      name: 'GlobalAdmin',
      description: 'May do everything',
      permissions: permissions.filter(({ global }) => !global).map(({ name }) => name),
      globalPermissions: permissions.filter(({ global }) => global).map(({ name }) => name),
      persons: [options.email],
      accessGroups: ['global'],
      readOnly: true,
    })
  }

  nextId(kind: string): number {
    const id = (this.#counters.get(kind) ?? 0) + 1
    this.#counters.set(kind, id)
    return id
  }

  /** The id of one version of a package, assigned on first use. */
  packageId(name: string, version: string): number {
    const key = `${name}=${version}`
    const id = this.#packageIds.get(key) ?? this.nextId('package')
    this.#packageIds.set(key, id)
    return id
  }

  packageById(id: number): { name: string; version: string } | undefined {
    for (const [key, known] of this.#packageIds) {
      const at = key.indexOf('=')
      if (known === id) return { name: key.slice(0, at), version: key.slice(at + 1) }
    }
    return undefined
  }

  /** A computer by id. @throws Refusal when it is unknown: 400 in the signed API, 404 in REST. */
  computer(id: number, status: 400 | 404 = 400): Computer {
    const computer = this.computers.get(id)
    if (!computer) throw new Refusal(status, 'UnknownComputer', `There is no computer with id ${id}`)
    return computer
  }

  /** The computers that match a query, in the order of their ids. */
  select(query: string): Computer[] {
    const matches = compileComputerQuery(query, this)
    return [...this.computers.values()].filter(matches)
  }

  /** As {@link select}. @throws Refusal when none matches, with the code that package actions list. */
  selectSome(query: string): Computer[] {
    const selected = this.select(query)
    if (selected.length === 0) throw refuse('UnknownComputers', `No computer matches ${query}`)
    return selected
  }

  savedSearch(name: string): string | undefined {
    return this.savedSearches.get(name)?.search
  }

  /** The alerts that a computer raises now. */
  alerts(computer: Computer): AlertType[] {
    return alertTypes.filter(({ name, raisedBy }) => {
      const setting = this.alertSettings.get(name)
      const watched = setting?.allComputers || setting?.tags.some((tag) => computer.tags.includes(tag))
      return watched && raisedBy?.(computer, this.computers)
    })
  }

  accessGroup(name: string): AccessGroup {
    const group = this.accessGroups.get(name)
    if (!group) throw refuse('UnknownAccessGroup', `There is no access group ${name}`)
    return group
  }

  /** Updates the last contact of a computer to the current simulated time. */
  heardFrom(computer: Computer): void {
    computer.lastPingMs = this.clock.now()
    computer.lastExchangeMs = this.clock.now()
  }

  log(entityType: string, entityId: number, entityName: string, message: string): void {
    this.events.push({
      id: this.nextId('event'),
      createdAtMs: this.clock.now(),
      entityType,
      entityId,
      entityName,
      message,
    })
  }
}

const tagPattern = /^[-_0-9a-zA-Z]+$/

/** @throws Refusal for tags that cloud-init's schema rejects (workflows.md section 1): a tag has letters, digits, `-` and `_`. */
export function checkTags(tags: readonly string[]): void {
  const bad = tags.find((tag) => !tagPattern.test(tag))
  if (bad !== undefined) throw refuse('InvalidTag', `${JSON.stringify(bad)} is not a tag`)
}

/** The slug that the server derives from a title. */
export const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
