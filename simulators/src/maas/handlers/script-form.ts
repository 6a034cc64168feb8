import { parse } from 'yaml'
import { flag, list, taken, text, words } from '../forms/fields.js'
import { type Field, type Fields, Invalid, type Reading, readForm } from '../forms/form.js'
import { hardwareTypeOf, parallelOf, scriptType, seconds, translated } from '../forms/scripts.js'
import { formData } from '../server/body.js'
import { checkDepth, parseJson } from '../server/json.js'
import type { Params } from '../server/params.js'
import { refuse } from '../server/refusal.js'
import type { UserExchange } from '../server/router.js'
import { hardwareTypes, newScript, type Script } from '../state/scripts.js'
import type { MaasState } from '../state/state.js'

type Mapping = Record<string, unknown>

const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === 'string'

const border = /#\s*-+\s*(?:Start|End) MAAS (\d+\.\d+) script metadata\s+-+/i

/**
 * The YAML metadata of version 1.0 in a script; empty when there is none.
 *
 * @throws Invalid
 */
function metadataOf(source: string): Mapping {
  const [, ...lines] = source.split(/\r\n|\r|\n/)
  let isInside = false
  const yaml: string[] = []
  for (const line of lines) {
    const version = border.exec(line)?.[1]
    if (version === '1.0' && isInside) break
    else if (version === '1.0') isInside = true
    else if (version === undefined && isInside && line.trim() !== '') {
      if (!line.includes('#')) throw new Invalid('Missing "#" on YAML line.')
      yaml.push(line.slice(line.indexOf('#') + 1))
    }
  }
  try {
    const value: unknown = parse(yaml.join('\n'))
    checkDepth(value)
    // Throws for a mapping that contains itself.
    JSON.stringify(value)
    return isMapping(value) ? value : {}
  } catch (error) {
    throw new Invalid(`Invalid YAML: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const embeddable = [
  'name',
  'title',
  'description',
  'script_type',
  'hardware_type',
  'parallel',
  'destructive',
  'may_reboot',
  'recommission',
  'apply_configured_networking',
]

const typeOf = (value: string): string | undefined => {
  try {
    return scriptType(value)
  } catch {
    return undefined
  }
}

/** The data of the form with what the script says of itself, and the messages that arise on the way. */
class Embedded {
  readonly problems: [field: string, message: string][] = []
  results: Mapping | undefined
  parameters: Mapping | undefined
  /** What is wrong with the results, which are checked last. */
  readonly late: string[] = []
  #data: Params
  #checked: Params | undefined

  constructor(data: Params, source: string | undefined, isNew: boolean) {
    this.#data = data
    if (source === undefined) return
    if (source !== '' && !source.startsWith('#!/')) this.#fail('script', 'Must start with shebang.')
    try {
      this.#add(metadataOf(source), isNew)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      this.#fail('script', error.message)
    }
  }

  /** The data that the fields are checked with: 3.4.10 checks them at the first message, before the rest is added. */
  get checked(): Params {
    return this.#checked ?? this.#data
  }

  get data(): Params {
    return this.#data
  }

  #fail(field: string, message: string): void {
    this.#checked ??= this.#data
    this.problems.push([field, message])
  }

  #put(name: string, value: string): void {
    this.#data = this.#data.with([[name, value]])
  }

  #add(metadata: Mapping, isNew: boolean): void {
    const results = metadata['results'] ?? {}
    for (const problem of resultProblems(results)) this.late.push(problem)
    this.results = isMapping(results) ? results : {}
    this.parameters = isMapping(metadata['parameters']) ? metadata['parameters'] : {}
    const { tags, timeout } = metadata
    if (isNew && tags !== undefined && tags !== null && !this.#data.has('tags')) {
      if (isText(tags)) this.#put('tags', tags)
      else if (Array.isArray(tags) && tags.every(isText)) this.#put('tags', tags.join(','))
      else
        this.#fail('tags', 'Embedded tags must be a string of comma seperated values, or a list of strings.')
    }
    if (isNew && timeout !== undefined && timeout !== null && !this.#data.has('timeout'))
      this.#put('timeout', plain(timeout))
    for (const name of ['packages', 'for_hardware']) {
      const value = metadata[name]
      if (value !== undefined && value !== null && !this.#data.has(name))
        this.#put(name, JSON.stringify(value))
    }
    for (const [name, value] of Object.entries(metadata).filter(([key]) => embeddable.includes(key))) {
      const sent = this.#data.get(name)
      const isSame = name === 'script_type' ? typeOf(plain(value)) === typeOf(sent ?? '') : value === sent
      if (sent === undefined) this.#put(name, plain(value))
      else if (!isSame || (name === 'script_type' && typeOf(sent) === undefined))
        this.#fail(name, 'May not override values defined in embedded YAML.')
    }
  }
}

const plain = (value: unknown): string =>
  value === null
    ? ''
    : isText(value)
      ? value
      : typeof value === 'object'
        ? JSON.stringify(value)
        : `${value as number | boolean}`

const hardwareIdentifier =
  /^modalias:.+|(?:pci|usb):[\da-f]{4}:[\da-f]{4}|(?:system_(?:vendor|product|version)|mainboard_(?:vendor|product)):.*/i

const wrongHardware = (identifier: string): string =>
  `Hardware identifier '${identifier}' must be a modalias, PCI ID, USB ID, system vendor, system product, system version, mainboard vendor, or mainboard product.`

const forHardware: Field<string[]> = {
  fallback: [],
  read(sent) {
    const value = sent.at(-1)?.trim() ?? ''
    if (value === '') return undefined
    let found: unknown = value
    try {
      found = parseJson(value)
    } catch {
      // A list of words.
    }
    if (isText(found)) found = found.split(',')
    if (!Array.isArray(found)) throw new Invalid('Must be a list or string')
    const identifiers = found.map(plain)
    const wrong = identifiers.filter((identifier) => !hardwareIdentifier.test(identifier))
    if (wrong.length > 0) throw new Invalid(...wrong.map(wrongHardware))
    return identifiers
  },
}

const oneOf = (item: Mapping, key: string, allowed: readonly string[]): boolean =>
  !(key in item) || allowed.some((known) => known === item[key])

function snapProblems(snap: unknown): string[] {
  if (isText(snap)) return []
  if (!isMapping(snap)) return ['Snap package must be a string.']
  return [
    ...(isText(snap['name']) ? [] : ['Snap package name must be defined.']),
    ...(oneOf(snap, 'channel', ['stable', 'edge', 'beta', 'candidate'])
      ? []
      : ['Snap channel must be stable, edge, beta, or candidate.']),
    ...(oneOf(snap, 'mode', ['classic', 'dev', 'jail']) ? [] : ['Snap mode must be classic, dev, or jail.']),
  ]
}

const packages: Field<Mapping> = {
  fallback: {},
  read(sent) {
    const value = sent.at(-1)?.trim() ?? ''
    if (value === '') return undefined
    let found: unknown
    try {
      found = parseJson(value)
    } catch {
      // 3.4.10 crashes on what is no JSON.
      throw refuse(500, 'Expecting value: line 1 column 1 (char 0)')
    }
    if (!isMapping(found)) return {}
    const lists: Mapping = { ...found }
    for (const key of ['apt', 'snap', 'url'])
      if (key in lists && !Array.isArray(lists[key])) lists[key] = [lists[key]]
    const all = (key: string): unknown[] => (lists[key] as unknown[] | undefined) ?? []
    const problems = [
      ...['apt', 'url'].flatMap((key) =>
        all(key).flatMap((item) => (isText(item) ? [] : [`Each ${key} package must be a string.`])),
      ),
      ...all('snap').flatMap(snapProblems),
    ]
    if (problems.length > 0) throw new Invalid(...problems)
    return lists
  },
}

function resultProblems(results: unknown): string[] {
  if (Array.isArray(results))
    return results.flatMap((item) => (isText(item) ? [] : ['Each result in a result list must be a string.']))
  if (!isMapping(results)) return ['results must be a list of strings or a dictionary of dictionaries.']
  return Object.values(results).flatMap((item) => {
    if (!isMapping(item)) return ['Each result in a result dictionary must be a dictionary.']
    if (!('title' in item)) return ['title must be included in a result dictionary.']
    return ['title', 'description'].flatMap((key) =>
      key in item && !isText(item[key]) ? [`${key} must be a string.`] : [],
    )
  })
}

/** The rules that 3.4.10 checks after the fields. */
function lastRules(form: Reading<Fields>, data: Params, current: Script | undefined): void {
  if (
    current?.isDefault &&
    form.isRight(...Object.keys(form.values)) &&
    Object.keys(form.errors).length === 0
  ) {
    const fixed = ['script', ...embeddable, 'packages', 'for_hardware']
    for (const field of fixed)
      if (data.has(field)) form.fail(field, 'Not allowed to change on default scripts.')
  }
  const name = data.get('name')
  if (name?.toLowerCase() === 'none') form.fail('name', '"none" is a reserved name.')
  if (name && /^\d+$/.test(name)) form.fail('name', 'Cannot be a number.')
  if (name !== undefined && !/^[\w@%+=:,./-]+$/.test(name))
    form.fail('name', `Name '${name}' contains disallowed characters, e.g. space or quotes.`)
  if (data.has('comment') && !data.has('script'))
    form.fail('comment', '"comment" may only be used when specifying a "script" as well.')
}

const fields = (state: MaasState, current: Script | undefined) => ({
  name: text({
    required: !current,
    keepsOnEmpty: true,
    max: 255,
    unique: taken('Script with this Name', state.scripts, 'name', current),
  }),
  title: text({ max: 255 }),
  description: text(),
  tags: { fallback: [], read: (sent: readonly string[]) => list(',', words).read(sent.slice(-1)) },
  script_type: translated(scriptType, 'testing'),
  hardware_type: translated(hardwareTypeOf, 0),
  parallel: translated(parallelOf, 0),
  packages,
  timeout: seconds,
  destructive: flag(),
  script: {
    fallback: '',
    read: (sent: readonly string[]) => {
      if (sent.length === 0) throw new Invalid('Must be given a value')
      return sent.at(-1)
    },
  },
  for_hardware: forHardware,
  may_reboot: flag(),
  recommission: flag(),
  apply_configured_networking: flag(),
})

/** What was sent: the script as a file or a field, `type` as another name of `script_type`. */
function sentData({ body }: UserExchange): Params {
  const data = formData(body)
  const file = body.files.find(({ name }) => name === 'script')
  const type = data.has('script_type') ? undefined : data.get('type')
  return data.with([
    ...(file ? [['script', file.content.toString('utf8')] as const] : []),
    ...(type === undefined ? [] : [['script_type', type] as const]),
  ])
}

/** A script is always tagged with its kind of hardware and whether it destroys data. */
function withOwnTags(tags: readonly string[], isDestructive: boolean, hardwareType: number): string[] {
  const own = [...(isDestructive ? ['destructive'] : []), hardwareTypes[hardwareType] ?? 'node']
  const others = ['destructive', ...hardwareTypes].filter((tag) => !own.includes(tag))
  return [...new Set([...tags.filter((tag) => !others.includes(tag)), ...own])]
}

/** @throws Refusal 400 with the messages by field. */
export function readScript(
  exchange: UserExchange,
  current?: Script,
  sent: Params = sentData(exchange),
): Script {
  const { state } = exchange
  const embedded = new Embedded(sent, sent.get('script'), !current)
  const values = readForm(embedded.checked, fields(state, current), {
    current: current && {
      name: current.name,
      title: current.title,
      description: current.description,
      tags: current.tags,
      script_type: current.type,
      hardware_type: current.hardwareType,
      parallel: current.parallel,
      packages: current.packages,
      timeout: current.timeoutSeconds,
      destructive: current.destructive,
      script: current.history[0]?.data ?? '',
      for_hardware: current.forHardware,
      may_reboot: current.mayReboot,
      recommission: current.recommission,
      apply_configured_networking: current.applyConfiguredNetworking,
    },
    clean: (form) => {
      for (const [field, message] of embedded.problems) form.fail(field, message)
      lastRules(form, embedded.data, current)
      if (embedded.late.length > 0) form.fail('results', ...embedded.late)
    },
  })
  const { script: source } = values
  const revision = {
    id: 0,
    comment: sent.get('comment') ?? null,
    createdMs: state.clock.now(),
    data: source,
  }
  const isRevised = sent.has('script')
  return newScript({
    id: current?.id ?? state.next('script'),
    name: values.name,
    type: values.script_type,
    title: values.title,
    description: values.description,
    tags: withOwnTags(values.tags, values.destructive, values.hardware_type),
    hardwareType: values.hardware_type,
    parallel: values.parallel,
    timeoutSeconds: values.timeout,
    parameters: embedded.parameters ?? current?.parameters ?? {},
    results: embedded.results ?? current?.results ?? {},
    packages: values.packages,
    forHardware: values.for_hardware,
    destructive: values.destructive,
    mayReboot: values.may_reboot,
    recommission: values.recommission,
    applyConfiguredNetworking: values.apply_configured_networking,
    isDefault: current?.isDefault ?? false,
    history: [
      ...(isRevised ? [{ ...revision, id: state.next('revision') }] : []),
      ...(current?.history ?? []),
    ],
  })
}
