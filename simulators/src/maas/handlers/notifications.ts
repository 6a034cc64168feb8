import { apiRoot } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { Form, unknownChoice } from '../server/form.js'
import { parseJson } from '../server/json.js'
import { formBoolean } from '../server/param-values.js'
import { notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import type { Notification } from '../state/extras.js'
import type { User } from '../state/types.js'
import { admin } from './networks.js'

const categories = ['error', 'warning', 'success', 'info']

function notificationReply(notification: Notification): object {
  const { ident, user, users, admins, message, context, category, dismissable, id } = notification
  return {
    ident,
    user,
    users,
    admins,
    message,
    context,
    category,
    dismissable,
    id,
    resource_uri: `${apiRoot}/notifications/${id}/`,
  }
}

const isFor = (user: User, notification: Notification): boolean =>
  !notification.dismissedBy.includes(user.username) &&
  ((user.isAdmin && notification.admins) ||
    (!user.isAdmin && notification.users) ||
    (user.isAdmin && notification.users) ||
    notification.user === user.username)

function notificationOf({ state, args }: Exchange): Notification {
  const found = state.extras.notifications.find((candidate) => String(candidate.id) === args[0])
  if (!found) throw notFound('Notification')
  return found
}

function readContext(form: Form, current: Notification | undefined): Record<string, unknown> {
  const text = form.text('context')
  if (!text) return current?.context ?? {}
  try {
    return parseJson(text) as Record<string, unknown>
  } catch {
    form.add('context', 'Enter a valid JSON.')
    return {}
  }
}

function readNotification({ state, body }: UserExchange, current?: Notification): Notification {
  const form = new Form(formData(body))
  const message = form.or('message', current?.message)
  if (message === '') form.need('message')
  const category = form.text('category') ?? current?.category ?? 'info'
  if (!categories.includes(category))
    form.add('category', `Select a valid choice. ${category} is not one of the available choices.`)
  const context = readContext(form, current)
  const user = form.text('user')
  if (user && !state.users.some((_candidate, index) => String(index + 1) === user))
    form.add('user', unknownChoice)
  if (
    !form.errors['context'] &&
    [...message.matchAll(/\{(\w+)\}/g)].some(([, name]) => !(name && name in context))
  ) {
    form.add('__all__', 'Notification cannot be rendered.')
  }
  form.check()
  const flag = (field: string, old: boolean): boolean =>
    form.data.has(field) ? formBoolean(form.text(field)) : old
  return {
    id: current?.id ?? state.next('notification'),
    ident: form.text('ident') || (current?.ident ?? null),
    user: user || (current?.user ?? null),
    users: flag('users', current?.users ?? false),
    admins: flag('admins', current?.admins ?? false),
    message,
    context,
    category,
    // Absent from an update means false, unlike in other forms (README, fact 38).
    dismissable: current ? formBoolean(form.text('dismissable')) : flag('dismissable', true),
    dismissedBy: current?.dismissedBy ?? [],
  }
}

export const notificationResources: Resource[] = [
  {
    path: 'notifications/',
    operations: {
      GET: ({ state, user }) =>
        state.extras.notifications.filter((notification) => isFor(user, notification)).map(notificationReply),
      POST: admin((exchange) => {
        const notification = readNotification(exchange)
        exchange.state.extras.notifications.push(notification)
        return notificationReply(notification)
      }),
    },
  },
  {
    path: 'notifications/{id}/',
    operations: {
      GET: (exchange) => notificationReply(notificationOf(exchange)),
      PUT: admin((exchange) => {
        const notification = notificationOf(exchange)
        return notificationReply(Object.assign(notification, readNotification(exchange, notification)))
      }),
      DELETE: admin((exchange) => {
        const { notifications } = exchange.state.extras
        notifications.splice(notifications.indexOf(notificationOf(exchange)), 1)
        return deleted()
      }),
      'POST dismiss': (exchange) => {
        const notification = notificationOf(exchange)
        if (!notification.dismissable) throw refuse(500, 'Notification is not dismissable')
        notification.dismissedBy.push(exchange.user.username)
        return null
      },
    },
  },
]
