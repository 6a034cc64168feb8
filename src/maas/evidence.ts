import { NotFoundError } from '../core/errors.js'
import type { RequestOptions } from '../core/options.js'
import type { MaasEvents } from './generated/api2/events.js'
import type { Machine } from './generated/api2/machines.js'
import type { MaasResults, ScriptSet } from './generated/api2/results.js'

/** Evidence is worth a few requests and a few seconds, not more. */
const BRIEF: RequestOptions = { timeoutMs: 10_000, retries: 0 }
const MOST_MACHINES = 3
/** Whose events are asked for: as many as fit into a URL by far. */
const MOST_IDS = 100

/** Which scripts it was that failed, by the state that the machine is then in. */
const FAILED_SCRIPTS: Readonly<Record<string, string>> = {
  'Failed commissioning': 'commissioning',
  'Failed testing': 'testing',
  'Failed deployment': 'installation',
}

/** Failed, timed out, aborted, failed to install, failed to apply the network configuration. */
const FAILED = new Set([3, 4, 5, 8, 11])

/** Where the evidence is asked for. */
export interface EvidenceSources {
  readonly events: MaasEvents
  readonly results: MaasResults
}

/** What MAAS says of machines that did not arrive: their last words, the scripts that failed, their last warnings and errors. It never fails. */
export async function explainMachines(
  sources: EvidenceSources,
  ids: readonly string[],
  seen: ReadonlyMap<string, Machine>,
): Promise<readonly string[]> {
  const machines = ids.flatMap((id) => seen.get(id) ?? [])
  const scripts = await Promise.all(
    machines.slice(0, MOST_MACHINES).map((machine) => failedScripts(sources, machine)),
  )
  return [...machines.flatMap(lastWords), ...scripts.flat(), ...(await lastEvents(sources, ids))]
}

function lastWords({
  system_id,
  hostname,
  status_name,
  status_message,
  error_description,
}: Machine): string[] {
  const words = [status_message, error_description].filter(
    (said) => said !== null && said !== undefined && said !== '',
  )
  return words.length === 0 ? [] : [`${system_id} (${hostname}), ${status_name}: ${words.join('; ')}`]
}

async function failedScripts(
  { results }: EvidenceSources,
  { system_id, status_name }: Machine,
): Promise<string[]> {
  const type = FAILED_SCRIPTS[status_name]
  if (type === undefined) return []
  try {
    const sets = await results.list(system_id, { type }, BRIEF)
    const last = sets.reduce<ScriptSet | undefined>(
      (newest, set) => (newest === undefined || set.id > newest.id ? set : newest),
      undefined,
    )
    return (last?.results ?? [])
      .filter(({ status }) => FAILED.has(status))
      .map(
        ({ name, status_name: said, exit_status }) =>
          `${system_id} script ${name}: ${said}${exit_status === null ? '' : `, exit status ${exit_status}`}`,
      )
  } catch (error) {
    return error instanceof NotFoundError
      ? []
      : [`the results of ${system_id} could not be read: ${firstLine(error)}`]
  }
}

async function lastEvents({ events: source }: EvidenceSources, ids: readonly string[]): Promise<string[]> {
  try {
    const events = await source.query({ id: ids.slice(0, MOST_IDS), level: 'WARNING', limit: 20 }, BRIEF)
    return events.map(
      ({ created, level, node, hostname, type, description }) =>
        `${created} ${level} ${node ?? hostname}: ${type}${description === '' ? '' : `: ${description}`}`,
    )
  } catch (error) {
    return [`the events could not be read: ${firstLine(error)}`]
  }
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
