import type { RequestOptions } from '../../core/options.js'
import { extendResource } from '../../core/operations.js'
import type { GeneratedMaasResults, ScriptResult } from '../generated/api2/results.js'

/** What one script of a run printed, as text. */
export interface ScriptOutput extends Pick<
  ScriptResult,
  'id' | 'name' | 'status' | 'status_name' | 'exit_status'
> {
  stdout: string
  stderr: string
  /** Both, in the order in which they were printed. */
  output: string
  /** The results that the script reported, in YAML; empty without any. */
  result: string
}

/** A run of scripts: its id, or the newest of a type. */
export type ScriptRun =
  number | 'current-commissioning' | 'current-testing' | 'current-installation' | (string & {})

/** Results of the scripts that commission, test, install and release machines. */
export interface MaasResults extends GeneratedMaasResults {
  /**
   * Returns what the scripts of one run printed, as text.
   *
   * @param filters names or tags of scripts; default: all of the run
   * @throws NotFoundError when the machine has no such run
   *
   * API: `GET nodes/{system_id}/results/{id}/` with `include_output`.
   *
   * @example
   * for (const { name, stderr } of await maas.results.outputs('4y3h7n', 'current-testing')) console.log(name, stderr)
   */
  outputs(
    systemId: string,
    run: ScriptRun,
    filters?: readonly string[],
    options?: RequestOptions,
  ): Promise<ScriptOutput[]>
}

const decode = (base64: string | undefined): string => Buffer.from(base64 ?? '', 'base64').toString()

/** Adds `outputs` to the generated operations. */
export const extendResults = (results: GeneratedMaasResults): MaasResults =>
  extendResource('results', results, {
    outputs: async (
      systemId: string,
      run: ScriptRun,
      filters?: readonly string[],
      options?: RequestOptions,
    ): Promise<ScriptOutput[]> => {
      const params = { include_output: true, ...(filters === undefined ? {} : { filters }) }
      const set = await results.get(systemId, run, params, options)
      return set.results.map(({ id, name, status, status_name, exit_status, ...texts }) => ({
        id,
        name,
        status,
        status_name,
        exit_status,
        stdout: decode(texts.stdout),
        stderr: decode(texts.stderr),
        output: decode(texts.output),
        result: decode(texts.result),
      }))
    },
  })
