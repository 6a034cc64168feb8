import type { DeliberateDifference } from '../scoreboard.js'

/** Where the simulator answers otherwise than the recorded controller, and why. */
export const deliberateDifferences: DeliberateDifference[] = [
  {
    file: 'commands/integrate-ambiguous',
    exchange: '1 Application.AddRelation',
    why: 'the message lists the two choices in the order of a Go map; the simulator lists them by name',
  },
  {
    file: 'commands/deploy-charmhub-unreachable',
    exchange: '3 Charms.ResolveCharms',
    why: 'the recorder had no way to the real Charmhub; the simulated one is always there',
  },
  {
    file: 'model-calls',
    exchange: 'DeployFromRepository dry run',
    why: 'as before: the simulated Charmhub is always there',
  },
  {
    file: 'charmhub/bundle-dry-run',
    exchange: /Charms\.ResolveCharms$/,
    why: 'the stand-in for Charmhub named no bases yet when this was recorded; a minute later, in bundle.json, it did for the same requests',
  },
]
