import { type Facade, method } from '../../server/facade.js'
import { anything, str, struct } from '../../server/go-json.js'
import { Refusal } from '../../server/refusal.js'
import { readBundle } from '../bundle-file.js'
import { planBundle } from '../bundle-plan.js'
import { bundleProblems } from '../bundle-problems.js'

export const bundle: Facade = {
  // On success each change has an empty error; with errors there are no changes.
  GetChangesMapArgs: method(
    { access: 'login' },
    struct('BundleChangesParams', { yaml: str, bundleURL: str }),
    (_call, { yaml }) => {
      const file = readBundle(yaml)
      const errors = bundleProblems(file)
      if (errors.length > 0) return { errors }
      const changes = planBundle(file)
      return { changes, errors: changes.map(() => '') }
    },
  ),

  ExportBundle: method({ access: 'read' }, anything, () => {
    throw new Refusal("Juju 4.0 doesn't support exporting bundles", 'not implemented')
  }),
}
