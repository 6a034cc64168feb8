import { parse } from 'yaml'
import { lookup } from '../../lookup.js'
import { apiRoot } from '../replies/network.js'
import { deleted, handlerReply } from '../replies/reply.js'
import { type Body, formData } from '../server/body.js'
import { Form, required } from '../server/form.js'
import { checkDepth } from '../server/json.js'
import { formBoolean, integer, mandatory } from '../server/param-values.js'
import { adminOnly, invalid, notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import { hardwareTypes, newScript, type Script } from '../state/scripts.js'
import { type MaasState, rfcDate } from '../state/state.js'
import { admin } from './networks.js'

const parallelNames = ['Disabled', 'Run along other instances of this script', 'Run along any other script.']

const pad = (value: number): string => String(Math.floor(value)).padStart(2, '0')

/** `0:05:00`, as Python formats a duration. */
export function duration(seconds: number): string {
  return `${Math.floor(seconds / 3600)}:${pad((seconds % 3600) / 60)}:${pad(seconds % 60)}`
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
    for_hardware: [],
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

const typeNames: Record<string, Script['type']> = {
  test: 'testing',
  testing: 'testing',
  '2': 'testing',
  commission: 'commissioning',
  commissioning: 'commissioning',
  '0': 'commissioning',
}

function listScripts({ state, query }: UserExchange): unknown {
  const type = query.get('type')
  if (type !== undefined && !lookup(typeNames, type))
    throw refuse(400, 'Script type must be testing or commissioning')
  const hardware = query.get('hardware_type')
  const filters = (query.get('filters') ?? '').split(',').filter(Boolean)
  const hardwareType = hardware === undefined ? undefined : readHardwareType(hardware)
  return state.scripts
    .filter((script) => type === undefined || script.type === lookup(typeNames, type))
    .filter((script) => hardwareType === undefined || script.hardwareType === hardwareType)
    .filter(
      (script) =>
        filters.length === 0 ||
        filters.some((filter) => script.name === filter || script.tags.includes(filter)),
    )
    .map((script) => scriptReply(state, script, anyText(query.get('include_script'))))
}

export function readHardwareType(text: string): number {
  const index = hardwareTypes.findIndex((kind, number) => kind === text || String(number) === text)
  if (index === -1) throw refuse(400, 'Hardware type must be node, cpu, memory, storage, or gpu')
  return index
}

/** The YAML metadata at the head of a script; null when it is absent or of another version. */
function metadataOf(source: string): Record<string, unknown> | null {
  const head = '# --- Start MAAS 1.0 script metadata ---\n'
  const start = source.indexOf(head)
  const end = source.indexOf('# --- End MAAS 1.0 script metadata ---', start)
  if (start === -1 || end === -1) return null
  const value: unknown = parse(source.slice(start + head.length, end).replaceAll(/^# ?/gm, ''))
  checkDepth(value)
  // Throws for a mapping that contains itself.
  JSON.stringify(value)
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
}

const sourceOf = (body: Body): string | undefined =>
  body.files.find((file) => file.name === 'script')?.content.toString('utf8') ?? formData(body).get('script')

function seconds(form: Form, text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const match = /^(?:(\d+):)?(\d+):(\d+)$/.exec(text)
  if (!match) form.add('timeout', 'Enter a valid duration.')
  return Number(match?.[1] ?? 0) * 3600 + Number(match?.[2] ?? 0) * 60 + Number(match?.[3] ?? 0)
}

const hardwareIdentifier =
  /^(modalias:.+|(pci|usb):[\da-f]{4}:[\da-f]{4}|(system_vendor|system_product|system_version|mainboard_vendor|mainboard_product):.+)$/i

const wrongHardware = (identifier: string): string =>
  `Hardware identifier '${identifier}' must be a modalias, PCI ID, USB ID, system vendor, system product, system version, mainboard vendor, or mainboard product.`

/** Tags and timeout of the form have priority over the script's own; nothing else may contradict it. */
function refuseContradictions(form: Form, metadata: Record<string, unknown>): void {
  const wrong = Object.entries(metadata).filter(
    ([field, value]) =>
      !['tags', 'timeout', 'script_type'].includes(field) && (form.text(field) ?? value) !== value,
  )
  for (const [field] of wrong) form.add(field, 'May not override values defined in embedded YAML.')
  if (wrong.length > 0) form.check()
}

function readScript({ state, body }: UserExchange, current?: Script): Script {
  const form = new Form(formData(body))
  const source = sourceOf(body)
  let metadata: Record<string, unknown> = {}
  try {
    metadata = metadataOf(source ?? current?.history[0]?.data ?? '') ?? {}
  } catch (error) {
    form.add('script', `Invalid YAML: ${error instanceof Error ? error.message : String(error)}`)
  }
  // The script's metadata has priority; the form may add what is absent there.
  const said = (field: string): string | undefined => {
    const value = metadata[field] ?? form.text(field)
    if (value === undefined || value === null) return undefined
    if (Array.isArray(value)) return value.join(',')
    return typeof value === 'string' ? value : JSON.stringify(value)
  }
  const name = (form.text('name') || said('name')) ?? current?.name ?? ''
  if (source !== undefined) refuseContradictions(form, metadata)
  if (name === '') form.add('name', required)
  else if (state.scripts.some((other) => other !== current && other.name === name))
    form.add('name', 'Script with this Name already exists.')
  if (source === undefined && !current) form.add('script', 'Must be given a value')
  else if (source !== undefined && source !== '' && !source.startsWith('#!'))
    form.add('script', 'Must start with shebang.')
  if (current?.isDefault)
    for (const field of ['title', 'description', 'script'])
      if (form.data.has(field)) form.add(field, 'Not allowed to change on default scripts.')
  const kind = said('script_type') ?? form.text('type')
  if (kind !== undefined && !lookup(typeNames, kind))
    form.add('script_type', 'Script type must be testing or commissioning')
  const hardwareNames = said('for_hardware')?.split(',').filter(Boolean) ?? []
  for (const identifier of hardwareNames)
    if (!hardwareIdentifier.test(identifier)) form.add('for_hardware', wrongHardware(identifier))
  const timeout = said('timeout')
  const timeoutSeconds = timeout === undefined ? (current?.timeoutSeconds ?? 0) : seconds(form, timeout)
  const parallel = said('parallel')
  const parallelIndex = ['disabled', 'instance', 'any'].findIndex(
    (word, index) => word === parallel || String(index) === parallel,
  )
  if (parallel !== undefined && parallelIndex === -1)
    form.add('parallel', 'Script parallel must be disabled, instance, or any.')
  form.check()
  const hardware = said('hardware_type')
  const hardwareType = hardware === undefined ? (current?.hardwareType ?? 0) : readHardwareType(hardware)
  const kindTag = hardwareTypes[hardwareType] ?? 'node'
  const sent = form.text('tags') ?? said('tags')
  const tags =
    sent === undefined
      ? (current?.tags ?? [])
      : sent
          .split(',')
          .map((tag) => tag.trim())
          .filter(Boolean)
  const flag = (field: string, old: boolean | undefined): boolean =>
    said(field) === undefined ? (old ?? false) : formBoolean(said(field))
  return newScript({
    id: current?.id ?? state.next('script'),
    name,
    type: kind === undefined ? (current?.type ?? 'testing') : (lookup(typeNames, kind) ?? 'testing'),
    title: said('title') ?? current?.title ?? '',
    description: said('description') ?? current?.description ?? '',
    tags: [...new Set([...tags, kindTag])],
    hardwareType,
    parallel: parallel === undefined ? (current?.parallel ?? 0) : parallelIndex,
    timeoutSeconds,
    parameters: (metadata['parameters'] as Record<string, unknown> | undefined) ?? current?.parameters ?? {},
    packages: (metadata['packages'] as Record<string, unknown> | undefined) ?? current?.packages ?? {},
    destructive: flag('destructive', current?.destructive),
    mayReboot: flag('may_reboot', current?.mayReboot),
    recommission: flag('recommission', current?.recommission),
    applyConfiguredNetworking: flag('apply_configured_networking', current?.applyConfiguredNetworking),
    isDefault: current?.isDefault ?? false,
    history:
      source === undefined
        ? (current?.history ?? [])
        : [
            {
              id: state.next('revision'),
              comment: form.text('comment') ?? null,
              createdMs: state.clock.now(),
              data: source,
            },
            ...(current?.history ?? []),
          ],
  })
}

function createScript(exchange: UserExchange): unknown {
  const script = readScript(exchange)
  exchange.state.scripts.push(script)
  return scriptReply(exchange.state, script, false)
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
      'GET download': (exchange) =>
        handlerReply(200, scriptOf(exchange).history[0]?.data ?? '', 'application/binary'),
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
        const data = contentOf(exchange.body)
        if (data === undefined) throw invalid({ content: [required] })
        script.history.unshift({
          id: exchange.state.next('revision'),
          comment: null,
          createdMs: exchange.state.clock.now(),
          data,
        })
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

const contentOf = (body: Body): string | undefined =>
  body.files.find((file) => file.name === 'content')?.content.toString('utf8') ?? body.post.get('content')

function createCommissioning({ state, body }: UserExchange): unknown {
  const form = new Form(body.post)
  form.need('name')
  const name = form.text('name') ?? ''
  const data = contentOf(body)
  if (data === undefined) form.add('content', required)
  if (state.scripts.some((script) => script.name === name))
    form.add('name', 'Script with this Name already exists.')
  form.check()
  const revision = {
    id: state.next('revision'),
    comment: null,
    createdMs: state.clock.now(),
    data: data ?? '',
  }
  state.scripts.push(
    newScript({ id: state.next('script'), name, type: 'commissioning', tags: ['node'], history: [revision] }),
  )
  return {
    name,
    content: Buffer.from(data ?? '').toString('base64'),
    deprecated: 'The commissioning-scripts endpoint is deprecated. Please use the node-scripts endpoint.',
    resource_uri: `${apiRoot}/commissioning-scripts/${name}`,
  }
}
