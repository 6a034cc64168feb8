import type { DeliberateDifference } from '../scoreboard.js'

/** Where the simulator differs from an example on purpose, and why. */
export const deliberateDifferences: DeliberateDifference[] = [
  {
    file: 'legacy.CreateScript',
    exchange: 'reply',
    why: 'The example has an attachment; a script that was just created can have none.',
  },
  {
    file: 'legacy.GetAdministrators',
    exchange: 'reply',
    why: 'The example has the one role of old servers; current ones have a list of roles (entities.json, Administrator).',
  },
  {
    file: 'legacy.GetPendingComputers',
    exchange: 'reply',
    why: 'client_tags is the text of a Python list in the old example, a list today (entities.json, PendingComputer).',
  },
]
