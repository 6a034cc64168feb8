import { type Call, type Facade, method } from '../../server/facade.js'
import { anything, list, str, struct } from '../../server/go-json.js'
import { Empty, Entities } from '../../server/params.js'
import { bulk, Refusal, notFound } from '../../server/refusal.js'
import { spacesOf } from '../../state/space-names.js'
import { parseTagOf } from '../../state/tags.js'

/** The dummy cloud does not support spaces; 4.0.15 then rejects every call of the facade. */
function requireSpaces({ state, model }: Call): string[] {
  if (state.clouds.get(model.cloud)?.type === 'dummy')
    throw new Refusal('spaces not supported', 'not supported')
  return spacesOf(state)
}

const unsupported = method({ access: 'read' }, anything, (call) => {
  requireSpaces(call)
  throw new Refusal('the simulator does not change spaces', 'not supported')
})

export const spaces: Facade = {
  ListSpaces: method({ access: 'read' }, Empty, (call) => ({
    results: requireSpaces(call).map((name, index) => ({ id: String(index), name, subnets: [] })),
  })),

  ShowSpace: method({ access: 'read' }, Entities, (call, { entities }) => {
    const names = requireSpaces(call)
    const results = bulk(
      entities,
      ({ tag }) => {
        const name = parseTagOf('space', tag)
        if (!names.includes(name)) throw notFound(`space "${name}" not found`)
        const bound = [...call.model.applications.values()].filter((application) =>
          Object.values(application.bindings).includes(name),
        )
        const space = { id: String(names.indexOf(name)), name, subnets: [] }
        return { space, applications: bound.map((application) => application.name), 'machine-count': 0 }
      },
      { space: { id: '', name: '', subnets: null }, applications: null, 'machine-count': 0 },
    )
    return { results }
  }),

  CreateSpaces: unsupported,
  RenameSpace: unsupported,
  RemoveSpace: unsupported,
  MoveSubnets: unsupported,
  ReloadSpaces: unsupported,
}

export const subnets: Facade = {
  ListSubnets: method({ access: 'read' }, anything, () => ({ results: null })),
  AllZones: method({ access: 'read' }, anything, () => ({ results: [] })),
  SubnetsByCIDR: method(
    { access: 'read' },
    struct('CIDRParams', { cidrs: list(str) }),
    (_call, { cidrs }) => ({
      results: cidrs.map(() => ({})),
    }),
  ),
}
