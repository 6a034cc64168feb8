import { checkWindow } from '../../life/activities.js'
import { checkAssociation } from '../../life/profiles.js'
import type { Profile } from '../../life/profiles.js'
import { nextRun, parseSchedule, scheduleFields } from '../../life/schedule.js'
import { iso } from '../../replies/time.js'
import type { LandscapeContext } from '../../server/context.js'
import { Refusal } from '../../server/refusal.js'
import { noContent, RestReply, route } from '../../server/route.js'
import type { RestInput, Route } from '../../server/route.js'
import { checkTags } from '../../state/state.js'

/** Reboot profiles: every week, in UTC (workflows.md section 6). */
export const profileRoutes: Route[] = [
  route('GET /rebootprofiles', (context, input) =>
    input.page(context.profiles.list('reboot').toReversed(), (profile) => view(context, profile)),
  ),

  route('POST /rebootprofiles', (context, input) => {
    const profile = context.profiles.add({
      kind: 'reboot',
      title: input.required('title', input.text('title')),
      accessGroup: input.text('access_group') ?? 'global',
      schedule: parseSchedule({
        every: 'week',
        on_days: input.required('on_days', input.texts('on_days')),
        at_hour: input.required('at_hour', input.number('at_hour')),
        at_minute: input.number('at_minute') ?? 0,
      }),
      deliverWithin: input.number('deliver_within') ?? 1,
      deliverDelayWindow: checkWindow(input.number('deliver_delay_window') ?? 0),
      upgradeType: 'all',
      autoremove: false,
      ...association(input, { tags: [], allComputers: false }),
    })
    return new RestReply(201, view(context, profile))
  }),

  // every, on_days, at_hour and at_minute must be given together (workflows.md section 6).
  route('PATCH /rebootprofiles/{profile_id}', (context, input) => {
    const profile = find(context, input)
    const scheduled = ['every', 'on_days', 'at_hour', 'at_minute'].some((name) => input.has(name))
    const schedule = scheduled
      ? parseSchedule({
          every: input.required('every', input.text('every')),
          on_days: input.required('on_days', input.texts('on_days')),
          at_hour: input.required('at_hour', input.number('at_hour')),
          at_minute: input.required('at_minute', input.number('at_minute')),
        })
      : profile.schedule
    Object.assign(profile, {
      title: input.text('title') ?? profile.title,
      schedule,
      deliverWithin: input.number('deliver_within') ?? profile.deliverWithin,
      deliverDelayWindow: checkWindow(input.number('deliver_delay_window') ?? profile.deliverDelayWindow),
      ...association(input, profile),
    })
    context.profiles.arm(profile)
    return view(context, profile)
  }),

  route('DELETE /rebootprofiles/{profile_id}', (context, input) => {
    context.profiles.remove(find(context, input))
    return noContent()
  }),
]

function association(
  input: RestInput,
  now: Pick<Profile, 'tags' | 'allComputers'>,
): Pick<Profile, 'tags' | 'allComputers'> {
  const tags = input.texts('tags') ?? now.tags
  const allComputers = input.boolean('all_computers') ?? now.allComputers
  checkTags(tags)
  checkAssociation(tags, allComputers)
  return { tags, allComputers }
}

function find({ profiles }: LandscapeContext, input: RestInput): Profile {
  const profile = profiles.list('reboot').find(({ id }) => id === input.id('profile_id'))
  if (!profile)
    throw new Refusal(
      404,
      'UnknownRebootProfile',
      `There is no reboot profile with id ${input.id('profile_id')}`,
    )
  return profile
}

const view = ({ state, profiles }: LandscapeContext, profile: Profile) => ({
  id: profile.id,
  title: profile.title,
  access_group: profile.accessGroup,
  all_computers: profile.allComputers,
  tags: profile.tags,
  ...scheduleFields(profile.schedule),
  next_run: iso(nextRun(profile.schedule, state.clock.now())),
  num_computers: profiles.computers(profile).length,
  deliver_within: profile.deliverWithin,
  deliver_delay_window: profile.deliverDelayWindow,
  profile_data: {},
  profile_type: 'reboot_profile',
})
