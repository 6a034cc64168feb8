import { checkFields, type Form, readData } from '../../core/arguments.js'
import type { JujuMachineStatus, ModelStatus, RelationStatus, EntityStatus, UnitStatus } from './types.js'

export interface FormatStatusOptions {
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

const formatForm: Form<FormatStatusOptions> = { width: 'number', relations: 'bool' }

type Align = 'left' | 'right'
type Column = [title: string, align?: Align]

/** The status as a table, in the order and the columns of `juju status`; subordinates are indented below their principals. */
export function formatStatus(status: ModelStatus, options: FormatStatusOptions = {}): string {
  checkFields('juju', 'formatStatus', formatForm, options)
  return readData('juju', 'formatStatus', 'a status', () => format(status, options))
}

function format(status: ModelStatus, options: FormatStatusOptions): string {
  const { width = Number.POSITIVE_INFINITY, relations = true } = options
  const parts = [
    table(
      [['Model'], ['Cloud/Region'], ['Version'], ['Timestamp'], ['Notes']],
      [
        [
          status.name,
          [status.cloud, status.region].filter((part) => part !== '').join('/'),
          status.version,
          status.timestamp.slice(11, 19) + (status.timestamp.endsWith('Z') ? 'Z' : ''),
          status.status.message,
        ],
      ],
    ),
    table(
      [['SAAS'], ['Status'], ['URL'], ['Message']],
      status.remoteApplications.map(({ name, offerUrl, status: state }) => [
        name,
        state.current,
        offerUrl,
        state.message,
      ]),
    ),
    table(
      [
        ['App'],
        ['Version'],
        ['Status'],
        ['Scale', 'right'],
        ['Charm'],
        ['Channel'],
        ['Rev', 'right'],
        ['Exposed'],
        ['Message'],
      ],
      status.applications.map((application) => [
        application.name,
        application.workloadVersion,
        application.status.current,
        scaleOf(application.units),
        application.charmName,
        application.channel ?? '',
        String(application.revision),
        application.exposed ? 'yes' : 'no',
        application.status.message,
      ]),
    ),
    table(
      [['Unit'], ['Workload'], ['Agent'], ['Machine'], ['Public address'], ['Ports'], ['Message']],
      status.applications
        .filter(({ subordinateTo }) => subordinateTo.length === 0)
        .flatMap(({ units }) => units.flatMap((unit) => unitRows(unit, ''))),
    ),
    table(
      [['Machine'], ['State'], ['Address'], ['Inst id'], ['Base'], ['AZ'], ['Message']],
      status.machines.flatMap(machineRows),
    ),
    table(
      [['Offer'], ['Application'], ['Connected'], ['Endpoint'], ['Interface'], ['Role']],
      status.offers.flatMap(({ name, application, activeConnections, totalConnections, endpoints }) =>
        endpoints.map((endpoint) => [
          name,
          application,
          `${activeConnections}/${totalConnections}`,
          endpoint.name,
          endpoint.interface,
          endpoint.role,
        ]),
      ),
    ),
    relations
      ? table(
          [['Integration provider'], ['Requirer'], ['Interface'], ['Type'], ['Message']],
          status.relations.map(relationRow).toSorted((a, b) => (a[0] ?? '').localeCompare(b[0] ?? '')),
        )
      : '',
  ]
  const text = parts.filter((part) => part !== '').join('\n\n')
  return text
    .split('\n')
    .map((line) => (line.length > width ? `${line.slice(0, width - 1)}…` : line))
    .join('\n')
}

/** `2`, or `2/3` while one of three is not working. */
function scaleOf(units: readonly UnitStatus[]): string {
  const working = units.filter(
    ({ agent }) => agent.current !== 'allocating' && agent.current !== 'lost',
  ).length
  return working === units.length ? String(units.length) : `${working}/${units.length}`
}

function unitRows(unit: UnitStatus, indent: string): string[][] {
  const { name, leader, workload, agent, publicAddress, openedPorts } = unit
  const machine = indent === '' ? unit.machine : ''
  return [
    [
      `${indent}${name}${leader ? '*' : ''}`,
      workload.current,
      agent.current,
      machine,
      publicAddress,
      openedPorts.join(','),
      noteOf(workload, agent),
    ],
    ...unit.subordinates.flatMap((subordinate) => unitRows(subordinate, `${indent}  `)),
  ]
}

const noteOf = (workload: EntityStatus, agent: EntityStatus): string => workload.message || agent.message

function machineRows(machine: JujuMachineStatus): string[][] {
  const { id, agent, instance, addresses, hostname, instanceId, base, hardware, containers } = machine
  const zone = /availability-zone=(\S+)/.exec(hardware)?.[1] ?? ''
  const failed = instance.current.endsWith('error')
  return [
    [
      id,
      failed ? 'down' : agent.current,
      addresses[0] ?? '',
      hostname || instanceId,
      base.replace(/\/stable$/, ''),
      zone,
      instance.message,
    ],
    ...containers.flatMap(machineRows),
  ]
}

function relationRow({ endpoints, interface: iface, scope, status }: RelationStatus): string[] {
  const [one, other = one] = endpoints
  const provider = endpoints.find(({ role }) => role === 'provider') ?? one
  const requirer = endpoints.find(({ role }) => role === 'requirer') ?? other
  const type = endpoints.length === 1 ? 'peer' : scope === 'container' ? 'subordinate' : 'regular'
  const nameOf = (endpoint: typeof one): string =>
    endpoint === undefined ? '' : `${endpoint.application}:${endpoint.name}`
  return [
    nameOf(provider),
    nameOf(requirer),
    iface,
    type,
    status.current === 'joined'
      ? ''
      : [status.current, status.message].filter((part) => part !== '').join(' - '),
  ]
}

/** Columns that are empty in every row but the first are kept, empty tables are not. */
function table(columns: readonly Column[], rows: readonly string[][]): string {
  if (rows.length === 0) return ''
  const widths = columns.map(([title], index) =>
    Math.max(title.length, ...rows.map((row) => (row[index] ?? '').length)),
  )
  const line = (cells: readonly string[]): string =>
    columns
      .map(([, align], index) =>
        align === 'right'
          ? (cells[index] ?? '').padStart(widths[index] ?? 0)
          : (cells[index] ?? '').padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return [line(columns.map(([title]) => title)), ...rows.map(line)].join('\n')
}
