import { type Handler, method } from '../../server/facade.js'
import { anything, bool, int, list, map, optional, str, struct } from '../../server/go-json.js'
import { CharmOriginParam, ConstraintsParam, PlacementParam } from '../../server/params.js'
import { bulk, notFound, Refusal } from '../../server/refusal.js'
import { deploy, preferredBase } from '../../state/applications.js'
import { nameInUrl, storedCharm } from '../../state/charms/store.js'
import { parseTagOf } from '../../state/tags.js'

const DeployArgs = struct('ApplicationsDeploy', {
  applications: list(
    struct('ApplicationDeploy', {
      application: str,
      'charm-url': str,
      'charm-origin': optional(CharmOriginParam),
      channel: str,
      'num-units': int,
      config: map(str),
      'config-yaml': str,
      constraints: ConstraintsParam,
      placement: list(PlacementParam),
      policy: str,
      storage: map(anything),
      devices: map(anything),
      'attach-storage': list(str),
      'endpoint-bindings': map(str),
      resources: map(str),
      Force: bool,
    }),
  ),
})

/** `Application.Deploy`: an application of a charm that the model has. */
export const deployKnown: Handler = method(
  { access: 'write', changes: 'change' },
  DeployArgs,
  ({ state, model }, { applications }) => ({
    results: bulk(applications, (wanted) => {
      try {
        const charm = storedCharm(model, wanted['charm-url'])
        if (charm === undefined) throw notFound(`charm "${nameInUrl(wanted['charm-url'])}" not found`)
        const origin = wanted['charm-origin']
        if (origin === undefined) throw new Refusal('charm origin required', 'bad request')
        if (Object.keys(charm.charm.resources ?? {}).length !== Object.keys(wanted.resources).length)
          throw new Refusal('not all pending resources for charm provided')
        attachments(wanted['attach-storage'], wanted['num-units'])
        deploy(state, model, {
          name: wanted.application,
          charm,
          origin,
          base: origin.base.name === '' ? preferredBase(model, charm) : origin.base,
          numUnits: wanted['num-units'],
          config: wanted.config,
          configYaml: wanted['config-yaml'],
          constraints: wanted.constraints,
          placement: wanted.placement,
          bindings: wanted['endpoint-bindings'],
          resources: wanted.resources,
          storage: wanted.storage,
          devices: wanted.devices,
        })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        throw new Refusal(`cannot deploy "${wanted.application}": ${error.message}`, error.code)
      }
      return {}
    }),
  }),
)

/** Existing storage is attached to one unit. @throws Refusal when it is not storage, or there are more units. */
export function attachments(tags: readonly string[], units: number): void {
  if (tags.length > 0 && units !== 1)
    throw new Refusal(`AttachStorage is non-empty, but NumUnits is ${units}`)
  for (const tag of tags) throw notFound(`storage "${parseTagOf('storage', tag)}" not found`)
}
