import { checkFields, checkType, type Form, waitForm } from '../core/arguments.js'
import { waitUntil } from '../core/wait.js'
import type { Computer, LandscapeClient, RequestOptions, WaitOptions } from '../landscape/index.js'
import { shortName } from './hosts.js'

/** Settings of the registered hosts, and options of the wait. */
export interface RegisterHostsOptions extends WaitOptions {
  /** Tags for the computers. */
  tags?: readonly string[]
  /** Access group for the computers. */
  accessGroup?: string
}

const registerForm: Form<RegisterHostsOptions> = { ...waitForm, tags: 'string[]', accessGroup: 'string' }

/** Hosts register on their first boot, and exchange messages within minutes. */
const DEFAULT_TIMEOUT_MS = 30 * 60_000

/**
 * Waits until hosts have registered with Landscape. Accepts pending computers, titles new ones by their host names, and tags all.
 *
 * @param hostnames host names, without domain
 * @param options `timeoutMs` defaults to 30 minutes
 * @returns the computers, in the order of the host names
 * @throws WaitTimeoutError that names the hosts that did not register, AbortedError, ResponseError when Landscape refuses
 *
 * @example
 * const computers = await registerHosts(landscape, ['node-1', 'node-2'], { tags: ['openstack'] })
 */
export async function registerHosts(
  landscape: LandscapeClient,
  hostnames: readonly string[],
  options: RegisterHostsOptions = {},
): Promise<Computer[]> {
  checkType('stack', 'stack.registerHosts', 'landscape', 'object', landscape)
  checkType('stack', 'stack.registerHosts', 'hostnames', 'string[]', hostnames)
  checkFields('stack', 'stack.registerHosts', registerForm, options)
  const { tags = [], accessGroup, ...wait } = options
  const wanted = [...new Set(hostnames)]
  if (wanted.length === 0) return []
  const request = wait.signal === undefined ? {} : { signal: wait.signal }
  /** Computers that had registered before keep their titles. */
  let old: ReadonlySet<number> | undefined
  let computers = new Map<string, Computer>()
  await waitUntil(
    {
      system: 'landscape',
      operation: 'stack.registerHosts',
      goal: `${wanted.length === 1 ? 'host' : `${wanted.length} hosts`} ${wanted.slice(0, 3).join(', ')}${wanted.length > 3 ? ', ...' : ''} to register with Landscape`,
      timeoutMs: DEFAULT_TIMEOUT_MS,
      look: async (signal) => {
        computers = await registered(landscape, wanted, { signal })
        old ??= new Set([...computers.values()].map(({ id }) => id))
        if (await acceptPending(landscape, wanted, accessGroup, { signal }))
          computers = await registered(landscape, wanted, { signal })
        return {
          states: Object.fromEntries(
            wanted.map((name) => [name, computers.has(name) ? 'registered' : 'not registered']),
          ),
          done: [...computers.keys()],
        }
      },
    },
    wait,
  )
  const found = wanted.flatMap((name) => computers.get(name) ?? [])
  const untitled = found.filter(
    ({ id, title, hostname }) => old?.has(id) !== true && title !== shortName(hostname),
  )
  if (untitled.length > 0)
    await landscape.computers.rename(
      {
        computer_titles: Object.fromEntries(
          untitled.map(({ id, hostname }) => [String(id), shortName(hostname)]),
        ),
      },
      request,
    )
  const query = found.map(({ id }) => `id:${id}`).join(' OR ')
  if (tags.length > 0) await landscape.computers.addTags({ query, tags }, request)
  const after = await landscape.computers.list({ query }, request).toArray()
  return found.flatMap(({ id }) => after.find((computer) => computer.id === id) ?? [])
}

/** The computers of these host names, by host name. */
async function registered(
  landscape: LandscapeClient,
  hostnames: readonly string[],
  request: RequestOptions,
): Promise<Map<string, Computer>> {
  const computers = await landscape.computers.list({}, request).toArray()
  return new Map(
    computers
      .map((computer) => [shortName(computer.hostname), computer] as const)
      .filter(([name]) => hostnames.includes(name)),
  )
}

/** Accepts pending computers; returns whether there were any. */
async function acceptPending(
  landscape: LandscapeClient,
  hostnames: readonly string[],
  accessGroup: string | undefined,
  request: RequestOptions,
): Promise<boolean> {
  const pending = await landscape.pendingComputers.list(request).toArray()
  const ours = pending.filter(({ hostname }) => hostnames.includes(shortName(hostname)))
  if (ours.length === 0) return false
  await landscape.pendingComputers.accept(
    {
      computer_ids: ours.map(({ id }) => id),
      ...(accessGroup === undefined ? {} : { access_group: accessGroup }),
    },
    request,
  )
  return true
}
