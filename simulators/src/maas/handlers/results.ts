import { lookup } from '../../lookup.js'
import { float } from '../replies/float.js'
import { scriptStatusNames } from '../replies/machine.js'
import { apiRoot } from '../replies/network.js'
import { deleted, handlerReply } from '../replies/reply.js'
import { stringBoolean } from '../server/param-values.js'
import { notFound, adminOnly, refuse } from '../server/refusal.js'
import type { Resource, UserExchange } from '../server/router.js'
import { commissioningScripts, type Script } from '../state/scripts.js'
import { rfcDate, type MaasState } from '../state/state.js'
import { runsOfStage } from '../life/script-runs.js'
import { lshwOutput } from '../state/tag-definitions.js'
import type { Machine, ScriptRun, ScriptStage, ScriptStatus } from '../state/types.js'
import { nodeOf } from './interfaces.js'
import { hardwareTypeOf, queried } from '../forms/scripts.js'
import { duration } from './scripts.js'

export const stages: readonly ScriptStage[] = ['commissioning', 'installation', 'testing']
export const stageNumbers: Record<ScriptStage, number> = { commissioning: 0, installation: 1, testing: 2 }

interface Wanted {
  filters: string[]
  hardwareType: number | undefined
  includeOutput: boolean
}

function wantedOf({ query }: UserExchange): Wanted {
  const hardware = query.get('hardware_type')
  return {
    filters: (query.get('filters') ?? '').split(',').filter(Boolean),
    hardwareType: hardware === undefined ? undefined : queried(hardwareTypeOf, hardware),
    // Any text is true here, including `false` (protocol.md, booleans).
    includeOutput: (query.get('include_output') ?? '') !== '',
  }
}

interface Run {
  name: string
  script: Script | undefined
  disk?: Machine['disks'][number]
}

/** The results of a script set. In a failed commissioning the last script is the failed one. */
export function runsOf(state: MaasState, machine: Machine, stage: ScriptStage, set: ScriptRun): Run[] {
  if (stage === 'installation') return [{ name: '/tmp/install.log', script: undefined }]
  if (stage === 'commissioning')
    return commissioningScripts(state.scripts).map((script) => ({ name: script.name, script }))
  const { scripts: wanted = ['commissioning'] } = set
  return state.scripts
    .filter(
      ({ type, name, tags }) => type === 'testing' && [name, ...tags].some((one) => wanted.includes(one)),
    )
    .flatMap((script): Run[] =>
      isForDisks(script)
        ? machine.disks.map((disk) => ({ name: script.name, script, disk }))
        : [{ name: script.name, script }],
    )
}

/** Whether a script is run once for each disk. */
const isForDisks = ({ parameters }: Script): boolean =>
  Object.values(parameters).some(
    (parameter) =>
      typeof parameter === 'object' &&
      parameter !== null &&
      'type' in parameter &&
      parameter.type === 'storage',
  )

/** The status of one script of a set: in a failed set the last one has failed. */
export const statusOf = (set: ScriptRun, index: number, count: number): ScriptStatus =>
  set.status === 3 && index < count - 1 ? 2 : set.status

function resultsOf(state: MaasState, machine: Machine, { stage, set }: StoredSet, wanted: Wanted): object[] {
  const runs = runsOf(state, machine, stage, set)
  return runs
    .map((run, index) => ({ run, index }))
    .filter(
      ({ run }) =>
        wanted.filters.length === 0 ||
        wanted.filters.some((filter) => filter === run.name || run.script?.tags.includes(filter)),
    )
    .filter(
      ({ run }) =>
        wanted.hardwareType === undefined || (run.script?.hardwareType ?? 0) === wanted.hardwareType,
    )
    .map(({ run, index }) => {
      const status = statusOf(set, index, runs.length)
      const isOver = [2, 3].includes(status) && run.script !== undefined
      const started =
        set.startedMs !== undefined && (isOver || status === 3) ? rfcDate(state, set.startedMs) : null
      const ended = isOver && set.endedMs !== undefined ? rfcDate(state, set.endedMs) : null
      const output = outputOf(machine, run.name, status)
      return {
        id: (set.resultId ?? 0) * 100 + index,
        created: rfcDate(state, set.startedMs ?? state.clock.now()),
        updated: rfcDate(state, set.endedMs ?? set.startedMs ?? state.clock.now()),
        name: run.name,
        status,
        status_name: scriptStatusNames[status],
        exit_status: isOver ? (status === 2 ? 0 : 1) : null,
        started,
        ended,
        runtime: isOver ? duration(0) : '',
        starttime: started === null ? '' : float((set.startedMs ?? 0) / 1000),
        endtime: ended === null ? '' : float((set.endedMs ?? 0) / 1000),
        estimated_runtime: run.script ? duration(0) : 'Unknown',
        parameters: parametersOf(state, run),
        script_id: run.script?.id ?? null,
        script_revision_id: run.script?.history[0]?.id ?? null,
        suppressed: set.suppressed ?? false,
        ...(wanted.includeOutput && {
          output: base64(output),
          stdout: base64(output),
          stderr: '',
          result: '',
        }),
      }
    })
}

/** The region's settings that scripts get as parameters; the password of the BMC's user is made up for each machine. */
const settingParameters = ['user', 'k_g_bmc_key', 'cipher_suite_id', 'user_privilege_level'].map(
  (name) => `maas_auto_ipmi_${name}`,
)

/** The disk that a script tests, or the region's settings of its parameters. */
function parametersOf(state: MaasState, { script, disk }: Run): Record<string, unknown> {
  if (disk) return { storage: { type: 'storage', value: diskOf(disk), argument_format: '{path}' } }
  const parameters = Object.entries(script?.parameters ?? {}).flatMap(([name, parameter]) => {
    const value = settingParameters.includes(name) ? state.settings.get(name) : undefined
    return isSet(value) ? [[name, { ...(parameter as object), value }]] : []
  })
  return Object.fromEntries(parameters) as Record<string, unknown>
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== ''

const base64 = (text: string): string => Buffer.from(text).toString('base64')

const diskOf = (disk: Machine['disks'][number]): object => ({
  id: disk.id,
  name: disk.name,
  model: disk.model,
  serial: disk.serial,
  id_path: disk.idPath,
})

export function outputOf(machine: Machine, name: string, status: number): string {
  if (status === 3) return `${name}: failed on ${machine.hostname}\n`
  if (name === 'maas-lshw') return lshwOutput
  return status === 2 ? 'ok\n' : ''
}

interface StoredSet {
  stage: ScriptStage
  set: ScriptRun
}

function setReply(state: MaasState, machine: Machine, stored: StoredSet, wanted: Wanted): object {
  const { stage, set } = stored
  const isOver = set.endedMs !== undefined && stage !== 'installation'
  const millis = (set.endedMs ?? 0) - (set.startedMs ?? 0)
  return {
    id: set.resultId,
    system_id: machine.systemId,
    type: stageNumbers[stage],
    type_name: stage[0]?.toUpperCase() + stage.slice(1),
    status: set.status,
    status_name: scriptStatusNames[set.status],
    last_ping: isOver && set.endedMs !== undefined ? rfcDate(state, set.endedMs) : null,
    started: set.startedMs === undefined ? null : rfcDate(state, set.startedMs),
    ended: isOver && set.endedMs !== undefined ? rfcDate(state, set.endedMs) : null,
    runtime: isOver ? duration(millis / 1000) : '',
    results: resultsOf(state, machine, stored, wanted),
    resource_uri: `${apiRoot}/nodes/${machine.systemId}/results/${set.resultId}/`,
  }
}

const typeNames: Record<string, ScriptStage> = {
  commissioning: 'commissioning',
  '0': 'commissioning',
  installation: 'installation',
  install: 'installation',
  '1': 'installation',
  testing: 'testing',
  '2': 'testing',
}

function listResults(exchange: UserExchange): unknown {
  const machine = nodeOf(exchange)
  const type = exchange.query.get('type')
  const wanted = wantedOf(exchange)
  return stages
    .filter((stage) => type === undefined || lookup(typeNames, type) === stage)
    .flatMap((stage) => runsOfStage(machine, stage).map((set) => ({ stage, set })))
    .map((stored) => setReply(exchange.state, machine, stored, wanted))
}

/** @throws Refusal 400 when there is no current set, 404 for an unknown id. */
function setOf(exchange: UserExchange): StoredSet & { machine: Machine } {
  const machine = nodeOf(exchange)
  const id = exchange.args[1] ?? ''
  const current = stages.find((stage) => id === `current-${stage}`)
  if (current && machine[current].resultId !== null) return { machine, stage: current, set: machine[current] }
  for (const stage of stages) {
    const set = runsOfStage(machine, stage).find((run) => id === String(run.resultId))
    if (set) return { machine, stage, set }
  }
  if (/^\d+$/.test(id)) throw notFound('ScriptSet')
  throw refuse(
    400,
    `Unknown id "${id}" must be current-commissioning, current-testing, current-installation, or the id number of a specific result.`,
  )
}

function readSet(exchange: UserExchange): unknown {
  const { machine, ...stored } = setOf(exchange)
  return setReply(exchange.state, machine, stored, wantedOf(exchange))
}

function download(exchange: UserExchange): unknown {
  const { machine, stage, set } = setOf(exchange)
  const { query, state } = exchange
  if (query.get('filetype') === 'tar.xz') return handlerReply(200, Buffer.alloc(1024), 'application/x-tar')
  const { filters } = wantedOf(exchange)
  const kind = query.get('output') ?? 'combined'
  const names = [...new Set(runsOf(state, machine, stage, set).map((run) => run.name))].filter(
    (name) => filters.length === 0 || filters.includes(name),
  )
  const known = ['combined', 'stdout', 'stderr', 'result', 'all'].includes(kind)
  const texts =
    known && kind !== 'stderr' && kind !== 'result'
      ? names.map((name) => ({ name, text: outputOf(machine, name, set.status) }))
      : []
  const sections =
    kind === 'all'
      ? texts.flatMap(({ name, text }) => [
          [name, text],
          [`${name}.out`, text],
          [`${name}.err`, ''],
          [`${name}.yaml`, ''],
        ])
      : texts.map(({ name, text }) => [name, text])
  const body =
    sections.length === 1
      ? (sections[0]?.[1] ?? '')
      : sections.map(([name = '', text = '']) => `${heading(name)}\n${text}\n`).join('')
  return handlerReply(200, body, 'application/binary')
}

const heading = (name: string): string => {
  const dashes = '-'.repeat(Math.max(0, Math.floor((78 - name.length) / 2)))
  return `${dashes} ${name} ${dashes}`
}

export const resultResources: Resource[] = [
  { path: 'nodes/{system_id}/results/', operations: { GET: listResults } },
  {
    path: 'nodes/{system_id}/results/{id}/',
    operations: {
      GET: readSet,
      'GET download': download,
      PUT: (exchange) => {
        if (!exchange.user.isAdmin) throw adminOnly()
        const { machine, ...stored } = setOf(exchange)
        stored.set.suppressed = stringBoolean(exchange.body.post, 'suppressed')
        return setReply(exchange.state, machine, stored, wantedOf(exchange))
      },
      DELETE: (exchange) => {
        if (!exchange.user.isAdmin) throw adminOnly()
        const { machine, stage, set } = setOf(exchange)
        if (stage !== 'installation' && set === machine[stage]) {
          throw refuse(
            400,
            `Unable to delete the current ${stage} script set for node: ${exchange.state.fqdn(machine)}`,
          )
        }
        if (set === machine[stage]) machine[stage] = { status: -1, resultId: null }
        machine.pastRuns = machine.pastRuns?.filter(({ run }) => run.resultId !== set.resultId) ?? []
        return deleted()
      },
    },
  },
]
