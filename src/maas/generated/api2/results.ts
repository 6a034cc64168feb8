// Generated from spec/maas/api2/results.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** One run of the commissioning, installation, testing or release scripts of a machine. */
export interface ScriptSet {
  id: number
  system_id: string
  /** 0 commissioning, 1 installation, 2 testing, 3 release. */
  type: number
  type_name: string
  /** Same values as the status of a script result. */
  status: number
  status_name: string
  started: string | null
  ended: string | null
  /** Such as 0:03:33; empty while the scripts are running. */
  runtime: string
  last_ping: string | null
  results: ScriptResult[]
  suppressed?: boolean | null
  resource_uri: string
}

/** The result of one script. */
export interface ScriptResult {
  id: number
  /** The installation log of MAAS is named /tmp/install.log. */
  name: string
  /** 0 pending, 1 running, 2 passed, 3 failed, 4 timed out, 5 aborted, 6 degraded, 7 installing, 8 failed installing, 9 skipped, 10 applying netconf, 11 failed applying netconf. */
  status: number
  status_name: string
  exit_status: number | null
  created: string
  updated: string
  started: string | null
  ended: string | null
  runtime: string
  /** Seconds since the Unix epoch, or an empty string. */
  starttime: number | string | null
  /** Seconds since the Unix epoch, or an empty string. */
  endtime: number | string | null
  estimated_runtime: string
  /** By name. */
  parameters: Record<string, ScriptParameter>
  script_id: number | null
  script_revision_id: number | null
  suppressed: boolean
  /** In base64; only present with include_output. */
  output?: string
  /** In base64; only present with include_output. */
  stdout?: string
  /** In base64; only present with include_output. */
  stderr?: string
  /** In base64; only present with include_output. */
  result?: string
}

/** A parameter of a script with the value that this run has. */
export interface ScriptParameter {
  /** Such as storage, string or choice. */
  type: string
  /** Of a disk its name, model, serial number and path. */
  value?: string | number | boolean | Record<string, string | number | null> | null
  argument_format?: string
  /** Pairs of value and title. */
  choices?: string[][]
  min?: number
  max?: number
}

/** Parameters of `results.list`. */
export interface ResultListFilters {
  type?: 'commissioning' | 'testing' | 'installation' | 'release' | (string & {})
  /** Names or tags of scripts. */
  filters?: readonly string[]
  hardware_type?: 'node' | 'cpu' | 'memory' | 'storage' | 'gpu' | (string & {})
  /** Include the output of the scripts, in base64. */
  include_output?: boolean
}

/** Parameters of `results.get`. */
export interface ResultGetParams {
  /** Include the output of the scripts, in base64. */
  include_output?: boolean
  /** Names or tags of scripts. */
  filters?: readonly string[]
  hardware_type?: 'node' | 'cpu' | 'memory' | 'storage' | 'network' | 'gpu' | (string & {})
}

/** Parameters of `results.update`. */
export interface ResultUpdateParams {
  /** Include the output of the scripts, in base64. */
  include_output?: boolean
  /** Names or tags of scripts. */
  filters?: readonly string[]
  hardware_type?: 'node' | 'cpu' | 'memory' | 'storage' | 'network' | 'gpu' | (string & {})
  /** Whether failures of the scripts are ignored. */
  suppressed?: boolean
}

/** Parameters of `results.download`. */
export interface ResultDownloadParams {
  /** Names or tags of scripts. */
  filters?: readonly string[]
  /** Which output; default: combined. */
  output?: 'combined' | 'stdout' | 'stderr' | 'result' | 'all' | (string & {})
  /** Default: txt. */
  filetype?: 'txt' | 'tar.xz'
  hardware_type?: 'node' | 'cpu' | 'memory' | 'storage' | 'network' | 'gpu' | (string & {})
}

/** Results of the scripts that commission, test, install and release machines. */
export interface GeneratedMaasResults {
  /**
   * Lists the script runs of a machine.
   *
   * API: `GET nodes/{system_id}/results/`.
   *
   * @example
   * for await (const item of maas.results.list('4y3h7n')) console.log(item)
   */
  list(systemId: string, params?: ResultListFilters, options?: RequestOptions): List<ScriptSet>

  /**
   * Returns one run of scripts. The id may also be current-commissioning, current-testing or current-installation.
   *
   * API: `GET nodes/{system_id}/results/{id}/`.
   *
   * @example
   * await maas.results.get('4y3h7n', 1, { include_output: true })
   */
  get(systemId: string, id: string | number, params?: ResultGetParams, options?: RequestOptions): Pending<ScriptSet>

  /**
   * Sets whether the failures of a run of scripts are ignored. Administrators only.
   *
   * API: `PUT nodes/{system_id}/results/{id}/`.
   *
   * @example
   * await maas.results.update('4y3h7n', 1, { suppressed: true })
   */
  update(systemId: string, id: string | number, params?: ResultUpdateParams, options?: RequestOptions): Pending<ScriptSet>

  /**
   * Deletes a script run. Administrators only.
   *
   * API: `DELETE nodes/{system_id}/results/{id}/`.
   *
   * @example
   * await maas.results.delete('4y3h7n', 1)
   */
  delete(systemId: string, id: string | number, options?: RequestOptions): Pending<null>

  /**
   * Downloads the output of one run of scripts, as text or as a tar archive.
   *
   * API: `GET nodes/{system_id}/results/{id}/?op=download`.
   *
   * @example
   * await maas.results.download('4y3h7n', 1, { filetype: 'tar.xz', output: 'all' })
   */
  download(systemId: string, id: string | number, params?: ResultDownloadParams, options?: RequestOptions): Pending<Uint8Array>
}

export const results: Operations<RestOperation> = {
  list: {
    id: 'results.list',
    method: 'GET',
    path: 'nodes/{system_id}/results/',
    params: 'ResultListFilters',
    reply: 'ScriptSet[]',
    list: 'default',
  },
  get: { id: 'results.get', method: 'GET', path: 'nodes/{system_id}/results/{id}/', params: 'ResultGetParams', reply: 'ScriptSet' },
  update: { id: 'results.update', method: 'PUT', path: 'nodes/{system_id}/results/{id}/', params: 'ResultUpdateParams', reply: 'ScriptSet' },
  delete: { id: 'results.delete', method: 'DELETE', path: 'nodes/{system_id}/results/{id}/' },
  download: {
    id: 'results.download',
    method: 'GET',
    path: 'nodes/{system_id}/results/{id}/?op=download',
    params: 'ResultDownloadParams',
    expects: 'bytes',
  },
}
