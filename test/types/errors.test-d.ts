import { describe, expectTypeOf, it } from 'vitest'
import type { AnyStackError, ErrorCode, ErrorReason, StackError } from 'canonical-stack'

/** Returns a different text for each code; it does not compile when a code is missing or unknown. */
function describeError(error: AnyStackError): string {
  switch (error.code) {
    case 'ERR_CONFIGURATION':
    case 'ERR_ABORTED':
      return error.reason
    case 'ERR_TIMEOUT':
      return error.phase
    case 'ERR_CONNECTION':
      return error.reason
    case 'ERR_RESPONSE':
    case 'ERR_BAD_REQUEST':
    case 'ERR_AUTHENTICATION':
    case 'ERR_PERMISSION':
    case 'ERR_NOT_FOUND':
    case 'ERR_CONFLICT':
    case 'ERR_RATE_LIMIT':
    case 'ERR_SERVER':
    case 'ERR_UNREADABLE_REPLY':
      return String(error.status)
    case 'ERR_RPC':
      return error.rpcCode
    case 'ERR_BULK':
      return String(error.failures.length)
    case 'ERR_VALIDATION':
      return String(error.issues.length)
    case 'ERR_WAIT_TIMEOUT':
    case 'ERR_WAIT_FAILED':
      return error.evidence.notes.join()
    default:
      return error satisfies never
  }
}

/** The same, for reasons. */
const advice: Record<ErrorReason, true> = {
  'invalid-argument': true,
  aborted: true,
  timeout: true,
  dns: true,
  refused: true,
  unreachable: true,
  tls: true,
  closed: true,
  protocol: true,
  'bad-request': true,
  unauthorized: true,
  permission: true,
  'not-found': true,
  'already-exists': true,
  conflict: true,
  blocked: true,
  'not-supported': true,
  'rate-limited': true,
  redirected: true,
  unavailable: true,
  'server-error': true,
  'unreadable-reply': true,
  'discharge-required': true,
  'partial-failure': true,
  'unexpected-reply': true,
  'wait-timeout': true,
  'wait-failed': true,
  other: true,
}

describe('errors', () => {
  it('have a closed set of codes', () => {
    expectTypeOf(describeError).parameter(0).toEqualTypeOf<AnyStackError>()
    expectTypeOf<string>().not.toExtend<ErrorCode>()
  })

  it('have a closed set of reasons, on every class', () => {
    expectTypeOf(advice).toEqualTypeOf<Record<StackError['reason'], true>>()
    expectTypeOf<AnyStackError['reason']>().toEqualTypeOf<ErrorReason>()
    expectTypeOf<string>().not.toExtend<ErrorReason>()
  })

  it('have the reasons of their class', () => {
    type Reason<Code extends ErrorCode> = Extract<AnyStackError, { code: Code }>['reason']
    expectTypeOf<Reason<'ERR_CONFIGURATION'>>().toEqualTypeOf<'invalid-argument'>()
    expectTypeOf<Reason<'ERR_NOT_FOUND'>>().toEqualTypeOf<'not-found' | 'not-supported'>()
    expectTypeOf<Reason<'ERR_WAIT_TIMEOUT'>>().toEqualTypeOf<'wait-timeout'>()
    expectTypeOf<Reason<'ERR_CONNECTION'>>().toEqualTypeOf<
      'dns' | 'refused' | 'unreachable' | 'tls' | 'closed' | 'protocol'
    >()
  })
})
