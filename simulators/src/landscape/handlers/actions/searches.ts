import { iso } from '../../replies/time.js'
import { action, page } from '../../server/action.js'
import type { Actions } from '../../server/action.js'
import { integer, text } from '../../server/params.js'
import { Refusal, refuse } from '../../server/refusal.js'
import { compileComputerQuery } from '../../state/computer-query.js'
import { slug } from '../../state/state.js'
import type { LandscapeState } from '../../state/state.js'
import type { EventLogItem } from '../../state/types.js'

const paging = { limit: integer.or(1000), offset: integer.or(0) }

export const searchActions: Actions = {
  GetSavedSearches: action(paging, ({ state }, paging) => page([...state.savedSearches.values()], paging)),

  CreateSavedSearch: action(
    { name: text.or(null), title: text.required, search: text.required },
    ({ state }, { title, search, ...params }) => {
      const name = params.name ?? slug(title)
      if (!/^[a-z0-9][a-z0-9-]*$/.test(name))
        throw refuse('InvalidSavedSearchName', `${JSON.stringify(name)} cannot be a name`)
      if (state.savedSearches.has(name))
        throw refuse('DuplicateSavedSearch', `There is a saved search ${name} already`)
      checkCriteria(state, search)
      const saved = { name, title, search }
      state.savedSearches.set(name, saved)
      return saved
    },
  ),

  EditSavedSearch: action(
    { name: text.required, title: text.or(null), search: text.or(null) },
    ({ state }, { name, title, search }) => {
      const saved = find(state, name)
      if (title === null && search === null)
        throw refuse('MissingParameter', 'Either title or search is needed')
      if (search !== null) checkCriteria(state, search)
      saved.title = title ?? saved.title
      saved.search = search ?? saved.search
      return saved
    },
  ),

  RemoveSavedSearch: action({ name: text.required }, ({ state }, { name }) => {
    state.savedSearches.delete(find(state, name).name)
  }),

  GetEventLog: action({ days: integer.or(null), ...paging }, ({ state }, { days, ...paging }) =>
    page(recent(state, days), paging).map((item) => event(state, item)),
  ),
}

function find(state: LandscapeState, name: string) {
  const saved = state.savedSearches.get(name)
  if (!saved) throw refuse('UnknownSavedSearch', `There is no saved search ${name}`)
  return saved
}

function checkCriteria(state: LandscapeState, search: string): void {
  try {
    compileComputerQuery(search, state)
  } catch (error) {
    if (error instanceof Refusal) throw refuse('InvalidSavedSearchCriteria', error.message)
    throw error
  }
}

/** The events of the last `days`, or all of them, newest first. */
export const recent = (state: LandscapeState, days: number | null): EventLogItem[] =>
  state.events
    .filter(({ createdAtMs }) => days === null || createdAtMs >= state.clock.now() - days * 86_400_000)
    .toReversed()

export const event = (
  state: LandscapeState,
  { id, createdAtMs, entityType, entityId, entityName, message }: EventLogItem,
) => ({
  id,
  creation_time: iso(createdAtMs),
  entity_type: entityType,
  entity_id: entityId,
  entity_name: entityName,
  message,
  person_id: state.person.id,
  person_name: state.person.name,
})
