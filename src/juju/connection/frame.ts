import { isObject } from '../../core/shape/fits.js'

/** The server does not follow the protocol: it sent this frame. */
export class ProtocolError extends Error {
  constructor(
    problem: string,
    readonly frame: string,
    options?: ErrorOptions,
  ) {
    super(`the server sent ${problem}`, options)
  }
}

/** A reply whose fields other than `request-id` are not checked yet. */
export interface ReplyFrame {
  'request-id': number
  response?: unknown
  error?: unknown
  'error-code'?: unknown
  'error-info'?: unknown
}

/** What a reply says about its call. */
export type Outcome =
  { response: object } | { error: { message: string; code: string; info: unknown } } | { problem: string }

/**
 * Parses a frame.
 *
 * @throws ProtocolError for a frame that is not a reply to a call
 */
export function parseFrame(text: string): ReplyFrame {
  let frame: unknown
  try {
    frame = JSON.parse(text)
  } catch (cause) {
    throw new ProtocolError('a frame that is not JSON', text, { cause })
  }
  if (!isObject(frame)) throw new ProtocolError('a frame that is not an object', text)
  if (!Number.isSafeInteger(frame['request-id']))
    throw new ProtocolError('a frame without a request-id', text)
  return frame as unknown as ReplyFrame
}

/** Whether a reply has a response and nothing else: nearly all do, and need no further look. */
export const isPlainSuccess = (frame: ReplyFrame): frame is ReplyFrame & { response: object } =>
  frame.error === undefined && frame['error-code'] === undefined && isObject(frame.response)

/** The outcome of a call by its reply. An absent or null `response` is an empty one, as in Juju's own client. */
export function outcomeOf(frame: ReplyFrame): Outcome {
  const { response = null, error = null, 'error-code': code = null } = frame
  if (error !== null && typeof error !== 'string') return { problem: 'a reply whose error is not a text' }
  if (code !== null && typeof code !== 'string') return { problem: 'a reply whose error-code is not a text' }
  if (error !== null && error !== '')
    return { error: { message: error, code: code ?? '', info: frame['error-info'] } }
  if (response === null) return { response: {} }
  return isObject(response) ? { response } : { problem: 'a reply whose response is not an object' }
}
