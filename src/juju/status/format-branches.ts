import type { FormatStyle } from './format-style.js'
import { layOut } from './table.js'
import type { BranchStatus, ModelStatus } from './types.js'

/** The table of branches, with how long ago they were created. */
export function formatBranches({ branches = [], timestamp }: ModelStatus, style: FormatStyle): string {
  if (branches.length === 0) return ''
  const rows = inOrder(branches, style).map(({ name, created, createdBy }, index) => [
    name,
    `#${index + 1}`,
    ageText(created, timestamp),
    createdBy,
  ])
  return layOut([['Branch', 'Ref', 'Created', 'Created By'], ...rows])
}

/** The marks of the branches in the table of units, such as `#1`, by the names of the units. */
export const branchMarks = (
  { branches = [] }: ModelStatus,
  style: FormatStyle,
): ReadonlyMap<string, string> =>
  new Map(
    inOrder(branches, style).flatMap(({ units }, index) =>
      units.map((unit): [string, string] => [unit, `#${index + 1}`]),
    ),
  )

const inOrder = (branches: readonly BranchStatus[], { compare }: FormatStyle): BranchStatus[] =>
  branches.toSorted((a, b) => compare(a.name, b.name))

/** `13 seconds ago`, `1 hour ago`, or the date of what is older than a day. */
function ageText(created: string, now: string): string {
  const seconds = Math.floor((Date.parse(now) - Date.parse(created)) / 1000)
  if (Number.isNaN(seconds) || seconds >= 86_400) return created.slice(0, 10)
  if (seconds >= 3600) return ago(Math.floor(seconds / 3600), 'hour')
  if (seconds >= 60) return ago(Math.floor(seconds / 60), 'minute')
  return seconds >= 2 ? ago(seconds, 'second') : 'just now'
}

const ago = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'} ago`
