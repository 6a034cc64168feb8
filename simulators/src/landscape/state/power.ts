import type { ActivityQueue, GroupOptions } from '../life/activities.js'
import type { LandscapeState } from './state.js'
import type { Activity, Computer } from './types.js'

/** Restarts computers, which clears their reboot flag, or shuts them down, which takes them offline. */
export function powerGroup(
  state: LandscapeState,
  queue: ActivityQueue,
  verb: 'Restart' | 'Shutdown',
  computers: Computer[],
  delivery: Pick<GroupOptions, 'deliverAfterMs' | 'deliverDelayWindow'>,
): Activity {
  return queue.create({
    summary: `${verb} computer`,
    ...delivery,
    tasks: computers.map((computer) => ({
      computer,
      type: `${verb}Request`,
      summary: `${verb} computer`,
      run() {
        if (verb === 'Shutdown') computer.online = false
        computer.rebootRequired = false
        state.log('Computer', computer.id, computer.title, `${verb} of computer "${computer.title}"`)
        return undefined
      },
    })),
  })
}
