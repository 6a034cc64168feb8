import { restActivity, restComputer, restGroup } from '../../replies/computer.js'
import type { Sections } from '../../replies/computer.js'
import { iso, parseTime } from '../../replies/time.js'
import type { LandscapeContext } from '../../server/context.js'
import { refuse } from '../../server/refusal.js'
import { noContent, route } from '../../server/route.js'
import type { RestInput, Route } from '../../server/route.js'
import { powerGroup } from '../../state/power.js'
import { checkTags } from '../../state/state.js'

const sectionNames = [
  'with_network',
  'with_all_network',
  'with_hardware',
  'with_grouped_hardware',
  'with_annotations',
  'with_alerts',
  'with_upgrades',
  'with_release_upgrades',
  'with_reboot_packages',
  'with_wsl_profiles',
  'with_profiles',
] as const satisfies readonly (keyof Sections)[]

const sections = (input: RestInput): Sections =>
  Object.fromEntries(
    sectionNames
      .filter((name) => name !== 'with_release_upgrades' || input.isSince('26.04'))
      .map((name) => [name, input.flag(name, false)]),
  )

export const computerRoutes: Route[] = [
  route('GET /computers', ({ state }, input) => {
    const flags = sections(input)
    // WSL children and archived computers are not simulated: those filters match nothing.
    const none =
      input.flag('archived_only', false) ||
      input.flag('wsl_children', false) ||
      input.flag('wsl_parents', false)
    const selected = state.select(input.query('query'))
    return input.page(none ? [] : selected, (computer) => restComputer(state, computer, flags))
  }),

  route('GET /computers/activities', ({ state, queue }, input) => {
    const ids = input.csv('computer_ids').map(Number)
    if (ids.length === 0) throw refuse('MissingParameter', 'computer_ids is missing')
    for (const id of ids) state.computer(id, 404)
    const own = queue.select('').filter(({ computerId }) => computerId !== null && ids.includes(computerId))
    return input.page(own.toReversed(), (activity) => restActivity(queue, activity))
  }),

  route('GET /computers/availability-zones', ({ state }) => ({
    values: [
      ...new Set([...state.computers.values()].flatMap(({ availabilityZone }) => availabilityZone ?? [])),
    ].toSorted(),
  })),

  route('GET /computers/{computer_id}', ({ state }, input) => single(state, input, input.id('computer_id'))),

  route('PUT /computers/{computer_id}', ({ state }, input) => {
    const computer = state.computer(input.id('computer_id'), 404)
    const { title = computer.title, tags = computer.tags } = {
      title: input.text('title'),
      tags: input.texts('tags'),
    }
    const accessGroup = input.text('access_group') ?? computer.accessGroup
    if (title.trim() === '') throw refuse('InvalidTitle', 'A computer needs a title')
    checkTags(tags)
    state.accessGroup(accessGroup)
    Object.assign(computer, {
      title,
      tags: [...new Set(tags)].toSorted(),
      accessGroup,
      comment: input.text('comment') ?? computer.comment,
    })
    return single(state, input, computer.id)
  }),

  route('POST /computers/{computer_id}/restart', ({ state, queue }, input) => {
    const computer = state.computer(input.id('computer_id'), 404)
    return restGroup(queue, powerGroup(state, queue, 'Restart', [computer], delivery(input)))
  }),

  route(
    'POST /computers:delete',
    ({ state }, input) => {
      const ids = input.required('computer_ids', input.ids('computer_ids'))
      if (ids.length < 1 || ids.length > 1000)
        throw refuse('InvalidParameterValue', 'computer_ids takes 1 to 1000 ids')
      for (const id of ids) state.computer(id, 404)
      for (const id of ids) state.computers.delete(id)
      return noContent()
    },
    { since: '26.04' },
  ),

  route('GET /tags', ({ state }, input) =>
    input.page(
      [...new Set([...state.computers.values()].flatMap(({ tags }) => tags))].toSorted(),
      (tag) => tag,
    ),
  ),
]

function single(state: LandscapeContext['state'], input: RestInput, id: number) {
  const computer = state.computer(id, 404)
  return { ...restComputer(state, computer, sections(input)), registered_at: iso(computer.registeredAtMs) }
}

/** `deliver_after` and `deliver_delay_window` of a body. */
export function delivery(input: RestInput) {
  const text = input.text('deliver_after')
  const deliverAfterMs = text === undefined ? null : parseTime(text)
  if (deliverAfterMs === undefined) throw refuse('InvalidTime', `${text} is not a date`)
  return { deliverAfterMs, deliverDelayWindow: input.number('deliver_delay_window') ?? 0 }
}
