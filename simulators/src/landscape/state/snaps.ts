import type { ActivityQueue } from '../life/activities.js'
import { isoOrNull, parseTime } from '../replies/time.js'
import { refuse } from '../server/refusal.js'
import type { Activity, Computer, Snap } from './types.js'

/** A change of one snap, as `POST /snaps` takes it. */
export interface SnapChange {
  name: string
  channel?: string
  revision?: string
  /** When a hold ends. */
  time?: string
}

export const snapActions = ['install', 'remove', 'refresh', 'hold', 'unhold'] as const
export type SnapAction = (typeof snapActions)[number]

/** The snaps of every simulated computer. */
export const defaultSnaps = (): Snap[] => [snap('snapd', {}), snap('lxd', { channel: '5.21/stable' })]

/** A revision that is the same in every run. */
const firstRevision = (name: string): number => 1000 + Buffer.from(name).reduce((sum, byte) => sum + byte, 0)

const snap = (name: string, { channel, revision }: Omit<SnapChange, 'name'>): Snap => ({
  name,
  revision: revision ?? String(firstRevision(name)),
  channel: channel ?? 'latest/stable',
  heldUntilMs: null,
})

export const snapView = ({ name, revision, channel, heldUntilMs }: Snap) => ({
  version: `1.0+r${revision}`,
  revision,
  tracking_channel: channel,
  held_until: isoOrNull(heldUntilMs),
  confinement: 'strict',
  snap: {
    id: Buffer.from(name.padEnd(24, '0')).toString('base64url'),
    name,
    publisher: { username: 'canonical', validation: 'verified' },
    summary: `The snap ${name}`,
  },
})

/** The end of a hold without a time: inferred. */
const forever = Date.UTC(9999, 11, 31)

const verbs: Record<SnapAction, string> = {
  install: 'Install',
  remove: 'Remove',
  refresh: 'Refresh',
  hold: 'Hold',
  unhold: 'Unhold',
}

/** Changes snaps on computers; a snap that is missing, or already installed, fails on that computer. */
export function changeSnaps(
  queue: ActivityQueue,
  action: SnapAction,
  computers: Computer[],
  changes: SnapChange[],
  delivery: { deliverAfterMs: number | null; deliverDelayWindow: number },
): Activity {
  const until = changes.map(({ time }) => (time === undefined ? forever : parseTime(time)))
  if (until.includes(undefined)) throw refuse('InvalidTime', 'time is not a date')
  const summary = `${verbs[action]} snaps on computer`
  return queue.create({
    summary,
    ...delivery,
    tasks: computers.map((computer) => ({
      computer,
      type: `${verbs[action]}Snaps`,
      summary,
      run() {
        const wrong = changes.filter(
          ({ name }) => computer.snaps.some((snap) => snap.name === name) === (action === 'install'),
        )
        if (wrong.length > 0)
          return { failed: true, resultText: `Cannot ${action}: ${wrong.map(({ name }) => name).join(', ')}` }
        for (const [i, change] of changes.entries()) apply(computer, action, change, until[i] ?? 0)
        return {}
      },
    })),
  })
}

function apply(computer: Computer, action: SnapAction, change: SnapChange, untilMs: number): void {
  const installed = computer.snaps.find(({ name }) => name === change.name)
  if (action === 'install') computer.snaps.push(snap(change.name, change))
  else if (action === 'remove') computer.snaps = computer.snaps.filter((one) => one !== installed)
  else if (!installed) return
  else if (action === 'refresh') {
    installed.channel = change.channel ?? installed.channel
    installed.revision = change.revision ?? String(Number(installed.revision) + 1)
  } else installed.heldUntilMs = action === 'hold' ? untilMs : null
}
