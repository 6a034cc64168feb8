// Generated from spec/juju/facades/key-manager.yaml by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Entities, ErrorResults, StringsResults } from './common.js'

export interface ListSSHKeys {
  entities: Entities
  mode?: boolean
}

export interface ModifyUserSSHKeys {
  'ssh-keys': string[]
  user: string
}

/** The KeyManager facade. */
export interface KeyManagerFacade {
  /**
   * Lists SSH keys.
   *
   * API: `KeyManager.ListKeys`.
   */
  listKeys(params: ListSSHKeys, options?: RequestOptions): Pending<StringsResults>

  /**
   * Adds SSH keys.
   *
   * API: `KeyManager.AddKeys`.
   */
  addKeys(params: ModifyUserSSHKeys, options?: RequestOptions): Pending<ErrorResults>
}

export const keyManager: Operations<RpcOperation> = {
  listKeys: {
    id: 'KeyManager.listKeys',
    facade: 'KeyManager',
    method: 'ListKeys',
    versions: [1],
    params: 'ListSSHKeys',
    reply: 'StringsResults',
    reads: true,
  },
  addKeys: { id: 'KeyManager.addKeys', facade: 'KeyManager', method: 'AddKeys', versions: [1], params: 'ModifyUserSSHKeys', reply: 'ErrorResults' },
}
