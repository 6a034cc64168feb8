import { isIP } from 'node:net'
import { lookup } from '../../lookup.js'
import { parseJson } from '../server/json.js'
import { formBoolean } from '../server/param-values.js'
import type { Params } from '../server/params.js'
import { type FieldErrors, invalid, refuse } from '../server/refusal.js'
import { enlistedInterface } from '../state/hardware.js'
import { type PowerParameter, type PowerParameters, powerTypes } from '../state/power-types.js'
import type { MaasState } from '../state/state.js'
import type { Machine } from '../state/types.js'
import { architectures } from './constraints.js'

export const kernels = ['ga-20.04', 'hwe-20.04', 'ga-22.04', 'hwe-22.04', 'ga-24.04', 'hwe-24.04'] as const

const required = 'This field is required.'
const unknownChoice = 'Select a valid choice. That choice is not one of the available choices.'

/**
 * Reads the machine form of create and update into the machine; absent fields keep their value.
 *
 * @throws Refusal 400 with all messages by field; the machine is changed only when the form is valid.
 */
export function readMachineForm(state: MaasState, machine: Machine, data: Params, creating: boolean): void {
  const errors: FieldErrors = {}
  const change: Partial<Machine> = {}
  const fields = { state, machine, data, errors, change, creating }
  readArchitecture(fields)
  readName(fields)
  readMacs(fields)
  readPlacement(fields)
  readNumbers(fields)
  readPower(fields)
  const kernel = data.get('min_hwe_kernel')
  if (kernel !== undefined) {
    if (kernel === '' || kernels.some((known) => known === kernel)) change.minHweKernel = kernel
    else errors['min_hwe_kernel'] = [`No kernel matches ">=${kernel}" requirement.`]
  }
  if (formBoolean(data.get('disable_ipv4')))
    errors['disable_ipv4'] = ['If specified, disable_ipv4 must be False.']
  const description = data.get('description')
  if (description !== undefined) change.description = description
  if (Object.keys(errors).length > 0) throw invalid(errors)
  Object.assign(machine, change)
}

interface Fields {
  state: MaasState
  machine: Machine
  data: Params
  errors: FieldErrors
  change: Partial<Machine>
  creating: boolean
}

/** Architecture and MAC address are required, unless IPMI will detect them or the machine is already deployed. */
const needsIdentity = (data: Params): boolean =>
  !(data.get('power_type') === 'ipmi' || (formBoolean(data.get('deployed')) && !data.get('power_type')))

function readArchitecture({ data, errors, change, creating }: Fields): void {
  const value = data.get('architecture')
  if (!value) {
    if (creating && needsIdentity(data)) errors['architecture'] = [required]
    return
  }
  const full = value.includes('/') ? value : `${value}/generic`
  if (architectures.some((known) => known === full)) change.architecture = full
  else {
    const choices = architectures.map((known) => `'${known}'`).join(', ')
    errors['architecture'] = [`'${value}' is not a valid architecture.  It should be one of: ${choices}.`]
  }
}

function readName({ state, machine, data, errors, change }: Fields): void {
  const value = data.get('hostname')
  if (value === undefined) return
  const [label = '', domainName] = value.split(/\.(.*)/s)
  if (label === '') {
    change.hostname = state.newHostname()
    return
  }
  if (label.includes('_')) errors['hostname'] = [`Host label cannot contain underscore: '${label}'.`]
  else if (label.length > 63)
    errors['hostname'] = [`Label is too long: '${label}'.  Maximum allowed is 63 characters.`]
  else if (state.machines.some((other) => other !== machine && other.hostname === label)) {
    errors['hostname'] = ['Node with this Hostname already exists.']
  } else if (domainName !== undefined) {
    const domain = state.domains.find((candidate) => candidate.name === domainName)
    if (domain) change.domainId = domain.id
    else errors['hostname'] = ['Nonexistant domain.']
  }
  change.hostname = label
}

function readMacs({ state, machine, data, errors, change, creating }: Fields): void {
  if (!creating) return
  const macs = data.all('mac_addresses').map((mac) => mac.toLowerCase())
  if (macs.length === 0) {
    if (needsIdentity(data)) errors['mac_addresses'] = [required]
    return
  }
  const messages = macs.flatMap((mac) => {
    if (!/^([0-9a-f]{2}[-:]){5}[0-9a-f]{2}$/.test(mac)) return [`'${mac}' is not a valid MAC address.`]
    const holder = state.machines.find(
      (other) => other !== machine && other.interfaces.some((nic) => nic.mac === mac),
    )
    return holder ? [`MAC address ${mac} already in use on ${holder.hostname}.`] : []
  })
  if (messages.length > 0) errors['mac_addresses'] = messages
  else change.interfaces = macs.map((mac, index) => enlistedInterface(state, `eth${index}`, mac))
}

function readPlacement({ state, data, errors, change }: Fields): void {
  const zone = data.get('zone')
  if (zone) {
    const found = state.zones.find((candidate) => candidate.name === zone)
    if (found) change.zoneId = found.id
    else errors['zone'] = [unknownChoice]
  }
  const pool = data.get('pool')
  if (pool) {
    const found = state.pools.find((candidate) => candidate.name === pool)
    if (found) change.poolId = found.id
    else errors['pool'] = [unknownChoice]
  }
  const domain = data.get('domain')
  if (domain) {
    const found = state.domains.find(
      (candidate) => candidate.name === domain || String(candidate.id) === domain,
    )
    if (found) change.domainId = found.id
    else errors['domain'] = [`Unable to find domain ${domain}`]
  }
}

const units: Record<string, number> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 }

function readNumbers({ data, errors, change }: Fields): void {
  for (const [field, key] of [
    ['memory', 'memoryMib'],
    ['cpu_count', 'cpuCount'],
  ] as const) {
    const value = data.get(field)
    if (!value) continue
    if (/^-?\d+$/.test(value)) change[key] = Number(value)
    else errors[field] = ['Enter a whole number.']
  }
  const swap = data.get('swap_size')
  if (swap === undefined) return
  const match = /^(-?\d+)([kmgt]?)b?$/i.exec(swap)
  if (swap === '') change.swapSize = null
  else if (match) change.swapSize = Number(match[1]) * (units[(match[2] ?? '').toLowerCase()] ?? 1)
  else errors['swap_size'] = ['Invalid size for swap: ' + swap]
}

function readPower({ machine, data, errors, change, creating }: Fields): void {
  const type = data.get('power_type')
  const wanted = type ?? machine.powerType
  const definition = lookup(powerTypes, wanted)
  const sent = powerParameters(data, definition ?? [])
  if (type === undefined && !sent) return
  if (wanted !== '' && !definition) {
    errors['power_type'] = [`Select a valid choice. ${wanted} is not one of the available choices.`]
    return
  }
  if (creating && errors['mac_addresses'] && data.has('mac_addresses')) {
    errors['power_type'] = [`Can't set power type to ${wanted} without network interfaces`]
  }
  const skipCheck = formBoolean(data.get('power_parameters_skip_check'))
  const parameters = sent ?? (creating ? {} : machine.powerParameters)
  // 3.4.10 keeps the old parameters under the new type and crashes on a libvirt address (README, fact 22).
  const address = lookup(parameters, 'power_address')
  if (wanted === 'ipmi' && address && !isIP(String(address))) {
    throw refuse(
      500,
      'IPAddress() does not support netmasks or subnet prefixes! See documentation for details.',
    )
  }
  if (definition && !skipCheck && (sent || creating)) {
    const unknown = Object.keys(parameters).filter((name) => !definition.some((known) => known.name === name))
    if (unknown.length > 0)
      errors['power_parameters'] = [`Unknown parameter(s): ${unknown.toSorted().join(', ')}.`]
    else if (definition.some((known) => known.required && !lookup(parameters, known.name)))
      errors['power_parameters'] = [required]
  }
  change.powerType = wanted
  change.powerParameters = parameters
}

/**
 * `power_parameters_NAME=value` by field, or all as one JSON text; undefined when none were sent. A repeated field is a list, and so is
 * every field of several choices.
 */
function powerParameters(data: Params, type: readonly PowerParameter[]): PowerParameters | undefined {
  const prefix = 'power_parameters_'
  const whole = data.get('power_parameters')
  if (whole !== undefined && whole !== '') {
    try {
      const value = parseJson(whole)
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return value as PowerParameters
    } catch {
      // Told below.
    }
    throw refuse(400, 'Failed to parse JSON power_parameters')
  }
  const pairs = data.names().flatMap((name): [string, string | string[]][] => {
    const key = name.startsWith(prefix) ? name.slice(prefix.length) : ''
    if (key === '' || key === 'skip_check') return []
    const values = data.all(name)
    const isList = values.length > 1 || type.some((known) => known.name === key && known.isMultiple)
    return [[key, isList ? values : (values[0] ?? '')]]
  })
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined
}
