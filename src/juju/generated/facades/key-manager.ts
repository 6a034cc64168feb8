// Generated from spec/juju/facades/key-manager.yaml by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Entities, ErrorResult, ErrorResults, StringsResult, StringsResults } from './common.js'

export interface ListSSHKeys {
  entities: Entities
  /** True for full keys, false for fingerprints. */
  mode?: boolean
}

export interface ModifyUserSSHKeys {
  'ssh-keys': string[]
  user: string
}

/** KeyManager facade: SSH keys of a model. */
export interface KeyManagerFacade {
  /**
   * Lists the SSH keys of a model.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `KeyManager.ListKeys`.
   */
  listKeys(params: ListSSHKeys, options?: RequestOptions): Pending<StringsResult[]>

  /**
   * Adds SSH keys to a model.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `KeyManager.AddKeys`.
   */
  addKeys(params: ModifyUserSSHKeys, options?: RequestOptions): Pending<ErrorResult[]>
}

/** The methods of the facade by their names on the wire, with what they take and return. */
export interface KeyManagerCalls {
  ListKeys: { params: ListSSHKeys; reply: StringsResults }
  AddKeys: { params: ModifyUserSSHKeys; reply: ErrorResults }
}

export const keyManager: Operations<RpcOperation> = {
  listKeys: {
    id: 'KeyManager.ListKeys',
    facade: 'KeyManager',
    method: 'ListKeys',
    versions: [1],
    params: 'ListSSHKeys',
    reply: 'StringsResults',
    reads: true,
    each: 'entities.entities.tag',
  },
  addKeys: {
    id: 'KeyManager.AddKeys',
    facade: 'KeyManager',
    method: 'AddKeys',
    versions: [1],
    params: 'ModifyUserSSHKeys',
    reply: 'ErrorResults',
    each: 'ssh-keys',
  },
}
