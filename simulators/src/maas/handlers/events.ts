import { apiRoot } from '../replies/network.js'
import { integer } from '../server/param-values.js'
import type { Params } from '../server/params.js'
import { refuse } from '../server/refusal.js'
import type { Resource, UserExchange } from '../server/router.js'
import { djangoDate, type MaasState } from '../state/state.js'
import type { EventLevel, MaasEvent, Machine } from '../state/types.js'

const levels: readonly EventLevel[] = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL']
const maximum = 1000

function eventReply(state: MaasState, event: MaasEvent): object {
  return {
    username: 'unknown',
    node: event.systemId,
    hostname: state.machine(event.systemId)?.hostname ?? '',
    id: event.id,
    level: event.level,
    created: djangoDate(event.createdMs),
    type: event.type,
    description: event.description,
  }
}

/** A filter with an unknown name gives an empty list, not an error (README, fact 54). */
function nodeFilter(state: MaasState, query: Params): (machine: Machine | undefined) => boolean {
  const wanted = (name: string, read: (machine: Machine) => string): ((machine: Machine) => boolean) => {
    const values = query.all(name)
    return (machine) => values.length === 0 || values.includes(read(machine))
  }
  const macs = query.all('mac_address')
  const wrong = macs.filter((mac) => !/^([0-9a-f]{2}[-:]){5}[0-9a-f]{2}$/i.test(mac))
  if (wrong.length > 0) throw refuse(400, `Invalid MAC address(es): ${wrong.join(', ')}`)
  const tests = [
    wanted('id', (machine) => machine.systemId),
    wanted('hostname', (machine) => machine.hostname),
    wanted('agent_name', (machine) => machine.agentName),
    wanted('owner', (machine) => machine.owner ?? ''),
    wanted('domain', (machine) => state.domains.find((domain) => domain.id === machine.domainId)?.name ?? ''),
    wanted('zone', (machine) => state.zones.find((zone) => zone.id === machine.zoneId)?.name ?? ''),
    (machine: Machine) => macs.length === 0 || machine.interfaces.some((nic) => macs.includes(nic.mac)),
  ]
  return (machine) => machine !== undefined && tests.every((test) => test(machine))
}

function queryEvents({ state, query }: UserExchange): unknown {
  const level = query.get('level') ?? 'INFO'
  const limit = integer(query, 'limit', 100)
  const after = integer(query, 'after')
  const before = integer(query, 'before')
  if (limit > maximum)
    throw refuse(400, `Requested number of events ${limit} is greater than limit: ${maximum}`)
  if (level !== 'AUDIT' && !(levels as readonly string[]).includes(level))
    throw refuse(400, `Unrecognised log level: ${level}`)
  if (after !== undefined && before !== undefined) {
    throw refuse(400, 'There is undetermined behaviour when both `after` and `before` are specified.')
  }
  const matches = nodeFilter(state, query)
  const lowest = levels.indexOf(level as EventLevel)
  const chosen = state.events.filter(
    (event) =>
      (level === 'AUDIT' ? event.level === 'AUDIT' : levels.indexOf(event.level) >= lowest) &&
      (after === undefined || event.id > after) &&
      (before === undefined || event.id < before) &&
      matches(state.machine(event.systemId)),
  )
  // A limit of 0 or less gives one event. With `after`, the oldest of the newer events; otherwise the newest events.
  const count = Math.max(1, limit)
  const page = (after === undefined ? chosen.slice(-count) : chosen.slice(0, count)).toReversed()
  return {
    count: page.length,
    events: page.map((event) => eventReply(state, event)),
    ...links(query, page, after, before),
  }
}

const kept = 'op limit level id hostname mac_address domain zone agent_name owner'.split(' ')

/** The URIs keep the filters of the request in their order; `next` is newer, `prev` is older. */
function links(query: Params, page: MaasEvent[], after: number | undefined, before: number | undefined) {
  const others = query.names().flatMap((name) => (kept.includes(name) ? [[name, query.get(name)]] : []))
  const uri = (extra: [string, number][]): string => {
    const pairs = [...others, ...extra].map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    return `${apiRoot}/events/?${pairs.join('&')}`
  }
  const [newest, oldest] = [page[0], page.at(-1)]
  if (newest && oldest)
    return { next_uri: uri([['after', newest.id]]), prev_uri: uri([['before', oldest.id]]) }
  if (after !== undefined) return { next_uri: uri([]), prev_uri: uri([['before', after + 1]]) }
  if (before !== undefined) return { next_uri: uri([['after', before - 1]]), prev_uri: null }
  return { next_uri: uri([]), prev_uri: null }
}

export const eventResources: Resource[] = [{ path: 'events/', operations: { 'GET query': queryEvents } }]
