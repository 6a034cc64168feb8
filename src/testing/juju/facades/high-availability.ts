import { type Facade, method } from '../facade.js'
import { Empty } from '../params.js'

export const highAvailability: Facade = {
  // One controller, whose agent told no address (debug-log.json of the commands).
  ControllerDetails: method({ access: 'login' }, Empty, () => ({
    results: [{ 'controller-id': '0', 'api-addresses': [] }],
  })),
}
