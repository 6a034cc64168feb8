// Generated from spec/maas/api2/notifications.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { User } from './users.js'

/** A notification. */
export interface MaasNotification {
  id: number
  ident: string | null
  user: User | null
  users: boolean
  admins: boolean
  message: string
  context: Record<string, unknown>
  category: 'error' | 'warning' | 'success' | 'info' | (string & {})
  dismissable: boolean
  resource_uri: string
}

/** Parameters of `notifications.create`. */
export interface NotificationCreateParams {
  /** Text; {name} is replaced from context. */
  message: string
  /** Identifier of your own, at most 40 characters. */
  ident?: string
  /** Id of the user whom it is shown to. */
  user?: string
  /** Show it to all users. */
  users?: boolean
  /** Show it to all administrators. */
  admins?: boolean
  /** Values by name. */
  context?: Readonly<Record<string, unknown>>
  /** Default: info. */
  category?: 'error' | 'warning' | 'success' | 'info'
  /** Default: true. */
  dismissable?: boolean
}

/** Parameters of `notifications.update`. */
export interface NotificationUpdateParams {
  /** Identifier of your own, at most 40 characters. */
  ident?: string
  /** Id of the user whom it is shown to. */
  user?: string
  /** Show it to all users. */
  users?: boolean
  /** Show it to all administrators. */
  admins?: boolean
  /** Text; {name} is replaced from context. */
  message?: string
  /** Values by name. */
  context?: Readonly<Record<string, unknown>>
  /** Default: info. */
  category?: 'error' | 'warning' | 'success' | 'info'
  /** Absent: false, unlike other parameters. */
  dismissable?: boolean
}

/** Notifications in the web interface. */
export interface MaasNotifications {
  /**
   * Lists the notifications that the user has not dismissed.
   *
   * API: `GET notifications/`.
   *
   * @example
   * for await (const item of maas.notifications.list()) console.log(item)
   */
  list(options?: RequestOptions): List<MaasNotification>

  /**
   * Returns a notification.
   *
   * API: `GET notifications/{id}/`.
   *
   * @example
   * await maas.notifications.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<MaasNotification>

  /**
   * Creates a notification. Administrators only.
   *
   * API: `POST notifications/`.
   *
   * @example
   * await maas.notifications.create({ message: 'Maintenance at {time}', context: { time: '22:00' }, users: true })
   */
  create(params: NotificationCreateParams, options?: RequestOptions): Pending<MaasNotification>

  /**
   * Updates a notification. Absent parameters keep their value, except dismissable. Administrators only.
   *
   * API: `PUT notifications/{id}/`.
   *
   * @example
   * await maas.notifications.update(1, { message: 'Maintenance is over', dismissable: true })
   */
  update(id: string | number, params?: NotificationUpdateParams, options?: RequestOptions): Pending<MaasNotification>

  /**
   * Deletes a notification. Administrators only.
   *
   * API: `DELETE notifications/{id}/`.
   *
   * @example
   * await maas.notifications.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>

  /**
   * Dismisses a notification for the user.
   *
   * API: `POST notifications/{id}/?op=dismiss`.
   *
   * @example
   * await maas.notifications.dismiss(1)
   */
  dismiss(id: string | number, options?: RequestOptions): Pending<null>
}

export const notifications: Operations<RestOperation> = {
  list: { id: 'notifications.list', method: 'GET', path: 'notifications/', reply: 'MaasNotification[]', list: 'default' },
  get: { id: 'notifications.get', method: 'GET', path: 'notifications/{id}/', reply: 'MaasNotification' },
  create: { id: 'notifications.create', method: 'POST', path: 'notifications/', params: 'NotificationCreateParams', reply: 'MaasNotification' },
  update: { id: 'notifications.update', method: 'PUT', path: 'notifications/{id}/', params: 'NotificationUpdateParams', reply: 'MaasNotification' },
  delete: { id: 'notifications.delete', method: 'DELETE', path: 'notifications/{id}/' },
  dismiss: { id: 'notifications.dismiss', method: 'POST', path: 'notifications/{id}/?op=dismiss', idempotent: true },
}
