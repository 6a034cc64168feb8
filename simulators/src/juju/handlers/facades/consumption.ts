import { type Facade, method } from '../../server/facade.js'
import { anything, bool, type Decoded, int, list, str, struct } from '../../server/go-json.js'
import { bulk, Refusal, notFound } from '../../server/refusal.js'
import type { Role } from '../../state/charms/charm.js'
import { parseTagOf } from '../../state/tags.js'
import { type RemoteApplication, relationsOf, status } from '../../state/types.js'

const RemoteEndpoint = struct('RemoteEndpoint', { name: str, role: str, interface: str, limit: int })

const ConsumeArg = struct('ConsumeApplicationArgV5', {
  'source-model-tag': str,
  'offer-uuid': str,
  'offer-url': str,
  'offer-name': str,
  'application-description': str,
  endpoints: list(RemoteEndpoint),
  macaroon: anything,
  'external-controller': anything,
  'application-alias': str,
})

const DestroyArg = struct('DestroyConsumedApplicationParams', {
  'application-tag': str,
  force: bool,
  'max-wait': anything,
})

/** The methods of `Application` that consume another model's offer, and remove it. */
export const consumption: Facade = {
  // Consuming the same offer again is not an error (offer-consume-again.json).
  Consume: method(
    { access: 'write', changes: 'change' },
    struct('ConsumeApplicationArgsV5', { args: list(ConsumeArg) }),
    (call, { args }) => ({
      results: bulk(args, (arg) => {
        const { state, model } = call
        const name = arg['application-alias'] === '' ? arg['offer-name'] : arg['application-alias']
        if (model.applications.has(name))
          throw new Refusal(`local application with name "${name}" already exists`, 'already exists')
        const known = model.remoteApplications.get(name)
        if (known !== undefined && known.offerUuid !== arg['offer-uuid']) {
          throw new Refusal(`remote application with name "${name}" already exists`, 'already exists')
        }
        model.remoteApplications.set(name, known ?? consumed(name, arg, state.now()))
        return {}
      }),
    }),
  ),

  DestroyConsumedApplications: method(
    { access: 'write', changes: 'remove' },
    struct('DestroyConsumedApplicationsParams', { applications: list(DestroyArg) }),
    ({ model }, { applications }) => ({
      results: bulk(applications, (arg) => {
        const name = parseTagOf('application', arg['application-tag'])
        if (!model.remoteApplications.delete(name)) throw notFound(`remote application "${name}" not found`)
        for (const relation of relationsOf(model, name)) model.relations.delete(relation.id)
        return {}
      }),
    }),
  ),
}

/** Like each application it also has `juju-info` (offer-status.json). */
function consumed(name: string, arg: Decoded<typeof ConsumeArg>, now: number): RemoteApplication {
  const endpoints = [
    ...arg.endpoints,
    { name: 'juju-info', role: 'provider', interface: 'juju-info', limit: 0 },
  ]
  return {
    name,
    offerUuid: arg['offer-uuid'],
    offerUrl: arg['offer-url'],
    endpoints: endpoints.map(({ role, ...endpoint }) => ({
      ...endpoint,
      role: role as Role,
      optional: false,
      scope: 'global',
    })),
    life: 'alive',
    status: status('unknown', 'waiting for first status update', now),
  }
}
