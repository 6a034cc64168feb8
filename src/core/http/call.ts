import type { System } from '../errors.js'
import type { Redactor } from '../redact.js'
import type { Shapes } from '../shape/shape.js'
import type { RequestBody } from './body.js'

/** How the body of a successful reply is read: as JSON, text, bytes, JSON or else text (`any`), or handed on as a stream. */
export type Expects = 'json' | 'text' | 'bytes' | 'any' | 'stream'

/** One try of a request: signed, with its body. */
export interface PreparedRequest {
  url: string
  headers: Record<string, string>
  body?: RequestBody | undefined
}

/** A call of an operation over HTTP. */
export interface HttpCall {
  operation: string
  method: string
  /** The URL without query, as errors and events show it; it holds no secrets. */
  target: string
  /** Whether twice has the same effect as once. */
  idempotent: boolean
  /** Whether it changes nothing although its method may; GET, HEAD and OPTIONS never do. */
  reads?: boolean
  expects: Expects
  /** What the reply should be; absent: it is not checked. */
  reply?: { shapes: Shapes; type: string }
  prepare(): PreparedRequest | Promise<PreparedRequest>
}

/** A failed response for the classifier of a product. */
export interface FailedResponse {
  call: HttpCall
  status: number
  headers: Readonly<Record<string, string>>
  /** The body, already redacted. */
  text: string
  /** Details that every error about a response has. */
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
