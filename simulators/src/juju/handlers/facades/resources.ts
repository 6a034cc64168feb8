import { randomUUID } from 'node:crypto'
import { type Facade, method } from '../../server/facade.js'
import { anything, int, list, str, struct } from '../../server/go-json.js'
import { CharmOriginParam, Entities } from '../../server/params.js'
import { bulk, Refusal } from '../../server/refusal.js'
import { parseTagOf, tagOf } from '../../state/tags.js'
import { formatResource } from '../http/resources.js'

const CharmResource = struct('CharmResource', {
  name: str,
  type: str,
  path: str,
  description: str,
  origin: str,
  revision: int,
  fingerprint: str,
  size: int,
})

const AddPending = struct('AddPendingResourcesArgsV2', {
  tag: str,
  url: str,
  'charm-origin': CharmOriginParam,
  macaroon: anything,
  resources: list(CharmResource),
})

export const resources: Facade = {
  /** Adds pending resources for an application that will be deployed; each gets an id for its upload. */
  AddPendingResources: method(
    { access: 'write', changes: 'change' },
    AddPending,
    ({ state, model, user }, params) => {
      const ids = params.resources.map((resource) => {
        const id = randomUUID()
        model.pendingResources.set(id, { ...resource, id, username: user.name, timestamp: state.now() })
        return id
      })
      return { 'pending-ids': ids }
    },
  ),

  ListResources: method({ access: 'read' }, Entities, ({ model }, { entities }) => ({
    results: bulk(
      entities,
      ({ tag }) => {
        const name = parseTagOf('application', tag)
        const application = model.applications.get(name)
        if (application === undefined) throw new Refusal(`application ${name} not found`)
        const own = [...application.resources.values()].map((resource) => formatResource(resource, name))
        return {
          resources: own.length === 0 ? null : own,
          'charm-store-resources': [],
          'unit-resources': [...application.units.keys()].map((unit) => ({
            tag: tagOf('unit', unit),
            resources: null,
            'download-progress': null,
          })),
        }
      },
      { resources: null, 'charm-store-resources': null, 'unit-resources': null },
    ),
  })),
}
