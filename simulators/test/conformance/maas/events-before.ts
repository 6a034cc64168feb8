import type { MaasSimulator } from '../../../src/maas/simulator.js'
import type { EventLevel, MaasEvent } from '../../../src/maas/state/types.js'
import type { Names } from './names.js'
import { objectsIn, type Recorded } from './recording.js'

/** The events that the region had before the file was recorded: those that replies show, and as many others as pages count. */
export function eventsBefore({ state }: MaasSimulator, names: Names, recorded: readonly Recorded[]): void {
  const pages = recorded.filter(({ request }) => request.path.endsWith('/events/'))
  const shown = new Map<number, MaasEvent>()
  for (const { reply } of pages) {
    for (const event of objectsIn(reply)) {
      if (typeof event['id'] !== 'number' || typeof event['type'] !== 'string') continue
      shown.set(event['id'], {
        id: event['id'],
        systemId: names.ours(String(event['node'])),
        level: event['level'] as EventLevel,
        type: event['type'],
        description: String(event['description']),
        action: '',
        createdMs: state.clock.now(),
      })
    }
  }
  const newest = Math.max(...shown.keys())
  for (const [count, oldest] of pages.flatMap(sizeOf)) {
    const known = [...shown.keys()].filter((id) => id >= oldest).length
    for (let id = oldest, missing = count - known; missing > 0 && id < newest; id++) {
      if (shown.has(id)) continue
      shown.set(id, { ...shown.get(newest)!, id, level: 'INFO', type: 'Older', description: '' })
      missing--
    }
  }
  state.events.splice(0, Infinity, ...[...shown.values()].toSorted((a, b) => a.id - b.id))
  while (state.next('event') < newest);
}

/** The number of events of a page that was cut, and the id of the oldest one. */
function sizeOf({ reply, cut }: Recorded): [count: number, oldest: number][] {
  if (cut !== true) return []
  const { count, prev_uri: previous } = reply as { count: number; prev_uri: string }
  return [[count, Number(/before=(\d+)/.exec(previous)?.[1])]]
}
