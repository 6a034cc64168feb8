import type { StatusName } from '../../../src/maas/state/types.js'
import { objectsIn, type Recorded } from './recording.js'

/** A machine as the recording first shows it. */
export interface Sighting {
  hostname: string
  mac?: string
  status: StatusName
  owner?: string
  locked?: boolean
}

/** The machines that existed before the first exchange: all that a reply or a request names and that no exchange created. */
export function sightings(recorded: readonly Recorded[]): Map<string, Sighting> {
  const found = new Map<string, Sighting>()
  const created = new Set<string>()
  for (const entry of recorded) {
    for (const id of createdBy(entry)) created.add(id)
    for (const [id, seen] of [...mentioned(entry), ...inEvents(entry)]) {
      if (created.has(id) || found.has(id)) continue
      const mac = bootMacOf(id, recorded)
      found.set(id, { hostname: hostnameOf(id, recorded), ...(mac !== undefined && { mac }), ...seen })
    }
  }
  return found
}

/** The machines that events are about: of them only the names are known. */
function inEvents({ request, reply }: Recorded): [string, Seen][] {
  if (!request.path.endsWith('/events/')) return []
  return [...objectsIn(reply)].flatMap(({ node, hostname }): [string, Seen][] =>
    typeof node === 'string' && typeof hostname === 'string' ? [[node, { status: 'New' }]] : [],
  )
}

function createdBy({ request, status, reply }: Recorded): string[] {
  const isCreation =
    request.method === 'POST' && /\/(machines|devices)\/$/.test(request.path) && request.query === undefined
  const isDevice = request.path.includes('/devices/')
  if (!(isCreation && status === 200) && !isDevice) return []
  return [...objectsIn(reply)].flatMap(({ system_id: id }) => (typeof id === 'string' ? [id] : []))
}

type Seen = Pick<Sighting, 'status' | 'owner' | 'locked'>

/** The machines of an exchange, with the status that they must have had before it. */
function mentioned({ name, request, reply, before }: Recorded): Map<string, Seen> {
  const found = new Map<string, Seen>()
  const isRead = request.method === 'GET' || name.includes('list_allocated')
  for (const object of objectsIn(reply)) {
    const { system_id: id, status_name: status, owner } = object
    if (typeof id !== 'string' || typeof status !== 'string' || 'type_name' in object) continue
    found.set(id, {
      status: isRead ? (status as StatusName) : 'Ready',
      ...(isRead && typeof owner === 'string' && { owner }),
    })
  }
  const named = namedIn(request)
  const text = JSON.stringify(reply)
  const known = before?.status_name
    ? {
        status: before.status_name as StatusName,
        ...(before.owner && { owner: before.owner }),
        ...(before.locked && { locked: true }),
      }
    : undefined
  for (const [index, id] of named.entries()) {
    const said = new RegExp(`${id}(?: is in state | \\(')([A-Z][a-z ]+)`).exec(text)?.[1]
    if (index === 0 && known) found.set(id, known)
    else if (!found.has(id)) found.set(id, known ?? { status: (said ?? 'Ready') as StatusName })
  }
  return found
}

const idFields = ['system_id', 'machines', 'nodes', 'add', 'remove', 'source', 'destinations']

/** The system_ids in a request; those of one repeated letter do not exist. */
function namedIn(request: Recorded['request']): string[] {
  const inPath = [...request.path.matchAll(/\/(?:machines|nodes)\/(\w{6})\//g)].map((match) => match[1]!)
  const inFields = (request.fields ?? []).flatMap(([field, value]) =>
    idFields.includes(field) && typeof value === 'string' && /^\w{6}$/.test(value) ? [value] : [],
  )
  const inQuery = [...(request.query ?? '').matchAll(/(?:^|&)id=(\w{6})/g)].map((match) => match[1]!)
  return [...inPath, ...inFields, ...inQuery].filter((id) => !/^x+$/.test(id))
}

function hostnameOf(id: string, recorded: readonly Recorded[]): string {
  for (const { request, reply } of recorded) {
    for (const object of objectsIn(reply))
      if ((object['system_id'] ?? object['node']) === id && typeof object['hostname'] === 'string')
        return object['hostname']
    if (!request.path.includes(id)) continue
    const said = /Machine (\S+) is not in|for node: (\w+)\.maas/.exec(JSON.stringify(reply))
    const name = said?.[1] ?? said?.[2]
    if (name !== undefined) return name
  }
  return `machine-${id}`
}

/** The MAC address of the machine's boot interface, which is also in the ids of its disks. */
function bootMacOf(id: string, recorded: readonly Recorded[]): string | undefined {
  for (const { reply } of recorded) {
    for (const object of objectsIn(reply)) {
      if (object['system_id'] !== id) continue
      const digits = /wwn-([0-9a-f]{12})\d$/.exec(String(object['id_path']))?.[1]
      if (digits) return digits.match(/../g)?.join(':')
    }
  }
  return undefined
}
