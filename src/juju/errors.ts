import { BulkError, type BulkItem, RpcError, type ErrorReason } from '../core/errors.js'
import type { Redactor } from '../core/redact.js'
import type { RpcErrorValue } from './generated/common.js'

/** Codes are words with spaces, to be compared whole (reference: protocol 6). What is absent comes down to `other`. */
const REASON_OF_CODE: Readonly<Record<string, ErrorReason>> = {
  'already exists': 'already-exists',
  'public key already exists': 'already-exists',
  'secret backend already exists': 'already-exists',
  'unauthorized access': 'unauthorized',
  'login expired': 'unauthorized',
  'no credentials provided': 'unauthorized',
  'session token invalid': 'unauthorized',
  forbidden: 'permission',
  'access required': 'permission',
  'secret backend forbidden': 'permission',
  'operation is blocked': 'blocked',
  'not supported': 'not-supported',
  'not implemented': 'not-supported',
  'method not allowed': 'not-supported',
  'not valid': 'bad-request',
  'bad request': 'bad-request',
  'invalid tag': 'bad-request',
  'tag kind not supported': 'bad-request',
  'invalid machine id': 'bad-request',
  'invalid user name': 'bad-request',
  'invalid public key': 'bad-request',
  'incompatible base': 'bad-request',
  'cloud region required': 'bad-request',
  'incompatible clouds': 'bad-request',
  'unit has subordinates': 'conflict',
  'not assigned': 'conflict',
  'machine has assigned units': 'conflict',
  'machine has attached storage': 'conflict',
  'machine is hosting containers': 'conflict',
  'storage is attached': 'conflict',
  'controller has hosted models': 'conflict',
  'controller/model has persistent storage': 'conflict',
  'model not empty': 'conflict',
  'application should not have units': 'conflict',
  'not provisioned': 'conflict',
  'try again': 'unavailable',
  'not yet available; try again later': 'unavailable',
  'upgrade in progress': 'unavailable',
  'model migration in progress': 'unavailable',
  'deadline exceeded': 'unavailable',
  'excessive contention': 'unavailable',
  'redirection required': 'redirected',
  'macaroon discharge required': 'discharge-required',
}

/** 4.0.15 leaves the code of these empty (recorded-4.0.15, fact 2). */
const REASON_OF_MESSAGE: readonly [RegExp, ErrorReason][] = [
  [/already exists$|already has ".*" access or greater$/, 'already-exists'],
  [/ not found$|does not exist$|^resolving error: No charm or bundle with name/, 'not-found'],
  [
    /is not a valid |expected \w+, got |unknown option |cannot unmarshal|does not exist in the charm$|is not one of /,
    'bad-request',
  ],
  [/ambiguous relation: |no compatible endpoints found|unknown controller config setting /, 'bad-request'],
  [/is not in (an )?error state|machine has (units|containers)$|still used by \d+ model/, 'conflict'],
  // Said of a machine that has not started, and of one that does not exist.
  [/dial tcp: |not started, please retry when started$/, 'unavailable'],
]

/** What an error comes down to: by its code, and where 4.x sends none by the few messages that are known. */
export function reasonOf(code: string, message: string): ErrorReason {
  if (code === 'unauthorized access' && message === 'permission denied') return 'permission'
  const known = REASON_OF_CODE[code]
  if (known !== undefined) return known
  if (code.endsWith('not found')) return 'not-found'
  return (code === '' && REASON_OF_MESSAGE.find(([pattern]) => pattern.test(message))?.[1]) || 'other'
}

const HINTS: Partial<Record<ErrorReason, string>> = {
  unauthorized: 'Check the user name and the password',
  permission: 'Ask an administrator of the model or controller for more access',
  blocked: 'Somebody disabled this command for the model: juju disabled-commands shows which',
  unavailable: 'Try again later',
}

const HINT_OF_CODE: Readonly<Record<string, string>> = {
  'incompatible clouds': 'Pass { force: true } if the controller can reach that cloud',
  'cloud region required': 'Say which region',
}

/** The call that an error is about. */
export interface CallFacts {
  facade: string
  version: number
  method: string
  /** Which connection: `the controller`, `model admin/openstack`. */
  where: string
  redactor: Redactor
}

/** An error of the server's as ours. */
export function rpcError(
  call: CallFacts,
  error: { message: string; code?: string | undefined; info?: unknown },
  hint?: string,
): RpcError {
  const { facade, version, method, where, redactor } = call
  const code = error.code ?? ''
  const reason = reasonOf(code, error.message)
  return new RpcError({
    system: 'juju',
    redactor,
    operation: `${facade}.${method}`,
    summary: `Juju ${facade}.${method} on ${where} failed: ${error.message}`,
    hint: hint ?? HINT_OF_CODE[code] ?? HINTS[reason],
    facts: code === '' ? {} : { code },
    facade,
    version,
    method,
    rpcCode: code,
    serverMessage: error.message,
    reason,
    info: error.info,
    isRetryable: reason === 'unavailable',
  })
}

/** One result of a call that takes many. */
interface ItemResult {
  error?: RpcErrorValue | undefined
}

/**
 * Checks the results of a call that takes many items, one by one, and gives them back. One item that fails throws its `RpcError`;
 * some of several that fail throw a `BulkError`, whose `results` have every item.
 */
export function checkItems<Result extends ItemResult>(
  call: CallFacts,
  items: readonly string[],
  results: readonly Result[] | null | undefined,
): readonly Result[] {
  const all = results ?? []
  const failed = all.filter((result) => isError(result.error))
  const first = failed[0]?.error
  if (first === undefined) return all
  if (items.length === 1) throw rpcError(call, first)
  const outcomes = all.map((result, index): BulkItem => {
    const item = items[index] ?? String(index)
    return isError(result.error) ? { item, error: rpcError(call, result.error) } : { item, value: result }
  })
  const { facade, method, where, redactor } = call
  const failures = outcomes.filter((outcome) => outcome.error !== undefined)
  throw new BulkError({
    system: 'juju',
    redactor,
    operation: `${facade}.${method}`,
    summary: `Juju ${facade}.${method} on ${where} failed for ${failed.length} of ${items.length}: ${failures[0]?.item}: ${first.message}`,
    hint: 'results says of each item what became of it',
    results: outcomes,
  })
}

/** Annotations.Get answers `error: {}` where there is none. */
const isError = (error: RpcErrorValue | undefined): error is RpcErrorValue =>
  error?.message !== undefined && error.message !== ''
