import { acceptedComputer, legacyActivity, legacyComputer, pendingComputer } from '../../replies/computer.js'
import type { Sections } from '../../replies/computer.js'
import { action, page } from '../../server/action.js'
import type { Actions } from '../../server/action.js'
import type { LandscapeContext } from '../../server/context.js'
import { boolean, date, idsById, integer, integers, text, texts, titlesById } from '../../server/params.js'
import { refuse } from '../../server/refusal.js'
import { upgrades } from '../../state/alerts.js'
import { powerGroup } from '../../state/power.js'
import { accept } from '../../state/registration.js'
import { checkTags } from '../../state/state.js'
import type { Computer } from '../../state/types.js'

const paging = { limit: integer.or(1000), offset: integer.or(0) }
const flag = boolean.or(false)

export const computerActions: Actions = {
  GetComputers: action(
    {
      query: text.or(''),
      ...paging,
      with_network: flag,
      with_hardware: flag,
      with_annotations: flag,
      with_all_network: flag,
      with_grouped_hardware: flag,
    },
    ({ state }, { query, limit, offset, ...flags }) =>
      page(state.select(query), { limit, offset }).map((computer) => legacyComputer(state, computer, flags)),
  ),

  GetPendingComputers: action({}, ({ state }) => [...state.pending.values()].map(pendingComputer)),

  AcceptPendingComputers: action(
    { computer_ids: integers.required, existing_ids: idsById, access_group: text.or(null) },
    ({ state }, { computer_ids, existing_ids, access_group }) => {
      if (access_group !== null) state.accessGroup(access_group)
      const existing = new Map(existing_ids)
      for (const id of existing.values()) state.computer(id)
      const pending = computer_ids.map((id) => pendingWith(state, id))
      const fresh = pending.filter(({ id }) => !existing.has(id)).length
      if (state.computers.size + fresh > state.seats)
        throw refuse('InsufficientLicenses', `The account has ${state.seats} seats`)
      return pending.map((one) => {
        const replaced = existing.get(one.id)
        return acceptedComputer(
          accept(state, one, access_group, replaced === undefined ? undefined : state.computer(replaced)),
        )
      })
    },
  ),

  // The reply is not documented; the ids are inferred.
  RejectPendingComputers: action({ computer_ids: integers.required }, ({ state }, { computer_ids }) => {
    const pending = computer_ids.map((id) => pendingWith(state, id))
    for (const { id } of pending) state.pending.delete(id)
    return computer_ids
  }),

  AddTagsToComputers: action({ query: text.required, tags: texts.required }, (context, { query, tags }) => {
    checkTags(tags)
    return edit(context, query, (computer) => {
      computer.tags = [...new Set([...computer.tags, ...tags])].toSorted()
      context.state.log(
        'Computer',
        computer.id,
        computer.title,
        `Tags ${tags.join(', ')} were added to computer "${computer.title}"`,
      )
    })
  }),

  RemoveTagsFromComputers: action(
    { query: text.required, tags: texts.required },
    (context, { query, tags }) => {
      checkTags(tags)
      return edit(context, query, (computer) => {
        computer.tags = computer.tags.filter((tag) => !tags.includes(tag))
      })
    },
  ),

  ChangeComputersAccessGroup: action(
    { query: text.required, access_group: text.required },
    (context, { query, access_group }) => {
      context.state.accessGroup(access_group)
      // The example has the network devices without a flag.
      return edit(
        context,
        query,
        (computer) => {
          computer.accessGroup = access_group
        },
        { with_network: true },
      )
    },
  ),

  AddAnnotationToComputers: action(
    { query: text.required, key: text.required, value: text.or('') },
    (context, { query, key, value }) => {
      checkKey(key)
      return edit(context, query, (computer) => {
        computer.annotations[key] = value
      })
    },
  ),

  RemoveAnnotationFromComputers: action(
    { query: text.required, key: text.required },
    (context, { query, key }) => {
      checkKey(key)
      return edit(context, query, (computer) => {
        delete computer.annotations[key]
      })
    },
  ),

  // The replies of RenameComputers and RemoveComputers are not documented: they are empty.
  RenameComputers: action({ computer_titles: titlesById }, ({ state }, { computer_titles }) => {
    const renamed = computer_titles.map(([id, title]) => {
      if (title.trim() === '') throw refuse('InvalidTitle', `Computer ${id} needs a title`)
      return [state.computer(id), title] as const
    })
    for (const [computer, title] of renamed) computer.title = title
  }),

  RemoveComputers: action({ computer_ids: integers.required }, ({ state }, { computer_ids }) => {
    for (const id of computer_ids) state.computer(id)
    for (const id of computer_ids) state.computers.delete(id)
  }),

  RebootComputers: action(
    { computer_ids: integers.required, deliver_after: date.or(null) },
    (context, params) => power(context, 'Restart', params.computer_ids, params.deliver_after),
  ),

  ShutdownComputers: action(
    { computer_ids: integers.required, deliver_after: date.or(null) },
    (context, params) => power(context, 'Shutdown', params.computer_ids, params.deliver_after),
  ),

  // That security upgrades count is inferred: the reference does not say which upgrades do.
  GetComputersNotUpgraded: action({ query: text.or(''), ...paging }, ({ state }, { query, ...paging }) => {
    const behind = state
      .select(query)
      .filter((computer) => upgrades(computer).some(({ security }) => security))
    return page(
      behind.map(({ id }) => id),
      paging,
    )
  }),

  GetNotPingingComputers: action(
    { query: text.or(''), ...paging, since_minutes: integer.required },
    ({ state }, { query, since_minutes, ...paging }) =>
      page(
        state
          .select(query)
          .filter(
            ({ online, lastPingMs }) =>
              !online && state.clock.now() - (lastPingMs ?? 0) >= since_minutes * 60_000,
          )
          .map(({ id }) => id),
        paging,
      ),
  ),
}

function pendingWith(state: LandscapeContext['state'], id: number) {
  const pending = state.pending.get(id)
  if (!pending) throw refuse('UnknownComputer', `There is no pending computer with id ${id}`)
  return pending
}

function edit(
  { state }: LandscapeContext,
  query: string,
  change: (computer: Computer) => void,
  sections: Sections = {},
) {
  const selected = state.select(query)
  for (const computer of selected) change(computer)
  return selected.map((computer) => legacyComputer(state, computer, sections))
}

/** The characters of a key are checked (legacy-actions.json) but not documented; that they are those of a tag is inferred. */
function checkKey(key: string): void {
  if (!/^[-_0-9a-zA-Z]+$/.test(key))
    throw refuse('InvalidAnnotationKey', `${JSON.stringify(key)} cannot be a key`)
}

function power(
  { state, queue }: LandscapeContext,
  verb: 'Restart' | 'Shutdown',
  ids: number[],
  deliverAfterMs: number | null,
) {
  const computers = ids.map((id) => state.computer(id))
  return legacyActivity(queue, powerGroup(state, queue, verb, computers, { deliverAfterMs }))
}
