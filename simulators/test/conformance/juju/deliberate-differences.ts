import type { DeliberateDifference } from '../scoreboard.js'

/** Where the simulator differs from the recorded controller on purpose, and why. */
export const deliberateDifferences: DeliberateDifference[] = [
  {
    file: 'commands/integrate-ambiguous',
    exchange: '1 Application.AddRelation',
    why: 'the message lists the two choices in the order of a Go map; the simulator lists them by name',
  },
  {
    file: 'commands/deploy-charmhub-unreachable',
    exchange: '3 Charms.ResolveCharms',
    why: 'the recorder could not reach the real Charmhub; the simulated one is always available',
  },
  {
    file: 'model-calls',
    exchange: 'DeployFromRepository dry run',
    why: 'the simulated Charmhub is always available',
  },
  {
    file: 'charmhub/bundle-dry-run',
    exchange: /Charms\.ResolveCharms$/,
    why: 'the Charmhub of the recorder returned no bases when this was recorded; a minute later, in bundle.json, it did for the same requests',
  },
]
