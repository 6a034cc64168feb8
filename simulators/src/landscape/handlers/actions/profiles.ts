import { checkWindow } from '../../life/activities.js'
import { checkAssociation } from '../../life/profiles.js'
import type { Profile, ProfileScheduler } from '../../life/profiles.js'
import { nextRun, parseSchedule, recurrenceRule, scheduleFields } from '../../life/schedule.js'
import { iso } from '../../replies/time.js'
import { action } from '../../server/action.js'
import type { Action, Actions } from '../../server/action.js'
import { boolean, integer, text, texts } from '../../server/params.js'
import { refuse } from '../../server/refusal.js'
import { checkTags } from '../../state/state.js'
import type { LandscapeState } from '../../state/state.js'

/** Upgrade profiles: create, associate, observe (workflows.md section 6). */
export const profileActions: Actions = {
  GetUpgradeProfiles: action({ upgrade_type: text.or(null) }, ({ state, profiles }, { upgrade_type }) =>
    profiles
      .list('upgrade')
      .filter(({ upgradeType }) => upgrade_type === null || upgrade_type === upgradeType)
      .map((profile) => view(state, profiles, profile)),
  ),

  CreateUpgradeProfile: action(
    {
      title: text.required,
      every: text.required,
      on_days: texts.optional,
      at_hour: integer.or(null),
      at_minute: integer.required,
      deliver_within: integer.or(1),
      deliver_delay_window: integer.or(0),
      security_upgrade: boolean.or(false),
      upgrade_type: text.or(null),
      autoremove: boolean.or(false),
      access_group: text.or('global'),
      tags: texts.optional,
      all_computers: boolean.or(false),
    },
    ({ state, profiles }, params) => {
      checkTags(params.tags)
      checkAssociation(params.tags, params.all_computers)
      const profile = profiles.add({
        kind: 'upgrade',
        title: params.title,
        accessGroup: params.access_group,
        tags: params.tags,
        allComputers: params.all_computers,
        schedule: parseSchedule(params),
        deliverWithin: params.deliver_within,
        deliverDelayWindow: checkWindow(params.deliver_delay_window),
        upgradeType: upgradeType(params.upgrade_type ?? (params.security_upgrade ? 'security' : 'all')),
        autoremove: params.autoremove,
      })
      return [view(state, profiles, profile)]
    },
  ),

  // Absent fields keep their value; a schedule must be given completely or not at all (inferred).
  EditUpgradeProfile: action(
    {
      name: text.required,
      title: text.or(null),
      every: text.or(null),
      on_days: texts.optional,
      at_hour: integer.or(null),
      at_minute: integer.or(null),
      deliver_within: integer.or(null),
      deliver_delay_window: integer.or(null),
      security_upgrade: boolean.or(null),
      upgrade_type: text.or(null),
      autoremove: boolean.or(null),
      tags: texts.optional,
      all_computers: boolean.or(null),
    },
    ({ state, profiles }, params) => {
      const profile = find(profiles, params.name)
      const { every, at_minute, at_hour, on_days } = params
      checkTags(params.tags)
      checkAssociation(params.tags, params.all_computers ?? false)
      if (every !== null && at_minute === null) throw refuse('MissingParameter', 'A schedule needs at_minute')
      const schedule =
        every === null || at_minute === null
          ? profile.schedule
          : parseSchedule({ every, at_minute, at_hour, on_days })
      const security = params.security_upgrade === null ? null : params.security_upgrade ? 'security' : 'all'
      Object.assign(profile, {
        title: params.title ?? profile.title,
        schedule,
        tags: params.tags.length > 0 ? params.tags : profile.tags,
        allComputers: params.all_computers ?? profile.allComputers,
        deliverWithin: params.deliver_within ?? profile.deliverWithin,
        deliverDelayWindow: checkWindow(params.deliver_delay_window ?? profile.deliverDelayWindow),
        upgradeType: upgradeType(params.upgrade_type ?? security ?? profile.upgradeType),
        autoremove: params.autoremove ?? profile.autoremove,
      })
      profiles.arm(profile)
      return [view(state, profiles, profile)]
    },
  ),

  RemoveUpgradeProfile: action({ name: text.required }, ({ profiles }, { name }) => {
    profiles.remove(find(profiles, name))
  }),

  AssociateUpgradeProfile: association((profile, tags, allComputers) => {
    profile.tags = [...new Set([...profile.tags, ...tags])]
    profile.allComputers ||= allComputers
  }),
  DisassociateUpgradeProfile: association((profile, tags, allComputers) => {
    profile.tags = profile.tags.filter((tag) => !tags.includes(tag))
    profile.allComputers &&= !allComputers
  }),
}

function association(change: (profile: Profile, tags: string[], allComputers: boolean) => void): Action {
  return action(
    { name: text.required, tags: texts.optional, all_computers: boolean.or(false) },
    ({ state, profiles }, { name, tags, all_computers }) => {
      const profile = find(profiles, name)
      if (tags.length > 0 === all_computers)
        throw refuse('InvalidParameterCombination', 'Either tags or all_computers is needed')
      checkTags(tags)
      change(profile, tags, all_computers)
      return view(state, profiles, profile)
    },
  )
}

function find(profiles: ProfileScheduler, name: string): Profile {
  const profile = profiles.list('upgrade').find((profile) => profile.name === name)
  if (!profile) throw refuse('UnknownUpgradeProfile', `There is no upgrade profile ${name}`)
  return profile
}

function upgradeType(value: string): 'all' | 'security' {
  if (value !== 'all' && value !== 'security')
    throw refuse('InvalidParameterValue', 'upgrade_type is all or security')
  return value
}

const view = (state: LandscapeState, profiles: ProfileScheduler, profile: Profile) => ({
  id: profile.id,
  name: profile.name,
  title: profile.title,
  access_group: profile.accessGroup,
  tags: profile.tags,
  all_computers: profile.allComputers,
  upgrade_type: profile.upgradeType,
  autoremove: profile.autoremove,
  deliver_within: profile.deliverWithin,
  deliver_delay_window: profile.deliverDelayWindow,
  ...scheduleFields(profile.schedule),
  schedule: recurrenceRule(profile.schedule),
  next_run: iso(nextRun(profile.schedule, state.clock.now())),
  computers: { num_associated_computers: profiles.computers(profile).length },
})
