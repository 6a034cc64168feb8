import { type Facade, method } from '../../server/facade.js'
import { Empty } from '../../server/params.js'

export const highAvailability: Facade = {
  // One controller without a known agent address (debug-log.json of the commands).
  ControllerDetails: method({ access: 'login' }, Empty, () => ({
    results: [{ 'controller-id': '0', 'api-addresses': [] }],
  })),
}
