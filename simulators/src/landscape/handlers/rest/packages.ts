import { restGroup } from '../../replies/computer.js'
import type { LandscapeContext } from '../../server/context.js'
import { refuse } from '../../server/refusal.js'
import { route } from '../../server/route.js'
import type { RestInput, Route } from '../../server/route.js'
import { changePackages, upgradePackages } from '../../state/packages.js'
import type { Computer, ComputerPackage } from '../../state/types.js'
import { delivery } from './computers.js'

const kinds = ['install', 'remove', 'hold', 'unhold'] as const

export const packageRoutes: Route[] = [
  route('GET /packages', ({ state }, input) => {
    const wanted = filter(input)
    const rows = new Map<string, { entry: ComputerPackage; computers: unknown[] }>()
    for (const { id, packages } of state.select(input.query('query'))) {
      for (const entry of packages.filter(wanted)) {
        const row = rows.get(entry.name) ?? { entry, computers: [] }
        rows.set(entry.name, row)
        row.computers.push({ id, ...versions(entry) })
      }
    }
    const sorted = [...rows.values()].toSorted((a, b) => (a.entry.name < b.entry.name ? -1 : 1))
    return input.page(sorted, ({ entry, computers }) => ({
      id: packageId(state, entry),
      name: entry.name,
      summary: entry.summary,
      computers,
    }))
  }),

  route('GET /computers/{computer_id}/packages', ({ state }, input) => {
    const { packages } = state.computer(input.id('computer_id'), 404)
    const rows = packages.filter(filter(input)).toSorted((a, b) => (a.name < b.name ? -1 : 1))
    return input.page(rows, (entry) => ({
      id: packageId(state, entry),
      name: entry.name,
      summary: entry.summary,
      ...versions(entry),
    }))
  }),

  route('POST /packages', ({ state, queue }, input) => {
    const action = input.required('action', input.text('action'))
    const kind = kinds.find((kind) => kind === action)
    if (!kind) throw refuse('InvalidParameterValue', `action is none of ${kinds.join(', ')}`)
    const computers = input
      .required('computer_ids', input.ids('computer_ids'))
      .map((id) => state.computer(id, 404))
    const names = input.required('package_ids', input.ids('package_ids')).map((id) => {
      const known = state.packageById(id)
      if (!known) throw refuse('UnknownPackages', `There is no package with id ${id}`)
      return known.name
    })
    return restGroup(queue, changePackages(state, queue, kind, computers, names, delivery(input)))
  }),

  route('POST /computers/upgrade-packages', ({ state, queue }, input) => {
    const excluded = new Map<Computer, unknown[]>()
    for (const { id, exclude_packages } of input.required('computers', input.objects('computers'))) {
      if (typeof id !== 'number') throw refuse('InvalidParameterValue', 'computers have an integer id')
      if (!Array.isArray(exclude_packages))
        throw refuse('InvalidParameterValue', 'exclude_packages is a list of package ids')
      excluded.set(state.computer(id, 404), exclude_packages)
    }
    if (excluded.size === 0) throw refuse('InvalidParameterValue', 'computers is empty')
    const wanted = (computer: Computer, entry: ComputerPackage) =>
      !excluded.get(computer)?.includes(packageId(state, entry))
    return restGroup(queue, upgradePackages(state, queue, [...excluded.keys()], wanted))
  }),
]

/** That the id of a package is that of the available version, or else of the installed one, is inferred. */
const packageId = (state: LandscapeContext['state'], { name, available, installed }: ComputerPackage) =>
  state.packageId(name, available ?? installed ?? '')

const hasUpgrade = ({ installed, available }: ComputerPackage) =>
  installed !== null && available !== null && installed !== available

function versions(entry: ComputerPackage) {
  const { installed, available, held, security } = entry
  const status = held
    ? 'held'
    : installed === null
      ? 'available'
      : security && hasUpgrade(entry)
        ? 'security'
        : 'installed'
  return { status, current_version: installed, available_version: available }
}

function filter(input: RestInput): (entry: ComputerPackage) => boolean {
  const search = input.query('search')
  const names = input.csv('names')
  const states: [boolean | null, (entry: ComputerPackage) => boolean][] = [
    [input.flag('installed', null), ({ installed }) => installed !== null],
    [input.flag('available', null), ({ available }) => available !== null],
    [input.flag('upgrade', null), hasUpgrade],
    [input.flag('held', null), ({ held }) => held],
    [input.flag('security', null), (entry) => entry.security && hasUpgrade(entry)],
  ]
  return (entry) =>
    entry.name.includes(search) &&
    (names.length === 0 || names.includes(entry.name)) &&
    states.every(([wanted, is]) => wanted === null || wanted === is(entry))
}
