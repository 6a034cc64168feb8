import type { System } from '../errors.js'
import type { Redactor } from '../redact.js'
import type { Shapes } from '../shape/shape.js'
import type { RequestBody } from './body.js'

/** How the body of a good reply is read: JSON, text, bytes, whichever of JSON and text it is, or not at all but handed on. */
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
  /** What the request is shown as: URL without query, free of secrets. */
  target: string
  /** Whether doing it twice is the same as doing it once. */
  idempotent: boolean
  /** Whether it changes nothing although its method may; GET and its like never do. */
  reads?: boolean
  expects: Expects
  /** What the reply should be; absent: it is not checked. */
  reply?: { shapes: Shapes; type: string }
  /** Makes each try anew, so that each is signed anew. */
  prepare(): PreparedRequest | Promise<PreparedRequest>
}

/** A failed response as the product's classifier gets it. */
export interface FailedResponse {
  call: HttpCall
  status: number
  headers: Readonly<Record<string, string>>
  /** The body, already redacted. */
  text: string
  /** What the error is to carry whatever the product adds. */
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
