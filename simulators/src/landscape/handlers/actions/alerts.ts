import { action } from '../../server/action.js'
import type { Actions } from '../../server/action.js'
import { boolean, text, texts } from '../../server/params.js'
import { refuse } from '../../server/refusal.js'
import { alertTypes } from '../../state/alerts.js'
import type { AlertType } from '../../state/alerts.js'
import type { LandscapeState } from '../../state/state.js'

export const alertActions: Actions = {
  // `subscribed` is Yes or No here, a boolean on REST (legacy-actions.json).
  GetAlerts: action({}, ({ state }) => alertTypes.map((type) => view(state, type))),

  GetAlertSubscribers: action({ alert_type: text.required }, ({ state }, { alert_type }) => {
    const { id, name, email } = state.person
    return settingOf(state, known(alert_type)).subscribed ? [{ email, name, id }] : []
  }),

  // The replies of the two subscription actions are not documented: they are null.
  SubscribeToAlert: action({ alert_type: text.required }, ({ state }, { alert_type }) => {
    settingOf(state, known(alert_type)).subscribed = true
  }),
  UnsubscribeFromAlert: action({ alert_type: text.required }, ({ state }, { alert_type }) => {
    settingOf(state, known(alert_type)).subscribed = false
  }),

  AssociateAlert: association((setting, tags, allComputers) => {
    setting.tags = [...new Set([...setting.tags, ...tags])].toSorted()
    setting.allComputers ||= allComputers
  }),
  DisassociateAlert: association((setting, tags, allComputers) => {
    setting.tags = setting.tags.filter((tag) => !tags.includes(tag))
    setting.allComputers &&= !allComputers
  }),
}

function association(
  change: (setting: { tags: string[]; allComputers: boolean }, tags: string[], allComputers: boolean) => void,
) {
  return action(
    { name: text.required, tags: texts.optional, all_computers: boolean.or(false) },
    ({ state }, { name, tags, all_computers }) => {
      const type = known(name)
      if (type.scope !== 'computer') throw refuse('InvalidAlertTypeError', `${name} is not about computers`)
      if (tags.length > 0 === all_computers)
        throw refuse('InvalidParameterCombination', 'Either tags or all_computers is needed')
      const used = new Set([...state.computers.values()].flatMap((computer) => computer.tags))
      const unknown = tags.filter((tag) => !used.has(tag))
      if (unknown.length > 0) throw refuse('UnknownTag', `Unknown tags: ${unknown.join(', ')}`)
      change(settingOf(state, type), tags, all_computers)
      return view(state, type)
    },
  )
}

function known(name: string): AlertType {
  const type = alertTypes.find((type) => type.name === name)
  if (!type) throw refuse('UnknownAlertTypeError', `There is no alert type ${name}`)
  return type
}

/** The setting of an alert type. */
export function settingOf(state: LandscapeState, { name }: AlertType) {
  const setting = state.alertSettings.get(name)
  if (!setting) throw new Error(`no setting for ${name}`)
  return setting
}

/** The number of computers that raise the alert now, or are pending; 0 for a dismissed alert. */
export function raised(state: LandscapeState, type: AlertType): number {
  if (settingOf(state, type).dismissed) return 0
  if (type.name === 'PendingComputersAlert') return state.pending.size
  return [...state.computers.values()].filter((computer) => state.alerts(computer).includes(type)).length
}

/** The fields of an alert in both APIs. */
export function shared(state: LandscapeState, type: AlertType) {
  const { tags, allComputers } = settingOf(state, type)
  return {
    alert_type: type.name,
    description: type.description,
    scope: type.scope,
    status: raised(state, type) > 0 ? 'Alerted' : 'OK',
    all_computers: allComputers,
    tags,
  }
}

const view = (state: LandscapeState, type: AlertType) => ({
  ...shared(state, type),
  subscribed: settingOf(state, type).subscribed ? 'Yes' : 'No',
})
