import { legacyActivity } from '../../replies/computer.js'
import { action, page } from '../../server/action.js'
import type { Actions } from '../../server/action.js'
import { boolean, date, integer, text, texts } from '../../server/params.js'
import { changePackages, upgradePackages } from '../../state/packages.js'
import type { Computer, ComputerPackage } from '../../state/types.js'

const delivery = { deliver_after: date.or(null), deliver_delay_window: integer.or(0) }
const triState = boolean.or(null)

export const packageActions: Actions = {
  GetPackages: action(
    {
      query: text.required,
      search: text.or(null),
      names: texts.optional,
      installed: triState,
      available: triState,
      upgrade: triState,
      held: triState,
      limit: integer.or(1000),
      offset: integer.or(0),
    },
    ({ state }, { query, search, names, limit, offset, ...wanted }) => {
      const rows = packageRows(state.selectSome(query)).filter(
        ({ name, computers }) =>
          (search === null || name.includes(search)) &&
          (names.length === 0 || names.includes(name)) &&
          agrees(wanted.installed, computers.installed) &&
          agrees(wanted.available, computers.available) &&
          agrees(wanted.upgrade, computers.upgrades) &&
          agrees(wanted.held, computers.held),
      )
      return page(rows, { limit, offset })
    },
  ),

  UpgradePackages: action(
    { query: text.required, packages: texts.optional, security_only: boolean.or(false), ...delivery },
    ({ state, queue }, { query, packages, security_only, deliver_after, deliver_delay_window }) => {
      const wanted = (_: Computer, { name, security }: ComputerPackage) =>
        (packages.length === 0 || packages.includes(name)) && (security || !security_only)
      const group = upgradePackages(state, queue, state.selectSome(query), wanted, {
        deliverAfterMs: deliver_after,
        deliverDelayWindow: deliver_delay_window,
      })
      return legacyActivity(queue, group)
    },
  ),

  InstallPackages: change('install'),
  RemovePackages: change('remove'),
}

function change(type: 'install' | 'remove') {
  return action(
    { query: text.required, packages: texts.required, ...delivery },
    ({ state, queue }, { query, packages, deliver_after, deliver_delay_window }) => {
      const group = changePackages(state, queue, type, state.selectSome(query), packages, {
        deliverAfterMs: deliver_after,
        deliverDelayWindow: deliver_delay_window,
      })
      return legacyActivity(queue, group)
    },
  )
}

const agrees = (wanted: boolean | null, ids: number[]) => wanted === null || wanted === ids.length > 0

interface PackageRow {
  name: string
  summary: string
  version: string
  computers: Record<'available' | 'installed' | 'upgrades' | 'held', number[]>
}

/** One row for each version of each package, with the computers where it is installed, available and so on. */
function packageRows(computers: Computer[]) {
  const rows = new Map<string, PackageRow>()
  for (const { id, packages } of computers) {
    for (const { name, summary, installed, available, held } of packages) {
      for (const version of new Set([installed, available])) {
        if (version === null) continue
        const key = `${name}=${version}`
        const row = rows.get(key) ?? {
          name,
          summary,
          version,
          computers: { available: [], installed: [], upgrades: [], held: [] },
        }
        rows.set(key, row)
        if (version === available) row.computers.available.push(id)
        if (version === installed) row.computers.installed.push(id)
        if (version === installed && held) row.computers.held.push(id)
        if (version === available && installed !== null && installed !== available)
          row.computers.upgrades.push(id)
      }
    }
  }
  return [...rows.values()].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
