import { branchMarks } from './format-branches.js'
import { cutBytes, type FormatStyle, shortMessage } from './format-style.js'
import { imageVersion } from './image-version.js'
import { mergedPorts } from './ports.js'
import { layOut } from './table.js'
import type { ApplicationStatus, EntityStatus, ModelStatus, RelationStatus, UnitStatus } from './types.js'

/** The table of applications. */
export function formatApplications({ applications }: ModelStatus, style: FormatStyle): string {
  if (applications.length === 0) return ''
  const address = style.isKubernetes ? ['Address'] : []
  const titles = [
    'App',
    'Version',
    'Status',
    'Scale',
    'Charm',
    'Channel',
    'Rev',
    ...address,
    'Exposed',
    'Message',
  ]
  const rows = applications
    .toSorted((a, b) => style.compare(a.name, b.name))
    .map((application) => [
      application.name,
      versionOf(application, style),
      application.status.current,
      scaleOf(application),
      application.charmName,
      application.channel ?? '',
      String(application.revision),
      ...(style.isKubernetes ? [application.publicAddress] : []),
      application.exposed ? 'yes' : 'no',
      shortMessage(application.status.message, style),
    ])
  return layOut([titles, ...rows], [titles.indexOf('Scale'), titles.indexOf('Rev')])
}

/** The first line of the workload's version, cut. */
function versionOf({ workloadVersion, charm, charmName }: ApplicationStatus, style: FormatStyle): string {
  const [line = ''] = workloadVersion.split('\n')
  const isFromCharmhub = charm.startsWith('ch:') || charm.startsWith('cs:')
  const version = style.isKubernetes ? imageVersion(line, { name: charmName, isFromCharmhub }) : line
  const maxBytes = style.isKubernetes ? 30 : 15
  const bytes = Buffer.from(version)
  return bytes.length > maxBytes ? `${cutBytes(bytes, maxBytes - 3)}...` : version
}

const WORKING: ReadonlySet<string> = new Set(['idle', 'executing', 'running'])

/** `3`, or `1/3` while two of three do not work. */
function scaleOf({ units, scale = units.length }: ApplicationStatus): string {
  const working = units.filter(({ agent }) => WORKING.has(agent.current)).length
  return working === scale ? String(working) : `${working}/${scale}`
}

/** The table of units; subordinates are indented below their principals. */
export function formatUnits(status: ModelStatus, style: FormatStyle): string {
  const { applications, relations } = status
  const units = applications.flatMap((application) => application.units)
  const nested = new Set(units.flatMap(({ subordinates }) => subordinates))
  const principals = units.filter((unit) => !nested.has(unit))
  if (principals.length === 0) return ''
  const marks = branchMarks(status, style)
  const byId = new Map(relations.map((relation) => [relation.id, relation]))
  const rows = principals
    .toSorted((a, b) => style.compare(a.name, b.name))
    .flatMap((unit) =>
      unitRows(unit, { principal: unit.application, level: 0, relations: byId, marks, style }),
    )
  const titles = style.isKubernetes
    ? ['Unit', 'Workload', 'Agent', 'Address', 'Ports', 'Message']
    : ['Unit', 'Workload', 'Agent', 'Machine', 'Public address', 'Ports', 'Message']
  return layOut([titles, ...rows])
}

interface RowContext {
  principal: string
  level: number
  relations: ReadonlyMap<unknown, RelationStatus>
  marks: ReadonlyMap<string, string>
  style: FormatStyle
}

function unitRows(unit: UnitStatus, context: RowContext): string[][] {
  const { style, level } = context
  const { name, leader, workload, agent, openedPorts } = unit
  const where = style.isKubernetes
    ? [unit.address ?? '']
    : [level === 0 ? unit.machine : '', unit.publicAddress]
  const mark = context.marks.get(name)
  return [
    [
      `${'  '.repeat(level)}${name}${leader ? '*' : ''}${mark === undefined ? '' : ` ${mark}`}`,
      workload.current,
      agent.current,
      ...where,
      style.isBefore3 ? openedPorts.join(',') : mergedPorts(openedPorts),
      shortMessage(messageOf(unit, context), style),
    ],
    ...unit.subordinates
      .toSorted((a, b) => style.compare(a.name, b.name))
      .flatMap((subordinate) => unitRows(subordinate, { ...context, level: level + 1 })),
  ]
}

function messageOf({ workload, agent }: UnitStatus, { principal, relations }: RowContext): string {
  let { message } = workload
  if (workload.current === 'error') {
    // A hook of a relation failed: the command names the other side.
    const other = relations
      .get(workload.data['relation-id'])
      ?.endpoints.find(({ application }) => application !== principal)
    if (other !== undefined) message += ` for ${other.application}:${other.name}`
  }
  if (agent.current === 'allocating' && message === '') message = agent.message
  const doing = workOf(agent)
  return doing === '' ? message : `(${doing}) ${message}`
}

/** The hooks that the command looks for; a hook of a relation has the endpoint's name before it, and is not found. */
const HOOK =
  /running (install|start|config-changed|upgrade-charm|stop|remove|collect-metrics|meter-status-changed|leader-elected|leader-deposed|leader-settings-changed|update-status|pre-series-upgrade|post-series-upgrade|relation-created|relation-joined|relation-changed|relation-departed|relation-broken) hook/

/** The hook or the action that an agent runs. */
function workOf({ current, message }: EntityStatus): string {
  if (current !== 'executing') return ''
  return HOOK.exec(message)?.[1] ?? /running action (.*)/.exec(message)?.[1] ?? ''
}
