// Generated from spec/landscape/actions/pending-computers.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, ActionOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { AcceptedComputer } from '../entities/computers.js'
import type { PendingComputer } from '../entities/pending-computers.js'

/** Parameters of `pendingComputers.accept`. */
export interface PendingComputerAcceptParams {
  /** Ids of pending computers. */
  computer_ids: readonly number[]
  /** Ids of the existing computers to replace after a reinstallation, by id of the pending computer. */
  existing_ids?: Readonly<Record<string, number>>
  access_group?: string
}

/** Parameters of `pendingComputers.reject`. */
export interface PendingComputerRejectParams {
  /** Ids of pending computers. */
  computer_ids: readonly number[]
}

/** Computers that requested registration and await acceptance. */
export interface LandscapePendingComputers {
  /**
   * Lists the computers that await acceptance.
   *
   * API: `action GetPendingComputers`.
   *
   * @example
   * for await (const item of landscape.pendingComputers.list()) console.log(item)
   */
  list(options?: RequestOptions): List<PendingComputer>

  /**
   * Accepts pending computers, into an access group or as replacements for existing computers.
   *
   * API: `action AcceptPendingComputers`.
   *
   * @example
   * await landscape.pendingComputers.accept({ computer_ids: [1] })
   */
  accept(params: PendingComputerAcceptParams, options?: RequestOptions): Pending<AcceptedComputer[]>

  /**
   * Rejects pending computers.
   *
   * API: `action RejectPendingComputers`.
   *
   * @example
   * await landscape.pendingComputers.reject({ computer_ids: [1] })
   */
  reject(params: PendingComputerRejectParams, options?: RequestOptions): Pending<unknown>
}

export const pendingComputers: Operations<ActionOperation> = {
  list: { id: 'pendingComputers.list', action: 'GetPendingComputers', reply: 'PendingComputer[]', list: 'none' },
  accept: { id: 'pendingComputers.accept', action: 'AcceptPendingComputers', params: 'PendingComputerAcceptParams', reply: 'AcceptedComputer[]' },
  reject: { id: 'pendingComputers.reject', action: 'RejectPendingComputers', params: 'PendingComputerRejectParams', expects: 'any' },
}
