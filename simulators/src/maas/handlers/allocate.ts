import { machineReply } from '../replies/machine.js'
import { integer, stringBoolean } from '../server/param-values.js'
import type { Params } from '../server/params.js'
import { invalid, refuse } from '../server/refusal.js'
import type { UserExchange } from '../server/router.js'
import type { MaasState } from '../state/state.js'
import type { Machine, User } from '../state/types.js'
import { type Selection, select } from './constraints.js'

/** The options shared by allocate and deploy; only their syntax is checked. */
export function readOptions(params: Params): void {
  for (const name of [
    'install_rackd',
    'install_kvm',
    'register_vmhost',
    'ephemeral_deploy',
    'enable_hw_sync',
  ])
    stringBoolean(params, name)
  stringBoolean(params, 'bridge_all')
  const type = params.get('bridge_type')
  if (type !== undefined && type !== 'standard' && type !== 'ovs') {
    // 3.4.10 sends its message template unfilled.
    throw invalid({
      bridge_type: ["'%(value)s' is not a valid bridge_type.  It should be one of: 'standard', 'ovs'."],
    })
  }
  stringBoolean(params, 'bridge_stp')
  integer(params, 'bridge_fd')
}

const cost = (machine: Machine): number => machine.cpuCount + machine.memoryMib / 1024

/** Of the matching machines, the one with the fewest cores and the least memory. */
export function cheapest(machines: Machine[]): Machine | undefined {
  return machines.toSorted((a, b) => cost(a) - cost(b) || a.id - b.id)[0]
}

/**
 * The machine that an allocation with these constraints returns.
 *
 * @throws Refusal 409 when no machine matches, 400 for wrong constraints.
 */
export function findCandidate(
  state: MaasState,
  user: User,
  params: Params,
): { machine: Machine; selection: Selection } {
  const selection = select(state, params, 'allocate')
  const ready = state.machines.filter((machine) => machine.status === 'Ready' && machine.owner === null)
  const machine = cheapest(ready.filter((candidate) => selection.matches(candidate)))
  if (machine) return { machine, selection }
  const systemId = params.get('system_id')
  if (systemId) throw refuse(409, `No machine with system ID ${systemId} available.`)
  if (params.names().every((name) => name === 'op' || params.get(name) === '' || isOption(name)))
    throw refuse(409, 'No machine available.')
  const asked = params
    .entries()
    .map(([name, values]) => `('${name}', [${values.map(pythonText).join(', ')}])`)
  throw refuse(
    409,
    `No available machine matches constraints: [${asked.join(', ')}] (resolved to "${selection.resolved}")`,
  )
}

const isOption = (name: string): boolean =>
  [
    'dry_run',
    'verbose',
    'comment',
    'agent_name',
    'bridge_all',
    'bridge_stp',
    'bridge_fd',
    'bridge_type',
  ].includes(name)

const pythonText = (value: string): string =>
  value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value.replaceAll("'", String.raw`\'`)}'`

/** Allocates a Ready machine to a user. */
export function acquire(machine: Machine, user: User, agentName: string): void {
  machine.status = 'Allocated'
  machine.owner = user.username
  machine.agentName = agentName
}

export function allocate(exchange: UserExchange): unknown {
  const { state, user, body } = exchange
  // The constraints of a JSON body are read as single values, not lists.
  if (body.kind === 'json') throw refuse(500, "'dict' object has no attribute 'lists'")
  const params = body.post
  const dryRun = stringBoolean(params, 'dry_run')
  const verbose = stringBoolean(params, 'verbose')
  readOptions(params)
  const { machine, selection } = findCandidate(state, user, params)
  if (!dryRun) acquire(machine, user, params.get('agent_name') ?? '')
  return {
    ...machineReply(state, machine),
    constraints_by_type: matchesByType(state, machine, selection, verbose),
  }
}

const filled = (match: object | undefined): boolean => match !== undefined && Object.keys(match).length > 0

function matchesByType(
  state: MaasState,
  machine: Machine,
  selection: Selection,
  verbose: boolean,
): Record<string, unknown> {
  const storage = selection.storage?.(machine)
  const interfaces = selection.interfaces?.(machine)
  return {
    ...(filled(storage) && { storage }),
    ...(filled(interfaces) && { interfaces }),
    ...(verbose && {
      verbose_storage: everyMatch(state, selection.storage),
      verbose_interfaces: everyMatch(state, selection.interfaces),
    }),
  }
}

/** All matching machines, Ready or not: by database id, then by label, what each label matched (README, fact 27). */
function everyMatch(
  state: MaasState,
  match: ((machine: Machine) => Record<string, (number | string)[]> | undefined) | undefined,
): object {
  if (!match) return {}
  return Object.fromEntries(
    state.machines.flatMap((machine) => {
      const found = match(machine)
      if (!found || Object.keys(found).length === 0) return []
      return [
        [
          machine.id,
          Object.fromEntries(Object.entries(found).flatMap(([label, ids]) => ids.map((id) => [id, label]))),
        ],
      ]
    }),
  )
}
