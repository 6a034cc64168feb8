import type { System } from '../errors.js'
import type { Redactor } from '../redact.js'
import type { Shapes } from '../shape/shape.js'
import type { RequestBody } from './body.js'

/** How the body of a successful reply is read: as JSON, text, bytes, one of them by its content type (`any`), or passed on as a stream. */
export type Expects = 'json' | 'text' | 'bytes' | 'any' | 'stream'

/** One try of a request: signed, with its body. */
export interface PreparedRequest {
  url: string
  headers: Record<string, string>
  body?: RequestBody | undefined
}

/** The first and the last release of a server that have something. */
interface Availability {
  since?: string | undefined
  until?: string | undefined
}

/** What an error says about an operation. */
export interface CallFacts extends Availability {
  /** Statuses that every further try would have too, whatever `Retry-After` says. */
  permanent?: readonly number[]
  parameter?(name: string): Availability | undefined
}

/** A call of an operation over HTTP. */
export interface HttpCall {
  operation: string
  method: string
  /** The URL without query, for errors and events. */
  target: string
  /** Whether the call is idempotent. */
  idempotent: boolean
  /** Whether it changes nothing although its method may; GET, HEAD and OPTIONS never do. */
  reads?: boolean
  expects: Expects
  /** What it is about, such as `subnet`; asked for when it has failed. */
  noun?: (() => string) | undefined
  /** What is known of its operation; asked for when it has failed. */
  facts?: (() => CallFacts | undefined) | undefined
  /** The arguments, whose secrets no error may show. */
  params?: unknown
  /** Whether it is made for other calls, as a login is: its errors show no secrets of any call that is running. */
  shared?: boolean
  /** The expected reply. Absent if it is not checked. */
  reply?: { shapes: Shapes; type: string; isList?: boolean } | undefined
  prepare(): PreparedRequest | Promise<PreparedRequest>
}

/** A failed response for the classifier of a product. */
export interface FailedResponse {
  call: HttpCall
  status: number
  headers: Readonly<Record<string, string>>
  /** The body, already redacted. */
  text: string
  /** Details of every error about a response. */
  details: {
    system: System
    operation: string
    status: number
    body: string
    requestId: string
    attempts: number
    retryAfterMs: number | undefined
    isRetryable: boolean
    mayHaveHappened: boolean
    facts: Record<string, unknown>
    redactor: Redactor
  }
}
