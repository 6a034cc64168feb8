import { AbortedError, ConnectionError, RpcError, type StackError, TimeoutError } from '../../core/errors.js'
import type { RpcOperation } from '../../core/operations.js'
import { onAbort } from '../../core/signals.js'
import { LONGEST_MS } from '../../core/sleep.js'
import { frameMistake, type SocketEnd } from '../../core/socket/socket.js'
import { type CallFacts, callFacts } from '../errors.js'
import { knownVersions } from '../known-versions.js'
import { ProtocolError } from './frame.js'
import { TotalTimeout } from './total-timeout.js'

/** One call as it is sent. */
export interface RpcRequest extends CallFacts {
  params: object
  /** The encoded part of the message between the request id and the parameters, if available. */
  head?: string | undefined
  /** Whether the call may change something. */
  changes: boolean
  signal?: AbortSignal | undefined
  /** 0 for no limit. */
  timeoutMs: number
}

/** The part of a message that is the same for every call of a method. */
export const headOf = ({
  facade,
  version,
  method,
}: {
  facade: string
  version: number
  method: string
}): string =>
  `,"type":${JSON.stringify(facade)},"version":${version},"request":${JSON.stringify(method)},"params":`

/** The reason of a signal that a closed client aborts. */
export const CLIENT_CLOSED = Symbol('client closed')

const isTooLarge = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'

const MAY_HAVE_HAPPENED = 'It was sent and may have been carried out: check before repeating it'
const CHECK_ADDRESS = 'Check that the address is a Juju controller, and any proxy in front of it'

/**
 * Ends a call when its time is up or its signal aborts. `end` gets the error, which depends on whether the call was sent.
 *
 * @returns a function that removes both limits, if there are any
 */
export function limitCall(
  request: RpcRequest,
  end: (error: (sent: boolean, connected: boolean) => StackError) => void,
): (() => void) | undefined {
  const { signal, timeoutMs } = request
  if (signal === undefined && timeoutMs === 0) return undefined
  const timer =
    timeoutMs === 0
      ? undefined
      : setTimeout(
          () => end((sent, connected) => timeoutError(request, sent, connected)),
          Math.min(timeoutMs, LONGEST_MS),
        )
  const unlisten =
    signal === undefined ? undefined : onAbort(signal, () => end((sent) => endedError(request, sent)))
  return () => {
    clearTimeout(timer)
    unlisten?.()
  }
}

/** The reply cannot be read: the server does not follow the protocol. */
export function unreadableError(request: RpcRequest, problem: string, cause?: unknown): ConnectionError {
  return new ConnectionError({
    ...detailsOf(request),
    summary: `Juju ${request.operation} failed: ${problem}`,
    hint: request.changes ? `${MAY_HAVE_HAPPENED}. ${CHECK_ADDRESS}` : CHECK_ADDRESS,
    reason: 'protocol',
    cause,
    mayHaveHappened: request.changes,
  })
}

/** `close()` of the client ended the call. */
export function closedError(request: RpcRequest, sent: boolean): ConnectionError {
  const unknown = sent && request.changes
  return new ConnectionError({
    ...detailsOf(request),
    summary: `Juju ${request.operation} failed: the client was closed`,
    hint: unknown ? MAY_HAVE_HAPPENED : 'Close a client after its calls are done',
    reason: 'closed',
    mayHaveHappened: unknown,
  })
}

/** The connection ended before the reply arrived. */
export function lostError(request: RpcRequest, end: SocketEnd, sent: boolean): ConnectionError {
  const unknown = sent && request.changes
  const { redactor } = request
  const protocol = end.cause instanceof ProtocolError ? end.cause : undefined
  const tooLarge = isTooLarge(end.cause)
  const mistake = frameMistake(end.cause)
  const isProtocol = protocol !== undefined || (mistake !== undefined && !tooLarge)
  // Redacted before it is cut: half of a secret would not be recognised.
  const problem = protocol
    ? `${protocol.message}: ${redactor.text(protocol.frame).slice(0, 80)}`
    : tooLarge
      ? 'the reply is larger than maxReplyBytes'
      : mistake !== undefined
        ? `the server broke the websocket protocol: ${mistake}`
        : sent
          ? 'the connection ended before the reply'
          : 'the connection had ended'
  return new ConnectionError({
    ...detailsOf(request),
    summary: `Juju ${request.operation} failed: ${problem}`,
    hint: unknown
      ? MAY_HAVE_HAPPENED
      : tooLarge
        ? 'Raise maxReplyBytes, or request less'
        : isProtocol
          ? CHECK_ADDRESS
          : 'Check the controller, and any proxy in front of it',
    facts: {
      ...callFacts(request),
      'close code': end.code,
      ...(end.reason === '' ? {} : { 'close reason': end.reason }),
      sent,
    },
    reason: isProtocol ? 'protocol' : 'closed',
    cause: protocol?.cause ?? end.cause,
    isRetryable: !isProtocol && !tooLarge,
    mayHaveHappened: unknown,
  })
}

function timeoutError(request: RpcRequest, sent: boolean, connected: boolean): TimeoutError {
  const { operation, timeoutMs, where } = request
  const unknown = sent && request.changes
  return new TimeoutError({
    ...detailsOf(request),
    summary: `Juju ${operation} timed out: ${connected ? 'no reply' : `no connection to ${where}`} within ${timeoutMs} ms`,
    hint: unknown
      ? MAY_HAVE_HAPPENED
      : connected
        ? request.facade === 'Admin'
          ? 'Check the controller; connectTimeoutMs is the limit'
          : 'Raise timeoutMs: some calls take minutes'
        : 'Check the addresses, and firewalls on the way, or raise timeoutMs',
    phase: connected ? 'reply' : 'connect',
    timeoutMs,
    isRetryable: true,
    mayHaveHappened: unknown,
  })
}

/** The signal of the call, or of its client, aborted, or the total time of the call is over. */
export function endedError(
  request: RpcRequest,
  sent: boolean,
): AbortedError | ConnectionError | TimeoutError {
  const unknown = sent && request.changes
  const details = {
    ...detailsOf(request),
    hint: unknown ? 'It was sent, and the server still carries it out' : undefined,
    mayHaveHappened: unknown,
  }
  const reason: unknown = request.signal?.reason
  if (reason instanceof TotalTimeout)
    return new TimeoutError({
      ...details,
      summary: `Juju ${request.operation} timed out: it was not done within ${reason.ms} ms`,
      hint: unknown ? MAY_HAVE_HAPPENED : 'Raise totalTimeoutMs: some calls take minutes',
      phase: 'total',
      timeoutMs: reason.ms,
    })
  return reason === CLIENT_CLOSED
    ? closedError(request, sent)
    : new AbortedError({ ...details, summary: `Juju ${request.operation} was aborted by its signal` })
}

/** No version of the facade is known to both sides. */
export function unsupportedError(
  request: CallFacts,
  { facade, method, versions }: RpcOperation,
  release: string,
  served: readonly number[],
): RpcError {
  const { operation, version, where } = request
  const known = knownVersions(facade)
  const problem =
    served.length === 0
      ? `${where} (Juju ${release}) does not serve the facade ${facade}`
      : `${where} (Juju ${release}) serves version ${served.join(', ')} of the facade ${facade}, and the call needs ${versions.join(' or ')}`
  return new RpcError({
    ...detailsOf(request),
    facade,
    method,
    version,
    summary: `Juju ${operation} is not supported: ${problem}`,
    hint:
      served.length === 0
        ? 'Some facades are served by the controller only, others by models only, and some only by certain releases'
        : `${known.length === 0 ? '' : `This package knows version ${known.join(', ')} of it. `}Use a version that is served, or another release of Juju`,
    rpcCode: '',
    serverMessage: '',
    reason: 'not-supported',
  })
}

const detailsOf = (
  request: CallFacts,
): { system: 'juju'; redactor: CallFacts['redactor']; operation: string; facts: Record<string, string> } => ({
  system: 'juju',
  redactor: request.redactor,
  operation: request.operation,
  facts: callFacts(request),
})
