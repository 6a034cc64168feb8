import { BulkError, type BulkItem, type ErrorReason, RpcError, type RpcErrorDetails } from '../core/errors.js'
import type { Redactor } from '../core/redact.js'
import { isObject } from '../core/shape/fits.js'
import type { RpcErrorValue } from './generated/facades/common.js'

/** Codes contain spaces and are compared as a whole (reference: protocol 6). A code that is not here is `other`. */
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
  'unknown user public key source': 'bad-request',
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
  [/already exists$|already has "[^"]*" access or greater$/, 'already-exists'],
  [
    / not found$| not found (for|when) | do(es)? not exist$|^resolving error: No charm or bundle with name/,
    'not-found',
  ],
  [
    /\binvalid | is missing |is not a valid |expected \w+, got |unknown option |cannot unmarshal|does not exist in the charm$|is not one of /,
    'bad-request',
  ],
  [/ambiguous relation: |no compatible endpoints found|unknown controller config setting /, 'bad-request'],
  [/is not in (an )?error state|machine has (units|containers)$|still used by \d+ model/, 'conflict'],
  [
    / is still (in use|referenced by models)$| would be left without |cannot delete controller owner /,
    'conflict',
  ],
  // The reply for a machine that has not started, and for one that does not exist.
  [/dial tcp: |not started, please retry when started$/, 'unavailable'],
]

/** The reason of an error: by its code, or by known messages if 4.x sends no code. */
export function reasonOf(code: string, message: string): ErrorReason {
  if (code === 'unauthorized access' && message === 'permission denied') return 'permission'
  const known = Object.hasOwn(REASON_OF_CODE, code) ? REASON_OF_CODE[code] : undefined
  if (known !== undefined) return known
  if (code.endsWith('not found')) return 'not-found'
  return (code === '' && REASON_OF_MESSAGE.find(([pattern]) => pattern.test(message))?.[1]) || 'other'
}

const HINTS: Partial<Record<ErrorReason, string>> = {
  unauthorized: 'Check the credentials that the client was given',
  permission: 'Ask an administrator of the model or controller for more access',
  blocked: 'This command is disabled for the model: see juju disabled-commands',
  unavailable: 'Try again later',
}

const HINT_OF_CODE = new Map([
  ['incompatible clouds', 'Pass { force: true } if the controller can reach that cloud'],
  ['cloud region required', 'Pass the region'],
])

/** The call that an error is about. */
export interface CallFacts {
  /** The name of the call in user code: `applications.addUnit`, or `Application.AddUnits` for a call by facade and method. */
  operation: string
  facade: string
  version: number
  method: string
  /** The connection: `the controller`, `model admin/openstack`. */
  where: string
  redactor: Redactor
}

/** The facade call as a fact of an error: `Application(19).AddUnits on model admin/openstack`. */
export const callFacts = ({ facade, version, method, where }: CallFacts): { call: string } => ({
  call: `${facade}${version === 0 ? '' : `(${version})`}.${method} on ${where}`,
})

/** An error in a reply of the server. */
export function rpcError(
  call: CallFacts,
  error: { message: string; code?: string | undefined; info?: unknown },
  hint?: string,
): RpcError {
  const code = error.code ?? ''
  const message = bounded(error.message, call.redactor)
  const reason = reasonOf(code, message)
  return new RpcError({
    ...detailsOf(call, reason, message),
    hint: hint ?? HINT_OF_CODE.get(code) ?? HINTS[reason],
    facts: { ...callFacts(call), ...(code === '' ? {} : { code }) },
    rpcCode: code,
    serverMessage: message,
    info: error.info,
    isRetryable: reason === 'unavailable',
  })
}

/** Characters of a server's message that are kept. */
const LONGEST = 1_000_000
/** No secret is longer; the end of a text that was cut may be a part of one. */
const LONGEST_SECRET = 10_000

/** A message of a bounded length. What is left out is not searched for secrets. */
const bounded = (message: string, redactor: Redactor): string =>
  message.length <= LONGEST
    ? message
    : `${redactor.text(message.slice(0, LONGEST)).slice(0, -LONGEST_SECRET)}...`

/** An error that the client finds in a successful reply: the requested object does not exist, or the request is not possible. */
export const foundError = (
  call: CallFacts,
  found: { reason: ErrorReason; problem: string; hint?: string; facts?: Record<string, unknown> },
): RpcError =>
  new RpcError({
    ...detailsOf(call, found.reason, found.problem),
    hint: found.hint,
    facts: { ...found.facts, ...callFacts(call) },
    rpcCode: '',
    serverMessage: '',
  })

function detailsOf(
  { operation, facade, version, method, redactor }: CallFacts,
  reason: ErrorReason,
  problem: string,
): Pick<
  RpcErrorDetails,
  'system' | 'redactor' | 'operation' | 'summary' | 'facade' | 'version' | 'method' | 'reason'
> {
  const summary = `Juju ${operation} failed: ${problem}`
  return { system: 'juju', redactor, operation, summary, facade, version, method, reason }
}

/** One result of a bulk call. The error of `Annotations.Get` is inside another object, which is `{}` without one. */
interface ItemResult {
  error?: RpcErrorValue | { error?: RpcErrorValue } | undefined
}

/**
 * Checks the results of a bulk call, and returns them. The failure of a single item throws its `RpcError`; failures
 * among several items throw a `BulkError`, whose `results` have every item.
 */
export function checkItems<Result extends ItemResult>(
  factsOf: () => CallFacts,
  items: readonly string[],
  results: readonly Result[] | null | undefined,
): readonly Result[] {
  const all = results ?? []
  const first = all.map(errorOf).find((error) => error !== undefined)
  if (first === undefined) return all
  const call = factsOf()
  if (items.length === 1) throw rpcError(call, first)
  const outcomes = all.map((result, index): BulkItem => {
    const item = items[index] ?? String(index)
    const error = errorOf(result)
    return error === undefined ? { item, value: result } : { item, error: rpcError(call, error) }
  })
  const failures = outcomes.filter(({ error }) => error !== undefined)
  const { operation, redactor } = call
  throw new BulkError({
    system: 'juju',
    redactor,
    operation,
    summary: `Juju ${operation} failed for ${failures.length} of ${items.length}: ${failures[0]?.item}: ${first.message}`,
    hint: 'results has the outcome of each item',
    facts: callFacts(call),
    results: outcomes,
  })
}

function errorOf(result: ItemResult): RpcErrorValue | undefined {
  const error: unknown = isObject(result) ? result.error : undefined
  const inner: unknown = isObject(error) && 'error' in error ? error.error : error
  return isObject(inner) && typeof inner['message'] === 'string' && inner['message'] !== ''
    ? (inner as unknown as RpcErrorValue)
    : undefined
}
