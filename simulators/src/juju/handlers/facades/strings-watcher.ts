import { type Facade, method } from '../../server/facade.js'
import { Empty } from '../../server/params.js'

const login = { access: 'login' } as const

/** Addressed by the id that another call returned; one pending `Next` at a time. */
export const stringsWatcher: Facade = {
  Next: method(login, Empty, ({ watchers, id }) => watchers.next(id)),
  Stop: method(login, Empty, ({ watchers, id }) => {
    watchers.stop(id)
    return {}
  }),
}
