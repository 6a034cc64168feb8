import type { Computer } from './types.js'

export interface AlertType {
  id: number
  name: string
  label: string
  description: string
  scope: 'account' | 'computer'
  /** Its name in `alert:` terms; undefined where it has none (protocol.md section 9). */
  term?: string
  severity: 'warning' | 'danger' | 'info'
  /** Whether a computer raises the alert now; the second argument has all computers. */
  raisedBy?: (computer: Computer, all: ReadonlyMap<number, Computer>) => boolean
  /** The text of the account's summary for this number of computers. */
  summary?: (count: number) => string
}

const upgradable = (computer: Computer, securityOnly: boolean) =>
  upgrades(computer).some(({ security }) => security || !securityOnly)

/** The packages of a computer with another version available. */
export const upgrades = (computer: Computer) =>
  computer.packages.filter(
    ({ installed, available, held }) =>
      installed !== null && available !== null && installed !== available && !held,
  )

const computers = (count: number) => (count === 1 ? '1 computer' : `${count} computers`)
const has = (count: number) => (count === 1 ? 'has' : 'have')

/** An alert about computers that the simulator never raises. */
const quiet = (name: string, description: string, term: string) => ({
  name,
  description,
  term,
  scope: 'computer' as const,
  severity: 'warning' as const,
})

/** All alert types of workflows.md section 11. Those without `raisedBy` are never raised. Severities are inferred. */
export const alertTypes: readonly AlertType[] = (
  [
    {
      name: 'PendingComputersAlert',
      description: 'Computers wait to be accepted',
      scope: 'account',
      severity: 'info',
      summary: (count) => `${computers(count)} ${count === 1 ? 'waits' : 'wait'} to be accepted`,
    },
    {
      name: 'LicenseExpiryAlert',
      description: 'A licence expires soon',
      scope: 'account',
      severity: 'warning',
    },
    {
      name: 'UbuntuProContractExpirationAlert',
      description: 'A Pro contract expires soon',
      scope: 'account',
      severity: 'warning',
    },
    {
      name: 'StandaloneOverflowAlert',
      description: 'More computers than seats',
      scope: 'account',
      severity: 'danger',
    },
    {
      name: 'StandaloneScriptAlert',
      description: 'A script of the server fails',
      scope: 'account',
      severity: 'warning',
    },
    {
      name: 'StandaloneSystemEmailAlert',
      description: 'The server cannot send mail',
      scope: 'account',
      severity: 'warning',
    },
    {
      name: 'PackageUpgradesAlert',
      description: 'Package upgrades are available',
      scope: 'computer',
      term: 'package-upgrades',
      severity: 'warning',
      raisedBy: (computer) => upgradable(computer, false),
      summary: (count) => `${computers(count)} ${has(count)} package upgrades available`,
    },
    quiet('PackageProfilesAlert', 'A package profile is not met', 'package-profiles'),
    {
      name: 'SecurityUpgradesAlert',
      description: 'Security upgrades are available',
      scope: 'computer',
      term: 'security-upgrades',
      severity: 'danger',
      raisedBy: (computer) => upgradable(computer, true),
      summary: (count) => `${computers(count)} ${has(count)} security upgrades available`,
    },
    quiet('PackageReporterAlert', 'Package reporting fails', 'package-reporter'),
    quiet('EsmDisabledAlert', 'ESM updates are off', 'esm-disabled'),
    {
      ...quiet('UnapprovedActivitiesAlert', 'Activities wait for approval', 'unapproved-activities'),
      scope: 'account',
    },
    {
      name: 'ComputerOfflineAlert',
      description: 'A computer has not pinged for a while',
      scope: 'computer',
      term: 'computer-offline',
      severity: 'warning',
      raisedBy: ({ online }) => !online,
      summary: (count) => `${computers(count)} ${has(count)} not contacted the server for a while`,
    },
    {
      name: 'ComputerRebootAlert',
      description: 'A computer needs a reboot',
      scope: 'computer',
      term: 'computer-reboot',
      severity: 'warning',
      raisedBy: ({ rebootRequired }) => rebootRequired,
      summary: (count) => `${computers(count)} ${count === 1 ? 'needs' : 'need'} a reboot`,
    },
    {
      name: 'ComputerDuplicateAlert',
      description: 'Two computers look the same',
      scope: 'computer',
      term: 'computer-duplicates',
      severity: 'info',
      // What a duplicate is is not documented: here, the same host name.
      raisedBy: ({ id, hostname }, all) =>
        [...all.values()].some((other) => other.id !== id && other.hostname === hostname),
      summary: (count) => `${computers(count)} ${count === 1 ? 'is a duplicate' : 'are duplicates'}`,
    },
    quiet('ChildInstanceProfileAlert', 'A WSL profile is not met', 'child-instance-profiles'),
  ] satisfies Omit<AlertType, 'id' | 'label'>[]
).map((type, index) => ({ ...type, id: index + 1, label: type.name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ') }))
