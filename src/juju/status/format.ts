import { checkFields, type Form, formatValue } from '../../core/arguments.js'
import { ConfigurationError } from '../../core/errors.js'
import { charmBaseName } from '../syntax/charm-name.js'
import { formatApplications, formatUnits } from './format-applications.js'
import { formatBranches } from './format-branches.js'
import { type FormatStyle, shortMessage, styleOf } from './format-style.js'
import { compareBytes } from './natural-order.js'
import { layOut } from './table.js'
import type { JujuMachineStatus, ModelStatus, OfferStatus, RelationStatus, StorageStatus } from './types.js'

export interface FormatStatusOptions {
  /**
   * The controller's name for the column Controller: the `juju` command takes it from its own files.
   * @default ''
   */
  controller?: string
  /**
   * Columns after which lines are cut.
   * @default no limit
   */
  width?: number
  /**
   * Whether relations are shown.
   * @default true
   */
  relations?: boolean
}

const formatForm: Form<FormatStatusOptions> = { controller: 'string', width: 'number', relations: 'bool' }

/**
 * The status as the tables of `juju status`, in the words, the columns and the order of the command of the model's version. Storage is
 * shown if the status has it; the time is UTC.
 *
 * Throws `ConfigurationError` for unknown options, and for a value that is not a status.
 *
 * @example
 * const status = await juju.model('admin/openstack').status()
 * console.log(formatStatus(status, { controller: 'maas-controller', width: process.stdout.columns }))
 */
export function formatStatus(status: ModelStatus, options: FormatStatusOptions = {}): string {
  checkFields('juju', 'formatStatus', formatForm, options)
  const { controller = '', width = Number.POSITIVE_INFINITY, relations = true } = options
  const text = tablesOf(status, controller, relations)
  if (width === Number.POSITIVE_INFINITY) return text
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .map((line) => (line.length > width ? `${line.slice(0, Math.max(0, width - 1))}…` : line))
    .join('\n')
}

function tablesOf(status: ModelStatus, controller: string, relations: boolean): string {
  try {
    const style = styleOf(status)
    return [
      modelTable(status, controller, style),
      formatBranches(status, style),
      remoteTable(status, style),
      formatApplications(status, style),
      formatUnits(relations ? status : { ...status, relations: [] }, style),
      status.type === 'caas' ? '' : machineTable(status.machines, style),
      offerTable(status.offers, style),
      relations ? relationTable(status.relations, style) : '',
      storageTable(status.storage ?? []),
    ]
      .filter((table) => table !== '')
      .join('\n\n')
  } catch (cause) {
    throw new ConfigurationError({
      system: 'juju',
      operation: 'formatStatus',
      summary: `formatStatus takes a status, got ${formatValue(status)}`,
      hint: 'Pass what model.status() or model.waitForIdle() returned',
      cause,
    })
  }
}

function modelTable(status: ModelStatus, controller: string, style: FormatStyle): string {
  const cloud = [status.cloud, status.region].filter((part) => part !== '').join('/')
  const columns: [title: string, value: string][] = [
    ['Model', status.name],
    ['Controller', controller],
    ['Cloud/Region', cloud],
    ['Version', status.version],
  ]
  if (status.sla !== undefined) columns.push(['SLA', status.sla])
  if (status.timestamp !== '') columns.push(['Timestamp', timeOf(status.timestamp)])
  const upgrade = status.availableVersion === undefined ? '' : `upgrade available: ${status.availableVersion}`
  const note = status.status.message || upgrade
  if (note !== '') columns.push(['Notes', shortMessage(note, style)])
  return layOut([columns.map(([title]) => title), columns.map(([, value]) => value)])
}

/** `17:07:16Z`; a text that is not a time is shown unchanged. */
function timeOf(timestamp: string): string {
  const date = new Date(timestamp)
  return Number.isNaN(date.getTime()) ? timestamp : `${date.toISOString().slice(11, 19)}Z`
}

function remoteTable({ remoteApplications }: ModelStatus, { compare }: FormatStyle): string {
  if (remoteApplications.length === 0) return ''
  const rows = remoteApplications
    .toSorted((a, b) => compare(a.name, b.name))
    .map(({ name, offerUrl, status: { current } }) => [name, current, ...offerParts(offerUrl)])
  return layOut([['SAAS', 'Status', 'Store', 'URL'], ...rows])
}

/** The controller of an offer, and the rest of its URL. */
function offerParts(url: string): [store: string, path: string] {
  const colon = url.indexOf(':')
  const path = url.slice(colon + 1)
  if (!path.includes('.')) return ['unknown', url]
  return [colon === -1 ? 'local' : url.slice(0, colon), path]
}

function machineTable(machines: readonly JujuMachineStatus[], style: FormatStyle): string {
  if (machines.length === 0) return ''
  const rows = (some: readonly JujuMachineStatus[]): string[][] =>
    some
      .toSorted((a, b) => style.compare(a.id, b.id))
      .flatMap((machine) => [machineRow(machine, style), ...rows(machine.containers)])
  const base = style.isBefore3 ? 'Series' : 'Base'
  return layOut([['Machine', 'State', 'Address', 'Inst id', base, 'AZ', 'Message'], ...rows(machines)])
}

function machineRow(machine: JujuMachineStatus, style: FormatStyle): string[] {
  const { id, agent, instance, modification, address, displayName, instanceId, base, hardware } = machine
  const failed = modification.current === 'error'
  return [
    id,
    failed ? modification.current : agent.current,
    address,
    displayName || instanceId,
    style.isBefore3 ? (machine.series ?? '') : base.replace(/\/stable$|^.*@$/, ''),
    /(?:^|\s)availability-zone=(\S+)/.exec(hardware)?.[1] ?? '',
    shortMessage(failed ? modification.message : instance.message, style),
  ]
}

function offerTable(offers: readonly OfferStatus[], { compare }: FormatStyle): string {
  if (offers.length === 0) return ''
  const rows = offers
    .toSorted((a, b) => compare(a.name, b.name))
    .flatMap(({ name, application, charm, endpoints, activeConnections, totalConnections }) => {
      const revision = /-(\d+)$/.exec(charm)?.[1] ?? '-1'
      const connected = `${activeConnections}/${totalConnections}`
      const offer = [name, application, charmBaseName(charm), revision, connected]
      return endpoints
        .toSorted((a, b) => compareBytes(a.name, b.name))
        .map((endpoint, index) => [
          ...(index === 0 ? offer : offer.map(() => '')),
          endpoint.name,
          endpoint.interface,
          endpoint.role,
        ])
    })
  const titles = ['Offer', 'Application', 'Charm', 'Rev', 'Connected', 'Endpoint', 'Interface', 'Role']
  return layOut([titles, ...rows])
}

function relationTable(relations: readonly RelationStatus[], style: FormatStyle): string {
  if (relations.length === 0) return ''
  const rows = relations
    .map((relation) => relationRow(relation, style))
    .toSorted(([a = '', b = ''], [c = '', d = '']) => compareBytes(a, c) || compareBytes(b, d))
  const provider = style.isBefore3 ? 'Relation provider' : 'Integration provider'
  return layOut([[provider, 'Requirer', 'Interface', 'Type', 'Message'], ...rows])
}

function relationRow(
  { endpoints, interface: iface, scope, status }: RelationStatus,
  style: FormatStyle,
): string[] {
  const provider = endpoints.find(({ role }) => role === 'provider' || role === 'peer')
  const requirer = endpoints.find(({ role }) => role === 'requirer' || role === 'peer')
  const nameOf = (endpoint: typeof provider): string =>
    `${endpoint?.application ?? ''}:${endpoint?.name ?? ''}`
  const type =
    scope === 'container'
      ? 'subordinate'
      : provider?.application === requirer?.application
        ? 'peer'
        : 'regular'
  const row = [nameOf(provider), nameOf(requirer), iface, type]
  if (status.current === 'joined') return [...row, '']
  if (!style.isBefore3) return [...row, status.current, shortMessage(status.message, style)]
  return [...row, status.current, ...(status.message === '' ? [''] : [` - ${status.message}`, ''])]
}

function storageTable(storage: readonly StorageStatus[]): string {
  if (storage.length === 0) return ''
  // Only what has a pool has one in the table.
  const pools = storage.some(({ pool }) => pool !== '')
  const rows = storage.map(({ id, unit, kind, pool, mountpoint, sizeMib, status }) => [
    unit,
    id,
    kind,
    ...(pools ? [pool] : []),
    mountpoint,
    sizeMib > 0 ? sizeText(sizeMib) : '',
    status.current,
    status.message,
  ])
  const titles = ['Storage Unit', 'Storage ID', 'Type', ...(pools ? ['Pool'] : [])]
  return layOut([[...titles, 'Mountpoint', 'Size', 'Status', 'Message'], ...rows])
}

const UNITS = ['MiB', 'GiB', 'TiB', 'PiB', 'EiB']

/** `1.5 GiB`, `10 GiB`. */
function sizeText(mib: number): string {
  let [value, unit] = [mib, 0]
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit++
  }
  const rounded = Math.floor(value * 10 + 0.5) / 10
  return `${rounded.toFixed(rounded < 10 ? 1 : 0)} ${UNITS[unit]}`
}
