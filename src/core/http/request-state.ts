import type { ReplyInfo } from '../reply.js'
import type { Redactor } from '../redact.js'
import type { RequestOptions } from '../options.js'
import type { HttpCall } from './call.js'
import type { Cancellation } from './cancellation.js'
import type { RequestProgress } from './transport.js'

/** A call with all its tries. */
export interface RequestState {
  call: HttpCall
  options: RequestOptions
  /** Knows the secrets of the client and of this call. */
  redactor: Redactor
  callId: number
  attempt: number
  /** Time of `performance.now()` at which the time of the call is up. */
  endsMs: number
  /** The limit that it follows from. */
  limit: { name: 'timeoutMs' | 'totalTimeoutMs'; ms: number }
  /** Whether an earlier try may have been carried out. */
  unknown: boolean
  /** Whether the call may change something on the server. */
  changes: boolean
  /** Whether the body is a stream, which cannot be sent a second time. */
  bodyIsStream: boolean
  /** Whether credentials were already renewed. */
  recovered: boolean
  failedHeaders?: Readonly<Record<string, string>>
  /** The URL after a redirect. */
  url?: string
  redirects: number
}

/** One try of a call. */
export interface TryState {
  phase: 'headers' | 'body'
  cancellation: Cancellation
  /** Whether the request was given to the transport. */
  handedOver: boolean
  /** What the transport says of it. */
  progress: RequestProgress
  /** Whether the body is passed on as a stream, and outlives the try. */
  handedOn: boolean
  info: ReplyInfo | undefined
}

/** Whether bytes of the request may have left; of a transport that does not say, as soon as it has the request. */
export const isSent = ({ handedOver, progress }: TryState): boolean =>
  handedOver && (progress.stage === undefined || progress.stage === 'sent')
