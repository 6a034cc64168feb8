import { type Facade, method } from '../../server/facade.js'
import { anything } from '../../server/go-json.js'
import { Empty } from '../../server/params.js'
import { Refusal } from '../../server/refusal.js'

export const highAvailability: Facade = {
  // One controller without a known agent address (debug-log.json of the commands).
  ControllerDetails: method({ access: 'login' }, Empty, () => ({
    results: [{ 'controller-id': '0', 'api-addresses': [] }],
  })),

  EnableHA: method({ access: 'superuser' }, anything, () => {
    throw new Refusal('enable HA not supported', 'not supported')
  }),
}
