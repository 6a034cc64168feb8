import { choice, flag, json, reference, text } from '../forms/fields.js'
import { readForm } from '../forms/form.js'
import { apiRoot } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import type { Notification } from '../state/extras.js'
import type { User } from '../state/types.js'
import { admin } from './networks.js'

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

function readNotification({ state, body }: UserExchange, current?: Notification): Notification {
  const values = readForm(
    formData(body),
    {
      ident: text({ max: 40, keepsOnEmpty: true }),
      user: reference((id) => state.users.map((_, index) => String(index + 1)).find((known) => known === id)),
      users: flag(),
      admins: flag(),
      message: text({ required: true }),
      context: json<unknown>({}),
      category: choice({ choices: ['error', 'warning', 'success', 'info'], fallback: 'info' }),
      dismissable: flag(true),
    },
    {
      // Absent from an update means false, unlike in other forms (README, fact 38).
      current: current && { ...current, ident: current.ident ?? '', dismissable: false },
      clean: (form) => {
        const { context, message = '' } = form.values
        if (!form.isRight('context', 'message')) return
        if (!isMapping(context)) form.fail('context', 'Context is not a mapping.')
        else if (!renders(message, context)) form.fail('__all__', 'Notification cannot be rendered.')
      },
    },
  )
  return {
    id: current?.id ?? state.next('notification'),
    ...values,
    ident: values.ident || null,
    context: values.context as Record<string, unknown>,
    category: values.category || 'info',
    dismissedBy: current?.dismissedBy ?? [],
  }
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether the names in braces are known; doubled braces are text. */
function renders(message: string, context: Record<string, unknown>): boolean {
  const names = message.replaceAll(/\{\{|\}\}/g, '').split(/\{([^{}]*)\}/)
  return names.every((part, index) =>
    index % 2 === 0 ? !/[{}]/.test(part) : Object.hasOwn(context, part.split(/[.[!:]/)[0] ?? ''),
  )
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
