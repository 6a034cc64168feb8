import { wireSeconds, wireTime, type JujuState } from '../state/state.js'
import { tagOf } from '../state/tags.js'
import { type Machine, type Model, unitsOf, type User } from '../state/types.js'

/**
 * `ModelInfo`; the reply to its creation has no machines and no secret backends, nor has that to a user who may only read. Who is
 * not its admin sees only their own access.
 */
export function modelInfo(
  state: JujuState,
  model: Model,
  shown: 'just made' | { user: User },
): Record<string, unknown> {
  const justMade = shown === 'just made'
  const access =
    justMade || shown.user.access === 'superuser' ? 'admin' : (model.access.get(shown.user.name) ?? 'read')
  const isHidden = justMade || access === 'read'
  const users = [...model.access].filter(
    ([name]) => justMade || access === 'admin' || name === shown.user.name,
  )
  return {
    name: model.name,
    type: 'iaas',
    uuid: model.uuid,
    'controller-uuid': state.controllerUuid,
    'is-controller': model.isController,
    'provider-type': state.clouds.get(model.cloud)?.type ?? '',
    'cloud-tag': tagOf('cloud', model.cloud),
    ...(model.region === '' ? {} : { 'cloud-region': model.region }),
    ...(model.credential === '' ? {} : { 'cloud-credential-tag': tagOf('cloudcred', model.credential) }),
    ...(justMade || model.credential === '' ? {} : { 'cloud-credential-validity': true }),
    qualifier: model.qualifier,
    life: model.life,
    status: entityStatus(state, model),
    users: users.map(([name, own]) => ({
      'model-tag': '',
      user: name,
      'display-name': state.users.get(name)?.displayName ?? '',
      'last-connection': lastConnection(model, name),
      access: own,
    })),
    machines: isHidden || model.machines.size === 0 ? null : sorted(model).map(machineInfo),
    'secret-backends': isHidden
      ? null
      : [
          {
            result: { name: 'internal', 'backend-type': 'controller', config: null },
            id: '',
            'num-secrets': model.secrets.size,
            status: 'active',
          },
        ],
    'agent-version': '4.0.15',
    'supported-features': [
      { name: 'juju', description: 'the version of Juju used by the model', version: '4.0.15' },
    ],
  }
}

/** One row of `ListModelSummaries`; a list of all models omits the user's fields. */
export function modelSummary(
  state: JujuState,
  model: Model,
  user: User | undefined,
): Record<string, unknown> {
  const machines = model.machines.size
  const units = [...unitsOf(model)].length
  return {
    name: model.name,
    qualifier: model.qualifier,
    uuid: model.uuid,
    type: 'iaas',
    'controller-uuid': state.controllerUuid,
    'is-controller': model.isController,
    ...(model.isController ? {} : { 'provider-type': state.clouds.get(model.cloud)?.type ?? '' }),
    'cloud-tag': tagOf('cloud', model.cloud),
    ...(model.region === '' ? {} : { 'cloud-region': model.region }),
    life: model.life,
    status: entityStatus(state, model),
    'user-access':
      user === undefined ? '' : (model.access.get(user.name) ?? (user.access === 'superuser' ? 'admin' : '')),
    'last-connection': user === undefined ? null : lastConnection(model, user.name),
    counts: [
      ...(machines === 0 ? [] : [{ entity: 'machines', count: machines }]),
      ...(units === 0 ? [] : [{ entity: 'units', count: units }]),
    ],
    'agent-version': '4.0.15',
  }
}

export function userModel(model: Model, user: User): Record<string, unknown> {
  return {
    model: { name: model.name, qualifier: model.qualifier, uuid: model.uuid, type: 'iaas' },
    'last-connection': lastConnection(model, user.name),
  }
}

/** `ModelStatus`: dying machines are not counted, dying units and applications are. */
export function modelStatus(model: Model): Record<string, unknown> {
  const machines = sorted(model).filter((machine) => machine.life === 'alive')
  const applications = [...model.applications.keys()].map((name) => ({ name }))
  return {
    'model-tag': tagOf('model', model.uuid),
    qualifier: model.qualifier,
    life: model.life,
    type: 'iaas',
    'hosted-machine-count': machines.length,
    'application-count': model.applications.size,
    'unit-count': [...unitsOf(model)].length,
    ...(applications.length === 0 ? {} : { applications }),
    ...(machines.length === 0 ? {} : { machines: machines.map(machineInfo) }),
  }
}

/** The fields beside the error for a model that `ModelStatus` cannot show. */
export const noModelStatus = {
  'model-tag': '',
  qualifier: '',
  life: '',
  type: '',
  'hosted-machine-count': 0,
  'application-count': 0,
  'unit-count': 0,
}

function machineInfo(machine: Machine): Record<string, unknown> {
  return {
    id: machine.id,
    ...(machine.instanceId === undefined ? {} : { 'instance-id': machine.instanceId }),
    ...(machine.displayName === '' ? {} : { 'display-name': machine.displayName }),
    status: machine.agentStatus.status,
  }
}

function sorted(model: Model): Machine[] {
  return [...model.machines.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function entityStatus(state: JujuState, model: Model): Record<string, unknown> {
  return {
    status: model.life === 'alive' ? 'available' : 'destroying',
    info: '',
    since: wireTime(state.now()),
  }
}

function lastConnection(model: Model, user: string): string | null {
  const time = model.lastConnection.get(user)
  return time === undefined ? null : wireSeconds(time)
}
