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
    file: 'raw-calls',
    exchange: '45 Controller.ControllerAPIInfoForModels',
    why: 'the recorded controller did not know its own address',
  },
  {
    file: 'raw-calls',
    exchange: '57 UserManager.DisableUser',
    why: 'the recorded controller counted the model Bad_Name, which it had refused and did not list',
  },
  {
    file: 'raw-calls',
    exchange:
      /^(?:66 Application\.UnitsInfo|111 MachineManager\.ProvisioningScript|166 SSHClient\.PrivateAddress)$/,
    why: 'the recorder gave machines an instance without address and hardware; the instances of the simulator have both',
  },
  {
    file: 'raw-calls',
    exchange: '100 Client.StatusHistory',
    why: 'the recorded controller had no file of the history',
  },
  {
    file: 'raw-calls',
    exchange: '149 Charms.CharmInfo',
    why: '4.0.15 shows additionalProperties true for the same charm (commands/deploy-local-mysql.json); this file is of a later 4.0',
  },
  {
    file: 'raw-calls',
    exchange: '214 Admin.RedirectInfo',
    why: 'the file has neither message nor code here; errors.json has both for the other method of Admin',
  },
  {
    file: 'charmhub/bundle-dry-run',
    exchange: /Charms\.ResolveCharms$/,
    why: 'the Charmhub of the recorder returned no bases when this was recorded; a minute later, in bundle.json, it did for the same requests',
  },
]
