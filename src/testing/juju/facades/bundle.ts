import { JujuError } from '../errors.js'
import { type Facade, method } from '../facade.js'
import { anything } from '../go-json.js'

export const bundle: Facade = {
  ExportBundle: method({ access: 'read' }, anything, () => {
    throw new JujuError("Juju 4.0 doesn't support exporting bundles", 'not implemented')
  }),
}
