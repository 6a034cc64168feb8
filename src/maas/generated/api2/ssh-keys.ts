// Generated from spec/maas/api2/ssh-keys.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** An SSH key. */
export interface SshKey {
  id: number
  key: string
  /** Lp:USER or gh:USER for a key that was imported. */
  keysource: string | null
  /** Absent from the reply of create. */
  resource_uri?: string
}

/** Parameters of `sshKeys.create`. */
export interface SshKeyCreateParams {
  /** Public key in OpenSSH format. */
  key: string
}

/** Parameters of `sshKeys.import`. */
export interface SshKeyImportParams {
  /** Lp:USER for Launchpad or gh:USER for GitHub. */
  keysource: string
}

/** SSH keys of the user of this client, which MAAS installs on the machines that the user deploys. */
export interface MaasSshKeys {
  /**
   * Lists all SSH keys.
   *
   * API: `GET account/prefs/sshkeys/`.
   *
   * @example
   * for await (const item of maas.sshKeys.list()) console.log(item)
   */
  list(options?: RequestOptions): List<SshKey>

  /**
   * Returns an SSH key.
   *
   * API: `GET account/prefs/sshkeys/{id}/`.
   *
   * @example
   * await maas.sshKeys.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<SshKey>

  /**
   * Creates an SSH key.
   *
   * API: `POST account/prefs/sshkeys/`.
   *
   * @example
   * await maas.sshKeys.create({ key: 'ssh-ed25519 AAAAC3Nza ops@example.com' })
   */
  create(params: SshKeyCreateParams, options?: RequestOptions): Pending<SshKey>

  /**
   * Deletes an SSH key.
   *
   * API: `DELETE account/prefs/sshkeys/{id}/`.
   *
   * @example
   * await maas.sshKeys.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>

  /**
   * Imports the SSH keys of a user of Launchpad or GitHub.
   *
   * API: `POST account/prefs/sshkeys/?op=import`.
   *
   * @example
   * await maas.sshKeys.import({ keysource: 'gh:octocat' })
   */
  import(params: SshKeyImportParams, options?: RequestOptions): Pending<SshKey[]>
}

export const sshKeys: Operations<RestOperation> = {
  list: { id: 'sshKeys.list', method: 'GET', path: 'account/prefs/sshkeys/', reply: 'SshKey[]', list: 'default' },
  get: { id: 'sshKeys.get', method: 'GET', path: 'account/prefs/sshkeys/{id}/', reply: 'SshKey' },
  create: { id: 'sshKeys.create', method: 'POST', path: 'account/prefs/sshkeys/', params: 'SshKeyCreateParams', reply: 'SshKey' },
  delete: { id: 'sshKeys.delete', method: 'DELETE', path: 'account/prefs/sshkeys/{id}/' },
  import: { id: 'sshKeys.import', method: 'POST', path: 'account/prefs/sshkeys/?op=import', params: 'SshKeyImportParams', reply: 'SshKey[]' },
}
