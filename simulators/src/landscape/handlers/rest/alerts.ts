import { spaced } from '../../replies/time.js'
import { Refusal } from '../../server/refusal.js'
import { route } from '../../server/route.js'
import type { Route } from '../../server/route.js'
import { alertTypes } from '../../state/alerts.js'
import { raised, settingOf, shared } from '../actions/alerts.js'
import { assignRoles } from '../actions/roles.js'
import { event, recent } from '../actions/searches.js'

export const alertRoutes: Route[] = [
  route('GET /alerts', ({ state }) =>
    alertTypes.map((type) => ({
      ...shared(state, type),
      label: type.label,
      subscribed: settingOf(state, type).subscribed,
    })),
  ),

  // The time of an alert is not stored: the current simulated time is used.
  route('GET /alerts/summary', ({ state }, input) => {
    const inactive = input.flag('include_inactive', false)
    return {
      alerts_summary: alertTypes.flatMap((type) => {
        const count = raised(state, type)
        if (!type.summary || (count === 0 && !inactive)) return []
        return {
          id: type.id,
          alert_type: type.name,
          summary: type.summary(count),
          activation_time: spaced(state.clock.now()),
        }
      }),
    }
  }),

  route('POST /alerts/{alert_id}/dismiss', ({ state }, input) => {
    const type = alertTypes.find(({ id }) => id === input.id('alert_id'))
    if (!type) throw new Refusal(404, 'UnknownAlert', `There is no alert with id ${input.id('alert_id')}`)
    settingOf(state, type).dismissed = true
    return { ...shared(state, type), id: type.id }
  }),

  route('GET /events', ({ state }, input) => {
    const search = input.query('search').toLowerCase()
    const days = input.query('days') === '' ? null : input.integer('days', 0)
    const items = recent(state, days).filter(({ message }) => message.toLowerCase().includes(search))
    return input.page(items, (item) => event(state, item))
  }),

  route('PUT /administrators/{person_id}', ({ state }, input) => {
    if (input.id('person_id') !== state.person.id)
      throw new Refusal(404, 'UnknownUser', `There is no person with id ${input.id('person_id')}`)
    const roles = input.required('roles', input.texts('roles'))
    assignRoles(state, roles)
    const { id, name, email } = state.person
    return { email, id, name, roles }
  }),
]
