// Generated from spec/landscape/pending-computers.yaml by `npm run generate`. Do not edit.

import { Operations, type ActionOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { List } from '../../core/list.js'
import type { Pending } from '../../core/reply.js'
import type { AcceptedComputer } from './computers.js'

/** A computer that waits to be accepted. */
export interface PendingComputer {
  id: number
  title: string
  hostname: string
  creation_time: string
  vm_info: string | null
  container_info?: string | null
  access_group?: string | null
  /** the tags that the client asks for */
  client_tags: string[]
}

/** Parameters of `pendingComputers.accept`. */
export interface PendingComputerAcceptParams {
  /** ids of pending computers */
  computer_ids: readonly number[]
  /** pending id to the id of the computer that it replaces, after a reinstallation */
  existing_ids?: Readonly<Record<string, number>>
  access_group?: string
}

/** Parameters of `pendingComputers.reject`. */
export interface PendingComputerRejectParams {
  computer_ids: readonly number[]
}

const table = {
  list: { id: 'pendingComputers.list', action: 'GetPendingComputers', reads: true, idempotent: true, expects: 'json', schema: async () => (await import('./pending-computers.schemas.js')).listReply },
  accept: { id: 'pendingComputers.accept', action: 'AcceptPendingComputers', reads: false, idempotent: false, expects: 'json', schema: async () => (await import('./pending-computers.schemas.js')).acceptReply },
  reject: { id: 'pendingComputers.reject', action: 'RejectPendingComputers', reads: false, idempotent: false, expects: 'any' },
} satisfies Record<string, ActionOperation>

/** Computers that asked to be registered and wait to be accepted. */
export class PendingComputersOperations extends Operations<ActionOperation> {
  /**
   * Lists the computers that wait to be accepted.
   *
   * `action GetPendingComputers`. Facts: legacy-actions GetPendingComputers.
   */
  list(options?: RequestOptions): List<PendingComputer> {
    return this.caller.list(table.list, {}, {}, options)
  }

  /**
   * Accepts pending computers, into an access group or in place of computers that exist.
   *
   * `action AcceptPendingComputers`. Facts: legacy-actions AcceptPendingComputers.
   */
  accept(params: PendingComputerAcceptParams, options?: RequestOptions): Pending<AcceptedComputer[]> {
    return this.caller.call(table.accept, {}, params, options)
  }

  /**
   * Rejects pending computers.
   *
   * `action RejectPendingComputers`. Facts: legacy-actions RejectPendingComputers.
   */
  reject(params: PendingComputerRejectParams, options?: RequestOptions): Pending<unknown> {
    return this.caller.call(table.reject, {}, params, options)
  }
}
