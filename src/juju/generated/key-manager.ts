// Generated from spec/juju/key-manager.yaml by `npm run generate`. Do not edit.

import { Operations, type RpcOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { Pending } from '../../core/reply.js'
import type { Entities, ErrorResults, StringsResults } from './common.js'

export interface ListSSHKeys {
  entities: Entities
  mode?: boolean
}

export interface ModifyUserSSHKeys {
  'ssh-keys': string[]
  user: string
}

const table = {
  listKeys: { id: 'keyManager.listKeys', facade: 'KeyManager', method: 'ListKeys', versions: [1], reads: true, idempotent: true, schema: async () => (await import('./key-manager.schemas.js')).listKeysReply },
  addKeys: { id: 'keyManager.addKeys', facade: 'KeyManager', method: 'AddKeys', versions: [1], reads: false, idempotent: false, schema: async () => (await import('./key-manager.schemas.js')).addKeysReply },
} satisfies Record<string, RpcOperation>

/** The KeyManager facade. */
export class KeyManagerOperations extends Operations<RpcOperation> {
  /**
   * Lists SSH keys.
   *
   * `KeyManager.ListKeys`. Facts: recorded-4.0.15 (commands/ssh-keys, model-calls).
   */
  listKeys(params: ListSSHKeys, options?: RequestOptions): Pending<StringsResults> {
    return this.caller.call(table.listKeys, {}, params, options)
  }

  /**
   * Adds SSH keys.
   *
   * `KeyManager.AddKeys`. Facts: recorded-4.0.15 (commands/add-ssh-key).
   */
  addKeys(params: ModifyUserSSHKeys, options?: RequestOptions): Pending<ErrorResults> {
    return this.caller.call(table.addKeys, {}, params, options)
  }
}
