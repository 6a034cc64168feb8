import { NotFoundError } from '../core/errors.js'
import type { RequestOptions } from '../core/options.js'
import type { GeneratedMaasEvents } from './generated/api2/events.js'
import type { Machine } from './generated/api2/machines.js'
import type { GeneratedMaasResults, ScriptSet } from './generated/api2/results.js'
import { firstLine } from '../core/text.js'

/** Limits of the requests for an explanation. */
const BRIEF: RequestOptions = { timeoutMs: 10_000, retries: 0 }
const MAX_MACHINES = 3
/** Machines whose events are requested: the ids have to fit into a URL. */
const MAX_IDS = 100

/** The type of the scripts that failed, by the status of the machine. */
const FAILED_SCRIPTS: Readonly<Record<string, string>> = {
  'Failed commissioning': 'commissioning',
  'Failed testing': 'testing',
  'Failed deployment': 'installation',
}

/** Script statuses: failed, timed out, aborted, failed to install, failed to apply the network configuration. */
const FAILED = new Set([3, 4, 5, 8, 11])

/** Where explanations are read from. */
export interface ExplanationSources {
  readonly events: GeneratedMaasEvents
  readonly results: GeneratedMaasResults
}

/** What MAAS reports about machines that did not reach a state: their messages, failed scripts, last warnings and errors. It never fails. */
export async function explainMachines(
  sources: ExplanationSources,
  ids: readonly string[],
  seen: ReadonlyMap<string, Machine | undefined>,
): Promise<readonly string[]> {
  const machines = ids.flatMap((id) => seen.get(id) ?? [])
  const scripts = await Promise.all(
    machines.slice(0, MAX_MACHINES).map((machine) => failedScripts(sources, machine)),
  )
  return [...machines.flatMap(statusMessages), ...scripts.flat(), ...(await lastEvents(sources, ids))]
}

function statusMessages({
  system_id,
  hostname,
  status_name,
  status_message,
  error_description,
}: Machine): string[] {
  const messages = [status_message, error_description].filter(
    (message) => message !== null && message !== undefined && message !== '' && message !== status_name,
  )
  return messages.length === 0 ? [] : [`${system_id} (${hostname}), ${status_name}: ${messages.join('; ')}`]
}

async function failedScripts(
  { results }: ExplanationSources,
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
        ({ name, status_name: outcome, exit_status }) =>
          `${system_id} script ${name}: ${outcome}${exit_status === null ? '' : `, exit status ${exit_status}`}`,
      )
  } catch (error) {
    return error instanceof NotFoundError
      ? []
      : [`the results of ${system_id} could not be read: ${firstLine(error)}`]
  }
}

async function lastEvents({ events: source }: ExplanationSources, ids: readonly string[]): Promise<string[]> {
  try {
    const events = await source.query({ id: ids.slice(0, MAX_IDS), level: 'WARNING', limit: 20 }, BRIEF)
    return events.map(
      ({ created, level, node, hostname, type, description }) =>
        `${created} ${level} ${node ?? hostname}: ${type}${description === '' ? '' : `: ${description}`}`,
    )
  } catch (error) {
    return [`the events could not be read: ${firstLine(error)}`]
  }
}
