import { apiRoot } from '../replies/network.js'
import { deleted, handlerReply } from '../replies/reply.js'
import { hardwareTypeOf, queried, scriptType } from '../forms/scripts.js'
import type { Body } from '../server/body.js'
import { integer, mandatory } from '../server/param-values.js'
import { adminOnly, notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import { hardwareTypes, type Script } from '../state/scripts.js'
import { type MaasState, rfcDate } from '../state/state.js'
import { admin } from './networks.js'
import { readScript } from './script-form.js'

const parallelNames = ['Disabled', 'Run along other instances of this script', 'Run along any other script.']

const pad = (value: number): string => String(Math.floor(value)).padStart(2, '0')
const day = 86_400

/** `0:05:00`, as Python formats a duration. */
export function duration(seconds: number): string {
  const days = Math.floor(seconds / day)
  const rest = seconds % day
  const time = `${Math.floor(rest / 3600)}:${pad((rest % 3600) / 60)}:${pad(rest % 60)}`
  return days === 0 ? time : `${days} day${days === 1 ? '' : 's'}, ${time}`
}

function scriptReply(state: MaasState, script: Script, withContent: boolean): object {
  const hardware = hardwareTypes[script.hardwareType] ?? 'node'
  return {
    name: script.name,
    title: script.title,
    description: script.description,
    tags: script.tags,
    hardware_type: script.hardwareType,
    hardware_type_name:
      hardware === 'cpu' || hardware === 'gpu'
        ? hardware.toUpperCase()
        : hardware[0]?.toUpperCase() + hardware.slice(1),
    parallel: script.parallel,
    parallel_name: parallelNames[script.parallel],
    results: script.results,
    parameters: script.parameters,
    packages: script.packages,
    timeout: duration(script.timeoutSeconds),
    destructive: script.destructive,
    default: script.isDefault,
    for_hardware: script.forHardware,
    may_reboot: script.mayReboot,
    recommission: script.recommission,
    apply_configured_networking: script.applyConfiguredNetworking,
    history: script.history.map(({ id, comment, createdMs, data }) => ({
      id,
      comment,
      created: rfcDate(state, createdMs),
      ...(withContent && { data: Buffer.from(data).toString('base64') }),
    })),
    type: script.type === 'commissioning' ? 0 : 2,
    type_name: script.type === 'commissioning' ? 'Commissioning script' : 'Testing script',
    id: script.id,
    resource_uri: `${apiRoot}/scripts/${script.name}`,
  }
}

function scriptOf({ state, args }: Exchange): Script {
  const script = state.scripts.find(
    (candidate) => candidate.name === args[0] || String(candidate.id) === args[0],
  )
  if (!script) throw notFound('Script')
  return script
}

/** A parameter's boolean: every text but the empty one is true, including `false` and `0`. */
const anyText = (value: string | undefined): boolean => value !== undefined && value !== ''

function listScripts({ state, query }: UserExchange): unknown {
  const type = query.get('type')
  const hardware = query.get('hardware_type')
  const filters = (query.get('filters') ?? '').split(',').filter(Boolean)
  const wanted = type === undefined ? undefined : queried(scriptType, type)
  const hardwareType = hardware === undefined ? undefined : queried(hardwareTypeOf, hardware)
  return state.scripts
    .filter((script) => wanted === undefined || script.type === wanted)
    .filter((script) => hardwareType === undefined || script.hardwareType === hardwareType)
    .filter(
      (script) =>
        filters.length === 0 ||
        filters.some((filter) => script.name === filter || script.tags.includes(filter)),
    )
    .map((script) => scriptReply(state, script, anyText(query.get('include_script'))))
}

function createScript(exchange: UserExchange): unknown {
  const script = readScript(exchange)
  exchange.state.scripts.push(script)
  return scriptReply(exchange.state, script, false)
}

/** The current text, or that of a revision. */
function download(exchange: UserExchange): unknown {
  const { history } = scriptOf(exchange)
  const wanted = integer(exchange.query, 'revision') ?? integer(exchange.query, 'rev')
  const found = wanted === undefined ? history[0] : history.find(({ id }) => id === wanted)
  if (wanted !== undefined && !found) throw refuse(400, `${wanted} not found in history`)
  return handlerReply(200, found?.data ?? '', 'application/binary')
}

const change = (act: (script: Script, exchange: UserExchange) => void) =>
  admin((exchange) => {
    const script = scriptOf(exchange)
    act(script, exchange)
    return scriptReply(exchange.state, script, false)
  })

const addTag = change((script, { body }) => {
  const tag = mandatory(body.post, 'tag')
  if (tag.includes(',')) throw refuse(400, 'Tag may not contain a ",".')
  script.tags = [...new Set([...script.tags, tag])]
})

/** Reverts to a revision: its id, or a negative number of steps. */
const revert = change((script, { body }) => {
  const to = integer(body.post, 'to')
  if (to === undefined) throw refuse(400, 'No provided to!')
  if (to < 0) {
    if (-to >= script.history.length + 1) throw refuse(400, 'Goes too far back.')
    script.history.splice(0, -to)
    return
  }
  const index = script.history.findIndex((revision) => revision.id === to)
  if (index === -1) throw refuse(400, `${to} not found in history`)
  script.history.splice(0, index)
})

export const scriptResources: Resource[] = [
  { path: 'scripts/', operations: { GET: listScripts, POST: admin(createScript) } },
  {
    path: 'scripts/{name}',
    operations: {
      GET: (exchange) =>
        scriptReply(exchange.state, scriptOf(exchange), anyText(exchange.query.get('include_script'))),
      PUT: change((script, exchange) => Object.assign(script, readScript(exchange, script))),
      DELETE: (exchange) => {
        if (!exchange.user.isAdmin) throw adminOnly()
        const script = scriptOf(exchange)
        if (script.isDefault) throw refuse(400, 'Unable to delete default script')
        exchange.state.scripts.splice(exchange.state.scripts.indexOf(script), 1)
        return deleted()
      },
      'GET download': download,
      'POST add_tag': addTag,
      'POST remove_tag': change((script, { body }) => {
        const tag = mandatory(body.post, 'tag')
        script.tags = script.tags.filter((other) => other !== tag)
      }),
      'POST revert': revert,
    },
  },
  {
    path: 'commissioning-scripts/',
    adminOnly: true,
    operations: { GET: commissioningNames, POST: createCommissioning },
  },
  {
    path: 'commissioning-scripts/{name}',
    adminOnly: true,
    operations: {
      GET: (exchange) => handlerReply(200, scriptOf(exchange).history[0]?.data ?? '', 'application/binary'),
      PUT: (exchange) => {
        const script = scriptOf(exchange)
        const sent = exchange.body.post.with(commissioning(exchange.body))
        Object.assign(script, readScript(exchange, script, sent))
        return handlerReply(200, 'OK', 'text/plain')
      },
      DELETE: (exchange) => {
        exchange.state.scripts.splice(exchange.state.scripts.indexOf(scriptOf(exchange)), 1)
        return deleted()
      },
    },
  },
]

function commissioningNames({ state }: UserExchange): unknown {
  return state.scripts
    .filter((script) => script.type === 'commissioning')
    .map((script) => script.name)
    .toSorted()
}

/** The script of an older endpoint, which is always a file and always for commissioning. */
function commissioning({ files }: Body): [string, string][] {
  const content = files.find((file) => file.name === 'content')?.content
  if (!content || content.length === 0) throw refuse(400, 'No provided content!')
  return [
    ['script', content.toString('utf8')],
    ['script_type', '0'],
  ]
}

function createCommissioning(exchange: UserExchange): unknown {
  const { state, body } = exchange
  const script = readScript(exchange, undefined, body.post.with(commissioning(body)))
  state.scripts.push(script)
  const { name } = script
  const data = script.history[0]?.data ?? ''
  return {
    name,
    content: Buffer.from(data).toString('base64'),
    deprecated: 'The commissioning-scripts endpoint is deprecated. Please use the node-scripts endpoint.',
    resource_uri: `${apiRoot}/commissioning-scripts/${name}`,
  }
}
