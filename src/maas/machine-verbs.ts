import { checkType, copyOf, matches } from '../core/arguments.js'
import { ConfigurationError, ConflictError, StackError } from '../core/errors.js'
import { afterChange } from '../core/errors/with-operation.js'
import type { RequestOptions } from '../core/options.js'
import type { Redactor } from '../core/redact.js'
import { Pending, type Reply } from '../core/reply.js'
import type {
  GeneratedMaasMachines,
  Machine,
  MachineAllPowerParametersParams,
  MachineCommissionParams,
  MachineCreateParams,
  MachineListFilters,
  MachineReleaseParams,
  MachineUpdateParams,
} from './generated/api2/machines.js'
import { allocateMachine, type MachineAllocation } from './allocate-machine.js'
import { asMaasWrites, filtersOf, theOnly } from './find-machine.js'
import type { MachineActions } from './machine-actions.js'
import { groupsOf } from './machine-news.js'
import { readReplies } from './read-replies.js'

/** Parameters of `machines.adopt`. */
export interface MachineAdoptParams extends MachineCreateParams {
  /** Any of them identifies the machine. */
  mac_addresses: readonly string[]
}

export interface MachineVerbs {
  /**
   * Returns the machine with a host name, a MAC address or other properties; undefined without one.
   *
   * API: `GET machines/`.
   *
   * @param filters those of `list`; a host name may have its domain, MAC addresses any notation
   * @throws ConfigurationError without a filter, or when several machines match
   *
   * @example
   * const machine = await maas.machines.find({ hostname: 'node-1' })
   */
  find(filters: MachineListFilters, options?: RequestOptions): Promise<Machine | undefined>

  /**
   * Adds a machine. MAAS commissions a machine that an administrator adds, unless `commission` is false, and ignores all of its commissioning
   * parameters when one is invalid: where the machine is New although they were given, `commission` is called with them, and its error
   * says what is wrong. Without a power type the machine is not commissioned, which MAAS would refuse with a 500.
   *
   * API: `POST machines/`, and `POST machines/{system_id}/?op=commission`.
   *
   * @throws BadRequestError also when the machine was added and cannot be commissioned; then `mayHaveHappened` is true
   *
   * @example
   * await maas.machines.create({ architecture: 'amd64/generic', mac_addresses: ['52:54:00:12:34:56'], power_type: 'manual' })
   */
  create(params?: MachineCreateParams, options?: RequestOptions): Pending<Machine>

  /**
   * Adds a machine, or updates the one that has one of the MAC addresses, such as one that has enlisted itself or that an interrupted
   * `create` has left. A machine that is New is commissioned, unless `commission` is false.
   *
   * API: `GET machines/`, and `POST machines/` or `PUT machines/{system_id}/` with `POST machines/{system_id}/?op=commission`.
   *
   * @throws ConfigurationError when the addresses belong to several machines, and the errors of `create`, `update` and `commission`
   *
   * @example
   * await maas.machines.adopt({ mac_addresses: ['52:54:00:12:34:56'], architecture: 'amd64', power_type: 'manual' })
   */
  adopt(params: MachineAdoptParams, options?: RequestOptions): Promise<Machine>

  /**
   * Allocates the smallest Ready machine that meets every constraint.
   *
   * API: `POST machines/?op=allocate`.
   *
   * @throws ConfigurationError without a constraint, unless `anyMachine` or `dry_run` is true; ConflictError when no machine matches
   *
   * @example
   * await maas.machines.allocate({ cpu_count: 8, mem: 16384, storage: [{ label: 'root', size: 100, tags: ['ssd'] }] })
   */
  allocate(params: MachineAllocation, options?: RequestOptions): Pending<Machine>

  /**
   * Releases machines that are not released yet. One that is New, Ready, Releasing or Disk erasing, or that no longer exists, counts as
   * released. Without parameters other than `comment`, it is one request for all of them, which MAAS carries out for all or for none.
   *
   * API: `GET machines/`, and `POST machines/?op=release` or `POST machines/{system_id}/?op=release`.
   *
   * @returns the ids of the machines whose release was started
   * @throws ConflictError when one of them is in a state from which it cannot be released
   *
   * @example
   * await maas.machines.ensureReleased(['4y3h7n', 'abc3fg'])
   */
  ensureReleased(
    ids: string | readonly string[],
    params?: MachineReleaseParams,
    options?: RequestOptions,
  ): Promise<string[]>

  /**
   * Returns the power parameters of machines by system id, with passwords: the addresses of BMCs, which machines do not contain. Any number
   * of ids: one request for as many as fit into a URL. Administrators only.
   *
   * API: `GET machines/?op=power_parameters`.
   *
   * @example
   * const { '4y3h7n': power } = await maas.machines.allPowerParameters({ id: ['4y3h7n'] })
   * console.log(power?.['power_address'])
   */
  allPowerParameters(
    params: MachineAllPowerParametersParams,
    options?: RequestOptions,
  ): Pending<PowerParametersById>
}

/** Power parameters by system id. */
export type PowerParametersById = Awaited<ReturnType<GeneratedMaasMachines['allPowerParameters']>>

const COMMISSIONING: readonly (keyof MachineCommissionParams)[] = [
  'enable_ssh',
  'skip_bmc_config',
  'skip_networking',
  'skip_storage',
  'commissioning_scripts',
  'testing_scripts',
  'script_parameters',
]

const UPDATABLE: readonly (keyof MachineUpdateParams & keyof MachineCreateParams)[] = [
  'hostname',
  'domain',
  'architecture',
  'min_hwe_kernel',
  'description',
  'swap_size',
  'cpu_count',
  'memory',
  'zone',
  'pool',
  'power_type',
  'power_parameters',
  'power_parameters_skip_check',
]

const RELEASED = new Set<string>(['New', 'Ready', 'Releasing', 'Disk erasing'])
/** How often the states of machines are read before their release is given up as refused. */
const RELEASE_TRIES = 3

/** The operations of which the handwritten form differs from MAAS's own, and those made of several. */
export function machineVerbs(
  machines: GeneratedMaasMachines,
  actions: MachineActions,
  redactor: Redactor,
): MachineVerbs {
  const create = async (
    params: MachineCreateParams,
    options: RequestOptions | undefined,
  ): Promise<Reply<Machine>> => {
    const { commission, power_type, deployed } = params
    const withoutPower = commission === undefined && power_type === undefined && deployed !== true
    const reply = await machines
      .create(withoutPower ? { ...params, commission: false } : params, options)
      .withResponse()
    const settings = pick(params, COMMISSIONING)
    const isWanted = commission ?? Object.keys(settings).length > 0
    if (!isWanted || reply.data.status_name !== 'New') return reply
    return await commissionAdded(actions, reply.data, settings, options)
  }

  const find = async (filters: MachineListFilters, options?: RequestOptions): Promise<Machine | undefined> =>
    theOnly('find', await machines.list(filtersOf(filters), options))

  const adopt = async (params: MachineAdoptParams, options?: RequestOptions): Promise<Machine> => {
    checkType('maas', 'machines.adopt', 'the parameters', 'object', params)
    const macs = macAddressesOf(params)
    const found = theOnly('adopt', await machines.list({ mac_address: macs }, options))
    if (found === undefined) return (await create(params, options)).data
    const changes = pick(params, UPDATABLE)
    const { system_id: id } = found
    const machine = Object.keys(changes).length > 0 ? await machines.update(id, changes, options) : found
    if (params.commission === false || machine.status_name !== 'New' || machine.power_type === '')
      return machine
    return await actions.commission(id, pick(params, COMMISSIONING), options)
  }

  const ensureReleased = async (
    ids: string | readonly string[],
    params: MachineReleaseParams = {},
    options?: RequestOptions,
  ): Promise<string[]> => {
    checkType('maas', 'machines.ensureReleased', 'ids', 'string | string[]', ids)
    const wanted = [...new Set([ids].flat())]
    const { comment, ...single } = params
    const isSingle = Object.values(single).some((value) => value !== undefined)
    const started = new Set<string>()
    for (let attempt = 1; ; attempt++) {
      const held = await heldOf(machines, wanted, options)
      if (held.length === 0) return [...started]
      try {
        if (isSingle)
          for (const id of held) started.add((await actions.release(id, params, options)).system_id)
        else
          for (const id of await machines.releaseMany(
            comment === undefined ? { machines: held } : { machines: held, comment },
            options,
          ))
            started.add(id)
        return [...started]
      } catch (error) {
        // Somebody else may have released some of them, or the reply was lost: their states tell.
        const isUnclear =
          error instanceof ConflictError || (error instanceof StackError && error.mayHaveHappened)
        if (!isUnclear || attempt >= RELEASE_TRIES) throw error
      }
    }
  }

  return {
    find,
    create: (params = {}, options) =>
      Pending.ofReply(
        redactor.during({ params }, () => readReplies('machines.create', () => create(params, options))),
        'MAAS machines.create',
      ),
    adopt: (params, options) =>
      redactor.during({ params }, () => readReplies('machines.adopt', () => adopt(params, options))),
    allocate: (params, options) =>
      Pending.ofReply(allocateMachine(machines, params, options), 'MAAS machines.allocate'),
    ensureReleased: (ids, params, options) =>
      readReplies('machines.ensureReleased', () => ensureReleased(ids, params, options)),
    allPowerParameters: (params, options) =>
      Pending.ofReply(allPowerParameters(machines, params, options), 'MAAS machines.allPowerParameters'),
  }
}

async function allPowerParameters(
  machines: GeneratedMaasMachines,
  params: MachineAllPowerParametersParams,
  options: RequestOptions | undefined,
): Promise<Reply<PowerParametersById>> {
  const { id: ids } = copyOf('maas', 'machines.allPowerParameters', params)
  const isTexts = matches('string[]', ids)
  const [first, ...more] = isTexts ? groupsOf(ids, Number.POSITIVE_INFINITY) : []
  const reply = await machines
    .allPowerParameters(first === undefined ? params : { ...params, id: first }, options)
    .withResponse()
  for (const id of more)
    reply.data = { ...reply.data, ...(await machines.allPowerParameters({ ...params, id }, options)) }
  return reply
}

/** Commissions a machine that was just added; an error says that it was. */
async function commissionAdded(
  actions: MachineActions,
  { system_id: id, hostname }: Machine,
  settings: MachineCommissionParams,
  options: RequestOptions | undefined,
): Promise<Reply<Machine>> {
  try {
    return await actions.commission(id, settings, options).withResponse()
  } catch (error) {
    throw afterChange(error, { 'added machine': `${id} (${hostname}), which is New` })
  }
}

/** The ids of the machines that have yet to be released. */
async function heldOf(
  machines: GeneratedMaasMachines,
  ids: readonly string[],
  options: RequestOptions | undefined,
): Promise<string[]> {
  const found: Machine[] = []
  for (const id of groupsOf(ids)) found.push(...(await machines.list({ id }, options)))
  return found.flatMap(({ system_id, status_name }) => (RELEASED.has(status_name) ? [] : [system_id]))
}

function macAddressesOf({ mac_addresses }: MachineAdoptParams): string[] {
  if (!Array.isArray(mac_addresses) || mac_addresses.length === 0)
    throw new ConfigurationError({
      system: 'maas',
      operation: 'machines.adopt',
      summary: 'MAAS machines.adopt was not sent: mac_addresses is missing',
      hint: 'Pass the MAC addresses of the machine',
    })
  return mac_addresses.map(asMaasWrites)
}

/** The given fields of an object. */
function pick<T extends object, Name extends keyof T>(
  from: T,
  names: readonly Name[],
): Partial<Pick<T, Name>> {
  const found: Partial<Pick<T, Name>> = {}
  for (const name of names) if (from[name] !== undefined) found[name] = from[name]
  return found
}
