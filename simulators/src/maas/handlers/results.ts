import { lookup } from '../../lookup.js'
import { scriptStatusNames } from '../replies/machine.js'
import { apiRoot } from '../replies/network.js'
import { deleted, handlerReply } from '../replies/reply.js'
import { formBoolean } from '../server/param-values.js'
import { notFound, adminOnly, refuse } from '../server/refusal.js'
import type { Resource, UserExchange } from '../server/router.js'
import { commissioningScripts, type Script } from '../state/scripts.js'
import { rfcDate, type MaasState } from '../state/state.js'
import type { Machine, ScriptRun, ScriptStatus } from '../state/types.js'
import { nodeOf } from './interfaces.js'
import { hardwareTypeOf, queried } from '../forms/scripts.js'
import { duration } from './scripts.js'

export type Stage = 'commissioning' | 'testing' | 'installation'

export const stages: readonly Stage[] = ['commissioning', 'installation', 'testing']
export const stageNumbers: Record<Stage, number> = { commissioning: 0, installation: 1, testing: 2 }

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

/** The results of a script set. In a failed commissioning the last script is the failed one. */
export function runsOf(
  state: MaasState,
  machine: Machine,
  stage: Stage,
): { name: string; script: Script | undefined; disk?: Machine['disks'][number] }[] {
  if (stage === 'installation') return [{ name: '/tmp/install.log', script: undefined }]
  if (stage === 'commissioning')
    return commissioningScripts(state.scripts).map((script) => ({ name: script.name, script }))
  const script = state.scripts.find((candidate) => candidate.name === 'smartctl-validate')
  return machine.disks.map((disk) => ({ name: 'smartctl-validate', script, disk }))
}

/** The status of one script of a set: in a failed set the last one has failed. */
export const statusOf = (set: ScriptRun, index: number, count: number): ScriptStatus =>
  set.status === 3 && index < count - 1 ? 2 : set.status

function resultsOf(state: MaasState, machine: Machine, stage: Stage, wanted: Wanted): object[] {
  const set = machine[stage]
  const runs = runsOf(state, machine, stage)
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
      const started = set.startedMs !== undefined && (isOver || status === 3) ? rfcDate(set.startedMs) : null
      const ended = isOver && set.endedMs !== undefined ? rfcDate(set.endedMs) : null
      const output = outputOf(machine, run.name, status)
      return {
        id: (set.resultId ?? 0) * 100 + index,
        created: rfcDate(set.startedMs ?? state.clock.now()),
        updated: rfcDate(set.endedMs ?? set.startedMs ?? state.clock.now()),
        name: run.name,
        status,
        status_name: scriptStatusNames[status],
        exit_status: isOver ? (status === 2 ? 0 : 1) : null,
        started,
        ended,
        runtime: isOver ? duration(0) : '',
        starttime: started === null ? '' : (set.startedMs ?? 0) / 1000,
        endtime: ended === null ? '' : (set.endedMs ?? 0) / 1000,
        estimated_runtime: run.script ? duration(0) : 'Unknown',
        parameters: run.disk
          ? { storage: { type: 'storage', value: diskOf(run.disk), argument_format: '{path}' } }
          : {},
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

const base64 = (text: string): string => Buffer.from(text).toString('base64')

const diskOf = (disk: Machine['disks'][number]): object => ({
  id: disk.id,
  name: disk.name,
  model: disk.model,
  serial: disk.serial,
  id_path: `/dev/disk/by-id/wwn-${disk.serial.toLowerCase()}`,
})

export function outputOf(machine: Machine, name: string, status: number): string {
  if (status === 3) return `${name}: failed on ${machine.hostname}\n`
  if (name === 'maas-lshw') return '<list><node id="core" class="bus"><vendor>ACME</vendor></node></list>'
  return status === 2 ? 'ok\n' : ''
}

function setReply(state: MaasState, machine: Machine, stage: Stage, wanted: Wanted): object {
  const set: ScriptRun = machine[stage]
  const isOver = set.endedMs !== undefined && stage !== 'installation'
  const millis = (set.endedMs ?? 0) - (set.startedMs ?? 0)
  return {
    id: set.resultId,
    system_id: machine.systemId,
    type: stageNumbers[stage],
    type_name: stage[0]?.toUpperCase() + stage.slice(1),
    status: set.status,
    status_name: scriptStatusNames[set.status],
    last_ping: isOver && set.endedMs !== undefined ? rfcDate(set.endedMs) : null,
    started: set.startedMs === undefined ? null : rfcDate(set.startedMs),
    ended: isOver && set.endedMs !== undefined ? rfcDate(set.endedMs) : null,
    runtime: isOver ? duration(millis / 1000) : '',
    results: resultsOf(state, machine, stage, wanted),
    resource_uri: `${apiRoot}/nodes/${machine.systemId}/results/${set.resultId}/`,
  }
}

const typeNames: Record<string, Stage> = {
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
    .filter(
      (stage) =>
        machine[stage].resultId !== null && (type === undefined || lookup(typeNames, type) === stage),
    )
    .map((stage) => setReply(exchange.state, machine, stage, wanted))
}

/** @throws Refusal 400 when there is no current set, 404 for an unknown id. */
function stageOf(exchange: UserExchange): { machine: Machine; stage: Stage } {
  const machine = nodeOf(exchange)
  const id = exchange.args[1] ?? ''
  const stage = stages.find(
    (candidate) => id === `current-${candidate}` || id === String(machine[candidate].resultId),
  )
  if (stage && machine[stage].resultId !== null) return { machine, stage }
  if (/^\d+$/.test(id)) throw notFound('ScriptSet')
  throw refuse(
    400,
    `Unknown id "${id}" must be current-commissioning, current-testing, current-installation, or the id number of a specific result.`,
  )
}

function readSet(exchange: UserExchange): unknown {
  const { machine, stage } = stageOf(exchange)
  return setReply(exchange.state, machine, stage, wantedOf(exchange))
}

function download(exchange: UserExchange): unknown {
  const { machine, stage } = stageOf(exchange)
  const { query, state } = exchange
  if (query.get('filetype') === 'tar.xz') return handlerReply(200, Buffer.alloc(1024), 'application/x-tar')
  const { filters } = wantedOf(exchange)
  const kind = query.get('output') ?? 'combined'
  const names = [...new Set(runsOf(state, machine, stage).map((run) => run.name))].filter(
    (name) => filters.length === 0 || filters.includes(name),
  )
  const known = ['combined', 'stdout', 'stderr', 'result', 'all'].includes(kind)
  const texts =
    known && kind !== 'stderr' && kind !== 'result'
      ? names.map((name) => ({ name, text: outputOf(machine, name, machine[stage].status) }))
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
        const { machine, stage } = stageOf(exchange)
        machine[stage].suppressed = formBoolean(exchange.body.post.get('suppressed'))
        return setReply(exchange.state, machine, stage, wantedOf(exchange))
      },
      DELETE: (exchange) => {
        if (!exchange.user.isAdmin) throw adminOnly()
        const { machine, stage } = stageOf(exchange)
        if (stage !== 'installation') {
          throw refuse(
            400,
            `Unable to delete the current ${stage} script set for node: ${exchange.state.fqdn(machine)}`,
          )
        }
        machine[stage] = { status: -1, resultId: null }
        return deleted()
      },
    },
  },
]
