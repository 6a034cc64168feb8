// Generated from spec/landscape/rest/computers.yaml by `npm run generate`. Do not edit.

import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Computer } from '../entities/computers.js'

/** Parameters of `computers.get`. */
export interface ComputerGetParams {
  with_annotations?: boolean
  with_grouped_hardware?: boolean
  with_hardware?: boolean
  with_network?: boolean
  with_profiles?: boolean
  with_alerts?: boolean
}

/** Parameters of `computers.edit`. */
export interface ComputerEditParams {
  title?: string
  comment?: string
  tags?: readonly string[]
  access_group?: string
}

/** Registered computers. Operations with a query act on every computer that matches it. */
export interface LandscapeRestComputers {
  /**
   * Returns a computer.
   *
   * API: `GET computers/{computer_id}`.
   *
   * @example
   * await landscape.computers.get(1)
   */
  get(computerId: string | number, params?: ComputerGetParams, options?: RequestOptions): Pending<Computer>

  /**
   * Updates the title, comment, tags or access group of a computer. The given tags replace the existing ones.
   *
   * API: `PUT computers/{computer_id}`.
   *
   * @example
   * await landscape.computers.edit(1, { title: 'web-1' })
   */
  edit(computerId: string | number, params?: ComputerEditParams, options?: RequestOptions): Pending<Computer>
}

export const computers: Operations<RestOperation> = {
  get: { id: 'computers.get', method: 'GET', path: 'computers/{computer_id}', params: 'ComputerGetParams', reply: 'Computer' },
  edit: { id: 'computers.edit', method: 'PUT', path: 'computers/{computer_id}', params: 'ComputerEditParams', reply: 'Computer' },
}
