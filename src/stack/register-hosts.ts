import type { Computer, LandscapeClient, WaitOptions } from '../landscape/index.js'
import { waitUntil } from '../core/wait.js'

/** What becomes of the hosts that register. */
export interface RegisterHostsOptions extends WaitOptions {
  /** Tags that the computers get. */
  tags?: readonly string[]
  /** Access group that they go into. */
  accessGroup?: string
}

/** Hosts register on their first boot; the client's first exchange follows within minutes. */
const DEFAULT_TIMEOUT_MS = 30 * 60_000

/**
 * Waits until hosts have registered with Landscape, accepts those that are pending, titles each by its host name and tags it.
 * What is registered already is left as it is, but tagged.
 *
 * @param hostnames host names, without domain
 * @param options `timeoutMs` is 30 minutes unless given
 * @returns the computers, in the order of the names
 * @throws WaitTimeoutError that names the hosts that did not register
 */
export async function registerHosts(landscape: LandscapeClient, hostnames: readonly string[], options: RegisterHostsOptions = {}): Promise<Computer[]> {
  const { tags = [], accessGroup, ...wait } = options
  const computers = new Map<string, Computer>()
  await waitUntil(
    {
      system: 'landscape',
      operation: 'stack.registerHosts',
      goal: `${hostnames.length} hosts to register with Landscape`,
      timeoutMs: DEFAULT_TIMEOUT_MS,
      look: async () => {
        await acceptPending(landscape, hostnames, accessGroup)
        for (const computer of await landscape.computers.list().toArray()) {
          const hostname = shortName(computer.hostname)
          if (hostnames.includes(hostname)) computers.set(hostname, computer)
        }
        const states = Object.fromEntries(hostnames.map((name) => [name, computers.has(name) ? 'registered' : 'not registered']))
        return { states, done: [...computers.keys()] }
      },
    },
    wait,
  )
  const found = hostnames.flatMap((name) => computers.get(name) ?? [])
  const untitled = found.filter(({ title, hostname }) => title !== shortName(hostname))
  if (untitled.length > 0) await landscape.computers.rename({ computer_titles: Object.fromEntries(untitled.map(({ id, hostname }) => [String(id), shortName(hostname)])) })
  const query = found.map(({ id }) => `id:${id}`).join(' OR ')
  if (tags.length > 0 && found.length > 0) await landscape.computers.addTags({ query, tags })
  const after = await landscape.computers.list({ query }).toArray()
  return found.flatMap(({ id }) => after.find((computer) => computer.id === id) ?? [])
}

async function acceptPending(landscape: LandscapeClient, hostnames: readonly string[], accessGroup: string | undefined): Promise<void> {
  const pending = await landscape.pendingComputers.list().toArray()
  const ours = pending.filter(({ hostname }) => hostnames.includes(shortName(hostname)))
  if (ours.length === 0) return
  await landscape.pendingComputers.accept({ computer_ids: ours.map(({ id }) => id), ...(accessGroup === undefined ? {} : { access_group: accessGroup }) })
}

const shortName = (hostname: string | null): string => hostname?.split('.')[0] ?? ''
