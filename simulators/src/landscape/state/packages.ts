import type { ActivityQueue, GroupOptions, Task } from '../life/activities.js'
import { refuse } from '../server/refusal.js'
import { upgrades } from './alerts.js'
import type { LandscapeState } from './state.js'
import type { Activity, Computer, ComputerPackage, PackageChange } from './types.js'

/** When an activity is to be delivered. */
export type Delivery = Pick<GroupOptions, 'deliverAfterMs' | 'deliverDelayWindow'>

/** The packages of every simulated computer: two have security upgrades, one has a regular upgrade. */
export const defaultPackages = (): ComputerPackage[] => [
  entry('bash', 'GNU Bourne Again SHell', '5.2.21-2ubuntu4', '5.2.21-2ubuntu4'),
  entry('openssl', 'Secure Sockets Layer toolkit', '3.0.13-0ubuntu3', '3.0.13-0ubuntu3.6', true),
  entry('libssl3t64', 'Secure Sockets Layer libraries', '3.0.13-0ubuntu3', '3.0.13-0ubuntu3.6', true),
  entry('tzdata', 'time zone data', '2024a-3ubuntu1', '2025b-0ubuntu0.24.04'),
  entry('python3', 'interactive high-level language', '3.12.3-0ubuntu2', '3.12.3-0ubuntu2'),
  entry('htop', 'interactive process viewer', null, '3.3.0-4build1'),
  entry('nginx', 'web server and proxy', null, '1.24.0-2ubuntu7'),
]

const entry = (
  name: string,
  summary: string,
  installed: string | null,
  available: string,
  security = false,
): ComputerPackage => ({
  name,
  summary,
  installed,
  available,
  security,
  held: false,
})

/** `package a`, `packages a and b`, `packages a, b and c`. */
const named = (names: readonly string[]): string =>
  names.length < 2
    ? `package ${names[0] ?? ''}`
    : `packages ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

interface Plan {
  computer: Computer
  changes: { entry: ComputerPackage; type: PackageChange['type'] }[]
}

/** Upgrades the named packages, or all, or those from the security pocket. */
export function upgradePackages(
  state: LandscapeState,
  queue: ActivityQueue,
  computers: Computer[],
  wanted: (computer: Computer, entry: ComputerPackage) => boolean,
  delivery: Delivery = {},
): Activity {
  const plans = computers.map((computer) => ({
    computer,
    changes: upgrades(computer)
      .filter((entry) => wanted(computer, entry))
      .map((entry) => ({ entry, type: 'upgrade' as const })),
  }))
  return change(state, queue, 'Upgrade', plans, delivery)
}

/** Installs or removes packages by name; the error for an unknown name is UnknownPackages. */
export function changePackages(
  state: LandscapeState,
  queue: ActivityQueue,
  type: 'install' | 'remove' | 'hold' | 'unhold',
  computers: Computer[],
  names: string[],
  delivery: Delivery = {},
): Activity {
  const known = new Set(computers.flatMap(({ packages }) => packages.map(({ name }) => name)))
  const unknown = names.filter((name) => !known.has(name))
  if (unknown.length > 0) throw refuse('UnknownPackages', `Unknown packages: ${unknown.join(', ')}`)
  const applies = (entry: ComputerPackage) =>
    names.includes(entry.name) && (type === 'install' ? entry.installed === null : entry.installed !== null)
  const plans = computers.map((computer) => ({
    computer,
    changes: computer.packages.filter(applies).map((entry) => ({ entry, type })),
  }))
  const verb = { install: 'Install', remove: 'Remove', hold: 'Hold', unhold: 'Unhold' }[type]
  return change(state, queue, verb, plans, delivery, names)
}

function change(
  state: LandscapeState,
  queue: ActivityQueue,
  verb: string,
  plans: Plan[],
  delivery: Delivery,
  names?: string[],
): Activity {
  const all = names ?? [...new Set(plans.flatMap(({ changes }) => changes.map(({ entry }) => entry.name)))]
  return queue.create({
    summary: `${verb} ${named(all)}`,
    tasks: plans.map((plan) => task(state, verb, plan)),
    ...delivery,
  })
}

function task(state: LandscapeState, verb: string, { computer, changes }: Plan): Task {
  const described = changes.map(({ entry, type }) => describe(entry, type))
  return {
    computer,
    type: 'ChangePackagesRequest',
    summary: `${verb} ${named(changes.map(({ entry }) => entry.name))}`,
    packages: {
      ids: described.flatMap(({ package: name, ...versions }) =>
        [versions.version, versions.install_version, versions.remove_version].flatMap((version) =>
          version === undefined ? [] : [state.packageId(name, version)],
        ),
      ),
      changes: described,
    },
    run() {
      for (const { entry, type } of changes) apply(entry, type)
      // Inferred: a new kernel runs after a reboot.
      if (
        changes.some(
          ({ entry, type }) => ['install', 'upgrade'].includes(type) && entry.name.startsWith('linux-image-'),
        )
      )
        computer.rebootRequired = true
      return {
        resultText: changes.length > 0 ? described.map(report).join('\n') : 'Nothing to do.',
        resultCode: 0,
      }
    },
  }
}

/** A change between versions has both of them, any other change only one (entities.json PackageChange). */
function describe(entry: ComputerPackage, type: PackageChange['type']): PackageChange {
  const { name, installed, available } = entry
  if (type === 'upgrade') {
    return {
      package: name,
      type,
      complemented: false,
      install_version: available ?? '',
      remove_version: installed ?? '',
    }
  }
  return {
    package: name,
    type,
    complemented: false,
    version: (type === 'install' ? available : installed) ?? '',
  }
}

const report = ({ package: name, type, version, install_version }: PackageChange) =>
  `${type} ${name} ${version ?? install_version ?? ''}`.trim()

function apply(entry: ComputerPackage, type: PackageChange['type']): void {
  if (type === 'install' || type === 'upgrade') {
    entry.installed = entry.available
    entry.security = false
  } else if (type === 'remove') {
    entry.installed = null
  } else {
    entry.held = type === 'hold'
  }
}
