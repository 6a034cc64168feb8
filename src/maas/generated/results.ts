// Generated from spec/maas/results.yaml by `npm run generate`. Do not edit.

import { Operations, type RestOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { List } from '../../core/list.js'

/** One run of the scripts of one kind on a machine. */
export interface ScriptSet {
  id: number
  system_id: string
  /** 0 commissioning, 1 installation, 2 testing, 3 release */
  type: number
  type_name: string
  /** as of a script */
  status: number
  status_name: string
  started: string | null
  ended: string | null
  /** such as 0:03:33; empty while it runs */
  runtime: string
  last_ping: string | null
  results: ScriptResult[]
  suppressed?: boolean | null
  resource_uri: string
}

/** What one script found. */
export interface ScriptResult {
  id: number
  /** MAAS's own name of the installer's log is /tmp/install.log */
  name: string
  /** 0 pending, 1 running, 2 passed, 3 failed, 4 timed out, 5 aborted, 6 degraded, 7 installing, 8 failed installing, 9 skipped, 10 applying netconf, 11 failed applying netconf */
  status: number
  status_name: string
  exit_status: number | null
  created: string
  updated: string
  started: string | null
  ended: string | null
  runtime: string
  /** epoch seconds, or empty */
  starttime: number | string | null
  /** epoch seconds, or empty */
  endtime: number | string | null
  estimated_runtime: string
  parameters: Record<string, unknown>
  script_id: number | null
  script_revision_id: number | null
  suppressed: boolean
  /** base64, with include_output */
  output?: string
  /** base64, with include_output */
  stdout?: string
  /** base64, with include_output */
  stderr?: string
  /** base64, with include_output */
  result?: string
}

/** Parameters of `results.list`. */
export interface ResultListFilters {
  type?: 'commissioning' | 'testing' | 'installation' | 'release' | (string & {})
  /** names or tags of scripts */
  filters?: readonly string[]
  hardware_type?: 'node' | 'cpu' | 'memory' | 'storage' | 'gpu' | (string & {})
  /** with what they printed, base64 */
  include_output?: boolean
}

const table = {
  list: {
    id: 'results.list',
    method: 'GET',
    path: 'nodes/{system_id}/results/',
    idempotent: true,
    expects: 'json',
    wire: { filters: 'comma', include_output: 'boolean-presence' },
    schema: async () => (await import('./results.schemas.js')).listReply,
  },
} satisfies Record<string, RestOperation>

/** What the scripts found that commission, test and install machines. */
export class ResultsOperations extends Operations<RestOperation> {
  /**
   * Lists the runs of scripts on a machine.
   *
   * `GET nodes/{system_id}/results/`. Facts: operations.json, recorded-3.4.10/results, exchanges images-and-files.
   */
  list(systemId: string, params: ResultListFilters = {}, options?: RequestOptions): List<ScriptSet> {
    return this.caller.list(table.list, { system_id: systemId }, params, options)
  }
}
