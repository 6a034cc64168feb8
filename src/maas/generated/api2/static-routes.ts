// Generated from spec/maas/api2/static-routes.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Subnet } from './subnets.js'

/** A static route. */
export interface StaticRoute {
  id: number
  source: Subnet
  destination: Subnet
  gateway_ip: string
  metric: number
  resource_uri: string
}

/** Parameters of `staticRoutes.create`. */
export interface StaticRouteCreateParams {
  /** Id, CIDR or name of a subnet. */
  source: number | string
  /** Id, CIDR or name of a subnet. */
  destination: number | string
  gateway_ip: string
  /** The lower, the more preferred; default: 0. */
  metric?: number
}

/** Parameters of `staticRoutes.update`. */
export interface StaticRouteUpdateParams {
  /** Id, CIDR or name of a subnet. */
  source?: number | string
  /** Id, CIDR or name of a subnet. */
  destination?: number | string
  gateway_ip?: string
  /** The lower, the more preferred; default: 0. */
  metric?: number
}

/** Static routes between subnets. */
export interface MaasStaticRoutes {
  /**
   * Lists all static routes.
   *
   * API: `GET static-routes/`.
   *
   * @example
   * for await (const item of maas.staticRoutes.list()) console.log(item)
   */
  list(options?: RequestOptions): List<StaticRoute>

  /**
   * Returns a static route.
   *
   * API: `GET static-routes/{id}/`.
   *
   * @example
   * await maas.staticRoutes.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<StaticRoute>

  /**
   * Creates a static route. Administrators only.
   *
   * API: `POST static-routes/`.
   *
   * @example
   * await maas.staticRoutes.create({ source: 1, destination: 2, gateway_ip: '10.0.0.1' })
   */
  create(params: StaticRouteCreateParams, options?: RequestOptions): Pending<StaticRoute>

  /**
   * Updates a static route. Absent parameters keep their value; an empty string clears it.
   *
   * API: `PUT static-routes/{id}/`.
   *
   * @example
   * await maas.staticRoutes.update(1, { metric: 10 })
   */
  update(id: string | number, params?: StaticRouteUpdateParams, options?: RequestOptions): Pending<StaticRoute>

  /**
   * Deletes a static route.
   *
   * API: `DELETE static-routes/{id}/`.
   *
   * @example
   * await maas.staticRoutes.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>
}

export const staticRoutes: Operations<RestOperation> = {
  list: { id: 'staticRoutes.list', method: 'GET', path: 'static-routes/', reply: 'StaticRoute[]', list: 'default' },
  get: { id: 'staticRoutes.get', method: 'GET', path: 'static-routes/{id}/', reply: 'StaticRoute' },
  create: { id: 'staticRoutes.create', method: 'POST', path: 'static-routes/', params: 'StaticRouteCreateParams', reply: 'StaticRoute' },
  update: { id: 'staticRoutes.update', method: 'PUT', path: 'static-routes/{id}/', params: 'StaticRouteUpdateParams', reply: 'StaticRoute' },
  delete: { id: 'staticRoutes.delete', method: 'DELETE', path: 'static-routes/{id}/' },
}
