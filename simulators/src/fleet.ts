import type { LandscapeSimulator } from './landscape/simulator.js'
import type { MaasSimulator } from './maas/simulator.js'

/**
 * Adds a small fleet to the simulated systems: in MAAS two New and six Ready machines, in Landscape three computers with the tag
 * `openstack` and pending security upgrades, one of
 * which needs a reboot.
 */
export function seedFleet({
  maas,
  landscape,
}: {
  maas?: MaasSimulator | undefined
  landscape?: LandscapeSimulator | undefined
}): void {
  for (const number of [1, 2])
    maas?.addMachine({
      hostname: `new-${number}`,
      status: 'New',
      macs: [`52:54:00:00:00:0${number}`],
      powerType: 'ipmi',
    })
  for (const number of [1, 2, 3, 4, 5, 6]) maas?.addMachine({ hostname: `node-${number}` })
  for (const name of ['web-1', 'web-2', 'db-1'])
    landscape?.addComputer({
      computer_title: name,
      tags: ['openstack'],
      reboot_required: name === 'web-2',
    })
}
