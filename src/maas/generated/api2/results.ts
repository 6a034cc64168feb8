// Generated from spec/maas/api2/results.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'

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

/** Results of the scripts that commission, test, install and release machines. */
export interface MaasResults {
  /**
   * Lists the script runs of a machine.
   *
   * API: `GET nodes/{system_id}/results/`.
   *
   * @example
   * for await (const item of maas.results.list('4y3h7n')) console.log(item)
   */
  list(systemId: string, params?: ResultListFilters, options?: RequestOptions): List<ScriptSet>
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
}
