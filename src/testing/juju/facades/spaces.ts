import { JujuError } from '../errors.js'
import { type Facade, method } from '../facade.js'
import { anything } from '../go-json.js'

/** The dummy cloud has no spaces; 4.0.15 then refuses every call of the facade. */
const unsupported = method({ access: 'read' }, anything, () => {
  throw new JujuError('spaces not supported', 'not supported')
})

export const spaces: Facade = {
  ListSpaces: unsupported,
  CreateSpaces: unsupported,
  ShowSpace: unsupported,
  RenameSpace: unsupported,
  RemoveSpace: unsupported,
  MoveSubnets: unsupported,
  ReloadSpaces: unsupported,
}

export const subnets: Facade = {
  ListSubnets: method({ access: 'read' }, anything, () => ({ results: null })),
  AllZones: method({ access: 'read' }, anything, () => ({ results: [] })),
}
