import { randomUUID } from 'node:crypto'
import { type Call, type Handler, method } from '../../server/facade.js'
import { anything, bool, type Decoded, list, map, optional, int, str, struct } from '../../server/go-json.js'
import { BaseParam, type CharmOrigin, ConstraintsParam, PlacementParam } from '../../server/params.js'
import { errorResult, Refusal } from '../../server/refusal.js'
import { deploy, preferredBase } from '../../state/applications.js'
import { trackOnly, withRisk } from '../../state/charms/charm.js'
import { basesOf } from '../../state/charms/charmhub.js'
import { storePublished } from '../../state/charms/store.js'
import { lookup } from '../../../lookup.js'
import type { Application } from '../../state/types.js'
import { resolve, splitChannel } from './charms.js'

const DeployFromRepositoryArg = struct('DeployFromRepositoryArg', {
  CharmName: str,
  ApplicationName: str,
  AttachStorage: list(str),
  base: optional(BaseParam),
  channel: optional(str),
  ConfigYAML: str,
  Cons: ConstraintsParam,
  Devices: map(anything),
  DryRun: bool,
  'num-units': optional(int),
  'endpoint-bindings': map(str),
  force: bool,
  Placement: list(optional(PlacementParam)),
  revision: optional(int),
  resources: map(str),
  storage: map(anything),
  Trust: bool,
})

type Arg = Decoded<typeof DeployFromRepositoryArg>

/** Errors are in an array without codes; `Info` is present once the charm was found (charmhub/README.md). */
export const deployFromRepository: Handler = method(
  { access: 'write', changes: 'change' },
  struct('DeployFromRepositoryArgs', { Args: list(DeployFromRepositoryArg) }),
  (call, { Args }) => ({ Results: Args.map((arg) => deployOne(call, arg)) }),
)

function deployOne({ state, model, user }: Call, arg: Arg): Record<string, unknown> {
  const info = { architecture: '', base: { name: '', channel: '' }, channel: '', name: '', revision: 0 }
  const result = (errors: unknown, uploads: unknown[] = []) => ({
    Errors: errors,
    Info: info,
    PendingResourceUploads: uploads.length === 0 ? null : uploads,
  })
  try {
    for (const placement of arg.Placement) {
      if (placement?.scope === '#' && (model.machines.get(placement.directive)?.instanceId ?? '') === '') {
        throw new Refusal(`machine "${placement.directive}" not started, please retry when started`)
      }
    }
    const { track, risk } = splitChannel(arg.channel ?? '')
    const published = resolve(state, {
      name: arg.CharmName,
      architecture: arg.Cons.arch ?? '',
      revision: arg.revision,
      hasChannel: arg.channel !== undefined,
    })
    const wanted = arg.base === undefined || arg.base.name === '' ? undefined : withRisk(arg.base)
    const fallback = preferredBase(model, {
      url: '',
      source: 'charm-hub',
      architecture: 'amd64',
      ...published,
    })
    const base = wanted ?? fallback
    if (
      !basesOf(published.charm).some(
        (each) => each.name === base.name && trackOnly(base).channel === each.channel,
      )
    ) {
      throw new Refusal(`base: ${base.name}@${base.channel} not supported`, 'not supported')
    }
    Object.assign(info, {
      architecture: 'amd64',
      base: trackOnly(base),
      channel: `${track}/${risk}`,
      name: arg.ApplicationName === '' ? arg.CharmName : arg.ApplicationName,
      revision: published.revision,
    })
    const origin: CharmOrigin = {
      source: 'charm-hub',
      type: 'charm',
      id: published.id,
      hash: published.hash,
      risk,
      track,
      branch: undefined,
      revision: published.revision,
      architecture: 'amd64',
      base,
      'instance-key': '',
    }
    if (arg.DryRun) return result(null)
    const application = deploy(state, model, {
      name: info.name,
      charm: storePublished(model, published.charm, { ...published, architecture: 'amd64' }),
      origin,
      base,
      numUnits: arg['num-units'] ?? 1,
      configYaml: arg.ConfigYAML,
      constraints: arg.Cons,
      placement: arg.Placement.flatMap((each) => each ?? []),
      bindings: arg['endpoint-bindings'],
      storage: arg.storage,
      devices: arg.Devices,
      trust: arg.Trust,
    })
    return result(null, addResources(application, arg.resources, user.name, state.now()))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return result([errorResult(error).error])
  }
}

/** Resources with a revision and resources that are not named come from Charmhub; the others are uploaded later. */
function addResources(
  application: Application,
  given: Record<string, string>,
  username: string,
  timestamp: number,
): unknown[] {
  return Object.entries(application.charm.charm.resources ?? {}).flatMap(
    ([name, { type, filename = '', description = '' }]) => {
      const source = lookup(given, name) ?? '1'
      if (!/^\d+$/.test(source)) return [{ Name: name, Filename: source, Type: type }]
      const id = randomUUID()
      const record = {
        name,
        type,
        path: filename,
        description,
        origin: 'store',
        revision: Number(source),
        fingerprint: '',
        size: 0,
      }
      application.resources.set(name, { ...record, id, username, timestamp })
      return []
    },
  )
}
