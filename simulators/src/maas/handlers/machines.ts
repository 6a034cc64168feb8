import { needsPower, releasable } from '../life/lifecycle-rules.js'
import { enlistedReply, machineReply } from '../replies/machine.js'
import { emitList } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { byName, reference } from '../forms/fields.js'
import { readForm } from '../forms/form.js'
import { formBoolean, mandatory, stringBoolean } from '../server/param-values.js'
import { Refusal, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import { blankMachine } from '../state/blank-machine.js'
import { checkScripts } from '../state/scripts.js'
import type { MaasState } from '../state/state.js'
import type { Machine } from '../state/types.js'
import { visible } from './access.js'
import { allocate } from './allocate.js'
import { addChassis } from './chassis.js'
import { clone } from './clone.js'
import { select } from './constraints.js'
import { readLaterFields } from './later-fields.js'
import { readMachineForm, withArchitecture } from './machine-form.js'

function listMachines({ state, query, user }: UserExchange): unknown {
  const { matches } = select(state, query, 'list')
  const machines = state.machines.filter((machine) => visible(user, machine) && matches(machine))
  return emitList(machines, (machine) => machineReply(state, machine))
}

function createMachine(exchange: UserExchange): unknown {
  const { state, user, body } = exchange
  const data = withArchitecture(formData(body))
  const commission = stringBoolean(data, 'commission', user.isAdmin) && user.isAdmin
  const isDeployed = stringBoolean(data, 'deployed')
  const machine = blankMachine(state)
  readMachineForm(state, machine, data, true)
  readLaterFields(state, machine, data, 'create')
  if (isDeployed) {
    Object.assign(machine, { status: 'Deployed', owner: user.username } satisfies Partial<Machine>)
    machine.commissioning = { status: 0, resultId: state.next('scriptset') }
  } else if (commission) {
    // Without a power type the reply is 500 and the machine is not created: the call is rolled back.
    needsPower(machine)
    commissionIfValid(exchange, machine)
  }
  state.machines.push(machine)
  return machineReply(state, machine)
}

/** With a wrong commission parameter the machine is created and stays New; no error is reported (workflows.md, enlist). */
function commissionIfValid({ lifecycle, user, body, state }: UserExchange, machine: Machine): void {
  const data = formData(body)
  let tests: readonly string[]
  try {
    checkScripts(state.scripts, data, 'commissioning_scripts', true)
    tests = checkScripts(state.scripts, data, 'testing_scripts', true)
  } catch (error) {
    if (error instanceof Refusal) return
    throw error
  }
  machine.enableSsh = formBoolean(data.get('enable_ssh'))
  lifecycle.commission(machine, user.username, tests)
}

/** Enlistment: a known MAC address returns the machine that has it, with fewer fields. */
function enlist({ state, body }: Exchange): unknown {
  const data = withArchitecture(formData(body))
  const macs = data.all('mac_addresses').map((mac) => mac.toLowerCase())
  const known = state.machines.find((machine) => machine.interfaces.some((nic) => macs.includes(nic.mac)))
  if (known) return enlistedReply(state, known)
  const machine = blankMachine(state)
  readMachineForm(state, machine, data, true)
  readLaterFields(state, machine, data, 'create')
  state.machines.push(machine)
  return enlistedReply(state, machine)
}

function holderOf({ state, query }: Exchange): Machine | undefined {
  const mac = mandatory(query, 'mac_address').toLowerCase()
  return [...state.machines, ...state.devices].find((machine) =>
    machine.interfaces.some((nic) => nic.mac === mac),
  )
}

/** Requests without credentials do not see New machines. */
export const isRegistered = (exchange: Exchange): boolean => {
  const machine = holderOf(exchange)
  return machine !== undefined && (exchange.user !== undefined || machine.status !== 'New')
}

const isActionInProgress = (exchange: Exchange): boolean =>
  ['Commissioning', 'Deploying'].includes(holderOf(exchange)?.status ?? '')

/**
 * The machines that a bulk operation names.
 *
 * @throws Refusal 500 for a JSON body, 400 for unknown ids, 403 for machines that are locked or belong to others.
 */
function namedMachines({ state, body, user }: UserExchange, verb: 'accept' | 'release'): Machine[] {
  if (body.kind === 'json') throw refuse(500, "'dict' object has no attribute 'getlist'")
  const ids = [...new Set(body.post.all('machines'))]
  const machines = ids.flatMap((id) => state.machine(id) ?? [])
  const unknown = ids.filter((id) => !state.machine(id))
  if (unknown.length > 0) throw refuse(400, `Unknown machine(s): ${unknown.join(', ')}.`)
  const closed = machines.filter(
    (machine) => machine.locked || (verb === 'accept' ? !user.isAdmin : !visible(user, machine)),
  )
  if (closed.length > 0) {
    const list = closed
      .map((machine) => machine.systemId)
      .toSorted()
      .join(', ')
    throw refuse(403, `You don't have the required permission to ${verb} the following machine(s): ${list}.`)
  }
  return machines
}

/** Accepting starts commissioning; machines that are being commissioned or Ready are skipped. */
function acceptAll(exchange: UserExchange, machines: Machine[]): unknown {
  const { state, user, lifecycle } = exchange
  const accepted = machines.filter((machine) => {
    if (machine.status === 'New') return true
    if (machine.status === 'Ready' || machine.status === 'Commissioning') return false
    throw refuse(
      409,
      `Cannot accept node enlistment: node ${machine.systemId} is in state ${machine.status}.`,
    )
  })
  for (const machine of accepted) needsPower(machine)
  for (const machine of accepted) lifecycle.commission(machine, user.username)
  return accepted.map((machine) => machineReply(state, machine))
}

function bulkRelease(exchange: UserExchange): unknown {
  const machines = namedMachines(exchange, 'release').filter((machine) => machine.status !== 'Ready')
  // A machine that is Releasing is an error here, but not for the release of one machine.
  const wrong = machines.filter((machine) => !releasable.includes(machine.status))
  if (wrong.length > 0) {
    const list = wrong
      .map((machine) => `${machine.systemId} ('${machine.status}')`)
      .toSorted()
      .join(', ')
    throw refuse(409, `Machine(s) cannot be released in their current state: ${list}.`)
  }
  for (const machine of machines) exchange.lifecycle.release(machine, false)
  return machines.map((machine) => machine.systemId).toSorted()
}

/** What a list of nodes of one kind moves to another zone: by system id, each with a way to set it. */
type Movable = (systemId: string) => { zoneId: number } | undefined

export const setZone =
  (nodeOf: (state: MaasState) => Movable) =>
  ({ state, body, user }: UserExchange): unknown => {
    if (!user.isAdmin) throw refuse(403, 'This method is reserved for admin users.')
    const data = formData(body)
    const nodes = data.all('nodes').filter(Boolean).map(nodeOf(state))
    const { zone } = readForm(
      data,
      { zone: reference(byName(state.zones), { required: true }) },
      {
        clean: (form) => {
          if (nodes.length === 0) form.fail('system_id', 'No node selected.')
          else if (nodes.includes(undefined))
            form.fail('system_id', 'Some of the given system ids are invalid system ids.')
        },
      },
    )
    for (const node of nodes) if (node && zone) node.zoneId = zone.id
    return null
  }

function powerParameters({ state, query, user }: UserExchange): unknown {
  if (!user.isAdmin) throw refuse(403, 'This method is reserved for admin users.')
  const ids = query.all('id')
  return Object.fromEntries(
    state.machines
      .filter((machine) => ids.length === 0 || ids.includes(machine.systemId))
      .map((machine) => [machine.systemId, machine.powerParameters]),
  )
}

function listAllocated({ state, query, user }: UserExchange): unknown {
  const ids = query.all('id')
  return state.machines
    .filter((machine) => machine.owner === user.username && machine.status === 'Allocated')
    .filter((machine) => ids.length === 0 || ids.includes(machine.systemId))
    .map((machine) => machineReply(state, machine))
}

/** What anyone may ask of nodes of any kind. */
export const anonymousNodes = {
  'GET is_registered': isRegistered,
  'GET is_action_in_progress': isActionInProgress,
}

export const machinesResource: Resource = {
  path: 'machines/',
  operations: {
    GET: listMachines,
    POST: createMachine,
    'GET is_registered': isRegistered,
    'GET list_allocated': listAllocated,
    'GET power_parameters': powerParameters,
    'POST accept': (exchange) => acceptAll(exchange, namedMachines(exchange, 'accept')),
    'POST accept_all': (exchange) =>
      acceptAll(
        exchange,
        exchange.user.isAdmin ? exchange.state.machines.filter((machine) => machine.status === 'New') : [],
      ),
    'POST allocate': allocate,
    'POST release': bulkRelease,
    'POST clone': clone,
    'POST set_zone': setZone((state) => (id) => state.machine(id)),
    'POST add_chassis': addChassis,
  },
  anonymous: {
    POST: enlist,
    'POST accept': () => {
      throw refuse(401, 'You must be logged in to accept nodes.')
    },
    ...anonymousNodes,
  },
}
