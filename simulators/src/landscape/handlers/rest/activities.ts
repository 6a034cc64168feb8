import { knownActivity } from '../../life/activities.js'
import { activityParent, restActivity } from '../../replies/computer.js'
import { route } from '../../server/route.js'
import type { Route } from '../../server/route.js'

/** Lists are newest first, as in the examples. */
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
