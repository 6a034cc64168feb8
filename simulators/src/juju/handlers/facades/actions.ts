import { type Call, type Facade, method } from '../../server/facade.js'
import {
  bool,
  type Decoded,
  int,
  list,
  map,
  anything,
  optional,
  str,
  struct,
  uint,
} from '../../server/go-json.js'
import { Entities } from '../../server/params.js'
import { type ErrorResult, errorResult, Refusal, notFound } from '../../server/refusal.js'
import { actionSchema } from '../../state/charms/charm.js'
import { lookup } from '../../../lookup.js'
import { wireTime, ZERO_TIME } from '../../state/state.js'
import { parseTag, parseTagOf, tagOf } from '../../state/tags.js'
import { findUnit, type Model, nextNumber, type Operation, type Task } from '../../state/types.js'

const ActionArg = struct('Action', {
  tag: str,
  receiver: str,
  name: str,
  parameters: map(anything),
  parallel: optional(bool),
  'execution-group': optional(str),
})

const RunArgs = struct('RunParams', {
  commands: str,
  timeout: int,
  machines: list(str),
  applications: list(str),
  units: list(str),
  parallel: optional(bool),
  'execution-group': optional(str),
})

const QueryArgs = struct('OperationQueryArgs', {
  applications: list(str),
  units: list(str),
  machines: list(str),
  actions: list(str),
  status: list(str),
  offset: optional(uint),
  limit: optional(uint),
})

const read = { access: 'read' } as const
const write = { access: 'write', changes: 'change' } as const

export const actions: Facade = {
  ApplicationsCharmsActions: method(read, Entities, ({ model }, { entities }) => ({
    results: entities.map(({ tag }) => {
      const application = model.applications.get(parseTagOf('application', tag))
      if (application === undefined)
        return {
          error: { message: `application "${parseTagOf('application', tag)}" not found`, code: 'not found' },
        }
      const specs = Object.entries(application.charm.charm.actions ?? {})
      const shown = specs.map(([name, action]) => [
        name,
        { description: action.description ?? '', params: actionSchema(name, action) },
      ])
      return { 'application-tag': tag, ...(shown.length === 0 ? {} : { actions: Object.fromEntries(shown) }) }
    }),
  })),

  EnqueueOperation: method(
    write,
    struct('Actions', { actions: list(ActionArg) }),
    (call, { actions: wanted }) => {
      const checked = wanted.map((action) => ({ action, receiver: receiverOf(call.model, action) }))
      const names = [...new Set(wanted.map(({ name }) => name))].join(',')
      const tasks = checked.map(({ action, receiver }) => ({
        receiver,
        name: action.name,
        parameters: action.parameters,
        parallel: action.parallel ?? false,
        executionGroup: action['execution-group'] ?? '',
      }))
      const operation = enqueue(call, `action "${names}"`, tasks)
      // 4.0.15 returns neither name, parameters nor group here (run-action.json).
      const shown = operation.tasks.map((task) => ({
        ...result(task),
        action: {
          tag: tagOf('action', String(task.id)),
          receiver: task.receiver,
          name: '',
          parallel: task.parallel,
        },
      }))
      return { operation: tagOf('operation', String(operation.id)), actions: shown }
    },
  ),

  Run: method({ access: 'admin', changes: 'change' }, RunArgs, (call, params) => {
    const units = params.applications.flatMap((name) => {
      const application = call.model.applications.get(name)
      if (application === undefined) {
        throw new Refusal(
          `adding exec operation: adding exec operation: getting units for applications [${params.applications.join(' ')}]: application "${name}" not found`,
        )
      }
      return [...application.units.keys()]
    })
    const receivers = [
      ...params.machines.map((machine) => tagOf('machine', machine)),
      ...[...params.units, ...units].map((unit) => tagOf('unit', unitNamed(call.model, unit))),
    ]
    return run(call, params, receivers)
  }),

  RunOnAllMachines: method({ access: 'admin', changes: 'change' }, RunArgs, (call, params) =>
    run(
      call,
      params,
      [...call.model.machines.keys()].map((machine) => tagOf('machine', machine)),
    ),
  ),

  ListOperations: method(read, QueryArgs, ({ model }, query) => {
    const found = model.operations.filter((operation) => isWanted(operation, query))
    const end = query.limit === undefined ? undefined : (query.offset ?? 0) + query.limit
    const page = found.slice(query.offset ?? 0, end)
    return {
      results: page.map(shownOperation),
      ...(end !== undefined && end < found.length ? { truncated: true } : {}),
    }
  }),

  Operations: method(read, Entities, ({ model }, { entities }) => ({
    results: entities.map(({ tag }) => {
      const id = Number(parseTagOf('operation', tag))
      const operation = model.operations.find((each) => each.id === id)
      return operation === undefined
        ? { operation: '', summary: '', ...never, ...errorResult(new Refusal(`operation "${id}" not found`)) }
        : shownOperation(operation)
    }),
  })),

  Actions: method(read, Entities, ({ model }, { entities }) => ({
    results: entities.map(({ tag }) => {
      const task = findTask(model, tag)
      return task === undefined ? { ...idNotFound() } : { action: shownTask(task), ...result(task) }
    }),
  })),

  // Simulated tasks report no progress: the watcher waits until it is stopped.
  WatchActionsProgress: method(read, Entities, ({ model, watchers }, { entities }) => ({
    results: entities.map(({ tag }) => {
      if (findTask(model, tag) === undefined)
        return {
          'watcher-id': '',
          ...errorResult(notFound(`action "${parseTagOf('action', tag)}" not found`)),
        }
      return { 'watcher-id': watchers.add(() => new Promise(() => {})) }
    }),
  })),

  // 4.0.15 fails for every existing task, with an error inside the result (cancel-task.json).
  Cancel: method(write, Entities, ({ model }, { entities }) => ({
    results: entities.map(({ tag }) => {
      const task = findTask(model, tag)
      if (task === undefined)
        return { ...never, ...errorResult(notFound(`action ${parseTagOf('action', tag)} not found`)) }
      const at = `cancelling task "${task.id}"`
      const query = 'input expression: type "taskStatus" has no "status_id" db tag: $taskStatus.status_id'
      const message = `${at}: ${at}: preparing update status statement for task ID "${task.id}": preparing:: cannot prepare statement: ${query}`
      return { ...never, error: { message, code: '' } }
    }),
  })),
}

const never = { enqueued: ZERO_TIME, started: ZERO_TIME, completed: ZERO_TIME }

function idNotFound(): typeof never & ErrorResult {
  return { ...never, error: { message: 'id not found', code: 'not found' } }
}

/** The tag of the unit or machine that an action runs on; `mysql/leader` is the leader's. @throws Refusal in 4.0.15's words. */
function receiverOf(model: Model, { receiver, name }: Decoded<typeof ActionArg>): string {
  const application = /^(?<application>.+)\/leader$/.exec(receiver)?.groups?.['application']
  if (application !== undefined) {
    const { leader, life } = model.applications.get(application) ?? {}
    // A dying application has no leader lease, although status still shows its leader (model-calls.json).
    if (leader === undefined || life !== 'alive')
      throw notFound(
        `getting leader unit for ${application}: application "${application}" not found in leases`,
      )
    return tagOf('unit', leader)
  }
  const { kind, id } = parseTag(receiver)
  if (kind !== 'unit') return receiver
  const owner = id.replace(/\/\d+$/, '')
  const charm = model.applications.get(owner)?.charm.charm
  if (charm === undefined || findUnit(model, id) === undefined) {
    const missing =
      charm === undefined
        ? `getting charm UUID for application "${owner}": application "${owner}" not found`
        : `unit "${id}" not found`
    throw new Refusal(`adding action operation: adding action operation: ${missing}`)
  }
  if (lookup(charm.actions, name) === undefined && name !== 'juju-exec')
    throw notFound(`action "${name}" not defined for unit "${id}".`)
  return receiver
}

/** The name of a unit that commands run on; `mysql/leader` is the leader's. */
function unitNamed(model: Model, name: string): string {
  const application = /^(?<application>.+)\/leader$/.exec(name)?.groups?.['application']
  return (application === undefined ? undefined : model.applications.get(application)?.leader) ?? name
}

/** Why no task can be added for a receiver; the other receivers get theirs. */
function missingReceiver(model: Model, receiver: string): Refusal | undefined {
  const { kind, id } = parseTag(receiver)
  if (kind === 'machine' && !model.machines.has(id))
    return new Refusal(`getting machine UUID for "${id}": machine "${id}" not found`)
  if (kind === 'unit' && findUnit(model, id) === undefined)
    return new Refusal(`linking task to unit: getting unit UUID for "${id}": unit "${id}" not found`)
  return undefined
}

function run(call: Call, params: Decoded<typeof RunArgs>, receivers: string[]): Record<string, unknown> {
  const task = {
    name: 'juju-exec',
    parameters: { command: params.commands, timeout: params.timeout },
    parallel: params.parallel ?? false,
    executionGroup: params['execution-group'] ?? '',
  }
  const operation = enqueue(
    call,
    `exec "${params.commands}"`,
    receivers
      .filter((receiver) => missingReceiver(call.model, receiver) === undefined)
      .map((receiver) => ({ ...task, receiver })),
  )
  const added = [...operation.tasks]
  const shown = receivers.map((receiver) => {
    const missing = missingReceiver(call.model, receiver)
    const each = missing === undefined ? added.shift() : undefined
    if (each === undefined) return { ...never, ...errorResult(missing) }
    return {
      ...result(each),
      action: {
        tag: tagOf('action', String(each.id)),
        receiver: each.receiver,
        name: '',
        parallel: each.parallel,
        'execution-group': each.executionGroup,
      },
    }
  })
  return { operation: tagOf('operation', String(operation.id)), actions: shown }
}

type NewTask = Pick<Task, 'receiver' | 'name' | 'parameters' | 'parallel' | 'executionGroup'>

/** Operations and their tasks share one counter. */
function enqueue({ state, model }: Call, summary: string, tasks: readonly NewTask[]): Operation {
  const enqueued = state.now()
  const id = nextNumber(model, 'task')
  const operation: Operation = {
    id,
    summary,
    enqueued,
    tasks: tasks.map((task) => ({ ...task, id: nextNumber(model, 'task'), status: 'pending', enqueued })),
  }
  model.operations.push(operation)
  for (const task of operation.tasks) state.lifecycle.taskAdded(model, task.id)
  return operation
}

function isWanted(operation: Operation, query: Decoded<typeof QueryArgs>): boolean {
  const { applications, units, machines } = query
  const receivers = operation.tasks.map(({ receiver }) => parseTag(receiver))
  const onWanted =
    applications.length + units.length + machines.length === 0 ||
    receivers.some(({ kind, id }) =>
      kind === 'unit'
        ? units.includes(id) || applications.includes(id.replace(/\/\d+$/, ''))
        : machines.includes(id),
    )
  const isNamed =
    query.actions.length === 0 || operation.tasks.some(({ name }) => query.actions.includes(name))
  return onWanted && isNamed && (query.status.length === 0 || query.status.includes(statusOf(operation)))
}

function statusOf({ tasks }: Operation): string {
  const words = new Set(tasks.map((task) => task.status))
  if (words.has('running') || (words.has('pending') && words.size > 1)) return 'running'
  return ['pending', 'failed', 'cancelled'].find((word) => words.has(word)) ?? 'completed'
}

function shownOperation(operation: Operation): Record<string, unknown> {
  const { id, summary, enqueued, tasks } = operation
  const started = tasks.flatMap((task) => task.started ?? [])
  const completed = tasks.flatMap((task) => task.completed ?? [])
  return {
    operation: tagOf('operation', String(id)),
    summary,
    enqueued: wireTime(enqueued),
    started: started.length === 0 ? ZERO_TIME : wireTime(Math.min(...started)),
    completed:
      completed.length === 0 || completed.length < tasks.length
        ? ZERO_TIME
        : wireTime(Math.max(...completed)),
    status: statusOf(operation),
    actions: tasks.map((task) => ({ action: shownTask(task), ...result(task) })),
  }
}

function shownTask({
  id,
  receiver,
  name,
  parameters,
  parallel,
  executionGroup = '',
}: Task): Record<string, unknown> {
  const given = Object.keys(parameters).length === 0 ? {} : { parameters }
  return {
    tag: tagOf('action', String(id)),
    receiver,
    name,
    ...given,
    parallel,
    'execution-group': executionGroup,
  }
}

function result({ enqueued, started, completed, status, message, output }: Task): Record<string, unknown> {
  return {
    enqueued: wireTime(enqueued),
    started: started === undefined ? ZERO_TIME : wireTime(started),
    completed: completed === undefined ? ZERO_TIME : wireTime(completed),
    status,
    ...(message === undefined ? {} : { message }),
    ...(output === undefined ? {} : { output }),
  }
}

function findTask(model: Model, tag: string): Task | undefined {
  const id = Number(parseTagOf('action', tag))
  return model.operations.flatMap(({ tasks }) => tasks).find((task) => task.id === id)
}
