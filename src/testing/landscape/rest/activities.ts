import { knownActivity } from '../activities.js'
import { activityParent, restActivity } from '../views.js'
import { route } from './route.js'
import type { Route } from './route.js'

/** The lists show the newest first, as the examples do. */
export const activityRoutes: Route[] = [
  route('GET /activities', ({ queue }, input) =>
    input.page(queue.select(input.query('query')).toReversed(), (activity) => restActivity(queue, activity)),
  ),
  route('GET /activities/parents', ({ queue }, input) =>
    input.page(
      queue
        .select(input.query('query'))
        .filter(({ parentId }) => parentId === null)
        .toReversed(),
      (activity) => activityParent(queue, activity),
    ),
  ),
  route('GET /activities/{id}', ({ queue }, input) =>
    restActivity(queue, knownActivity(queue, input.id('id')), true),
  ),
]
