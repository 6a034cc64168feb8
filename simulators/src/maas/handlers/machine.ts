import { markFixed, needsPower, overrideFailedTesting, releasable } from '../life/lifecycle-rules.js'
import { machineReply } from '../replies/machine.js'
import { deleted, handlerReply, noDetails } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { formBoolean, stringBoolean } from '../server/param-values.js'
import { forbidden, invalid, invalidModel, refuse } from '../server/refusal.js'
import type { Operation, Resource, UserExchange } from '../server/router.js'
import { restoreNetwork } from '../state/hardware.js'
import { checkScripts } from '../state/scripts.js'
import { restoreStorage, setLayout } from '../state/storage-layouts.js'
import type { Machine, StatusName } from '../state/types.js'
import { machineFor } from './access.js'
import { deploy } from './deploy.js'
import { mountSpecial, unmountSpecial } from './filesystem-forms.js'
import { readLaterFields } from './later-fields.js'
import { readMachineForm } from './machine-form.js'

/** An operation that changes one machine and replies with the machine. */
function change(
  purpose: 'edit' | 'admin' | 'lock',
  act: (machine: Machine, exchange: UserExchange) => void,
): Operation {
  return (exchange) => {
    const machine = machineFor(exchange, purpose)
    act(machine, exchange)
    return machineReply(exchange.state, machine)
  }
}

const commissionable: readonly StatusName[] = ['New', 'Failed commissioning', 'Ready', 'Broken']
const testable: readonly StatusName[] = [
  'Failed commissioning',
  'Ready',
  'Reserved',
  'Allocated',
  'Failed deployment',
  'Deployed',
  'Missing',
  'Retired',
  'Broken',
  'Rescue mode',
  'Releasing failed',
  'Failed disk erasing',
  'Failed to enter rescue mode',
  'Failed to exit rescue mode',
  'Failed testing',
]
const rescuable: readonly StatusName[] = [
  'New',
  'Failed commissioning',
  'Ready',
  'Reserved',
  'Allocated',
  'Failed deployment',
  'Deployed',
  'Missing',
  'Retired',
  'Broken',
  'Failed disk erasing',
  'Failed to enter rescue mode',
  'Failed to exit rescue mode',
  'Failed testing',
  'Entering rescue mode',
]
const leavable: readonly StatusName[] = [
  'Rescue mode',
  'Entering rescue mode',
  'Failed to enter rescue mode',
  'Failed to exit rescue mode',
]

const unavailable = (action: string) =>
  invalid({ __all__: [`${action} is not available because of the current state of the node.`] })

const commission = change('admin', (machine, { body, lifecycle, user, state }) => {
  const data = formData(body)
  if (!commissionable.includes(machine.status)) throw unavailable('Commission')
  checkScripts(state.scripts, data, 'commissioning_scripts', true)
  const tests = checkScripts(state.scripts, data, 'testing_scripts', true)
  machine.enableSsh = formBoolean(data.get('enable_ssh'))
  machine.skipNetworking = formBoolean(data.get('skip_networking'))
  machine.skipStorage = formBoolean(data.get('skip_storage'))
  lifecycle.commission(machine, user.username, tests)
})

const test = change('admin', (machine, { body, lifecycle, user, state }) => {
  const data = formData(body)
  if (machine.status === 'New' && machine.commissioning.status !== 2) {
    throw refuse(
      400,
      "Unable to start machine testing; this node has never been commissioned. Please use the 'Commission' action to commission & test this machine.",
    )
  }
  if (machine.status !== 'New' && !testable.includes(machine.status)) throw unavailable('Test')
  const tests = checkScripts(state.scripts, data, 'testing_scripts', false)
  machine.enableSsh = formBoolean(data.get('enable_ssh'))
  lifecycle.test(machine, user.username, tests)
})

const release = change('edit', (machine, { body, lifecycle }) => {
  if (machine.status === 'Ready' || machine.status === 'Releasing') return
  if (!releasable.includes(machine.status))
    throw refuse(409, `Machine cannot be released in its current state ('${machine.status}').`)
  stringBoolean(body.post, 'force')
  stringBoolean(body.post, 'secure_erase')
  stringBoolean(body.post, 'quick_erase')
  lifecycle.release(machine, stringBoolean(body.post, 'erase'))
})

const powerOn = change('edit', (machine, { lifecycle, body }) => {
  if (machine.owner === null) throw refuse(409, "Can't start node: it hasn't been allocated.")
  needsPower(machine)
  // On an Allocated machine this starts a deployment (README, fact 1).
  if (machine.status === 'Allocated') {
    machine.userData = body.post.get('user_data') ?? machine.userData
    lifecycle.deploy(machine)
  } else lifecycle.switchPower(machine, 'on')
})

const rescueMode = change('edit', (machine, { lifecycle, user }) => {
  if (!rescuable.includes(machine.status))
    throw refuse(409, `Invalid transition: ${machine.status} -> Entering rescue mode.`)
  lifecycle.enterRescue(machine, user.username)
})

const exitRescueMode = change('edit', (machine, { lifecycle }) => {
  if (!leavable.includes(machine.status))
    throw refuse(409, `Invalid transition: ${machine.status} -> Exiting rescue mode.`)
  lifecycle.exitRescue(machine)
})

const markBroken = change('edit', (machine, { lifecycle, user }) => {
  // Administrators may not do this to a machine of another user or without an owner either (README, fact 4).
  if (machine.owner !== user.username) throw forbidden()
  lifecycle.markBroken(machine)
})

const lock = change('lock', (machine) => {
  if (machine.locked) throw refuse(409, 'Machine is already locked')
  if (machine.status !== 'Deployed' && machine.status !== 'Deploying')
    throw refuse(409, "Can't lock, node is not deployed or deploying")
  machine.locked = true
})

const unlock = change('lock', (machine) => {
  if (!machine.locked) throw refuse(409, 'Machine is not locked')
  machine.locked = false
})

/** Adds a value, or removes it when empty; for the owner only (README, fact 6). */
const annotate = change('edit', (machine, { body, user }) => {
  if (machine.owner !== user.username)
    throw refuse(409, "Cannot set workload annotation: it hasn't been acquired.")
  const annotations = { ...machine.annotations }
  for (const name of body.post.names()) {
    const value = body.post.get(name) ?? ''
    if (name === 'op') continue
    if (/\s/.test(name)) throw refuse(500, 'Invalid character in key name')
    if (name.length > 255)
      throw invalidModel({ key: [`Ensure this value has at most 255 characters (it has ${name.length}).`] })
    if (value === '') delete annotations[name]
    else annotations[name] = value
  }
  machine.annotations = annotations
})

function remove(exchange: UserExchange): unknown {
  const machine = machineFor(exchange, 'admin')
  stringBoolean(exchange.query, 'force')
  exchange.lifecycle.forget(machine)
  exchange.state.machines.splice(exchange.state.machines.indexOf(machine), 1)
  return deleted()
}

/** Queries the BMC and stores its answer as the power state. */
async function queryPowerState(exchange: UserExchange): Promise<unknown> {
  const machine = machineFor(exchange, 'view')
  return { state: exchange.lifecycle.queryPower(machine) }
}

const installing: readonly StatusName[] = ['Deploying', 'Deployed', 'Failed deployment']

function curtinConfig(exchange: UserExchange): unknown {
  const machine = machineFor(exchange, 'view')
  if (!installing.includes(machine.status))
    throw refuse(400, `Machine ${machine.hostname} is not in a deployment state.`)
  const lines = [
    'apt:',
    '  preserve_sources_list: false',
    'install:',
    '  log_file: /tmp/install.log',
    'kernel:',
    `  mapping: {}`,
    `  package: linux-generic`,
    `showtrace: true`,
    'verbosity: 3',
  ]
  return handlerReply(200, `${lines.join('\n')}\n`, 'text/plain')
}

const restorable: readonly StatusName[] = ['Ready', 'Failed testing']

function restore(what: string, parts: { network?: boolean; storage?: boolean }): Operation {
  return change('admin', (machine, { state }) => {
    if (!restorable.includes(machine.status)) {
      throw refuse(409, `Machine must be in a ready or failed testing state to restore ${what}`)
    }
    if (parts.network) restoreNetwork(state, machine)
    if (parts.storage) restoreStorage(state, machine)
  })
}

const setStorageLayout = change('admin', (machine, { body, state }) => {
  if (machine.status !== 'Ready')
    throw refuse(409, 'Cannot change the storage layout on a machine that is not Ready.')
  setLayout(state, machine, body.post)
})

function details(exchange: UserExchange): unknown {
  machineFor(exchange, 'view')
  return noDetails()
}

export const machineResource: Resource = {
  path: 'machines/{system_id}/',
  operations: {
    GET: (exchange) => machineReply(exchange.state, machineFor(exchange, 'view')),
    PUT: change('admin', (machine, { state, body }) => {
      const data = formData(body)
      readMachineForm(state, machine, data, false)
      readLaterFields(state, machine, data, 'update')
    }),
    DELETE: remove,
    'GET details': details,
    'GET get_curtin_config': curtinConfig,
    'GET get_token': (exchange) => machineFor(exchange, 'admin').nodeToken ?? null,
    'GET power_parameters': (exchange) => machineFor(exchange, 'admin').powerParameters,
    'GET query_power_state': queryPowerState,
    'POST abort': change('edit', (machine, { lifecycle }) => lifecycle.abort(machine)),
    'POST clear_default_gateways': change('admin', (machine) => {
      machine.gatewayLinkId = null
    }),
    'POST commission': commission,
    'POST deploy': deploy,
    'POST exit_rescue_mode': exitRescueMode,
    'POST lock': lock,
    'POST mark_broken': markBroken,
    'POST mark_fixed': change('admin', (machine) => {
      if (machine.status !== 'Broken') throw refuse(409, "Can't mark a non-broken node as 'Ready'.")
      markFixed(machine)
    }),
    'POST mount_special': change('edit', (machine, { body }) => mountSpecial(machine, body.post)),
    'POST override_failed_testing': change('admin', (machine) => {
      if (machine.status !== 'Failed testing')
        throw refuse(409, "Unable to override node status. Node is not in 'Failed testing' status.")
      overrideFailedTesting(machine)
    }),
    'POST power_off': change('edit', (machine, { lifecycle }) => {
      needsPower(machine)
      lifecycle.switchPower(machine, 'off')
    }),
    'POST power_on': powerOn,
    'POST release': release,
    'POST rescue_mode': rescueMode,
    'POST restore_default_configuration': restore('default networking and storage configuration.', {
      network: true,
      storage: true,
    }),
    'POST restore_networking_configuration': restore('networking configuration', { network: true }),
    'POST restore_storage_configuration': restore('storage configuration', { storage: true }),
    'POST set_owner_data': annotate,
    'POST set_storage_layout': setStorageLayout,
    'POST set_workload_annotations': annotate,
    'POST test': test,
    'POST unlock': unlock,
    'POST unmount_special': change('edit', (machine, { body }) => unmountSpecial(machine, body.post)),
  },
}
